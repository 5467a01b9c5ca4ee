/** Sampling in the whole background: what a supervisor finds in the queue, and why. */
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { parseHeader } from '../../../core/ledger/header-schema.ts';
import { type MadeLedger, makeLedger } from '../ledger/made-ledger.ts';
import {
  caseOf,
  comes,
  type Device,
  decides,
  device,
  ForceStore,
  lyingOf,
  settingsOf,
} from './force-store.ts';
import { freshDatabase, hexId } from './over-indexeddb.ts';
import {
  type Background,
  background,
  GUARD,
  override,
  PAGE,
  SUPERVISOR,
} from './whole-background.ts';

let ledger: MadeLedger;
let id: string;
beforeAll(async () => {
  ledger = await makeLedger(3, 'abcdef0123456789', undefined, 500);
  id = parseHeader(ledger.entries[1]?.line)?.id ?? '';
});
beforeEach(freshDatabase);

const ALL = { heededPercent: 100, passedPercent: 100, wrongMatchPercent: 100, secondPercent: 0 };
const SAMPLED = { ...SUPERVISOR, sampling: ALL };
const as = (id: string) => ({ ...SAMPLED, identity: { ...SUPERVISOR.identity, id } });

async function rowsOf({ ask }: Background): Promise<unknown> {
  return ask('cases', null, PAGE);
}

describe('what was heeded, and is picked', () => {
  it('is in the queue of a supervisor, who is told why, and can be decided', async () => {
    await background().ask('record', override(1, { choice: 'complied', reason: null }), GUARD);
    const all = background(SAMPLED);
    expect(await rowsOf(all)).toMatchObject({
      rows: [{ id: hexId(1), why: 'picked', choice: 'complied', state: 'open', bar: null }],
    });
    expect((await caseOf(all, hexId(1))).row.why).toBe('picked');
    expect(await decides(all, hexId(1), 'RV-1')).toMatchObject({ ok: true });
    expect(await rowsOf(all)).toMatchObject({ rows: [{ why: 'picked', state: 'decided' }] });
  });

  it('is not in the list of the officer, whose overrides are', async () => {
    const officer = background();
    await officer.ask('record', override(1, { choice: 'complied', reason: null }), GUARD);
    await officer.ask('record', override(2), GUARD);
    const sampled = { ...SAMPLED, identity: { id: 'TF-4312', unit: 'CID' } };
    expect(await rowsOf(background(sampled))).toMatchObject({ rows: [{ id: hexId(2) }] });
  });

  it('comes into the queue when policy asks for more, and overrides were there all along', async () => {
    await background().ask('record', override(1, { choice: 'complied', reason: null }), GUARD);
    await background().ask('record', override(2), GUARD);
    let managed: unknown = { ...SUPERVISOR, sampling: { ...ALL, heededPercent: 5 } };
    const all = background(managed, undefined, { managed: async () => managed });
    expect(await rowsOf(all)).toMatchObject({
      rows: expect.arrayContaining([expect.objectContaining({ id: hexId(2), why: 'all' })]),
    });
    managed = SAMPLED;
    await all.services.policy.changed();
    expect(await rowsOf(all)).toMatchObject({ rows: [{ why: 'all' }, { why: 'picked' }] });
  });
});

