// @vitest-environment jsdom
/** What a reviewer is shown of who is on an override, and how it is said. */
import { act } from 'preact/test-utils';
import { afterEach, describe, expect, it } from 'vitest';
import { AssignNews } from '../../../components/review/assign-news.tsx';
import { AssignedCard } from '../../../components/review/assigned-card.tsx';
import { DecisionHistory } from '../../../components/review/decision-history.tsx';
import { RowLink } from '../../../components/review/row-link.tsx';
import type { AssignedRow } from '../../../core/review/assigned.ts';
import { Queue } from '../../../core/review/queue.ts';
import { FIRST_VIEW } from '../../../core/review/queue-view.ts';
import { columnsOf, rowsOf } from '../../../core/review/row-columns.ts';
import type { CaseRow } from '../../../core/review/rows.ts';
import { isSameCase, isSameRow } from '../../../core/review/same-row.ts';
import outcomes from '../../../policies/national/review-outcomes.json' with { type: 'json' };
import { clear, has, one, press, show, textOf } from './page.ts';
import { context, detailOf, NOW, rowOf } from './samples.ts';

afterEach(clear);

const HOUR = 3_600_000;
const taken = (change: Partial<AssignedRow> = {}): AssignedRow => ({
  ...{ to: 'TF-9002', by: 'TF-9002', at: NOW - HOUR, until: NOW + HOUR, isMine: false },
  ...change,
});
const MINE = taken({ to: 'TF-9001', by: 'TF-9001', isMine: true });
const quorum = { have: 1, need: 2, distinct: 'person' } as const;
const _decision = { id: 'd1', at: NOW, outcome: 'RV-1', reviewer: 'TF-9002' };

