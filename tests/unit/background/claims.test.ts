/** Decisions on cases that lie in the force's store: one stands, none is lost, whatever dies when. */
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Header } from '../../../core/ledger/header.ts';
import { parseHeader } from '../../../core/ledger/header-schema.ts';
import { recordText } from '../../../core/ledger/record.ts';
import { type MadeLedger, makeLedger } from '../ledger/made-ledger.ts';
import {
  caseOf,
  claims,
  comes,
  type Device,
  decides,
  device,
  ForceStore,
  HOME,
  lyingOf,
  settingsOf,
} from './force-store.ts';
import { attemptDraft, hexId } from './over-indexeddb.ts';
import { background, PAGE } from './whole-background.ts';

let ledger: MadeLedger;
let id: string;
beforeAll(async () => {
  ledger = await makeLedger(5, 'abcdef0123456789', undefined, 500);
  id = parseHeader(ledger.entries[1]?.line)?.id ?? '';
});
afterEach(() => {
  vi.useRealTimers();
});

/** A reviewer's device to which the officer's overrides came. */
async function reviewer(store: ForceStore, name = 'TF-9001'): Promise<Device> {
  const all = await device(store, name);
  await comes(all, 'ledger', lyingOf(ledger, 'overrides'));
  return all;
}

async function reviewsIn({ services }: Device): Promise<readonly Header[]> {
  const { lines } = await services.ledger.lines();
  return lines.flatMap(({ line }) => {
    const header = parseHeader(line);
    return header?.kind === 'review' ? [header] : [];
  });
}

/** Nobody waits four seconds for a store that does not answer. */
async function decidesInVain(all: Device, ...decision: readonly string[]) {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const [outcome, note] = decision;
  const deciding = decides(all, id, outcome, note);
  const ended = deciding.then(() => true);
  while (!(await Promise.race([ended, new Promise((next) => setImmediate(next, false))])))
    await vi.advanceTimersByTimeAsync(100);
  vi.useRealTimers();
  return deciding;
}

