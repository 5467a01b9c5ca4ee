/** An officer's own entries: what became of each, what is still asked, and who sees none of it. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { parseHeader } from '../../../core/ledger/header-schema.ts';
import { listCases } from '../../../entrypoints/background/review-cases.ts';
import testForce from '../../../policies/forces/test-force.json' with { type: 'json' };
import { COLLEAGUE, HER_OWN, history, kinds, OFFICER } from './officers.ts';
import { freshDatabase, hexId } from './over-indexeddb.ts';
import {
  area,
  type Background,
  background,
  diskIsFull,
  override,
  PAGE,
  record,
  SUPERVISOR,
} from './whole-background.ts';

beforeEach(freshDatabase);
afterEach(() => vi.restoreAllMocks());

const DAY = 24 * 3_600_000;
const ANSWER = 'The line of enquiry came from the second caller, who named the address.';

const decide = (all: Background, number: number, outcome: string, note = '') =>
  all.ask('decide', { id: hexId(number), outcome, note, reverses: null }, PAGE);

/** The supervisor asks what the line of enquiry was. @returns the id of the question */
async function asks(supervisor: Background, number = 1): Promise<string> {
  await decide(supervisor, number, 'RV-5', 'Which line of enquiry was it?');
  const { entries } = await supervisor.services.ledger.all();
  return parseHeader(entries.at(-1)?.line)?.id ?? '';
}

/**
 * Some of what nobody has to review is, and one wrong match in ten is looked at a second time: both are
 * drawn by hashes, and so anew until the override of this number is not among them.
 */
async function untilNotPicked(
  number: number,
  recorded: (officer: Background) => Promise<unknown>,
): Promise<Background> {
  for (;;) {
    freshDatabase();
    const officer = background(OFFICER);
    await recorded(officer);
    const { services } = background(SUPERVISOR);
    await services.policy.ready();
    const row = (await listCases(services)).find(({ id }) => id === hexId(number));
    if (row === undefined || row.why === 'all') return officer;
  }
}

