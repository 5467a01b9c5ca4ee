import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { CasesReply } from '../../../core/messages.ts';
import type { CaseRow } from '../../../core/review/rows.ts';
import testForce from '../../../policies/forces/test-force.json' with { type: 'json' };
import { freshDatabase, hexId } from './over-indexeddb.ts';
import {
  area,
  type Background,
  background,
  GUARD,
  headersIn,
  override,
  PAGE,
  SUPERVISOR,
} from './whole-background.ts';

beforeEach(freshDatabase);

/** An officer's override, then the supervisor's browser over the same ledger. */
async function afterOverride(managed: unknown = SUPERVISOR): Promise<Background> {
  await background().ask('record', override(1), GUARD);
  return background(managed);
}

const decision = (outcome = 'RV-1', note = '') => ({
  ...{ id: hexId(1), outcome, note },
  ...{ reverses: null, apart: outcome === 'RV-3' ? { followUpDays: 14 } : {} },
});

describe('cases for a supervisor', () => {
  it('are listed newest first, with what bars the reader', async () => {
    await background().ask('record', override(1), GUARD);
    await background().ask('record', override(2), GUARD);
    await background().ask('record', override(3, { choice: 'complied' }), GUARD);
    const reply = await background(SUPERVISOR).ask('cases', null, PAGE);
    expect(reply).toMatchObject({ identity: { id: 'TF-9001' }, failure: null });
    // One in twenty that were heeded is picked for review, by the device's own number.
    const overrides = (told: unknown): CasesReply['rows'] =>
      Object(told).rows.filter(({ id }: CaseRow) => id !== hexId(3));
    expect(overrides(reply)).toMatchObject([
      { id: hexId(2), bar: null, state: 'open' },
      { id: hexId(1) },
    ]);
    const barred = overrides(await background().ask('cases', null, PAGE));
    expect(barred.map(({ bar }) => bar)).toEqual(['not-a-reviewer', 'not-a-reviewer']);
  });

  it('say what failed where the ledger cannot be read', async () => {
    const all = background(SUPERVISOR);
    vi.spyOn(indexedDB, 'open').mockImplementation(() => {
      throw new DOMException('gone', 'UnknownError');
    });
    expect(await all.ask('cases', null, PAGE)).toMatchObject({
      rows: [],
      failure: 'storage-failed',
    });
    expect(await all.ask('status', null, PAGE)).toMatchObject({
      device: '',
      ledger: { state: 'unavailable', failure: 'storage-failed' },
    });
  });

  it('are opened with the officer’s words, and each opening is an entry', async () => {
    const all = await afterOverride();
    const detail = await all.ask('case', { id: hexId(1) }, PAGE);
    expect(detail).toMatchObject({
      row: { id: hexId(1), bar: null },
      body: { recordReference: 'TF/12345/26' },
      decisions: [],
    });
    await all.ask('case', { id: hexId(1) }, PAGE);
    expect((await headersIn(all)).filter(({ kind }) => kind === 'read')).toMatchObject([
      { of: hexId(1), reader: 'TF-9001' },
      { of: hexId(1), reader: 'TF-9001' },
    ]);
  });

  it('are not shown where the opening could not be recorded', async () => {
    const all = await afterOverride();
    await all.services.device();
    vi.spyOn(all.services.ledger, 'append').mockRejectedValue(new Error('full'));
    await expect(all.ask('case', { id: hexId(1) }, PAGE)).rejects.toThrow();
  });

  it('are null where there is none, and nothing is recorded', async () => {
    const all = await afterOverride();
    expect(await all.ask('case', { id: hexId(9) }, PAGE)).toBeNull();
    expect(await headersIn(all)).toHaveLength(1);
  });
});

