/** Words are kept for as long as policy says, and no longer; their entries are kept for ever. */
import { beforeEach, describe, expect, it } from 'vitest';
import { publicKeyText } from '../../../core/ledger/bundle.ts';
import type { HeaderDraft } from '../../../core/ledger/header.ts';
import { readHeaders } from '../../../core/ledger/header-schema.ts';
import { EMPTY_EDGE } from '../../../core/ledger/tree.ts';
import { isSound, verifyBundle } from '../../../core/ledger/verify-bundle.ts';
import { bundleLines } from '../../../core/ledger/write-bundle.ts';
import { signWith, verifyEd25519 } from '../../../platform/ed25519.ts';
import testForce from '../../../policies/forces/test-force.json' with { type: 'json' };
import { collected } from '../ledger/made-ledger.ts';
import { attemptDraft, freshDatabase, hexId } from './over-indexeddb.ts';
import { type Background, background } from './whole-background.ts';

beforeEach(freshDatabase);

const DAY = 24 * 60 * 60 * 1000;
const START = Date.UTC(2026, 0, 5);
const YEAR = 365;
const body = {
  explanation: 'Risk tonight',
  recordReference: null,
  prompt: null,
  policyVersion: '1',
};

let clock = START;

function device(): Background {
  const managed = { ...testForce, retention: { bodyDays: YEAR, localDays: 10 } };
  return background(managed, undefined, { now: () => clock });
}

async function own(all: Background) {
  const { id } = await all.services.device();
  return { device: id, extension: '0.1.0', policy: 'f'.repeat(64) };
}

async function attempt(all: Background, number: number, day: number) {
  const draft = attemptDraft(number, { ...(await own(all)), at: START + day * DAY });
  await all.services.ledger.append(draft, body);
}

async function review(all: Background, of: number, outcome: string, day: number) {
  const at = START + day * DAY;
  const common = { ...(await own(all)), id: hexId(of + 500), at };
  const decision: HeaderDraft = {
    ...common,
    kind: 'review',
    of: hexId(of),
    outcome,
    reviewer: 'TF-9001',
  };
  await all.services.ledger.append(decision, { note: 'Seen and spoken about' });
}

/** The device is in use for a day up to the given one, an hour at a time. */
async function use(all: Background, day: number): Promise<void> {
  const common = await own(all);
  for (let hour = 8; hour > 0; hour--) {
    const at = START + day * DAY - hour * 3_600_000;
    const id = `${hexId(day * 100 + hour)}`.slice(0, 32);
    const beat = {
      kind: 'heartbeat',
      origin: 'managed',
      hosts: true,
      drift: 0,
      waiting: 0,
    } as const;
    await all.services.ledger.append({ ...common, ...beat, id, at }, null);
  }
  clock = START + day * DAY;
}

/** Sequence numbers of the entries whose words are still there. */
async function kept(all: Background): Promise<readonly number[]> {
  return [...(await all.services.ledger.bodies())];
}

describe('the words of a case', () => {
  it('go a year after its decision where policy says a year, with the note, and not a day before', async () => {
    const all = device();
    await all.services.policy.ready();
    await attempt(all, 1, 0);
    await review(all, 1, 'RV-1', 20);
    await use(all, 20 + YEAR - 1);
    expect(await all.services.retain()).toBe(0);
    await use(all, 20 + YEAR);
    expect(await all.services.retain()).toBe(2);
    expect(await kept(all)).toEqual([]);
    const { headers } = readHeaders((await all.services.ledger.all()).entries);
    expect(headers.at(-1)).toMatchObject({
      ...{ kind: 'retention', why: 'time-over', first: 0, last: 1, dropped: 2 },
    });
    // Once: there is nothing left to drop.
    expect(await all.services.retain()).toBe(0);
  });

  it('stay for as long as nobody decided, or more information is awaited', async () => {
    const all = device();
    await all.services.policy.ready();
    await attempt(all, 1, 0);
    await attempt(all, 2, 0);
    await review(all, 2, 'RV-5', 20);
    await use(all, 3 * YEAR);
    await all.services.retain();
    expect(await kept(all)).toEqual([0, 1, 2]);
  });

  it('stay for a year after the last decision, where there is more than one', async () => {
    const all = device();
    await all.services.policy.ready();
    await attempt(all, 1, 0);
    await review(all, 1, 'RV-1', 1);
    await all.services.ledger.append(
      {
        ...(await own(all)),
        id: hexId(900),
        at: START + 300 * DAY,
        kind: 'review',
        of: hexId(1),
        outcome: 'RV-2',
        reviewer: 'TF-9001',
      },
      { note: 'Decided anew' },
    );
    await use(all, YEAR + 10);
    expect(await all.services.retain()).toBe(0);
  });
});

