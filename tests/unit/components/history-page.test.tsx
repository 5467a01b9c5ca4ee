// @vitest-environment jsdom
/** The officer's own page: what is shown, what is asked, and what is said when nothing can be. */
import { afterEach, describe, expect, it } from 'vitest';
import { HistoryPage, type HistoryPageProps } from '../../../components/history/history-page.tsx';
import { Drafts } from '../../../components/review/drafts.ts';
import type {
  AnswerReply,
  HistoryReply,
  HistoryRow,
} from '../../../core/review/history-messages.ts';
import reasons from '../../../policies/national/reason-codes.json' with { type: 'json' };
import outcomes from '../../../policies/national/review-outcomes.json' with { type: 'json' };
import { clear, has, one, press, say, sayWelsh, show, textOf, type } from './page.ts';
import { NOW } from './samples.ts';

afterEach(clear);

const HOUR = 3_600_000;

function rowOf(change: Partial<HistoryRow> = {}): HistoryRow {
  return {
    id: 'e1',
    seq: 7,
    at: NOW - 5 * HOUR,
    signal: 'immigration-lookup',
    role: 'victim',
    outcome: 'justify',
    choice: 'overridden',
    reason: 'RR-02',
    explanation: 'The line of enquiry needs it.',
    recordReference: 'TF/12345/26',
    state: 'waiting',
    delivered: null,
    owedBy: null,
    question: null,
    turns: [],
    passedOn: null,
    ...change,
  };
}

function replyOf(change: Partial<HistoryReply> = {}): HistoryReply {
  return {
    identity: { id: 'TF-4312', unit: '', reviewer: false },
    language: null,
    failure: null,
    counts: { owed: 0, questions: 0, passedOn: 0, news: 0 },
    rows: [rowOf()],
    from: 1,
    all: 1,
    page: 0,
    pages: 1,
    unreadable: 0,
    ...change,
  };
}

const refused: AnswerReply = { ok: false, code: 'failed' };

const open = (reply: HistoryReply | null, change: Partial<HistoryPageProps> = {}) =>
  show(
    <HistoryPage
      say={say}
      language="en"
      reply={reply}
      owed={[]}
      failure={null}
      show="all"
      news={new Set()}
      hasReplied={false}
      drafts={new Drafts()}
      reasons={reasons}
      offered={reasons}
      outcomes={outcomes}
      now={NOW}
      onShow={() => undefined}
      onPage={() => undefined}
      onRefresh={() => undefined}
      onPrint={() => undefined}
      onGive={async () => ({ ok: false, code: 'failed' })}
      onReply={async () => refused}
      onPassedOn={async () => refused}
      {...change}
    />,
  );

const decision = {
  kind: 'decision',
  id: 'd1',
  at: NOW - HOUR,
  by: 'TF-9001',
  outcome: 'RV-2',
  words: 'Ask the victim first next time.',
  isOver: false,
  isPartial: false,
  isNew: true,
} as const;

describe('the officer’s own page', () => {
  it('says of each entry what was done, why, and where it stands', async () => {
    await open(replyOf());
    expect(textOf('#mine-you')).toContain('TF-4312');
    expect(textOf('[data-entry=e1]')).toContain('Waits for review');
    expect(textOf('[data-fact=reason] dd')).toContain('RR-02');
    expect(textOf('[data-fact=words] dd')).toBe('The line of enquiry needs it.');
    expect(has('[data-delivered]')).toBe(false);
  });

  it.each([
    [true, 'The force has it'],
    [false, 'Not delivered yet'],
  ])('says whether the force has it: %s', async (delivered, text) => {
    await open(replyOf({ rows: [rowOf({ delivered })] }));
    expect(textOf('[data-delivered]')).toContain(text);
  });

  it('says outcome and note, and marks what is new', async () => {
    const rows = [rowOf({ state: 'decided', turns: [decision] })];
    await open(replyOf({ rows }), { news: new Set(['d1']) });
    expect(textOf('[data-turn=decision]')).toContain('Justified, with learning');
    expect(textOf('[data-turn=decision] blockquote')).toBe('Ask the victim first next time.');
    expect(textOf('[data-turn=decision] .badge')).toBe('New');
    await open(replyOf({ rows }));
    expect(has('[data-turn=decision] .badge')).toBe(false);
  });

  it.each([
    ['waiting', 'RV-7', 'A reviewer has yet to look at it'],
    ['decided', 'RV-7', 'the guard was wrong'],
    ['decided', 'RV-3', 'decided: Not justified: local learning'],
  ] as const)(
    'says of a wrong match that is %s (%s) what became of it',
    async (state, outcome, text) => {
      const turns = state === 'decided' ? [{ ...decision, outcome }] : [];
      await open(replyOf({ rows: [rowOf({ reason: 'RR-13', state, turns })] }));
      expect(textOf('[data-fact=wrong] dd')).toContain(text);
    },
  );

  it('counts what waits, and says so where nothing does', async () => {
    await open(replyOf({ counts: { owed: 1, questions: 2, passedOn: 0, news: 0 } }));
    expect(textOf('[data-fact=count-questions] dd')).toBe('2');
    expect(has('[data-fact=count-passedOn]')).toBe(false);
    await open(replyOf());
    expect(textOf('#todo')).toContain('Nothing waits for you');
  });
});

