import { describe, expect, it } from 'vitest';
import {
  ASKING_MS,
  answered,
  GRANT_MS,
  granted,
  type Question,
  stateOf,
} from '../../../core/approval/standing.ts';
import type { ApprovalHeader } from '../../../core/ledger/approval.ts';

const AT = 1_790_000_000_000;
const MINUTE = 60_000;

const QUESTION: Question = {
  id: 'a'.repeat(32),
  at: AT,
  question: 'b'.repeat(64),
  needs: 'inspector',
  by: 'TF-4312',
  page: '7 0 doc-1',
  act: 'c'.repeat(64),
  trouble: null,
  end: null,
};

const ANSWER: ApprovalHeader = {
  kind: 'approval',
  v: 1,
  id: 'd'.repeat(32),
  seq: 4,
  prev: '0'.repeat(64),
  at: AT,
  device: '0123456789abcdef',
  extension: '0.1.0',
  policy: 'f'.repeat(64),
  body: null,
  step: 'granted',
  request: QUESTION.id,
  by: 'TF-9001',
  question: QUESTION.question,
  rank: 'inspector',
};

function answeredAt(minutes: number, change: Partial<ApprovalHeader> = {}): Question {
  const end = answered(QUESTION, { ...ANSWER, ...change }, 'a note', AT + minutes * MINUTE);
  return { ...QUESTION, end };
}

const USE = { page: QUESTION.page, act: QUESTION.act, attempt: 'e'.repeat(32) };
const use = (question: Question | undefined, change: Partial<typeof USE> = {}, minutes = 2) =>
  granted(question, { ...USE, ...change }, AT + minutes * MINUTE);

describe('a grant', () => {
  const question = answeredAt(1);

  it('counts for the very act, in the very page', () => {
    expect(use(question)).toEqual({
      ok: true,
      granted: {
        status: 'granted',
        by: 'TF-9001',
        rank: 'inspector',
        request: QUESTION.id,
        grant: ANSWER.id,
      },
    });
  });

  const used: Question = {
    ...question,
    end: question.end?.step === 'granted' ? { ...question.end, usedBy: 'f'.repeat(32) } : null,
  };

  it.each([
    ['a second time', use(used), 'used'],
    ['in another tab', use(question, { page: '8 0 doc-2' }), 'other-page'],
    ['in another document of the same tab', use(question, { page: '7 0 doc-9' }), 'other-page'],
    ['for another record or an edited reason', use(question, { act: '9'.repeat(64) }), 'other-act'],
    ['six minutes after it was given', use(question, {}, 7), 'late'],
    ['before it was given, by a clock that was put back', use(question, {}, 0), 'late'],
    ['where nobody granted anything', use(QUESTION), 'not-granted'],
    ['where nothing was asked', use(undefined), 'not-granted'],
    ['where it was denied', use(answeredAt(1, { step: 'denied' })), 'not-granted'],
  ])('does not count %s', (_, answer, why) => {
    expect(answer).toEqual({ ok: false, why });
  });

  it('counts again for the same attempt: it is sent again where no answer came', () => {
    expect(use(used, { attempt: 'f'.repeat(32) })).toMatchObject({ ok: true });
  });

  it('is shown with its end, and as lapsed behind it', () => {
    expect(stateOf(question, AT + 2 * MINUTE)).toEqual({
      step: 'granted',
      by: 'TF-9001',
      rank: 'inspector',
      until: AT + MINUTE + GRANT_MS,
    });
    expect(stateOf(question, AT + MINUTE + GRANT_MS)).toEqual({ step: 'lapsed' });
    expect(stateOf(used, AT + 2 * MINUTE)).toEqual({ step: 'used' });
  });
});

describe('an answer', () => {
  it.each([
    ['by the officer', { by: 'tf 4312' }],
    ['by somebody whose number reads like the officer’s', { by: '4312' }],
    ['by nobody', { by: '' }],
    ['of a rank that is too low', { rank: 'sergeant' as const }],
    ['without a rank', { rank: undefined }],
    ['to another question', { request: '1'.repeat(32) }],
    ['to a question that said something else', { question: '2'.repeat(64) }],
    ['that is the question itself', { step: 'asked' as const }],
  ])('%s grants nothing', (_, change) => {
    expect(answeredAt(1, change).end).toEqual({ step: 'spoilt', at: AT + MINUTE });
  });

  it('that is no entry at all grants nothing', () => {
    expect(answered(QUESTION, null, '', AT + MINUTE)).toMatchObject({ step: 'spoilt' });
  });

  it('that denies is told with its note, also from a rank that could not have granted it', () => {
    const { end } = answeredAt(1, { step: 'denied', rank: 'sergeant' });
    expect(stateOf({ ...QUESTION, end }, AT + 9 * MINUTE)).toEqual({
      step: 'denied',
      by: 'TF-9001',
      note: 'a note',
    });
  });

  it('that comes when ten minutes are over grants nothing', () => {
    expect(answeredAt(10).end).toMatchObject({ step: 'expired' });
  });

  it('changes nothing where one was there before', () => {
    expect(answered(answeredAt(1), ANSWER, '', AT + 2 * MINUTE)).toBeNull();
  });
});

describe('a question that nobody answers', () => {
  it('is open for ten minutes, with what keeps it from the store, and then over', () => {
    const waits = { ...QUESTION, trouble: 'unreachable' as const };
    expect(stateOf(waits, AT + ASKING_MS - 1)).toEqual({
      step: 'asked',
      until: AT + ASKING_MS,
      trouble: 'unreachable',
    });
    expect(stateOf(waits, AT + ASKING_MS)).toEqual({ step: 'expired' });
  });
});
