/** The kept queue of a supervisor whose overrides were made on other devices: files, and a force's store. */
import fc from 'fast-check';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { publicKeyText } from '../../../core/ledger/bundle.ts';
import { EMPTY_TIP, sealEntry, type Tip, tipAfter } from '../../../core/ledger/entry.ts';
import type { HeaderDraft } from '../../../core/ledger/header.ts';
import { recordText } from '../../../core/ledger/record.ts';
import { makeSigningKey, type SigningKey } from '../../../platform/ed25519.ts';
import { noteOf } from '../ledger/made-ledger.ts';
import { HOME, settingsOf } from './force-store.ts';
import { expectTheSame, KINDS, onDisk, Profile, SETTINGS } from './kept-profile.ts';
import { freshDatabase, hexId } from './over-indexeddb.ts';
import { SUPERVISOR } from './whole-background.ts';

const { delivery } = settingsOf('TF-9001');
const WITH_STORE = [
  ...SETTINGS,
  { ...SUPERVISOR, delivery },
  { ...SUPERVISOR, delivery, deciding: [{ from: '2026-01-01', people: 2 }] },
];
const STORE = SETTINGS.length;
const FROM = { ...HOME, depositor: 'off1' };
const DEVICES = ['00112233aabbccdd', 'abcdef0123456789'] as const;

const keys: SigningKey[] = [];
beforeAll(async () => {
  for (const _ of DEVICES) keys.push(await makeSigningKey());
});
beforeEach(freshDatabase);

/** Another device, and what of it came here. */
class Other {
  readonly texts: string[] = [];
  /** Entries that did not come. */
  withheld: string[] = [];
  tip: Tip = EMPTY_TIP;
  readonly device: string;
  readonly #key: SigningKey;
  readonly #profile: Profile;

  constructor(profile: Profile, place: number) {
    const key = keys[place];
    if (!key) throw new Error('no such device');
    this.#profile = profile;
    this.#key = key;
    this.device = DEVICES[place] ?? '';
    const common = { at: 1, device: this.device, extension: '0.1.0', policy: 'ab'.repeat(32) };
    const said = { ...common, id: hexId(9_000 + place), key: publicKeyText(key.publicKey) };
    this.add({ kind: 'device-key', ...said });
  }

  add(draft: HeaderDraft): string {
    const entry = sealEntry({ ...draft, device: this.device }, null, this.tip, 'ab'.repeat(16));
    this.tip = tipAfter(this.tip, entry);
    this.texts.push(recordText(entry));
    return recordText(entry);
  }

  async comes(records: readonly string[], isStored = false): Promise<void> {
    const from = isStored ? { from: records.map(() => FROM) } : {};
    const source = isStored ? 'stream' : 'bundle';
    await this.#profile.services.received.receive({ records, checkpoints: [], ...from }, source);
  }

