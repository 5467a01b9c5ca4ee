/** The list of overrides with its filters and pages. */
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { QueuePart } from '../../core/review/queue.ts';
import type { QueueView } from '../../core/review/queue-view.ts';
import type { CaseRow } from '../../core/review/rows.ts';
import type { Say } from '../../core/wording.ts';
import type { Labelled } from '../labels.ts';
import { momentText } from '../moment.tsx';
import { pageOf } from '../row-page.ts';
import { RowPages } from '../row-pages.tsx';
import { viewText } from './facet-words.ts';
import { FilterPanel } from './filter-panel.tsx';
import type { ReviewContext } from './review-context.ts';
import { RowFilter } from './row-filter.tsx';
import { RowLink } from './row-link.tsx';
import { type SavedFilter, SavedFilters } from './saved-filters.tsx';

/** A browser lays no more rows out for paper in a time that somebody waits. */
const MOST_PRINTED = 2_000;

/** @returns how many of so many rows are on paper */
export function printedOf(count: number): number {
  return Math.min(count, MOST_PRINTED);
}

export interface RowListProps {
  /** What the view lists, and what each filter would leave. */
  readonly part: QueuePart;
  /** All that is laid out for paper in its place; null where it is for the screen. */
  readonly paper: QueuePart | null;
  readonly current: string | null;
  readonly outcomes: readonly Labelled[];
  readonly context: ReviewContext;
  readonly saved: readonly SavedFilter[];
  /** Staff number of whoever reads it. */
  readonly reader: string;
  readonly onView: (view: QueueView) => void;
  readonly onSaved: (saved: readonly SavedFilter[]) => void;
}

export function RowList(props: RowListProps) {
  const { part, paper, current, outcomes, context } = props;
  const { saved, reader, onView, onSaved } = props;
  const { say, view, language, now } = context;
  const [wantedPage, setPage] = useState(0);
  const list = useRef<HTMLOListElement>(null);
  // Whoever filters begins with the first page again.
  useEffect(() => setPage(0), [view]);
  const { rows } = paper ?? part;
  const page = pageOf(rows, wantedPage);
  const shown = paper ? { ...page, rows: rows.slice(0, MOST_PRINTED), from: 1 } : page;
  // Hundreds of officers to choose from: not laid out anew because an override was opened.
  const filters = useMemo(
    () => (
      <search class="filter">
        <RowFilter say={say} part={part} view={view} onView={onView} />
        <FilterPanel {...{ view, outcomes, context, onView }} counts={part.counts} />
        <SavedFilters {...{ saved, view, say, onSaved }} />
      </search>
    ),
    [part, outcomes, context, saved, onView, onSaved],
  );
  const links = useMemo(
    () =>
      shown.rows.map((row) => (
        <RowLink key={row.id} row={row} current={row.id === current} context={context} />
      )),
    [rows, page.page, paper === null, current, context],
  );
  const printed = () =>
    say('queue.printed', {
      ...{ time: momentText(now, language), id: reader, n: rows.length },
      view: viewText(view, outcomes, context),
    });
  return (
    <>
      {filters}
      {/* Of the screen, always: that paper has fewer would be read aloud. */}
      <p class={paper ? 'quiet noprint' : 'quiet'} id="list-range" role="status">
        {rangeText(part.rows, wantedPage, say)}
      </p>
      {paper && (
        <p id="list-printed">
          {printed()} {rows.length > MOST_PRINTED && say('queue.printLimit', { n: MOST_PRINTED })}
        </p>
      )}
      {view.text !== '' && (
        <button type="button" id="filter-clear" onClick={() => onView({ ...view, text: '' })}>
          {say('review.clear')}
        </button>
      )}
      {/* A list without markers loses its role in some browsers unless the role is said. */}
      {/* biome-ignore lint/a11y/noRedundantRoles: see above */}
      <ol id="case-list" class="rows" role="list" ref={list} tabIndex={-1} start={shown.from}>
        {links}
      </ol>
      <RowPages
        say={say}
        shown={page}
        onPage={(wanted) => {
          setPage(wanted);
          list.current?.focus();
        }}
      />
    </>
  );
}

function rangeText(rows: readonly CaseRow[], wantedPage: number, say: Say): string {
  if (rows.length === 0) return say('review.noMatch');
  const { from, rows: shown } = pageOf(rows, wantedPage);
  return say('review.range', { from, to: from + shown.length - 1, all: rows.length });
}

export function EmptyList({ context: { say } }: { readonly context: ReviewContext }) {
  return (
    <div class="empty" id="case-list-empty">
      <p>
        <strong>{say('review.none')}</strong>
      </p>
      <p>{say('review.noneHint')}</p>
    </div>
  );
}