describe('an officer’s own page', () => {
  it('lists all that was recorded of the officer, newest first, whatever was chosen', async () => {
    const all = await untilNotPicked(2, async (officer) => {
      await record(officer, override(1));
      await record(officer, override(2, { choice: 'complied', reason: null, explanation: '' }));
    });
    const { rows, all: count, counts } = await history(all);
    expect(rows.map(({ id, state }) => [id, state])).toEqual([
      [hexId(2), 'recorded'],
      [hexId(1), 'waiting'],
    ]);
    expect(count).toBe(2);
    expect(rows[1]).toMatchObject({
      reason: 'RR-01',
      explanation: expect.stringContaining('threatened'),
      recordReference: 'TF/12345/26',
      delivered: null,
      turns: [],
    });
    expect(counts).toEqual({ owed: 0, questions: 0, passedOn: 1, news: 0 });
  });

  it('shows nothing of it to a colleague on the same machine, nor that there is any', async () => {
    await record(background(OFFICER), override(1));
    const other = background(COLLEAGUE);
    await record(other, override(2));
    expect((await history(other)).rows.map(({ id }) => id)).toEqual([hexId(2)]);
    const nobody = background({ ...testForce, identity: undefined, contains: undefined });
    expect(await history(nobody)).toMatchObject({ rows: [], all: 0, counts: { passedOn: 0 } });
    expect(JSON.stringify(await history(other))).not.toContain(HER_OWN.id);
  });

  it('shows a reviewer the reviewer’s own entries and no others', async () => {
    await record(background(OFFICER), override(1));
    expect((await history(background(SUPERVISOR))).rows).toEqual([]);
  });

  it('follows from one officer to the next where they share a browser profile', async () => {
    const local = area();
    const all = background(OFFICER, local);
    await record(all, override(1));
    expect((await history(all)).all).toBe(1);
    expect(await all.services.caseLedgers.history.of('TF-5000')).toMatchObject({ attempts: [] });
    expect((await history(all)).all).toBe(1);
  });

  it('has pages of fifty, and the last where a page beyond it is asked for', async () => {
    const all = background(OFFICER);
    for (let number = 1; number <= 53; number++) await record(all, override(number));
    const last = await history(all, 'all', 7);
    expect(last).toMatchObject({ page: 1, pages: 2, from: 51, all: 53 });
    expect(last.rows.map(({ id }) => id)).toEqual([hexId(3), hexId(2), hexId(1)]);
  });

  it('says outcome and note of a decision, and has it written down that they were shown, once', async () => {
    const all = background(OFFICER);
    await record(all, override(1));
    await decide(background(SUPERVISOR), 1, 'RV-2', 'The victim could have been asked.');
    expect(await all.ask('history-counts', null, PAGE)).toMatchObject({ news: 1 });
    const { rows } = await history(all);
    expect(rows).toMatchObject([
      {
        state: 'decided',
        turns: [
          {
            kind: 'decision',
            by: 'TF-9001',
            outcome: 'RV-2',
            words: 'The victim could have been asked.',
            isNew: true,
          },
        ],
      },
    ]);
    expect((await history(all)).rows[0]?.turns).toMatchObject([{ isNew: false }]);
    expect((await kinds(all)).filter((kind) => kind === 'read')).toHaveLength(1);
    expect(await all.ask('history-counts', null, PAGE)).toMatchObject({ news: 0 });
  });

  it('keeps no outcome from the officer where the ledger takes no entry', async () => {
    const all = background(OFFICER);
    await record(all, override(1));
    await decide(background(SUPERVISOR), 1, 'RV-1');
    diskIsFull();
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    expect((await history(all)).rows[0]).toMatchObject({ state: 'decided' });
  });

  it('says what became of a wrong match, and lists these apart', async () => {
    const all = await untilNotPicked(1, async (officer) => {
      await record(
        officer,
        override(1, {
          reason: 'RR-13',
          explanation: 'The word on this screen is the name of a bank card.',
        }),
      );
      await record(officer, override(2));
      await decide(background(SUPERVISOR), 1, 'RV-7', 'The term has to go from this screen.');
    });
    const { rows } = await history(all, 'wrong-match');
    expect(rows).toMatchObject([{ id: hexId(1), reason: 'RR-13', state: 'decided' }]);
    expect((await history(all, 'reviewed')).all).toBe(2);
  });

  it('counts what a newer version wrote, and shows the rest', async () => {
    const all = background(OFFICER);
    await record(all, override(1));
    vi.spyOn(all.services.ledger, 'linesFrom').mockImplementation(async (from, most) => {
      const { lines } = await all.services.ledger.lines();
      const line = JSON.stringify({ v: 2, kind: 'attempt', who: HER_OWN.id });
      const changed = lines.map((each) => (each.seq === 1 ? { ...each, line } : each));
      return changed.slice(from, from + most);
    });
    await record(all, override(2));
    expect(await history(all)).toMatchObject({ unreadable: 1, all: 1 });
  });

  it('names why where the ledger does not answer, and shows no empty list as if it were all', async () => {
    const all = background(OFFICER);
    await record(all, override(1));
    const { LedgerError } = await import('../../../entrypoints/background/ledger/error.ts');
    vi.spyOn(all.services.ledger, 'head').mockRejectedValue(new LedgerError('damaged', 'x'));
    expect(await history(all)).toMatchObject({ failure: 'damaged', rows: [] });
  });
});

