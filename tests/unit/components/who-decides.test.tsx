// @vitest-environment jsdom
/** What a reviewer is shown of who closes an override. */
import { afterEach, describe, expect, it } from 'vitest';
import { Barred } from '../../../components/review/barred.tsx';
import { CaseChanged } from '../../../components/review/case-changed.tsx';
import { CaseNeeds } from '../../../components/review/case-needs.tsx';
import { CasePanel } from '../../../components/review/case-panel.tsx';
import { CaseWhy } from '../../../components/review/case-why.tsx';
import { Decided } from '../../../components/review/decided.tsx';
import { DecisionHistory } from '../../../components/review/decision-history.tsx';
import { Drafts } from '../../../components/review/drafts.ts';
import { RowFilter } from '../../../components/review/row-filter.tsx';
import { RowLink } from '../../../components/review/row-link.tsx';
import { NO_NEEDS } from '../../../core/policy/deciding.ts';
import type { AssignedRow } from '../../../core/review/assigned.ts';
import type { Bar } from '../../../core/review/bars.ts';
import { Queue } from '../../../core/review/queue.ts';
import { FIRST_VIEW } from '../../../core/review/queue-view.ts';
import type { CaseRow } from '../../../core/review/rows.ts';
import outcomes from '../../../policies/national/review-outcomes.json' with { type: 'json' };
import { clear, has, say, show, textOf } from './page.ts';
import { context, detailOf, NOW, rowOf } from './samples.ts';

afterEach(clear);

const HOUR = 3_600_000;
const taken = (change: Partial<AssignedRow> = {}): AssignedRow => ({
  ...{ to: 'TF-9002', by: 'TF-9002', at: NOW - HOUR, until: NOW + HOUR, isMine: false },
  ...change,
});
const _MINE = taken({ to: 'TF-9001', by: 'TF-9001', isMine: true });
const quorum = { have: 1, need: 2, distinct: 'person' } as const;
const decision = { id: 'd1', at: NOW, outcome: 'RV-1', reviewer: 'TF-9002' };

describe('who closes it', () => {
  it('is said in a line, and not where any one reviewer does', async () => {
    await show(
      <CaseNeeds
        needs={{ rank: 'inspector', otherUnit: true, people: 2, distinct: 'unit' }}
        say={say}
      />,
    );
    expect(textOf('#needs')).toBe(
      'Who closes it: an inspector, or a higher rank; somebody of another unit than the officer; 2 people of different units who decide alike.',
    );
    await show(<CaseNeeds needs={NO_NEEDS} say={say} />);
    expect(has('#needs')).toBe(false);
  });

  it('says to whoever decided first that a slip is corrected by another decision', async () => {
    const common = { waits: null, say } as const;
    await show(<Barred bar="awaits-others" reversible={true} {...common} />);
    expect(textOf('#bar')).toContain('You have decided on this override');
    expect(textOf('#bar')).toContain('put another in the place of yours');
    await show(<Barred bar="awaits-others" reversible={false} {...common} />);
    expect(textOf('#bar')).not.toContain('put another in the place of yours');
    await show(<Barred bar="already-decided" reversible={true} {...common} />);
    expect(textOf('#bar')).not.toContain('in the place of yours');
  });

  it.each<[Bar, string, string]>([
    ['needs-inspector', 'You cannot decide', 'asks for an inspector'],
    ['needs-superintendent', 'You cannot decide', 'asks for a superintendent'],
    ['other-unit', 'You cannot decide', 'of another unit than the officer'],
    ['unit-decided', 'You cannot decide', 'Somebody of your unit has decided'],
    ['awaits-others', 'You have decided on this', 'stays open for them'],
    ['may-have-decided', 'You cannot decide', 'can be read as yours'],
  ])('is told to whoever is barred: %s', async (bar, title, why) => {
    await show(<Barred bar={bar} waits={null} reversible={false} say={say} />);
    expect(textOf('#bar-title')).toContain(title);
    expect(textOf('#bar')).toContain(why);
  });
});