describe('a decision', () => {
  it('is an entry, and the case shows it with its note', async () => {
    const all = await afterOverride();
    const note = 'Discussed with the officer at supervision.';
    expect(await all.ask('decide', decision('RV-2', note), PAGE)).toEqual({ ok: true, seq: 1 });
    expect(await all.ask('case', { id: hexId(1) }, PAGE)).toMatchObject({
      row: { state: 'decided', bar: 'already-decided' },
      decisions: [{ outcome: 'RV-2', reviewer: 'TF-9001', note }],
    });
  });

  it('has what is stated beside its outcome in its entry', async () => {
    const all = await afterOverride();
    const apart = { remedy: true, followUpDays: 14 } as const;
    const asked = { ...decision('RV-3', 'Victim support is to call her'), apart };
    expect(await all.ask('decide', asked, PAGE)).toMatchObject({ ok: true });
    expect((await headersIn(all)).find(({ kind }) => kind === 'review')).toMatchObject(apart);
    expect(await all.ask('case', { id: hexId(1) }, PAGE)).toMatchObject({ decisions: [apart] });
  });

  it('is made once, of two at the same moment', async () => {
    const all = await afterOverride();
    const replies = await Promise.all([
      all.ask('decide', decision('RV-1'), PAGE),
      all.ask('decide', decision('RV-3', 'Not needed for this crime'), PAGE),
    ]);
    expect(replies).toContainEqual(
      expect.objectContaining({ ok: false, code: 'already-decided', by: expect.anything() }),
    );
    expect((await headersIn(all)).filter(({ kind }) => kind === 'review')).toHaveLength(1);
  });

  it('is made once, also of two backgrounds over one ledger', async () => {
    const one = await afterOverride();
    const other = background(SUPERVISOR);
    await Promise.all([
      one.ask('decide', decision(), PAGE),
      other.ask('decide', decision(), PAGE),
      one.ask('decide', decision(), PAGE),
    ]);
    expect((await headersIn(one)).filter(({ kind }) => kind === 'review')).toHaveLength(1);
  });

  it('is made while officers go on recording', async () => {
    const all = await afterOverride();
    const records = [2, 3, 4].map((number) => all.ask('record', override(number), GUARD));
    expect(await all.ask('decide', decision(), PAGE)).toMatchObject({ ok: true });
    await Promise.all(records);
    expect(await all.ask('status', null, PAGE)).toMatchObject({
      ledger: { state: 'ok', entries: 5 },
    });
  });

  it.each([
    [
      'their own override',
      { ...SUPERVISOR, identity: { id: 'tf-4312', reviewer: true } },
      'own-override',
    ],
    ['without an identity', {}, 'no-identity'],
    ['without being a reviewer', testForce, 'not-a-reviewer'],
  ])('is refused: %s', async (_, managed, code) => {
    const all = await afterOverride(managed);
    // As after a start with no copy of an earlier policy.
    expect(await all.ask('decide', decision(), PAGE)).toEqual({ ok: false, code });
    expect(await headersIn(all)).toHaveLength(1);
  });

  it('is refused to whoever authorised the override', async () => {
    const authorised = override(1, {
      group: 'DA',
      outcome: 'approve',
      authorisation: { status: 'claimed', by: 'TF-9001', rank: 'inspector' },
    });
    await background().ask('record', authorised, GUARD);
    const all = background(SUPERVISOR);
    expect(await all.ask('decide', decision(), PAGE)).toEqual({ ok: false, code: 'authorised-it' });
  });

  it.each([
    ['an outcome that does not exist', decision('RV-99'), 'no-outcome'],
    ['no note where one is needed', decision('RV-3', ' '), 'note-needed'],
    [
      'no days until somebody looks at it again',
      { ...decision('RV-3', 'Not needed for this crime'), apart: {} },
      'follow-up-needed',
    ],
    ['a remedy in place of an outcome', decision('RV-8', 'Victim support to call'), 'no-outcome'],
    ['a note without end', decision('RV-1', 'x'.repeat(2001)), 'note-too-long'],
    ['a date of birth in the note', decision('RV-2', 'Born 04/05/1987'), 'note-holds-identifier'],
    ['a case that does not exist', { ...decision(), id: hexId(9) }, 'not-found'],
  ])('is refused with %s', async (_, body, code) => {
    const all = await afterOverride();
    expect(await all.ask('decide', body, PAGE)).toEqual({ ok: false, code });
  });
});