  /** The device signs for all that it has. */
  async signs(): Promise<void> {
    const note = await noteOf(this.device, this.tip, this.#key);
    const { received } = this.#profile.services;
    await received.receive({ records: [], checkpoints: [note] }, 'bundle');
    await received.settle();
  }
}

/** One that changes what is known of others. */
const STEPS: readonly ((
  profile: Profile,
  other: Other,
  kind: number,
  back: number,
  who: number,
) => Promise<void>)[] = [
  async (profile, other, kind, back, who) => {
    await other.comes([other.add(draftOf(profile, kind, back, who))]);
  },
  async (profile, other, kind, back, who) => {
    await other.comes([other.add(draftOf(profile, kind, back, who))], true);
  },
  async (_, other) => other.signs(),
  async (profile, other, kind, back, who) => {
    other.withheld.push(other.add(draftOf(profile, kind, back, who)));
  },
  async (_, other) => {
    await other.comes(other.withheld, true);
    other.withheld = [];
  },
  // What came by a file is found in the store.
  async (_, other) => other.comes(other.texts.slice(0, 3), true),
  async ({ services }) => {
    await services.received.settle();
  },
  // Somebody puts an entry behind the last that does not follow it.
  async (profile, other, kind, back, who) => {
    const { tip } = other;
    const draft = { ...draftOf(profile, kind, back, who), device: other.device };
    const forged = sealEntry(draft, null, { ...tip, hash: 'f'.repeat(64) }, 'ab'.repeat(16));
    await other.comes([recordText(forged)]);
    await profile.services.received.settle();
  },
  // A decision is read at its place, before or after its ledger, or is nobody's.
  async (profile, other, kind, back, who) => {
    const review = draftOf(profile, 6, back, who);
    if (review.kind !== 'review') throw new Error('a review was expected');
    const claim = { ...HOME, number: kind % 2 };
    const text = other.add({ ...review, claim });
    if (kind % 3 === 0) await other.comes([text]);
    const place = { collection: 'reviews', attempt: review.of, ...claim } as const;
    const isForged = kind % 5 === 0;
    await profile.services.received.receiveDecisions([
      { place, text: isForged ? text.replaceAll(review.outcome, 'RV-2') : text },
    ]);
    if (kind % 3 === 1) await other.comes([text], true);
    if (kind % 2 === 0) await profile.services.received.settle();
  },
];

const draftOf = (profile: Profile, kind: number, back: number, who: number) =>
  profile.draft(kind, back, who) as HeaderDraft;

const number = (most: number) => fc.nat({ max: most });
const change = fc.record({
  step: number(STEPS.length),
  device: number(1),
  kind: number(KINDS - 1),
  back: number(5),
  who: number(3),
});
const rounds = fc.array(
  fc.record({
    changes: fc.array(change, { minLength: 1, maxLength: 5 }),
    restart: fc.boolean(),
    settings: fc.option(number(WITH_STORE.length - 1), { nil: null, freq: 5 }),
  }),
  { minLength: 2, maxLength: 6 },
);

async function begun(settings = STORE) {
  const profile = await Profile.begin(WITH_STORE);
  await profile.restart(settings);
  return { profile, others: DEVICES.map((_, place) => new Other(profile, place)) };
}

async function begunWith(overrides: number, isStored = true) {
  const { profile, others } = await begun();
  const [other] = others;
  if (!other) throw new Error('no device');
  for (let count = 0; count < overrides; count++) other.add(draftOf(profile, 0, 0, 2));
  await other.comes(other.texts, isStored);
  await other.signs();
  await profile.follow();
  return { profile, other };
}

describe('the queue as it is kept, beside what came from others', () => {
  it('says what all ledgers fold to, whatever came, in whatever order', async () => {
    let answered = 0;
    await fc.assert(
      fc.asyncProperty(rounds, async (all) => {
        const { profile, others } = await begun();
        for (const { changes, restart, settings } of all) {
          for (const { step, device, kind, back, who } of changes) {
            const [act, other] = [STEPS[step], others[device]];
            if (act && other) await act(profile, other, kind, back, who);
            else await profile.append(kind, back, who);
          }
          if (restart || settings !== null) await profile.restart(settings ?? profile.settings);
          await profile.follow();
          await expectTheSame(profile);
        }
        answered += profile.answered;
      }),
      { numRuns: 20, endOnFailure: true },
    );
    expect(answered).toBeGreaterThan(20);
  }, 60_000);

  it('is read by the next background, and what came since is folded by itself', async () => {
    const { profile, other } = await begunWith(4);
    const { reading } = profile.at;
    await profile.restart();
    const read = vi.spyOn(profile.services.caseLedgers, 'read');
    await other.comes([other.add(draftOf(profile, 0, 0, 2))], true);
    await profile.follow();
    expect([...profile.page.values()].at(-1)).toMatchObject({ standing: 'unsigned' });
    await other.signs();
    await profile.follow();
    expect([...profile.page.values()].map(({ standing }) => standing)).toEqual(
      Array(5).fill('signed'),
    );
    await expectTheSame(profile);
    expect(profile.at.reading).toBe(reading);
    expect(read).not.toHaveBeenCalled();
  });

  it('shows what is found forged as such, also where it was listed as good', async () => {
    const { profile, other } = await begunWith(2);
    const { reading } = profile.at;
    await STEPS[7]?.(profile, other, 0, 0, 2);
    await profile.follow();
    await expectTheSame(profile);
    expect([...profile.page.values()].at(-1)).toMatchObject({ standing: 'broken' });
    expect(profile.at.reading).toBe(reading);
  });

  it('does not count a decision any more once the ledger that it names says something else', async () => {
    const { profile, other } = await begunWith(2);
    const review = { ...draftOf(profile, 6, 1, 1) };
    if (review.kind !== 'review') throw new Error('a review was expected');
    const claim = { ...HOME, number: 0 };
    const text = other.add({ ...review, claim });
    const place = { collection: 'reviews', attempt: review.of, ...claim } as const;
    const forged = text.replaceAll(review.outcome, 'RV-2');
    await profile.services.received.receiveDecisions([{ place, text: forged }]);
    await profile.follow();
    await expectTheSame(profile);
    expect(profile.page.get(review.of)).toMatchObject({ state: 'decided' });
    await other.comes([text], true);
    await other.signs();
    await profile.follow();
    await expectTheSame(profile);
    // What lies in the place is nobody's, and has taken it all the same.
    expect(profile.page.get(review.of)).toMatchObject({ state: 'open', decision: null });
  });

  it.each([
    ['an entry that came first was put in the place of another', 'entries'],
    ['what is known of a device was altered', 'devices'],
    ['a decision was put in the place of another', 'decisions'],
  ])('is made anew where %s on the disk', async (_, store) => {
    const { profile, other } = await begunWith(3);
    await STEPS[8]?.(profile, other, 1, 1, 1);
    await profile.follow();
    const { reading } = profile.at;
    const { received } = profile.services;
    await received.reading(async (db) => {
      if (store === 'devices') {
        const [row] = await db.getAll('devices');
        if (row) await db.put('devices', { ...row, held: null });
      } else if (store === 'decisions') {
        const [row] = await db.getAll('decisions');
        if (row) await db.put('decisions', { ...row, fault: 'forked' });
      } else {
        const entry = (await db.getAll('entries')).at(-1);
        if (entry) await db.put('entries', { ...entry, line: entry.line.replace('RV', 'RX') });
      }
    });
    await profile.restart();
    await profile.follow();
    await expectTheSame(profile);
    expect(profile.at.reading).not.toBe(reading);
  });

  it('holds nothing of others in memory once it is made, nor asks for it to see what waits', async () => {
    const { profile } = await begunWith(3);
    const { services } = profile;
    expect(services.caseLedgers.stateOf({ received: new Map() })).toBeNull();
    const read = vi.spyOn(services.caseLedgers, 'read');
    expect(await services.claims.waiting()).toEqual([]);
    await services.kept.about(services, hexId(2));
    expect(read).not.toHaveBeenCalled();
    expect(JSON.stringify([...(await onDisk())])).not.toContain('off1');
  });
});