describe('a decision on a case that lies in the store', () => {
  it('is an entry that names its place, lies there word for word, and stands', async () => {
    const store = new ForceStore();
    const ann = await reviewer(store);
    const reply = await decides(ann, id, 'RV-2', 'Discussed at supervision');
    const [header] = await reviewsIn(ann);
    expect(reply).toEqual({ ok: true, seq: header?.seq });
    expect(header).toMatchObject({ of: id, claim: { ...HOME, number: 0 } });
    const entry = await ann.services.ledger.entry(header?.id ?? '');
    expect([...store.places]).toEqual([
      [`reviews.tf.t07.${id}.0`, entry === null ? '' : recordText(entry)],
    ]);
    expect(await caseOf(ann, id)).toMatchObject({
      row: { state: 'decided', decision: { reviewer: 'TF-9001' }, cameSecond: false },
      decisions: [{ status: 'stands', note: 'Discussed at supervision' }],
    });
  });

  it('of two devices stands once; whoever is second is told who, what and when', async () => {
    const store = new ForceStore();
    const [ann, bob] = [await reviewer(store), await reviewer(store, 'TF-9002')];
    expect(await decides(ann, id, 'RV-3', 'Not needed for this crime')).toMatchObject({ ok: true });
    expect(await decides(bob, id, 'RV-1')).toMatchObject({
      ...{ ok: false, code: 'decided-before' },
      by: { reviewer: 'TF-9001', outcome: 'RV-3', at: expect.any(Number) },
    });
    expect(store.deciders()).toEqual(['TF-9001']);
    // Of the other's words the second knows what lies in the place, and both decisions stay on record.
    const seen = await caseOf(bob, id);
    expect(seen.row).toMatchObject({ state: 'decided', cameSecond: true });
    expect(seen.decisions.map(({ status, note }) => [status, note])).toEqual(
      expect.arrayContaining([
        ['stands', 'Not needed for this crime'],
        ['second', ''],
      ]),
    );
    expect(seen.reversible).toBe(seen.row.decision?.id);
  });

  it('is turned round by one at the next place, with a note, and only the one that was seen', async () => {
    const store = new ForceStore();
    const [ann, bob] = [await reviewer(store), await reviewer(store, 'TF-9002')];
    await decides(ann, id, 'RV-3', 'Not needed for this crime');
    await comes(bob, 'reviews', store.places);
    const first = (await caseOf(bob, id)).reversible;
    expect(await decides(bob, id, 'RV-1', '', first)).toEqual({ ok: false, code: 'note-needed' });
    expect(await decides(bob, id, 'RV-1', 'The log shows the threat', first)).toMatchObject({
      ok: true,
    });
    await comes(ann, 'reviews', store.places);
    expect(await caseOf(ann, id)).toMatchObject({
      row: { state: 'decided', decision: { reviewer: 'TF-9002', outcome: 'RV-1' } },
      decisions: [{ status: 'followed' }, { status: 'stands' }],
    });
    // Ann has not seen Bob's when she turns round the one that she knows.
    expect(await decides(ann, id, 'RV-4', 'Once more from the start', first)).toMatchObject({
      ...{ ok: false, code: 'already-decided', by: { reviewer: 'TF-9002' } },
    });
    expect(store.deciders()).toEqual(['TF-9001', 'TF-9002']);
  });

  it('is not made again in another tab while it waits', async () => {
    const store = new ForceStore();
    const ann = await reviewer(store);
    store.trouble = { kind: 'refused', why: 'credential' };
    expect(await decides(ann, id)).toMatchObject({ ok: true, waits: 'credential' });
    expect(await decides(ann, id, 'RV-3', 'From the other tab')).toMatchObject({
      ...{ ok: false, code: 'decision-waits' },
    });
    expect(await reviewsIn(ann)).toHaveLength(1);
  });

  it('is one of two tabs at the same moment', async () => {
    const store = new ForceStore();
    const ann = await reviewer(store);
    const replies = await Promise.all([
      decides(ann, id),
      decides(ann, id, 'RV-3', 'From the other tab'),
    ]);
    expect(replies.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await reviewsIn(ann)).toHaveLength(1);
    expect(store.places.size).toBe(1);
  });

  it('is told to wait with the reason where the store refuses who asks', async () => {
    const store = new ForceStore();
    const ann = await reviewer(store);
    store.trouble = { kind: 'refused', why: 'permission' };
    expect(await decides(ann, id)).toMatchObject({ ok: true, waits: 'permission' });
    expect(await caseOf(ann, id)).toMatchObject({
      ...{ row: { state: 'waiting', bar: 'decision-waits' }, waits: 'permission' },
    });
  });

  it('names no store where the case came by a file and never from it', async () => {
    const store = new ForceStore();
    const ann = await device(store, 'TF-9001');
    await ann.services.received.receive(
      { records: ledger.entries.map(recordText), checkpoints: ledger.checkpoints },
      'bundle',
    );
    expect(await decides(ann, id)).toMatchObject({ ok: true });
    expect((await reviewsIn(ann))[0]).not.toHaveProperty('claim');
    expect(store.places.size).toBe(0);
    // What comes from the store later brings the place: the next reviewer claims it.
    await comes(ann, 'ledger', lyingOf(ledger, 'overrides'));
    const entry = await ann.services.received.entry(ledger.device, 1);
    expect(entry?.from).toEqual({ ...HOME, depositor: 'off1' });
  });
});

describe('a decision on what this very device recorded', () => {
  it('claims the place where the device hands it in, and stands also when it is of another unit', async () => {
    const store = new ForceStore();
    const ann = await device(store, 'TF-9001');
    const number = 77;
    await ann.services.ledger.append(attemptDraft(number), null);
    expect(await decides(ann, hexId(number))).toMatchObject({ ok: true });
    expect([...store.places.keys()]).toEqual([`reviews.tf.t07.${hexId(number)}.0`]);
    const { delivery, ...rest } = settingsOf('TF-9001');
    const moved = background({ ...rest, delivery: { ...delivery, unit: 't08' } });
    await moved.services.policy.ready();
    expect((await caseOf(moved, hexId(number))).row).toMatchObject({
      ...{ state: 'decided', cameSecond: false, decision: { reviewer: 'TF-9001' } },
    });
  });
});