describe('the words of what needs no review', () => {
  it('go a year after the entry', async () => {
    const all = device();
    await all.services.policy.ready();
    const draft = attemptDraft(1, {
      ...(await own(all)),
      at: START,
      choice: 'complied',
      reason: null,
    });
    await all.services.ledger.append(draft, body);
    await use(all, YEAR);
    expect(await all.services.retain()).toBe(1);
  });
});

describe('words that the force has', () => {
  it('leave the device after the days that policy says, and only those that were delivered', async () => {
    const all = device();
    await all.services.policy.ready();
    for (const number of [1, 2, 3]) await attempt(all, number, 0);
    await all.services.ledger.noteDelivered({ size: 2, at: START });
    await all.services.ledger.noteDelivered({ size: 3, at: START + 5 * DAY });
    await use(all, 9);
    expect(await all.services.retain()).toBe(0);
    await use(all, 10);
    expect(await all.services.retain()).toBe(2);
    expect(await kept(all)).toEqual([2]);
    const { headers } = readHeaders((await all.services.ledger.all()).entries);
    expect(headers.at(-1)).toMatchObject({ why: 'delivered', first: 0, last: 1, dropped: 2 });
  });
});

describe('a clock', () => {
  it('that was put forward by years drops nothing until the device has lived with it for hours', async () => {
    const all = device();
    await all.services.policy.ready();
    await attempt(all, 1, 0);
    await review(all, 1, 'RV-1', 1);
    await use(all, 2);
    clock = START + 5 * YEAR * DAY;
    expect(await all.services.retain()).toBe(0);
    await use(all, 5 * YEAR);
    expect(await all.services.retain()).toBe(2);
  });

  it('that was put back drops nothing', async () => {
    const all = device();
    await all.services.policy.ready();
    await attempt(all, 1, 0);
    await review(all, 1, 'RV-1', 1);
    await use(all, 2 * YEAR);
    clock = START;
    expect(await all.services.retain()).toBe(0);
  });
});

describe('a ledger whose words were dropped', () => {
  it('verifies as before, and says which entries are without', async () => {
    const all = device();
    await all.services.policy.ready();
    for (const number of [1, 2, 3]) await attempt(all, number, 0);
    await review(all, 2, 'RV-1', 1);
    await use(all, 2 + YEAR);
    await all.services.retain();
    await all.services.checkpoint();
    const { id, signing } = await all.services.device();
    if (signing === null) throw new Error('a key was expected');
    const { entries } = await all.services.ledger.all();
    const note = (await all.services.ledger.checkpoints()).at(-1)?.note ?? '';
    const from = {
      ...{ device: id, key: publicKeyText(signing.publicKey), prev: '0'.repeat(64) },
      edge: EMPTY_EDGE,
    };
    const lines = await collected(
      bundleLines(
        {
          ...{ device: id, made: clock },
          key: { publicKey: signing.publicKey, sign: (message) => signWith(signing, message) },
        },
        [{ from, entries, checkpoints: [note] }],
      ),
    );
    const result = await verifyBundle(lines, verifyEd25519);
    expect(isSound(result)).toBe(true);
    expect(result.devices).toMatchObject([{ withoutBody: 2 }]);
  });
});
