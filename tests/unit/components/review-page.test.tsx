// @vitest-environment jsdom
import { afterEach, describe, expect, it } from 'vitest';
import { Drafts } from '../../../components/review/drafts.ts';
import {
  type ReadCases,
  ReviewPage,
  type ReviewPageProps,
} from '../../../components/review/review-page.tsx';
import type { Printing } from '../../../core/ledger/printed.ts';
import { Queue } from '../../../core/review/queue.ts';
import type { CaseRow } from '../../../core/review/rows.ts';
import outcomes from '../../../policies/national/review-outcomes.json' with { type: 'json' };
import { clear, has, one, press, show, textOf } from './page.ts';
import { context, detailOf, NOW, rowOf } from './samples.ts';

afterEach(clear);

const cases: ReadCases = {
  rows: [rowOf()],
  identity: { id: 'TF-9001', unit: 'CID-North', reviewer: true },
  failure: null,
};

function queueOf(rows: readonly CaseRow[]): Queue {
  const queue = new Queue();
  queue.take(rows, NOW);
  return queue;
}

const page = (change: Partial<ReviewPageProps>) =>
  show(
    <ReviewPage
      cases={cases}
      loading={null}
      queue={queueOf(change.cases?.rows ?? cases.rows)}
      failure={null}
      selection={{ kind: 'none' }}
      confirmation={null}
      outcomes={outcomes}
      context={context}
      takesFocus={false}
      stale={false}
      settled={[]}
      planted={new Set()}
      drafts={new Drafts()}
      saved={[]}
      hasKeys={true}
      onDecide={async () => ({ ok: true, seq: 1 })}
      waiting={0}
      onVouch={async () => ({ ok: true })}
      assignTold={null}
      onAssign={async () => undefined}
      onRefresh={() => undefined}
      onRetry={() => undefined}
      onView={() => undefined}
      onSaved={() => undefined}
      onKeys={() => undefined}
      onGo={() => undefined}
      printing={null}
      onPrint={() => undefined}
      {...change}
    />,
  );

describe('the review page', () => {
  it('says who reads it', async () => {
    await page({});
    expect(textOf('#reviewer')).toContain('TF-9001, unit CID-North');
  });

  it('says that nothing can be decided where the browser names nobody', async () => {
    await page({ cases: { ...cases, identity: { id: '', unit: '', reviewer: false } } });
    expect(textOf('#reviewer')).toContain('nothing can be read or decided here');
  });

  it.each([
    ['a reviewer take the override that is open', true, ['case-1']],
    ['nobody else, who reads their own only', false, []],
  ])('lets %s by a key', async (_who, reviewer, expected) => {
    const taken: string[] = [];
    const detail = detailOf({ id: 'case-1' });
    await page({
      cases: { ...cases, rows: [detail.row], identity: { id: 'TF-9001', unit: '', reviewer } },
      selection: { kind: 'shown', id: 'case-1', detail },
      onAssign: async (id) => void taken.push(id),
    });
    document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 't', bubbles: true }));
    expect(taken).toEqual(expected);
  });

  it('does not take a ledger that cannot be read for an empty one', async () => {
    await page({ cases: { ...cases, rows: [], failure: 'storage-failed' } });
    expect(textOf('#ledger-failed')).toContain('storage-failed');
    expect(has('#case-list-empty')).toBe(false);
  });

  it('does not take a list that did not come for an empty one', async () => {
    await page({ cases: null, failure: 'timed-out' });
    expect(textOf('#list-failed')).toContain('timed-out');
    expect(has('#case-list-empty')).toBe(false);
  });

  it('says so where an address names no override', async () => {
    await page({ selection: { kind: 'missing', id: 'x' } });
    expect(has('#case-missing')).toBe(true);
    expect(has('#case')).toBe(false);
  });

  it('says quietly that the reading was recorded', async () => {
    await page({ selection: { kind: 'shown', id: 'case-1', detail: detailOf() } });
    expect(textOf('#read-note')).toContain('recorded as a read');
  });

  it('says nothing about reading where nothing is open', async () => {
    await page({});
    expect(has('#read-note')).toBe(false);
  });
});

describe('the confirmation', () => {
  const decided = detailOf({ state: 'decided', bar: 'already-decided' });
  const selection = { kind: 'shown', id: 'case-1', detail: decided } as const;

  it('takes the focus and leads on to the next open override', async () => {
    await page({
      cases: { ...cases, rows: [decided.row, rowOf({ id: 'case-2', seq: 18 })] },
      selection,
      confirmation: { id: 'case-1', outcome: 'RV-1', seq: 41 },
      takesFocus: true,
    });
    expect(document.activeElement?.id).toBe('decided');
    expect(textOf('#decided')).toContain('“Justified” is entry 41');
    expect(has('#next-open[href="#case=case-2"]')).toBe(true);
    expect(has('#bar')).toBe(false);
  });

  it('is not shown over another override', async () => {
    await page({ selection, confirmation: { id: 'case-9', outcome: 'RV-1', seq: 41 } });
    expect(has('#decided')).toBe(false);
    expect(has('#bar[data-bar=already-decided]')).toBe(true);
  });
});

describe('what is printed', () => {
  const all = [rowOf({ id: 'real', seq: 4 }), rowOf({ id: 'made-up', seq: 5 })];
  const listed = () =>
    [...document.querySelectorAll<HTMLElement>('[data-case-id]')].map(
      ({ dataset }) => dataset['caseId'],
    );

  const listOf = { cases: { ...cases, rows: all }, planted: new Set(['made-up']) };

  it('has no planted case in its list, nor in what is recorded of it, where the screen has', async () => {
    const wanted: Printing[] = [];
    await page({ ...listOf, onPrint: (what) => wanted.push(what) });
    expect(listed()).toHaveLength(2);
    await press('#print-list');
    expect(wanted).toEqual([{ page: 'queue', of: '', entries: 1 }]);
    await page({ ...listOf, printing: 'queue' });
    expect(listed()).toEqual(['real']);
    // What a screen reader says of the screen stays as it was.
    expect(textOf('#list-range.noprint')).toBe('1 to 2 of 2');
    expect(textOf('#list-printed')).toMatch(/^Printed .*1 overrides.*State: Open/);
  });

  const openOne = {
    selection: { kind: 'shown', id: 'made-up', detail: detailOf({ id: 'made-up' }) },
    planted: new Set(['made-up']),
  } as const;

  it.each([
    ['is in the list', all],
    ['is no longer in the list', all.slice(0, 1)],
  ])('has nothing of one that is open and %s, and says so on paper', async (_where, rows) => {
    await page({ cases: { ...cases, rows }, ...openOne, printing: 'case' });
    expect(one('#review-case').classList.contains('noprint')).toBe(true);
    expect(textOf('#not-printed.printonly')).toContain('not printed');
    await page({ cases: { ...cases, rows }, ...openOne });
    expect(has('#review-case.noprint, #not-printed')).toBe(false);
  });

  it('has an override that is open', async () => {
    const planted = new Set(['another']);
    await page({ cases: { ...cases, rows: all }, ...openOne, planted, printing: 'case' });
    expect(has('#review-case.noprint, #not-printed')).toBe(false);
  });

  it('is not to be guessed from the page on the screen', async () => {
    await page({ cases: { ...cases, rows: all }, ...openOne, planted: new Set() });
    const asOverride = document.body.innerHTML;
    await page({ cases: { ...cases, rows: all }, ...openOne });
    expect(document.body.innerHTML).toBe(asOverride);
  });
});
