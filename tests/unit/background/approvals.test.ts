/** An officer asks a second person, and a supervisor answers: each has a background of their own. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ASKING_MS } from '../../../core/approval/standing.ts';
import { subjectOf } from '../../../core/delivery/subjects.ts';
import { readHeaders } from '../../../core/ledger/header-schema.ts';
import {
  ANN,
  ASKED,
  answers,
  asks,
  assemble,
  disperse,
  goesOn,
  headersOf,
  list,
  person,
  round,
  state,
  supervisor,
  the,
  USUAL,
} from './second-person.ts';
import { PAGE } from './whole-background.ts';

beforeEach(assemble);
afterEach(disperse);

describe('an officer who asks a second person', () => {
  it('is in the ledger before it leaves, by closed terms, with the words in the body', async () => {
    expect(await asks()).toEqual({ ok: true, id: ASKED });
    const [header] = await headersOf(the.officer);
    expect(header).toMatchObject({
      step: 'asked',
      request: ASKED,
      by: 'TF-4312',
      about: {
        signal: 'immigration-lookup',
        role: 'victim',
        group: 'DA',
        rule: 'victim-immigration-lookup-approve',
        reason: 'RR-02',
        needs: 'inspector',
      },
    });
    expect(header?.about?.record).toMatch(/^[0-9a-f]{16}$/);
    const { puts } = await the.officer.all.services.asking.work();
    expect(puts.map(({ place }) => subjectOf(place))).toEqual([`asks.mids.t07.off4312.${ASKED}`]);
    expect(puts[0]?.text).toContain('threatened to kill');
    expect(puts[0]?.text).not.toContain('TF/12345/26');
  });

  it('is asked once, however often no answer came to the page', async () => {
    await asks();
    await asks();
    expect(await headersOf(the.officer)).toHaveLength(1);
  });

  it.each([
    [
      'an explanation with a name in it',
      { explanation: 'Her name is Tess and she is at risk tonight' },
    ],
    ['no reason', { reason: null }],
    ['a reason that the rule does not take', { reason: 'RR-10' }],
  ])('is refused and nothing leaves: %s', async (_, change) => {
    expect(await asks(change)).toMatchObject({ ok: false, code: 'refused' });
    expect(await headersOf(the.officer)).toEqual([]);
    expect((await the.officer.all.services.asking.work()).puts).toEqual([]);
  });

  it('is told that nobody else is needed, or that there is nobody to ask', async () => {
    expect(await asks({ ...USUAL, reason: 'RR-05' })).toMatchObject({
      code: 'not-needed',
    });
    the.officer = await person({});
    expect(await asks()).toMatchObject({ ok: false, code: 'no-store' });
  });

  it('where the reason asks for a sergeant asks for one', async () => {
    await asks(USUAL);
    expect((await headersOf(the.officer))[0]?.about?.needs).toBe('sergeant');
  });
});

describe('a supervisor of the unit', () => {
  it('sees who asks what, why, and for how long yet, and that is in the ledger once', async () => {
    await asks();
    await round(the.officer);
    await round(the.ann);
    expect(await list(the.ann)).toMatchObject([
      {
        id: ASKED,
        officer: 'TF-4312',
        depositor: 'off4312',
        unit: 't07',
        about: { reason: 'RR-02', needs: 'inspector' },
        words: 'Suspect has threatened to kill her tonight; need to know about weapons.',
        leftMs: ASKING_MS,
        bar: null,
      },
    ]);
    await list(the.ann);
    const { headers } = readHeaders((await the.ann.all.services.ledger.all()).entries);
    expect(headers.filter((each) => each.kind === 'read' && each.of === ASKED)).toHaveLength(1);
  });

  it.each([
    ['the officer', { ...ANN, id: 'tf-4312' }, 'own'],
    ['somebody whose number reads like the officer’s', { ...ANN, id: '4312' }, 'may-be-own'],
    ['of too low a rank', { ...ANN, rank: 'sergeant' }, 'rank-too-low'],
    ['of no rank', { ...ANN, rank: undefined }, 'no-rank'],
  ])('may not answer: %s', async (_, identity, bar) => {
    const other = await supervisor(identity, 'sup5');
    await asks();
    await round(the.officer);
    await round(other);
    expect((await list(other)).map((each) => each.bar)).toEqual([bar]);
    expect(await answers(other, 'granted')).toEqual({ ok: false, code: bar });
    expect(await headersOf(other)).toEqual([]);
  });

  it('who is no reviewer is not shown it', async () => {
    const other = await supervisor({ ...ANN, reviewer: false }, 'sup6');
    await asks();
    await round(the.officer);
    await round(other);
    expect(await other.all.ask('asked', { isShown: true }, PAGE)).toEqual({
      ok: false,
      code: 'not-a-reviewer',
    });
    expect(await answers(other, 'granted')).toMatchObject({ ok: false });
  });

  it('says why it is denied, and names nobody', async () => {
    await asks();
    await round(the.officer);
    await round(the.ann);
    expect(await answers(the.ann, 'denied')).toMatchObject({ code: 'note-needed' });
    expect(await answers(the.ann, 'denied', 'Ask Mrs Amina Khalil what she wants')).toMatchObject({
      code: 'note-holds-identifier',
    });
    expect(await headersOf(the.ann)).toEqual([]);
    expect(await answers(the.ann, 'denied', 'Ask the victim herself first')).toMatchObject({
      ok: true,
    });
    await round(the.officer);
    expect(await state()).toEqual({
      step: 'denied',
      by: 'TF-9001',
      note: 'Ask the victim herself first',
    });
    expect(await goesOn(1)).toMatchObject({ fault: { code: 'no-grant', why: 'not-granted' } });
  });

  it('who comes second is told who was first', async () => {
    const bob = await supervisor({ ...ANN, id: 'TF-9002' }, 'sup9002');
    await asks();
    await round(the.officer);
    await round(the.ann);
    await round(bob);
    expect(await answers(the.ann, 'denied', 'Ask the victim herself first')).toMatchObject({
      ok: true,
    });
    expect(await answers(bob, 'granted')).toEqual({
      ok: false,
      code: 'answered-before',
      by: 'TF-9001',
    });
    await round(the.officer);
    expect(await state()).toMatchObject({ step: 'denied' });
  });
});
