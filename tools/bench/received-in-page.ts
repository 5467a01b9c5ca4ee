/** Fills what came from others, in a page of the extension: by the very code that takes it in. */
import './no-code-from-text.ts';
import { publicKeyText } from '../../core/ledger/bundle.ts';
import { signCheckpoint } from '../../core/ledger/checkpoint.ts';
import { EMPTY_TIP, sealEntry, type Tip, tipAfter } from '../../core/ledger/entry.ts';
import type { HeaderDraft } from '../../core/ledger/header.ts';
import { recordText } from '../../core/ledger/record.ts';
import { rootOf } from '../../core/ledger/tree.ts';
import { NATIONAL_CLOCKS } from '../../core/policy/clocks.ts';
import type { Source } from '../../entrypoints/background/received/database.ts';
import { ReceivedStore } from '../../entrypoints/background/received/store.ts';
import { makeSigningKey, type SigningKey, signWith } from '../../platform/ed25519.ts';
import { attempt, BODY, idOf, pick } from './made-attempts.ts';
import { DAY_MS, review } from './review-in-page.ts';

/** Entries that are taken in at once, as from the store. */
const TOGETHER = 500;
const SALT = 'cd'.repeat(16);

export interface ReceivedPlan {
  readonly overrides: number;
  /** Of them, each so many is decided on. */
  readonly decidedEvery: number;
  readonly devices: number;
  /** Of the reader. */
  readonly own: string;
  /** Epoch milliseconds of the last. */
  readonly now: number;
  readonly source: Source;
  /** Where it lay in the force's store; null where it came by a file. */
  readonly home: { readonly force: string; readonly unit: string } | null;
}

interface Made {
  readonly device: string;
  readonly key: SigningKey;
  readonly texts: string[];
  tip: Tip;
}

const deviceOf = (number: number) => (2 ** 50 + number).toString(16).padStart(16, '0');

/** Overrides of officers' devices, and decisions of one reviewer's, in the order in which they were made. */
export async function fillReceived(plan: ReceivedPlan): Promise<void> {
  const { overrides, decidedEvery, own, source, home, now } = plan;
  const store = new ReceivedStore({
    now: () => now,
    own: {
      device: async () => ({ id: own, key: null }),
      size: async () => 0,
      lines: async () => new Map(),
    },
    changed: () => undefined,
  });
  const begin = now - 4 * NATIONAL_CLOCKS.usualDays * DAY_MS;
  const step = (now - begin) / overrides;
  const behind = Math.floor(overrides / 50);
  const places = Array.from({ length: overrides }, (_, place) => place);
  const atOf = (place: number) => Math.round(begin + place * step);
  const notes: string[] = [];
  // Device by device: what is taken in together is of few of them, as it is in a file.
  for (let number = 0; number <= plan.devices; number++) {
    const isReviewer = number === plan.devices;
    const made = await begun(deviceOf(number), idOf(2 ** 44 + number));
    const { device } = made;
    const drafts = isReviewer
      ? places
          .filter((place) => place % decidedEvery === 0 && place > behind)
          .map((place) => review(place - behind, place, device, atOf(place) + 1, claimIn(home)))
      : places
          .filter((place) => pick(place, 13, plan.devices) === number)
          .map((place) => attempt(place, device, atOf(place)));
    for (const draft of drafts) add(made, draft);
    for (let from = 0; from < made.texts.length; from += TOGETHER) {
      const records = made.texts.slice(from, from + TOGETHER);
      const lay = home && { ...home, depositor: 'tf-4312' };
      const where = lay && { from: records.map(() => lay) };
      await store.receive({ records, checkpoints: [], ...where }, source);
    }
    for (let from = 0; isReviewer && home && from < drafts.length; from += TOGETHER)
      await store.receiveDecisions(
        drafts.slice(from, from + TOGETHER).map((draft, place) => ({
          place: { collection: 'reviews', ...home, attempt: ofIn(draft), number: 0 },
          text: made.texts[from + place + 1] ?? '',
        })),
      );
    const root = { device, size: made.tip.size, root: rootOf(made.tip.edge) };
    const { key } = made;
    notes.push(await signCheckpoint(root, key.publicKey, (message) => signWith(key, message)));
  }
  await store.receive({ records: [], checkpoints: notes }, source);
  await store.settle();
}

const claimIn = (home: ReceivedPlan['home']) => (home ? { ...home, number: 0 } : undefined);
const ofIn = (draft: HeaderDraft) => (draft.kind === 'review' ? draft.of : '');

async function begun(device: string, id: string): Promise<Made> {
  const key = await makeSigningKey();
  const made: Made = { key, device, tip: EMPTY_TIP, texts: [] };
  const common = { id, at: 1, device, extension: '0.1.0', policy: 'ab'.repeat(32) };
  add(made, { kind: 'device-key', ...common, key: publicKeyText(key.publicKey) });
  return made;
}

function add(made: Made, draft: HeaderDraft): void {
  const entry = sealEntry(draft, draft.kind === 'attempt' ? BODY : null, made.tip, SALT);
  made.tip = tipAfter(made.tip, entry);
  made.texts.push(recordText(entry));
}