describe('while the store is away', () => {
  it('a decision is recorded, waits, does not stand, and stands when the store is back', async () => {
    const store = new ForceStore();
    const ann = await reviewer(store);
    store.trouble = { kind: 'later', why: 'unreachable' };
    expect(await decidesInVain(ann, 'RV-1')).toMatchObject({ ok: true, waits: 'unreachable' });
    expect((await caseOf(ann, id)).row).toMatchObject({ state: 'waiting', decision: null });
    store.trouble = null;
    await claims(ann, store);
    expect((await caseOf(ann, id)).row).toMatchObject({ state: 'decided', bar: 'already-decided' });
  });

  it('a decision waits also where the page that speaks to the store cannot be opened', async () => {
    const store = new ForceStore();
    const ann = await reviewer(store);
    vi.spyOn(ann.services.delivery, 'start').mockRejectedValue(new Error('no page'));
    expect(await decidesInVain(ann, 'RV-1')).toMatchObject({ ok: true, waits: 'timed-out' });
    expect((await caseOf(ann, id)).row.state).toBe('waiting');
    await claims(ann, store);
    expect((await caseOf(ann, id)).row.state).toBe('decided');
  });

  it('of two the one stands that the store takes first, and the other is told', async () => {
    const store = new ForceStore();
    const [ann, bob] = [await reviewer(store), await reviewer(store, 'TF-9002')];
    store.trouble = { kind: 'later', why: 'unreachable' };
    await decidesInVain(ann, 'RV-3', 'Not needed for this crime');
    await decidesInVain(bob, 'RV-1');
    store.trouble = null;
    await claims(bob, store);
    await claims(ann, store);
    expect((await caseOf(ann, id)).row).toMatchObject({
      ...{ state: 'decided', cameSecond: true, decision: { reviewer: 'TF-9002' } },
    });
    expect((await caseOf(bob, id)).row).toMatchObject({ state: 'decided', cameSecond: false });
    expect(store.deciders()).toEqual(['TF-9002']);
  });
});

describe('a background that dies', () => {
  it.each([
    ['after the entry and before the store was asked', null],
    ['after the store took it and before that was told', false],
    ['after that was told and before the page heard of it', true],
  ])('%s: the decision is there once, and stands', async (_, answer) => {
    const store = new ForceStore();
    const ann = await reviewer(store);
    ann.courier = answer === null ? null : () => claims(ann, store, answer);
    await decidesInVain(ann, 'RV-3', 'Not needed for this crime');
    const woken = await device(store, 'TF-9001', null);
    expect((await woken.services.claims.waiting()).length).toBe(answer === true ? 0 : 1);
    await claims(woken, store);
    expect((await caseOf(woken, id)).row).toMatchObject({ state: 'decided', cameSecond: false });
    expect(await reviewsIn(woken)).toHaveLength(1);
    expect(store.places.size).toBe(1);
    expect(await woken.services.claims.waiting()).toEqual([]);
  });

  it('has what waits at the first question, which may be what woke it, and keeps the answer', async () => {
    const store = new ForceStore();
    const ann = await reviewer(store);
    ann.courier = null;
    await decidesInVain(ann, 'RV-1');
    const { ask } = background(settingsOf('TF-9001'));
    const [waiting] = await ann.services.claims.waiting();
    expect(await ask('claims', null, PAGE)).toEqual([waiting]);
    const answer = { kind: 'stored', how: 'acknowledged' } as const;
    const woken = background(settingsOf('TF-9001'));
    await woken.ask('claimed', { id: waiting?.id ?? '', answer }, PAGE);
    expect((await caseOf(woken, id)).row.state).toBe('decided');
  });

  it('before the entry was on the disk has decided nothing', async () => {
    const store = new ForceStore();
    const ann = await reviewer(store);
    vi.spyOn(ann.services.ledger, 'append').mockRejectedValueOnce(new Error('killed'));
    await expect(decides(ann, id)).rejects.toThrow('killed');
    expect((await caseOf(ann, id)).row.state).toBe('open');
    expect(store.places.size).toBe(0);
  });

  it('is not asked to claim for whoever does not review, or in another force', async () => {
    const store = new ForceStore();
    const ann = await reviewer(store);
    store.trouble = { kind: 'refused', why: 'credential' };
    await decides(ann, id);
    const { delivery, ...rest } = settingsOf('TF-9001');
    const others = [
      { ...rest, delivery: { ...delivery, force: 'kent' } },
      { ...rest, delivery, identity: { id: 'TF-9001', reviewer: false } },
      rest,
    ];
    for (const managed of others) {
      const { ask, services } = background(managed);
      await services.policy.ready();
      expect(await ask('claims', null, PAGE)).toEqual([]);
    }
    expect(await ann.ask('claims', null, PAGE)).toHaveLength(1);
  });
});
