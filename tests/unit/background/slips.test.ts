/** The first of two who have to decide alike made a slip: it is corrected, with a reason and in the open. */
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
import { background, GUARD, override, supervisorAs } from './whole-background.ts';

let ledger: MadeLedger;
let id: string;
beforeAll(async () => {
  ledger = await makeLedger(3, 'abcdef0123456789', undefined, 500);
  id = parseHeader(ledger.entries[1]?.line)?.id ?? '';
});
beforeEach(freshDatabase);

const TWO = { deciding: [{ from: '2026-01-01', people: 2 }] };

async function reviewer(store: ForceStore, name: string): Promise<Device> {
  const all = await device(store, name, { managed: { ...settingsOf(name), ...TWO } });
  await comes(all, 'ledger', lyingOf(ledger, 'overrides'));
  return all;
}

describe('two who have to decide alike', () => {
  it('let the first correct a slip, with a note, until a second has agreed', async () => {
    const store = new ForceStore();
    const [ann, bob] = [await reviewer(store, 'TF-9001'), await reviewer(store, 'TF-9002')];
    await decides(ann, id, 'RV-4', 'Pressed the wrong one at first');
    const { reversible: slip } = await caseOf(ann, id);
    expect(slip).not.toBeNull();
    expect(await decides(ann, id, 'RV-1')).toMatchObject({ ok: false, code: 'awaits-others' });
    expect(await decides(ann, id, 'RV-1', '', slip)).toEqual({ ok: false, code: 'note-needed' });
    expect(await decides(ann, id, 'RV-1', 'A slip: it was needed', slip)).toMatchObject({
      ok: true,
    });
    // Of two windows the second names what does not count any more.
    expect(await decides(ann, id, 'RV-2', 'A slip: discussed', slip)).toMatchObject({ ok: false });
    await comes(bob, 'reviews', store.places);
    const seen = await caseOf(bob, id);
    expect(seen.decisions.map(({ status }) => status)).toEqual(['followed', 'stands']);
    expect(seen.row).toMatchObject({ bar: null, decision: { outcome: 'RV-1' } });
    expect(seen.reversible).toBeNull();
    expect(await decides(bob, id)).toMatchObject({ ok: true });
    expect((await caseOf(bob, id)).row.state).toBe('decided');
  });

  it('do not let it be corrected behind the back of a second who agreed meanwhile', async () => {
    const store = new ForceStore();
    const [ann, bob] = [await reviewer(store, 'TF-9001'), await reviewer(store, 'TF-9002')];
    await decides(ann, id);
    const { reversible: slip } = await caseOf(ann, id);
    await comes(bob, 'reviews', store.places);
    await decides(bob, id);
    // Ann has not heard of it: the store has.
    expect(await decides(ann, id, 'RV-2', 'A slip: to be discussed', slip)).toMatchObject({
      ...{ ok: false, code: 'decided-before', by: { reviewer: 'TF-9002' } },
    });
    expect((await caseOf(ann, id)).row).toMatchObject({ state: 'decided', cameSecond: true });
  });

  it('let it be corrected without a store as well, on the same device', async () => {
    await background().ask('record', override(1), GUARD);
    const ann = supervisorAs('TF-9001', TWO);
    await decides(ann, hexId(1), 'RV-4', 'Pressed the wrong one at first');
    const { reversible: slip } = await caseOf(ann, hexId(1));
    expect(await decides(ann, hexId(1), 'RV-1', 'A slip: it was needed', slip)).toMatchObject({
      ok: true,
    });
    const { decisions, row } = await caseOf(supervisorAs('TF-9002', TWO), hexId(1));
    expect(decisions.map(({ status }) => status)).toEqual(['followed', 'stands']);
    expect(row).toMatchObject({ state: 'open', bar: null, decision: { outcome: 'RV-1' } });
  });
});