describe('who is on an override', () => {
  const said: (readonly [string, string | null])[] = [];
  const card = (row: Partial<CaseRow>, givesTo: readonly string[] = []) => {
    said.length = 0;
    return show(
      <AssignedCard
        row={rowOf(row)}
        reader="TF-9001"
        givesTo={givesTo}
        context={context}
        onAssign={async (id, to) => {
          said.push([id, to]);
        }}
      />,
    );
  };

  it('is taken by a press, and handed back by whoever has it', async () => {
    await card({});
    expect(textOf('#assigned')).toContain('Nobody.');
    await press('#assign-take');
    expect(said).toEqual([['case-1', 'TF-9001']]);
    expect(document.activeElement?.id).toBe('assigned-title');
    await card({ assigned: MINE });
    expect(textOf('#assigned')).toContain('You, since 22 Nov 2026');
    expect(has('#assign-take')).toBe(false);
    await press('#assign-back');
    expect(said).toEqual([['case-1', null]]);
  });

  it('may be somebody else, from whom it is taken over, and handed back by a lead only', async () => {
    await card({ assigned: taken() });
    expect(textOf('#assigned')).toContain('TF-9002, since');
    expect([has('#assign-take'), has('#assign-back')]).toEqual([true, false]);
    await card({ assigned: taken() }, ['TF-9002']);
    expect(textOf('#assign-back')).toBe('Take it off them');
  });

  it('counts as nobody when its time is over', async () => {
    await card({ assigned: taken({ until: NOW }) });
    expect(textOf('#assigned')).toContain('TF-9002 was on it from 22 Nov 2026');
    expect(textOf('#assigned')).toContain('counts as nobody’s');
    expect(has('#assign-take')).toBe(true);
  });

  it('cannot be whoever may not decide on it, and is asked of nobody when it is decided', async () => {
    await card({ bar: 'needs-inspector' });
    expect(has('#assign-take')).toBe(false);
    await card({ state: 'decided' });
    expect(has('#assigned')).toBe(false);
  });

  it('is chosen by a lead among the reviewers, without the reader and the officer', async () => {
    await card({}, ['TF-9001', 'TF-9002', 'TF-4312']);
    const offered = [...one('#assign-to').querySelectorAll('option')].map(({ value }) => value);
    expect(offered).toEqual(['', 'TF-9002']);
  });

  it('is said at the menu where nobody was chosen, which takes the focus, until somebody is', async () => {
    await card({}, ['TF-9001', 'TF-9002']);
    expect(has('#assign-to-fault')).toBe(false);
    await press('#assign-give');
    expect(said).toEqual([]);
    const menu = one('#assign-to');
    expect(document.activeElement).toBe(menu);
    expect(menu.getAttribute('aria-invalid')).toBe('true');
    expect(menu.getAttribute('aria-describedby')).toBe('assign-to-fault');
    expect(textOf('#assign-to-fault')).toBe('Error: Choose the reviewer who is to have it');
    if (!(menu instanceof HTMLSelectElement)) throw new Error('a menu was expected');
    menu.value = 'TF-9002';
    await act(() => {
      menu.dispatchEvent(new Event('change', { bubbles: true }));
    });
    expect(has('#assign-to-fault')).toBe(false);
    await press('#assign-give');
    expect(said).toEqual([['case-1', 'TF-9002']]);
  });

  it.each([
    [{ to: 'TF-9001', fault: null }, 'recorded', 'You are on it'],
    [{ to: 'TF-9002', fault: null }, 'recorded', 'TF-9002 is on it'],
    [{ to: null, fault: null }, 'recorded', 'Nobody is on it'],
    [{ to: 'TF-9001', fault: 'needs-inspector' }, 'needs-inspector', 'so you cannot take it'],
    [{ to: 'TF-9002', fault: 'own-override' }, 'own-override', 'TF-9002 could not decide'],
    [{ to: null, fault: 'not-yours' }, 'not-yours', 'you are not on this override'],
    [{ to: 'TF-9002', fault: 'not-named' }, 'not-named', 'you or they are not on that list'],
    [{ to: null, fault: 'had-part' }, 'had-part', 'you had a part in this override'],
    [{ to: 'TF-9001', fault: 'failed' }, 'failed', 'the ledger did not answer'],
  ] as const)('is told when it was said: %o', async (told, code, text) => {
    const row = rowOf({ id: 'case-1', seq: 12, officer: 'TF-4312' });
    const common = { told: { id: 'case-1', ...told }, reader: 'TF-9001', context };
    await show(<AssignNews {...common} row={row} />);
    expect(textOf(`[data-assign="${code}"]`)).toContain(text);
    expect(textOf('[data-assign] strong')).toMatch(/^Override 12 · .+ · Officer TF-4312:$/);
    // Gone from the list meanwhile, or never in it.
    await show(<AssignNews {...common} row={undefined} />);
    expect(textOf(`[data-assign="${code}"]`)).toContain(text);
    expect(has('[data-assign] strong')).toBe(false);
  });

  it('is on the time line, each time', async () => {
    const assignments = [
      { at: NOW - 3, to: 'TF-9001', by: 'TF-9001' },
      { at: NOW - 2, to: 'TF-9002', by: 'TF-9001' },
      { at: NOW - 1, to: '', by: 'TF-9002' },
      { at: NOW - 1, to: 'TF-9002', by: 'TF-9002' },
      { at: NOW, to: '', by: 'TF-9001' },
    ];
    const detail = detailOf({}, { assignments });
    await show(<DecisionHistory {...{ detail, outcomes, context }} onReads={null} />);
    const items = [...document.querySelectorAll('[data-item=assigned] p')];
    expect(items.map(({ textContent }) => textContent)).toEqual([
      'TF-9001 took it.',
      'TF-9001 gave it to TF-9002.',
      'TF-9002 handed it back.',
      'TF-9002 took it.',
      'TF-9001 took it off TF-9002.',
    ]);
  });

  it('is in the list and among its filters, as long as it counts', async () => {
    const rows = [
      rowOf({ id: 'mine', assigned: MINE }),
      rowOf({ id: 'theirs', assigned: taken() }),
      rowOf({ id: 'over', assigned: taken({ until: NOW }) }),
      rowOf({ id: 'ahead', assigned: taken({ at: NOW + 2 * HOUR, until: NOW + 9 * HOUR }) }),
      rowOf({ id: 'nobody' }),
    ];
    const queue = new Queue();
    queue.take(rows, NOW);
    const listed = (assigned: string) =>
      queue
        .part({ ...FIRST_VIEW, chosen: { assigned } }, (_, term) => term)
        .rows.map(({ id }) => id);
    expect(listed('mine')).toEqual(['mine']);
    expect([...listed('taken')].sort()).toEqual(['mine', 'theirs']);
    expect([...listed('-')].sort()).toEqual(['ahead', 'nobody', 'over']);
    queue.take([], NOW + HOUR);
    expect(listed('taken')).toEqual(['ahead']);
    await show(
      <ol>
        {rows.map((row) => (
          <RowLink key={row.id} row={row} current={false} context={context} />
        ))}
      </ol>,
    );
    expect(textOf('[data-case-id=theirs] [data-assigned]')).toContain('TF-9002 is on it since');
    expect(textOf('[data-case-id=mine] [data-assigned]')).toBe('You are on it');
    expect(has('[data-case-id=over] [data-assigned]')).toBe(false);
  });

  it('travels with the row, and is told when it changes; the open override is not out of date by it', () => {
    const rows = [rowOf({ assigned: taken(), quorum }), rowOf({ id: 'case-2' })];
    expect(rowsOf(columnsOf(rows))).toEqual(rows);
    const [row = rowOf()] = rows;
    const back = { ...row, assigned: null };
    expect([isSameRow(row, back), isSameCase(row, back)]).toEqual([false, true]);
    expect(isSameRow(row, { ...row, assigned: taken({ isMine: true }) })).toBe(false);
    expect(isSameRow(row, { ...row, assigned: taken({ by: 'TF-9003' }) })).toBe(false);
    expect(isSameCase(row, { ...row, quorum: { ...quorum, have: 2 } })).toBe(false);
  });

  it('nobody who is reading is interrupted because a checkpoint came, only where proof is lost', () => {
    const [unsigned, signed, broken] = (['unsigned', 'signed', 'broken'] as const).map((standing) =>
      rowOf({ standing }),
    ) as [CaseRow, CaseRow, CaseRow];
    expect(isSameCase(unsigned, signed)).toBe(true);
    expect([isSameCase(signed, unsigned), isSameCase(unsigned, broken)]).toEqual([false, false]);
    expect(isSameCase(unsigned, { ...signed, state: 'decided' })).toBe(false);
    // The list shows it all the same.
    expect(isSameRow(unsigned, signed)).toBe(false);
  });
});