describe('a question of review', () => {
  it('waits for its officer with its time, and is answered once', async () => {
    const all = background(OFFICER);
    await record(all, override(1));
    const supervisor = background(SUPERVISOR);
    const to = await asks(supervisor);
    const [row] = (await history(all, 'to-do')).rows;
    expect(row).toMatchObject({ state: 'asked', question: { id: to } });
    expect(row?.question?.answerBy).toBeGreaterThan(1_790_000_000_000 + 5 * DAY);

    const given = { id: hexId(1), to, answer: ANSWER };
    expect(await all.ask('reply', given, PAGE)).toMatchObject({ ok: true });
    expect(await all.ask('reply', given, PAGE)).toEqual({ ok: false, code: 'not-asked' });
    expect((await history(all)).rows[0]).toMatchObject({
      state: 'answered',
      question: null,
      turns: [
        { kind: 'decision', outcome: 'RV-5' },
        { kind: 'reply', words: ANSWER },
      ],
    });
    expect(await supervisor.ask('case', { id: hexId(1) }, PAGE)).toMatchObject({
      // It waits for the reviewer again, by a time that begins anew.
      row: { state: 'open', repliedAt: expect.any(Number), dueBy: expect.any(Number) },
      replies: [{ to, words: ANSWER }],
    });
  });

  it('has two windows give one answer', async () => {
    const all = background(OFFICER);
    await record(all, override(1));
    const to = await asks(background(SUPERVISOR));
    const given = { id: hexId(1), to, answer: ANSWER };
    const replies = await Promise.all([1, 2].map(() => all.ask('reply', given, PAGE)));
    expect(replies).toContainEqual({ ok: false, code: 'not-asked' });
    expect((await kinds(all)).filter((kind) => kind === 'reply')).toHaveLength(1);
  });

  it('that came after an answer is open again', async () => {
    const all = background(OFFICER);
    await record(all, override(1));
    const supervisor = background(SUPERVISOR);
    const first = await asks(supervisor);
    await all.ask('reply', { id: hexId(1), to: first, answer: ANSWER }, PAGE);
    const second = await asks(supervisor);
    expect(second).not.toBe(first);
    expect((await history(all)).rows[0]).toMatchObject({
      state: 'asked',
      question: { id: second },
    });
  });

  it.each([
    ['nothing', '  ', 'reply-needed'],
    ['too little', 'as above', 'reply-needed'],
    ['too much', 'line of enquiry '.repeat(80), 'reply-too-long'],
    ['a date of birth', `${ANSWER} Born 12/03/1984.`, 'reply-holds-identifier'],
  ])('is not answered with %s', async (_, answer, code) => {
    const all = background(OFFICER);
    await record(all, override(1));
    const to = await asks(background(SUPERVISOR));
    expect(await all.ask('reply', { id: hexId(1), to, answer }, PAGE)).toEqual({ ok: false, code });
    expect(await kinds(all)).not.toContain('reply');
  });

  it('is answered by nobody but its officer', async () => {
    await record(background(OFFICER), override(1));
    const supervisor = background(SUPERVISOR);
    const to = await asks(supervisor);
    const given = { id: hexId(1), to, answer: ANSWER };
    for (const other of [supervisor, background(COLLEAGUE)])
      expect(await other.ask('reply', given, PAGE)).toEqual({ ok: false, code: 'not-yours' });
  });

  it('is none where nothing was asked, and none once it is decided', async () => {
    const all = background(OFFICER);
    await record(all, override(1));
    const supervisor = background(SUPERVISOR);
    const given = { id: hexId(1), to: hexId(9), answer: ANSWER };
    expect(await all.ask('reply', given, PAGE)).toMatchObject({ code: 'not-asked' });
    const to = await asks(supervisor);
    await decide(supervisor, 1, 'RV-1');
    expect(await all.ask('reply', { ...given, to }, PAGE)).toMatchObject({ code: 'not-asked' });
  });

  it('stays open, with what was written, where the ledger does not take the answer', async () => {
    const all = background(OFFICER);
    await record(all, override(1));
    const to = await asks(background(SUPERVISOR));
    diskIsFull();
    expect(await all.ask('reply', { id: hexId(1), to, answer: ANSWER }, PAGE)).toEqual({
      ok: false,
      code: 'failed',
    });
  });
});
