/** For what a grant of a second person counts, and how a question ends without one. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ASKING_MS, GRANT_MS } from '../../../core/approval/standing.ts';
import {
  ASKED,
  answers,
  asks,
  assemble,
  disperse,
  goesOn,
  grants,
  headersOf,
  lies,
  list,
  round,
  state,
  the,
} from './second-person.ts';
import { diskIsFull, GUARD, PAGE, stored } from './whole-background.ts';

beforeEach(assemble);
afterEach(disperse);

const MINUTE = 60_000;
const CLAIM = { status: 'claimed', by: 'TF-77', rank: 'inspector' } as const;

/** What lies where the answer is waited for, as the page that read it says. */
async function heard(text: string): Promise<void> {
  const [place] = (await the.officer.all.services.asking.work()).hears;
  if (place) await the.officer.all.ask('approval-heard', { place, text }, PAGE);
}

describe('a grant', () => {
  it('lets the act go on once, and the entry says by whom, by ids of both entries', async () => {
    await grants();
    expect(await state()).toMatchObject({ step: 'granted', by: 'TF-9001', rank: 'inspector' });
    expect(await goesOn(1)).toMatchObject({ ok: true });
    const [grant] = await headersOf(the.ann);
    expect(grant).toMatchObject({ step: 'granted', by: 'TF-9001', dwellMs: 9_000 });
    expect((await stored(the.officer.all, 1)).header.authorisation).toEqual({
      status: 'granted',
      by: 'TF-9001',
      rank: 'inspector',
      request: ASKED,
      grant: grant?.id,
    });
    // The same attempt again is a retry, another one is not.
    expect(await goesOn(1)).toMatchObject({ ok: true });
    expect(await goesOn(2)).toMatchObject({ fault: { code: 'no-grant', why: 'used' } });
    expect(await state()).toEqual({ step: 'used' });
  });

  it.each([
    ['another record', { recordReference: 'TF/99999/26' }, GUARD, 'other-act'],
    [
      'an edited reason',
      { explanation: 'Suspect is armed; need to know about weapons.' },
      GUARD,
      'other-act',
    ],
    ['another reason code', { reason: 'RR-01' }, GUARD, 'other-act'],
    ['another control', { control: 'link' }, GUARD, 'other-act'],
    ['another person of the record', { slot: 2 }, GUARD, 'other-act'],
    ['another tab', {}, { ...GUARD, tab: { id: 8 }, documentId: 'doc-2' }, 'other-page'],
    ['another page in the same tab', {}, { ...GUARD, documentId: 'doc-3' }, 'other-page'],
  ] as const)('does not count for %s', async (_, change, from, why) => {
    await grants();
    expect(await goesOn(1, change, from)).toMatchObject({
      ok: false,
      code: 'reason-refused',
      fault: { code: 'no-grant', why },
    });
    // It still counts for what it was given for.
    expect(await goesOn(2)).toMatchObject({ ok: true });
  });

  it('does not count late, and a claim goes as before with what was asked', async () => {
    await grants();
    the.officer.clock.now += GRANT_MS;
    expect(await state()).toEqual({ step: 'lapsed' });
    expect(await goesOn(1)).toMatchObject({ fault: { why: 'late' } });
    expect(await goesOn(2, { authorisation: CLAIM })).toMatchObject({ ok: true });
    expect((await stored(the.officer.all, 2)).header.authorisation).toEqual({
      ...CLAIM,
      request: ASKED,
    });
  });

  it('that was used stands beside no claim that comes later', async () => {
    await grants();
    expect(await goesOn(1)).toMatchObject({ ok: true });
    await goesOn(2, { authorisation: CLAIM });
    expect((await stored(the.officer.all, 2)).header.authorisation).toEqual(CLAIM);
  });

  it('that the page makes up counts for nothing', async () => {
    expect(await goesOn(1)).toMatchObject({ fault: { code: 'no-grant', why: 'not-granted' } });
    await asks();
    expect(await goesOn(2)).toMatchObject({ fault: { code: 'no-grant', why: 'not-granted' } });
    const { size } = await the.officer.all.services.ledger.head();
    expect(size).toBe(1);
  });

  it('that was used counts for nothing else after the browser was started again', async () => {
    await grants();
    expect(await goesOn(1)).toMatchObject({ ok: true });
    the.officer.all.session.store.clear();
    the.officer.clock.now += 20 * MINUTE;
    const other = {
      explanation: 'Suspect of quite another record may be armed tonight.',
      recordReference: 'TF/99999/26',
    };
    expect(await asks(other)).toEqual({ ok: false, code: 'failed' });
    await round(the.officer);
    await round(the.officer);
    expect(await state()).toEqual({ step: 'unknown' });
    expect(await goesOn(2, other)).toMatchObject({ fault: { why: 'not-granted' } });
  });

  it('is shown to the page that asked and to no other', async () => {
    await grants();
    expect(await state({ ...GUARD, documentId: 'doc-9' })).toEqual({ step: 'unknown' });
  });
});

