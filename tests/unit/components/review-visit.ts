/** A visit to the review page over a background that answers as it is told. */
import type { Ask } from '../../../core/ask.ts';
import type { MessageName, Messages } from '../../../core/messages.ts';
import type { DecideReply } from '../../../core/review/decide-messages.ts';
import { rowsText } from '../../../core/review/row-columns.ts';
import type { CaseRow } from '../../../core/review/rows.ts';
import { ReviewSession } from '../../../entrypoints/review/load.ts';
import type { ReviewState } from '../../../entrypoints/review/state.ts';
import { detailOf, rowOf } from './samples.ts';

const identity = { id: 'TF-9001', unit: '', reviewer: true };

class Refused extends Error {
  readonly code = 'no-reply';
}

export type Answers = {
  [Name in MessageName]: (body: Messages[Name]['request']) => Messages[Name]['reply'];
};

function unasked(): never {
  throw new Error('the review page does not ask this');
}

/** The whole of a list, or the end of it. */
export function partOf(rows: readonly CaseRow[], after: number) {
  return {
    ...{ identity, language: null, failure: null, hasMore: false },
    ...{ rows: rowsText(rows), next: after + rows.length, all: rows.length },
  };
}

/** A background that answers, or fails for the names it was told to. */
export function visit(
  fails: readonly MessageName[] = [],
  reply: DecideReply = { ok: true, seq: 41 },
  rows: () => readonly CaseRow[] = () => [rowOf()],
  queue: Answers['queue'] = ({ after }) => ({ ...partOf(rows(), after), reading: 'r' }),
) {
  const asked: string[] = [];
  const states: ReviewState[] = [];
  const failing = new Set(fails);
  const answers: Answers = {
    queue,
    cases: unasked,
    case: ({ id }) =>
      id === 'gone' ? null : id === 'not-yours' ? { refused: true } : detailOf({ id }),
    decide: () => reply,
    vouch: unasked,
    assign: () => ({ ok: true }),
    policy: unasked,
    record: unasked,
    gate: unasked,
    frame: unasked,
    profile: unasked,
    fault: unasked,
    persons: unasked,
    outer: unasked,
    'outer-changed': unasked,
    repeatable: unasked,
    owed: unasked,
    'give-reason': unasked,
    unheard: unasked,
    heard: unasked,
    history: unasked,
    'history-counts': unasked,
    reply: unasked,
    print: unasked,
    'passed-on': () => ({ ok: true, seq: 42 }),
    tab: unasked,
    status: unasked,
    held: unasked,
    hand: unasked,
    proceed: unasked,
    language: unasked,
    'delivery-settings': unasked,
    outbox: unasked,
    settle: unasked,
    delivered: unasked,
    recheck: unasked,
    'delivery-fault': unasked,
    readings: unasked,
    'stream-records': unasked,
    claims: unasked,
    claimed: unasked,
    fleet: unasked,
    'fleet-rows': unasked,
    'courier-report': unasked,
    'courier-done': unasked,
    ledgers: unasked,
    'export-begin': unasked,
    'export-page': unasked,
    'export-sign': unasked,
    'export-done': unasked,
    known: unasked,
    'import-begin': unasked,
    'import-lines': unasked,
    'import-end': unasked,
    checks: unasked,
    reconciled: unasked,
    patterns: unasked,
    planted: () => ({ ok: true, cases: [], answered: [] }),
    'planted-answer': unasked,
    reads: unasked,
    'ask-now': unasked,
    'ask-state': unasked,
    'ask-withdraw': unasked,
    asked: unasked,
    'answer-asked': unasked,
    'approval-work': unasked,
    'approval-put': unasked,
    'approval-heard': unasked,
  };
  const ask: Ask = async (name, body) => {
    // Beside each reading of the list.
    if (name !== 'planted') asked.push(name);
    if (failing.has(name)) throw new Refused('no answer');
    return answers[name](body);
  };
  const session = new ReviewSession(
    ask,
    () => 5,
    (state) => states.push(state),
  );
  const last = () => {
    const state = states.at(-1);
    if (state === undefined) throw new Error('nothing was shown');
    return state;
  };
  return { session, asked, failing, states, last };
}