describe('tabs and their badge', () => {
  const frame = (signals: number, held: number, fault = false) => ({
    signals,
    held,
    fault,
    drift: false,
  });

  it('add up what the guards of all frames saw', async () => {
    const all = background();
    await Promise.all([
      all.ask('frame', frame(3, 1), GUARD),
      all.ask('frame', frame(2, 1), { ...GUARD, frameId: 4 }),
    ]);
    expect(await all.ask('tab', { tabId: 7 }, PAGE)).toMatchObject({
      guarded: true,
      signals: 5,
      held: 2,
      force: 'Test Force (synthetic)',
      origin: 'managed',
    });
    expect(await all.ask('tab', { tabId: 8 }, PAGE)).toMatchObject({ guarded: false, signals: 0 });
  });

  it('say nothing about immigration to whoever sees the screen', async () => {
    const all = background();
    await all.ask('frame', frame(3, 1), GUARD);
    await all.ask('frame', frame(0, 0, true), { ...GUARD, frameId: 4 });
    expect(all.badges).toEqual(['1', 'Victim record check', '!', 'Victim record check']);
  });

  it('count what was recorded for the page, and begin anew with the next page', async () => {
    const all = background();
    await all.ask('frame', frame(3, 1), GUARD);
    await all.ask('record', override(1), GUARD);
    expect(await all.ask('tab', { tabId: 7 }, PAGE)).toMatchObject({ recordedHere: 1 });
    await all.ask('frame', frame(0, 0), { ...GUARD, documentId: 'doc-2' });
    expect(await all.ask('tab', { tabId: 7 }, PAGE)).toMatchObject({ recordedHere: 0, signals: 0 });
  });

  it('are forgotten when they are closed', async () => {
    const all = background();
    await all.ask('frame', frame(3, 1), GUARD);
    await all.services.tabs.closed(7);
    expect(await all.ask('tab', { tabId: 7 }, PAGE)).toMatchObject({ guarded: false });
  });
});

describe('policy, faults and language', () => {
  it('gives a guard the policy in force', async () => {
    expect(await background().ask('policy', null, GUARD)).toMatchObject({
      policy: { version: '2026.11.2+TF 2026.1' },
      language: null,
    });
  });

  it('gives a guard the rules without the documents that they rest on', async () => {
    const all = background();
    await all.services.policy.ready();
    const { packs } = all.services.policy.state.policy;
    expect(packs.flatMap(({ rules }) => rules.flatMap(({ sources }) => sources))).not.toEqual([]);
    const bare = packs.map((pack) => ({
      ...pack,
      rules: pack.rules.map((rule) => ({ ...rule, sources: [] })),
    }));
    expect(await all.ask('policy', null, GUARD)).toMatchObject({ policy: { packs: bare } });
  });

  it('writes a guard’s fault down, and not a thousand times', async () => {
    const all = background();
    for (let times = 0; times < 5; times++) await all.ask('fault', { code: 'guard-error' }, GUARD);
    expect(await headersIn(all)).toMatchObject([{ kind: 'fault', code: 'guard-error' }]);
  });

  it('writes a refused policy down once, however often the background wakes', async () => {
    const local = area();
    const invalid = { ...testForce, policyVersion: 7 };
    for (let wakes = 0; wakes < 3; wakes++) {
      const all = background(invalid, local);
      await all.services.policy.ready();
      await vi.waitFor(async () => expect(await headersIn(all)).toHaveLength(1));
    }
  });

  it('keeps the reader’s language, and lets managed policy have the last word', async () => {
    const local = area();
    const all = background(testForce, local);
    expect(await all.ask('language', { language: 'cy' }, PAGE)).toBeNull();
    expect(all.told).toContain(7);
    expect(await all.ask('status', null, PAGE)).toMatchObject({ language: 'cy' });
    const english = background({ ...testForce, language: 'en' }, local);
    expect(await english.ask('cases', null, PAGE)).toMatchObject({ language: 'en' });
  });

  it('says how the ledger is', async () => {
    const all = await afterOverride();
    expect(await all.ask('status', null, PAGE)).toMatchObject({
      origin: 'managed',
      errors: [],
      extension: '0.1.0',
      identity: { id: 'TF-9001', reviewer: true },
      ledger: { state: 'ok', entries: 1, breaks: [], waiting: 0, failure: null },
    });
  });
});