describe('a question', () => {
  it('about no record stands beside a claim of the same page alone', async () => {
    const none = { recordReference: null };
    await asks(none);
    const elsewhere = { ...GUARD, tab: { id: 8 }, documentId: 'doc-77' };
    await goesOn(1, { ...none, authorisation: CLAIM }, elsewhere);
    expect((await stored(the.officer.all, 1)).header.authorisation).toEqual(CLAIM);
    await goesOn(2, { ...none, authorisation: CLAIM });
    expect((await stored(the.officer.all, 2)).header.authorisation).toEqual({
      ...CLAIM,
      request: ASKED,
    });
  });

  it('that is taken back is in the ledger, gone from the list, and granted no more', async () => {
    await grants();
    await the.officer.all.ask('ask-withdraw', { id: ASKED }, GUARD);
    expect(await state()).toEqual({ step: 'withdrawn' });
    expect(await goesOn(1)).toMatchObject({ fault: { why: 'not-granted' } });
    const steps = (await headersOf(the.officer)).map(({ step }) => step);
    expect(steps).toEqual(['asked', 'withdrawn']);
    await round(the.officer);
    expect([...lies.keys()]).toContain(`withdrawals.mids.t07.off4312.${ASKED}`);
  });

  it('that is taken back before it is answered cannot be answered any more', async () => {
    await asks();
    await round(the.officer);
    await round(the.ann);
    await the.officer.all.ask('ask-withdraw', { id: ASKED }, GUARD);
    await round(the.officer);
    await round(the.ann);
    expect(await list(the.ann)).toEqual([]);
    expect(await answers(the.ann, 'granted')).toEqual({ ok: false, code: 'over' });
  });

  it('is taken back by nobody else', async () => {
    await asks();
    await the.officer.all.ask('ask-withdraw', { id: ASKED }, { ...GUARD, documentId: 'doc-9' });
    expect(await state()).toMatchObject({ step: 'asked' });
  });

  it('that nobody answers is over after ten minutes, which is in the ledger once', async () => {
    await asks();
    await round(the.officer);
    await round(the.ann);
    the.officer.clock.now += ASKING_MS;
    await round(the.officer);
    await round(the.officer);
    expect(await state()).toEqual({ step: 'expired' });
    expect((await headersOf(the.officer)).map(({ step }) => step)).toEqual(['asked', 'expired']);
    await round(the.ann);
    expect(await list(the.ann)).toEqual([]);
  });

  it.each([
    ['not answered in time', () => Promise.resolve(), 'expired'],
    ['taken back', () => the.officer.all.ask('ask-withdraw', { id: ASKED }, GUARD), 'withdrawn'],
    ['answered by what is no answer', () => heard('{}'), 'spoilt'],
  ])('is over where the ledger is full, and nothing else stops: %s', async (_, ends, step) => {
    await asks();
    await round(the.officer);
    const told = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const disk = diskIsFull();
    if (step === 'expired') the.officer.clock.now += ASKING_MS;
    await ends();
    expect(await the.officer.all.services.asking.work()).toEqual({ puts: [], hears: [] });
    await the.officer.all.services.delivery.start();
    expect(told).toHaveBeenCalledWith(expect.stringContaining('approvals'));
    disk.mockRestore();
    told.mockRestore();
    expect(await state()).toEqual({ step });
    expect(await goesOn(1)).toMatchObject({ fault: { why: 'not-granted' } });
  });

  it('waits without the store and says so, and nothing was granted', async () => {
    await asks();
    await the.officer.all.ask(
      'approval-put',
      { id: ASKED, answer: { kind: 'later', why: 'unreachable' } },
      PAGE,
    );
    expect(await state()).toMatchObject({ step: 'asked', trouble: 'unreachable' });
    expect(await goesOn(1)).toMatchObject({ ok: false });
    await round(the.officer);
    expect(await state()).toMatchObject({ step: 'asked', trouble: null });
    // Away again in the middle of it: told again, and put again, which changes nothing there.
    const answer = { kind: 'later', why: 'timed-out' } as const;
    await the.officer.all.ask('approval-put', { id: ASKED, answer }, PAGE);
    expect(await state()).toMatchObject({ step: 'asked', trouble: 'timed-out' });
    await round(the.officer);
    expect(await state()).toMatchObject({ step: 'asked', trouble: null });
    expect([...lies.keys()]).toHaveLength(1);
  });

  it('is not asked again of a store that refuses it, and says so', async () => {
    await asks();
    const answer = { kind: 'refused', why: 'permission' } as const;
    await the.officer.all.ask('approval-put', { id: ASKED, answer }, PAGE);
    expect(await state()).toMatchObject({ step: 'asked', trouble: 'permission' });
    expect(await the.officer.all.services.asking.work()).toEqual({ puts: [], hears: [] });
  });

  it('is not answered by what somebody else put in the place of the answer', async () => {
    await asks();
    await round(the.officer);
    lies.set(`grants.mids.t07.off4312.${ASKED}`, '{"line":"{}","salt":null,"body":null}');
    await round(the.officer);
    expect(await state()).toEqual({ step: 'spoilt' });
    expect(await goesOn(1)).toMatchObject({ fault: { why: 'not-granted' } });
  });
});
