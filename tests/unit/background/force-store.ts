/** A force's store as devices meet it: one thing a place, the first stays. And devices that use it. */
import type { WaitingClaim } from '../../../core/delivery/messages.ts';
import type {
  AnswerDeposit,
  Appended,
  Decided,
  DecisionDeposit,
  Heard,
} from '../../../core/delivery/store.ts';
import { type AnswerPlace, answerSubject, subjectOf } from '../../../core/delivery/subjects.ts';
import { EMPTY_TIP, type StoredEntry, sealEntry } from '../../../core/ledger/entry.ts';
import { parseHeader } from '../../../core/ledger/header-schema.ts';
import { recordText } from '../../../core/ledger/record.ts';
import type { Messages } from '../../../core/messages.ts';
import type { DecideReply } from '../../../core/review/decide-messages.ts';
import type { CaseDetail } from '../../../core/review/rows.ts';
import { Claimer } from '../../../entrypoints/delivery/claimer.ts';
import testForce from '../../../policies/forces/test-force.json' with { type: 'json' };
import type { MadeLedger } from '../ledger/made-ledger.ts';
import { attemptDraft, freshDatabase, hexId } from './over-indexeddb.ts';
import { type area, type Background, background, PAGE } from './whole-background.ts';

export const HOME = { force: 'tf', unit: 't07' } as const;

export class ForceStore {
  readonly places = new Map<string, string>();
  /** What it says in place of taking anything; null where it is there. */
  trouble: Exclude<Decided, { kind: 'stored' | 'taken' }> | null = null;

  async decide({ place, text }: DecisionDeposit): Promise<Decided> {
    if (this.trouble !== null) return this.trouble;
    const there = this.places.get(subjectOf(place));
    if (there === undefined) this.places.set(subjectOf(place), text);
    if (there === undefined || there === text)
      return { kind: 'stored', how: there === undefined ? 'acknowledged' : 'read-back' };
    return { kind: 'taken', text: there };
  }

  /** What officers were told, by place. */
  readonly answers = new Map<string, string>();

  async tell({ place, text }: AnswerDeposit): Promise<Appended> {
    const key = answerSubject(place) ?? '';
    const there = this.answers.get(key);
    if (there === undefined) this.answers.set(key, text);
    return there === undefined || there === text
      ? { kind: 'stored', how: 'acknowledged' }
      : { kind: 'refused', why: 'other-bytes' };
  }

  async hear(place: AnswerPlace): Promise<Heard> {
    const text = this.answers.get(answerSubject(place) ?? '');
    return text === undefined ? { kind: 'nothing' } : { kind: 'heard', text };
  }

  /** Who decided, in order of place. */
  deciders(): readonly string[] {
    return [...this.places.values()].map((text) => {
      const header = parseHeader(JSON.parse(text).line);
      return header?.kind === 'review' ? header.reviewer : '';
    });
  }
}

export interface Device extends Background {
  /** What the page that speaks to the store does when it is called; nothing where it is null. */
  courier: (() => Promise<void>) | null;
}

export function settingsOf(id: string, name = id.toLowerCase()) {
  return {
    ...testForce,
    identity: { id, unit: 'PPU', reviewer: true },
    delivery: {
      ...{ urls: ['wss://n1.store.testforce.police.uk'], ...HOME, reads: [HOME.unit], name },
      credentials: { jwt: 'eyJ0.eyJq.c2ln', seed: `SU${'A2'.repeat(28)}` },
    },
  };
}

/** On a disk of its own, or on that of a background which was killed. */
export async function device(
  store: ForceStore,
  id: string,
  over: { readonly managed?: object; readonly local?: ReturnType<typeof area> } | null = {},
): Promise<Device> {
  if (over !== null) freshDatabase();
  const courier = {
    ask: async () => {
      void all.courier?.();
      return true;
    },
    open: async () => {},
    close: async () => {},
  };
  const made = background(over?.managed ?? settingsOf(id), over?.local, { courier });
  const all: Device = { ...made, courier: () => claims(all, store) };
  await all.services.policy.ready();
  // Open from here on, whatever other disk comes after it.
  await Promise.all([all.services.ledger.head(), all.services.received.devices()]);
  return all;
}