describe('an officer whom nothing can be shown', () => {
  it('is told that the browser names nobody, and sees no list', async () => {
    await open(replyOf({ identity: { id: '', unit: '', reviewer: false }, rows: [] }));
    expect(textOf('#mine-no-identity')).toContain('does not say who you are');
    expect(has('#mine-none')).toBe(false);
  });

  it('is told that the ledger does not answer, and sees no empty list', async () => {
    await open(replyOf({ failure: 'damaged', rows: [] }));
    expect(textOf('#mine-ledger-failed')).toContain('damaged');
    expect(has('#mine-none')).toBe(false);
  });

  it('is told that entries of a newer version are there and not shown', async () => {
    await open(replyOf({ unreadable: 3 }));
    expect(textOf('#mine-unreadable')).toContain('3 entries');
    expect(has('[data-entry=e1]')).toBe(true);
  });

  it('is told that nothing is recorded', async () => {
    await open(replyOf({ rows: [], all: 0 }));
    expect(textOf('#mine-none')).toContain('Nothing is recorded of you');
  });

  it('keeps what was read where it cannot be read again', async () => {
    await open(replyOf(), { failure: 'timed-out' });
    expect(textOf('#mine-failed')).toContain('timed-out');
    expect(has('[data-entry=e1]')).toBe(true);
  });
});

describe('a question', () => {
  const asked = rowOf({ state: 'asked', question: { id: 'q1', answerBy: NOW + 24 * HOUR } });

  it('is not answered with an identifier: the characters are shown and nothing is sent', async () => {
    const sent: string[] = [];
    const onReply = async (...given: readonly string[]) => {
      sent.push(given.join());
      return refused;
    };
    await open(replyOf({ rows: [asked] }), { onReply });
    await type('#reply-e1', 'She was born 12/03/1984 and lives there.');
    await press('[data-reply=e1] button');
    expect(textOf('#reply-e1-fault mark')).toContain('12/03/1984');
    expect(sent).toEqual([]);
  });

  it('keeps what was written where it could not be recorded, and when the page is left', async () => {
    const drafts = new Drafts();
    await open(replyOf({ rows: [asked] }), { drafts });
    await type('#reply-e1', 'The second caller named the street.');
    await press('[data-reply=e1] button');
    expect(textOf('#reply-e1-fault')).toContain('What you wrote is still here');
    await open(replyOf({ rows: [] }), { drafts });
    await open(replyOf({ rows: [asked] }), { drafts });
    expect(one('#reply-e1')).toHaveProperty('value', 'The second caller named the street.');
  });

  it('that somebody decided while the answer was written leaves what was written on the page', async () => {
    const drafts = new Drafts();
    await open(replyOf({ rows: [asked] }), { drafts });
    await type('#reply-e1', 'The second caller named the street.');
    drafts.keep('q1', { outcome: '', note: 'The second caller named the street.' });
    const turns = [{ ...decision, id: 'q1', outcome: 'RV-5' }, decision];
    await open(replyOf({ rows: [rowOf({ state: 'decided', turns })] }), { drafts });
    expect(has('#reply-e1')).toBe(false);
    expect(textOf('[data-entry=e1] .notice')).toContain('The second caller named the street.');
  });

  it('says that its time is over, and can be answered all the same', async () => {
    const late = { ...asked, question: { id: 'q1', answerBy: NOW - HOUR } };
    await open(replyOf({ rows: [late] }));
    expect(textOf('[data-reply=e1]')).toContain('The answer was due by');
    expect(has('#reply-e1')).toBe(true);
  });
});

describe('what was passed on', () => {
  const owed = rowOf({ passedOn: { dueBy: NOW - HOUR, said: null, isOpen: true } });

  it('is asked for in closed lists, and there is nowhere to write', async () => {
    await open(replyOf({ rows: [owed] }));
    expect(one('[data-passed-on]').dataset['passedOn']).toBe('openLate');
    await press('input[name=through-passed-e1][value=yes]');
    expect(one('[data-through=e1]').querySelectorAll('select')).toHaveLength(4);
    expect(one('[data-through=e1]').querySelectorAll('textarea, input[type=text]')).toHaveLength(0);
  });

  it('leads to what is missing, and sends nothing', async () => {
    await open(replyOf({ rows: [owed] }));
    await press('[data-through=e1] button');
    expect(textOf('#through-fault-e1')).toContain('Say whether anything was passed on');
    await press('input[name=through-passed-e1][value=yes]');
    await press('[data-through=e1] button');
    expect(one('#through-fault-e1 a').getAttribute('href')).toBe('#through-recipient-e1');
  });

  it('is shown in Welsh as it was said, by whom, and can be said anew', async () => {
    const said = {
      at: NOW,
      by: 'TF-9001',
      as: 'reviewer',
      passed: 'yes',
      recipient: 'nrm',
      basis: 'modern-slavery',
      told: 'yes',
      consent: 'sought-given',
    } as const;
    const row = rowOf({ passedOn: { dueBy: NOW, said, isOpen: false } });
    await open(replyOf({ rows: [row] }), { say: sayWelsh, language: 'cy' });
    expect(textOf('[data-passed-on=answered]')).toContain('Dywedwyd gan adolygydd TF-9001');
    expect(textOf('[data-fact=through-recipient] dd')).toContain('Mecanwaith Atgyfeirio');
    expect(has('[data-passed-on] details [data-through=e1]')).toBe(true);
  });
});
