/** A visit to the officer's own page, over a background that answers as it likes. */

import { describe, expect, it } from 'vitest';
import type { Ask } from '../../../core/ask.ts';
import type { MessageName, Messages } from '../../../core/messages.ts';
import type { HistoryReply } from '../../../core/review/history-messages.ts';
import { HistorySession, type HistoryView } from '../../../entrypoints/history/load.ts';

const EMPTY: HistoryReply = {
  identity: { id: 'TF-4312', unit: '', reviewer: false },
  language: null,
  failure: null,
  counts: { owed: 0, questions: 0, passedOn: 0, news: 0 },
  rows: [],
  ...{ from: 1, all: 0, page: 0, pages: 3, unreadable: 0 },
};

type Answers = {
  [Name in MessageName]?: (body: Messages[Name]['request']) => Messages[Name]['reply'];
};

function visit(answers: Answers) {
  const asked: unknown[] = [];
  const views: HistoryView[] = [];
  const ask: Ask = async (name, body) => {
    asked.push([name, body]);
    const answer = answers[name];
    if (answer === undefined) throw Object.assign(new Error('no answer'), { code: 'timed-out' });
    return answer(body);
  };
  const session = new HistorySession(
    ask,
    () => 1_000,
    (view) => views.push(view),
  );
  return { session, asked, last: () => views.at(-1) };
}

const owed = () => ({ owed: [], language: null });

describe('a visit to the own page', () => {
  it('shows what is asked for, from the first page on', async () => {
    const { session, asked } = visit({ history: ({ page }) => ({ ...EMPTY, page }), owed });
    await session.load();
    await session.turn(2);
    await session.show('wrong-match');
    expect(asked.filter((each) => Array.isArray(each) && each[0] === 'history')).toEqual([
      ['history', { show: 'all', page: 0 }],
      ['history', { show: 'all', page: 2 }],
      ['history', { show: 'wrong-match', page: 0 }],
    ]);
  });

  it('asks for no owed reasons where the browser names nobody', async () => {
    const identity = { ...EMPTY.identity, id: '' };
    const { session, asked } = visit({ history: () => ({ ...EMPTY, identity }), owed });
    await session.load();
    expect(asked).toHaveLength(1);
  });

  it('keeps what was read where it cannot be read again, and names why', async () => {
    let isThere = true;
    const { session, last } = visit({
      history: () => {
        if (isThere) return EMPTY;
        throw Object.assign(new Error('gone'), { code: 'timed-out' });
      },
      owed,
    });
    await session.load();
    isThere = false;
    await session.follow();
    expect(last()).toMatchObject({ reply: EMPTY, failure: 'timed-out' });
  });

  it('keeps a draft where no answer came, and drops it once it is recorded', async () => {
    let reply: Answers['reply'];
    const answers = {
      history: () => EMPTY,
      owed,
      reply: (body: Messages['reply']['request']) => {
        if (reply === undefined) throw new Error('no background');
        return reply(body);
      },
    };
    const { session, last } = visit(answers);
    session.drafts.keep('q1', { outcome: '', note: 'It was the second caller.' });
    expect(await session.reply('e1', 'q1', 'It was the second caller.')).toEqual({
      ok: false,
      code: 'failed',
    });
    expect(session.drafts.of('q1').note).not.toBe('');
    expect(last()?.hasReplied ?? false).toBe(false);
    reply = () => ({ ok: true, seq: 9 });
    await session.reply('e1', 'q1', 'It was the second caller.');
    expect(session.drafts.of('q1').note).toBe('');
    expect(last()?.hasReplied).toBe(true);
  });

  it('says of what was passed on that nothing was recorded where no answer came', async () => {
    const { session } = visit({ history: () => EMPTY, owed });
    const none = { recipient: null, basis: null, told: null, consent: null };
    expect(await session.passedOn('e1', { passed: 'no', ...none })).toEqual({
      ok: false,
      code: 'failed',
    });
  });
});