/** One round of the page that speaks to the store. @param answer false: it dies before it tells */
export async function claims(
  { ask, services }: Background,
  store: ForceStore,
  answer = true,
): Promise<void> {
  const stop = new AbortController();
  const end = async () => stop.abort();
  const decider = {
    claims: (): Promise<readonly WaitingClaim[]> => services.claims.waiting(),
    claimed: async (id: string, said: Decided) => {
      if (answer) await ask('claimed', { id, answer: said }, PAGE);
    },
    ...{ pause: end, untilWoken: end },
  };
  await new Claimer(store, decider).run(stop.signal);
}

type Batch = Messages['stream-records']['request'];

/** Something comes from the store, as the page that reads it hands it over. */
export async function comes(
  { ask }: Background,
  collection: Batch['reading']['collection'],
  lying: ReadonlyMap<string, string>,
  next = 1 + lying.size,
): Promise<void> {
  const items = [...lying].map(([subject, text]) => ({ subject, storedAt: 0, text }));
  const reading = { collection, ...HOME };
  const rest = { next, behind: 0, trouble: null };
  await ask('stream-records', { reading, items, ...rest }, PAGE);
}

/** The ledger of a device, as it lies in the store. */
export function lyingOf(
  { device: id, entries, checkpoints }: MadeLedger,
  collection: 'overrides' | 'checkpoints',
): ReadonlyMap<string, string> {
  const place = { ...HOME, depositor: 'off1' };
  if (collection === 'checkpoints')
    return new Map(
      checkpoints.map((text) => [
        subjectOf({ collection, ...place, id: `${id}-${text.split('\n')[1]}` }),
        text,
      ]),
    );
  return new Map(
    entries.map((entry) => [
      subjectOf({ collection, ...place, id: parseHeader(entry.line)?.id ?? '' }),
      recordText(entry),
    ]),
  );
}

export async function decides(
  { ask }: Background,
  id: string,
  outcome = 'RV-1',
  note = '',
  reverses: string | null = null,
): Promise<DecideReply> {
  const apart = outcome === 'RV-3' ? { followUpDays: 14 } : {};
  const reply = await ask('decide', { id, outcome, note, reverses, apart }, PAGE);
  if (!isReply(reply)) throw new Error('no answer');
  return reply;
}

export async function caseOf({ ask }: Background, id: string): Promise<CaseDetail> {
  const found = await ask('case', { id }, PAGE);
  if (!isCase(found)) throw new Error('no case');
  return found;
}

/** A decision of another device: its entry, and the place that it claims. */
export function decisionOf(
  attempt: string,
  change: { readonly number?: number; readonly reviewer?: string; readonly device?: string } = {},
): { readonly subject: string; readonly entry: StoredEntry } {
  const { number = 0, reviewer = 'TF-9002', device: id = 'ffeeddccbbaa0099' } = change;
  const { at, extension, policy } = attemptDraft(900);
  const claim = { ...HOME, number };
  const header = {
    ...{ id: hexId(900 + number), at, extension, policy, device: id, of: attempt },
    ...{ outcome: 'RV-3', reviewer, claim },
    kind: 'review',
  } as const;
  const entry = sealEntry(header, { note: 'Not for this crime' }, EMPTY_TIP, 'ab'.repeat(16));
  return { subject: subjectOf({ collection: 'reviews', attempt, ...claim }), entry };
}

function isReply(value: unknown): value is DecideReply {
  return typeof value === 'object' && value !== null && 'ok' in value;
}

function isCase(value: unknown): value is CaseDetail {
  return typeof value === 'object' && value !== null && 'row' in value;
}
