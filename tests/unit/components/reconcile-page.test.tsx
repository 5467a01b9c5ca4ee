// @vitest-environment jsdom
/** The page of transaction logs: what has to be chosen, what it says, and what it leaves out. */
import { afterEach, describe, expect, it } from 'vitest';
import {
  ReconcilePage,
  type ReconcilePageProps,
} from '../../../components/reconcile/reconcile-page.tsx';
import type { Comparison, Outcome } from '../../../components/reconcile/reconcile-state.ts';
import { resultCsv } from '../../../components/reconcile/result-text.ts';
import { suggestedColumns } from '../../../core/reconcile/log-lines.ts';
import type { SeenCheck, Transaction } from '../../../core/reconcile/reconcile.ts';
import { clear, has, one, press, say, sayWelsh, show, textOf, type } from './page.ts';

afterEach(clear);

const NAMES = ['When', 'Operator', 'Terminal', 'Code', 'Subject'];
const NOW = Date.UTC(2026, 10, 26, 9);
const check = (change: Partial<SeenCheck> = {}): SeenCheck => ({
  ...{ id: 'a'.repeat(32), device: 'b'.repeat(16), at: NOW, officer: 'TF-4312', unit: 'CID' },
  choice: 'overridden',
  ...change,
});
const row = (line: number): Transaction => ({
  ...{ line, moments: [NOW], officer: 'TF-9', terminal: 'T17' },
});
const done = (change: Partial<Extract<Outcome, { kind: 'done' }>['result']> = {}): Outcome => ({
  kind: 'done',
  doubtful: 0,
  reading: {
    ...{ transactions: [row(2)], lines: 1, otherCodes: 0, noOfficer: 0, faults: [] },
    ...{ first: NOW, last: NOW },
  },
  result: {
    ...{ matched: [], doneAllTheSame: [], withoutTransaction: [], withoutEntry: [], hoursOff: 0 },
    ...change,
  },
});

async function page(change: Partial<ReconcilePageProps> = {}): Promise<readonly Comparison[]> {
  const asked: Comparison[] = [];
  await show(
    <ReconcilePage
      {...{ fault: null, job: null, outcome: null, saved: null, language: 'en', say }}
      log={{ name: 'log.csv', names: NAMES, suggested: suggestedColumns(NAMES) }}
      onChoose={() => undefined}
      onCompare={(how) => asked.push(how)}
      onSave={() => undefined}
      onPrint={() => undefined}
      {...change}
    />,
  );
  return asked;
}

describe('the form', () => {
  it('asks with what the headings suggest, and the kinds that were typed', async () => {
    const asked = await page();
    await type('#log-codes', 'NE, qe');
    await press('#compare');
    expect(asked).toEqual([
      {
        columns: { officer: 1, date: 0, time: 0, terminal: 2, code: 3 },
        ...{ clock: 'local', codes: ['NE', 'qe'], withinMinutes: 10, terminals: null },
      },
    ]);
  });

  it('with no officer’s column says which is to be chosen, and goes there', async () => {
    const names = ['When', 'A', 'B'];
    const asked = await page({ log: { name: 'x', names, suggested: suggestedColumns(names) } });
    await press('#compare');
    expect(asked).toEqual([]);
    expect(textOf('#column-officer-fault')).toContain('Choose the column');
    expect(document.activeElement).toBe(one('#column-officer'));
  });

  it('does not ask again while a log is read', async () => {
    const asked = await page({ job: { done: 1, all: 2 } });
    await press('#compare');
    expect(asked).toEqual([]);
  });
});

describe('what came of it', () => {
  it('links an entry without a row to its override, and only where there is one', async () => {
    const withoutTransaction = [check(), check({ choice: 'piloted' })];
    await page({ outcome: done({ withoutTransaction }) });
    expect(document.querySelectorAll('#withoutTransaction tbody tr')).toHaveLength(2);
    expect(document.querySelectorAll('#withoutTransaction a')).toHaveLength(1);
  });

  it('says what a list means, and leaves out those that are empty', async () => {
    await page({ outcome: done({ withoutEntry: [row(2)] }) });
    expect(textOf('[data-list=withoutEntry]')).toContain('checks on suspects');
    expect(has('[data-list=doneAllTheSame]')).toBe(false);
  });

  it('says that the clock seems to be an hour off', async () => {
    await page({ outcome: done({ hoursOff: -1 }) });
    expect(textOf('#hours-off')).toContain('an hour earlier');
  });

  it('names rows that cannot be relied on, twenty of them, and no more', async () => {
    const faults = [...Array(30).keys()].map((n) => ({ line: n + 2, fault: 'time' }) as const);
    const reading = { ...done(), kind: 'rows' as const };
    if (!('reading' in reading)) throw new Error('no reading');
    await page({ outcome: { kind: 'rows', reading: { ...reading.reading, faults } } });
    expect(textOf('[data-fault=time]')).toContain('21 …');
    expect(textOf('[data-fault=time]')).not.toContain('22');
  });

  it.each(['too-many', 'none', 'terminals', 'failed'] as const)(
    'is told in both languages where there is nothing: %s',
    async (kind) => {
      const { reading } = { reading: undefined, ...done() };
      if (reading === undefined) throw new Error('no reading');
      const outcomes: Record<typeof kind, Outcome> = {
        'too-many': { kind: 'too-many' },
        none: { kind: 'none', reading },
        terminals: { kind: 'terminals', faults: [3] },
        failed: { kind: 'failed', code: 'failed' },
      };
      await page({ outcome: outcomes[kind] });
      const english = textOf('#log-refused');
      await page({ outcome: outcomes[kind], say: sayWelsh, language: 'cy' });
      expect(textOf('#log-refused')).not.toBe(english);
    },
  );
});

describe('the lists as a table', () => {
  it('have every row, with its list, in UTC', () => {
    const outcome = done({ withoutEntry: [row(2), row(3)], withoutTransaction: [check()] });
    if (outcome.kind !== 'done') throw new Error('not done');
    const lines = resultCsv(outcome.result, say).trim().split('\r\n');
    expect(lines).toHaveLength(4);
    expect(lines[1]).toContain('2026-11-26T09:00:00.000Z');
    expect(lines[3]).toContain('T17,3');
  });
});