describe('a wrong match that was decided', () => {
  async function decidedByAnn(outcome = 'RV-1', note = ''): Promise<Background> {
    const reason = { reason: 'RR-13', explanation: 'The button prints the crime report only.' };
    await background().ask('record', override(1, reason), GUARD);
    const ann = background(SAMPLED);
    expect(await decides(ann, hexId(1), outcome, note)).toMatchObject({ ok: true });
    return ann;
  }

  it('is open again for somebody else, and not for whoever decided it', async () => {
    const ann = await decidedByAnn();
    expect((await caseOf(ann, hexId(1))).row).toMatchObject({
      ...{ state: 'open', why: 'second', bar: 'first-reviewer', decision: { reviewer: 'TF-9001' } },
    });
    expect(await decides(ann, hexId(1), 'RV-1')).toMatchObject({ code: 'first-reviewer' });
    expect((await caseOf(background(as('TF-9002')), hexId(1))).row.bar).toBeNull();
  });

  it('is decided once a second reviewer agrees, without a word', async () => {
    await decidedByAnn();
    const bob = background(as('TF-9002'));
    expect(await decides(bob, hexId(1), 'RV-1')).toMatchObject({ ok: true });
    expect((await caseOf(bob, hexId(1))).row).toMatchObject({ state: 'decided', why: 'all' });
  });

  it('asks for a note of whoever comes to something else', async () => {
    await decidedByAnn('RV-3', 'It was a look-up after all');
    const bob = background(as('TF-9002'));
    expect(await decides(bob, hexId(1), 'RV-1')).toEqual({ ok: false, code: 'note-needed' });
    expect(await decides(bob, hexId(1), 'RV-1', 'The prompt was wrong indeed')).toMatchObject({
      ok: true,
    });
  });

  it('is not looked at again where its reason was another', async () => {
    await background().ask('record', override(1), GUARD);
    const ann = background(SAMPLED);
    await decides(ann, hexId(1), 'RV-1');
    expect((await caseOf(ann, hexId(1))).row).toMatchObject({ state: 'decided', why: 'all' });
  });
});

describe('a decision in the force’s store that is picked', () => {
  /** A reviewer's own browser, to which an officer's override came; every decision is picked. */
  async function reviewer(store: ForceStore, id: string): Promise<Device> {
    const managed = { ...settingsOf(id), sampling: { ...ALL, secondPercent: 100 } };
    const all = await device(store, id, { managed });
    await comes(all, 'ledger', lyingOf(ledger, 'overrides'));
    return all;
  }

  it('is followed by a second reviewer at the next place, and by none after that', async () => {
    const store = new ForceStore();
    const [ann, bob] = [await reviewer(store, 'TF-9001'), await reviewer(store, 'TF-9002')];
    expect(await decides(ann, id, 'RV-1')).toMatchObject({ ok: true });
    expect((await caseOf(ann, id)).row).toMatchObject({ state: 'open', bar: 'first-reviewer' });

    await comes(bob, 'reviews', store.places);
    expect((await caseOf(bob, id)).row).toMatchObject({
      ...{ state: 'open', why: 'second', bar: null, decision: { reviewer: 'TF-9001' } },
    });
    expect(await decides(bob, id, 'RV-4')).toEqual({ ok: false, code: 'note-needed' });
    expect(await decides(bob, id, 'RV-4', 'It was a look-up after all')).toMatchObject({
      ok: true,
    });
    expect(store.deciders()).toEqual(['TF-9001', 'TF-9002']);

    await comes(ann, 'reviews', store.places);
    for (const each of [ann, bob])
      expect((await caseOf(each, id)).row).toMatchObject({
        ...{ state: 'decided', bar: 'already-decided' },
        decision: { reviewer: 'TF-9002', outcome: 'RV-4' },
      });
  });

  it('of two who look a second time at once, one stands and the other is told', async () => {
    const store = new ForceStore();
    const [ann, bob] = [await reviewer(store, 'TF-9001'), await reviewer(store, 'TF-9002')];
    const eve = await reviewer(store, 'TF-9003');
    await decides(ann, id, 'RV-1');
    for (const each of [bob, eve]) await comes(each, 'reviews', store.places);
    expect(await decides(bob, id, 'RV-1')).toMatchObject({ ok: true });
    expect(await decides(eve, id, 'RV-1')).toMatchObject({
      ...{ ok: false, code: 'decided-before', by: { reviewer: 'TF-9002' } },
    });
    expect(store.deciders()).toEqual(['TF-9001', 'TF-9002']);
  });
});