/** After a decision on an override that the list had as `before`, and has as `now`. */
function panelOf(before: CaseRow, now: CaseRow, alike: CaseRow['quorum'] = null) {
  const { id } = before;
  return (
    <CasePanel
      isEmpty={false}
      row={now}
      next={() => null}
      selection={{ kind: 'loading', id }}
      confirmation={{ id, outcome: 'RV-1', seq: 9, row: before, quorum: alike }}
      takesFocus={false}
      stale={false}
      drafts={new Drafts()}
      reader="TF-9001"
      rows={[]}
      onDecide={async () => ({ ok: false, code: 'not-found' })}
      onVouch={async () => ({ ok: false, code: 'not-named' })}
      onAssign={async () => undefined}
      onRetry={() => undefined}
      onPrint={() => undefined}
      {...{ outcomes, context }}
    />
  );
}

describe('an override on which one of two has decided', () => {
  const row = rowOf({ quorum, decision });

  it('says in the list how many have, and to the next who and what', async () => {
    await show(<RowLink row={row} current={false} context={context} />);
    expect(textOf('[data-quorum="1"]')).toBe('1 of 2 decisions');
    await show(<CaseWhy row={row} outcomes={outcomes} context={context} />);
    expect(textOf('#why')).toContain('Reviewer TF-9002 decided “Justified”');
    expect(textOf('#why')).toContain('1 of the 2 people');
  });

  it('says to whoever was the first that it stays open', async () => {
    const confirmation = { id: 'case-1', outcome: 'RV-1', seq: 9 };
    const parts = { confirmation, outcomes, next: null, context };
    await show(<Decided {...parts} quorum={quorum} />);
    expect(textOf('#stays-open')).toContain('1 of the 2 people');
    await show(<Decided {...parts} quorum={null} />);
    expect(has('#stays-open')).toBe(false);
  });

  it('does not say so to the last of them while the list is as it was before', async () => {
    await show(panelOf(row, row));
    expect(has('#decided')).toBe(true);
    expect(has('#stays-open')).toBe(false);
    await show(panelOf(row, { ...row }));
    expect(has('#stays-open')).toBe(true);
  });

  it('says so to the first at once, before the list has heard of it', async () => {
    const before = { ...row, quorum: null };
    await show(panelOf(before, before, quorum));
    expect(textOf('#stays-open')).toContain('1 of the 2 people');
    await show(panelOf(before, { ...row, state: 'decided', quorum: null }, quorum));
    expect(has('#stays-open')).toBe(false);
  });

  it('tells whoever writes meanwhile that theirs is still asked for', async () => {
    const parts = { outcomes, context, onReload: () => undefined };
    await show(<CaseChanged id="changed" before={rowOf()} now={row} {...parts} />);
    expect(textOf('#changed')).toContain('Reviewer TF-9002 has decided on this override');
    expect(textOf('#changed')).toContain('yours is still asked for');
    const barred = { ...row, bar: 'unit-decided' } as const;
    await show(<CaseChanged id="changed" before={rowOf()} now={barred} {...parts} />);
    expect(textOf('#changed')).toContain('what policy asks for');
    expect(textOf('#changed')).not.toContain('still asked for');
  });

  it('has a filter of its own, beside those that are open', async () => {
    const queue = new Queue();
    queue.take([row, rowOf({ id: 'case-2' })], NOW);
    const part = (state: string) =>
      queue.part({ ...FIRST_VIEW, chosen: { state } }, (_, term) => term).rows.map(({ id }) => id);
    expect(part('open')).toHaveLength(2);
    expect(part('another')).toEqual(['case-1']);
    const all = queue.part(FIRST_VIEW, (_, term) => term);
    await show(<RowFilter say={say} part={all} view={FIRST_VIEW} onView={() => undefined} />);
    expect(textOf('[data-count=another]')).toBe('1');
    queue.clear();
    queue.take([rowOf()], NOW);
    const none = queue.part(FIRST_VIEW, (_, term) => term);
    await show(<RowFilter say={say} part={none} view={FIRST_VIEW} onView={() => undefined} />);
    expect(has('[data-count=another]')).toBe(false);
  });

  it('does not count a decision of somebody whom policy bars, and says so', async () => {
    const barred = { ...decision, note: null, status: 'barred', standing: null } as const;
    const detail = detailOf({}, { decisions: [barred] });
    await show(<DecisionHistory {...{ detail, outcomes, context }} onReads={null} />);
    expect(textOf('[data-status=barred]')).toContain('Does not count: by policy');
  });
});
