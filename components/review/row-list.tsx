/** The list of overrides with its filters and pages. */
import { useMemo, useRef, useState } from 'preact/hooks';
import type { CaseRow } from '../../core/review/rows.ts';
import { pageOf } from '../row-page.ts';
import { RowPages } from '../row-pages.tsx';
import type { ReviewContext } from './review-context.ts';
import { RowFilter } from './row-filter.tsx';
import { RowLink, rowText } from './row-link.tsx';
import { countStates, inOrderOfNeed, matchingRows, type StateFilter } from './select-rows.ts';

export interface RowListProps {
  readonly rows: readonly CaseRow[];
  readonly current: string | null;
  readonly context: ReviewContext;
}

export function RowList({ rows, current, context }: RowListProps) {
  const { say } = context;
  const [state, setState] = useState<StateFilter>('open');
  const [text, setText] = useState('');
  const [wantedPage, setPage] = useState(0);
  const list = useRef<HTMLOListElement>(null);
  const ordered = useMemo(() => inOrderOfNeed(rows), [rows]);
  const matching = useMemo(
    () => matchingRows(ordered, state, text, context.now, (row) => rowText(row, context)),
    [ordered, state, text, context],
  );
  const shown = pageOf(matching, wantedPage);

  if (rows.length === 0) return <Empty context={context} />;
  return (
    <>
      <RowFilter
        say={say}
        counts={countStates(rows, context.now)}
        state={state}
        text={text}
        onState={(each) => {
          setState(each);
          setPage(0);
        }}
        onText={(typed) => {
          setText(typed);
          setPage(0);
        }}
      />
      <p class="quiet" id="list-range" role="status">
        {matching.length === 0
          ? say('review.noMatch')
          : say('review.range', { from: shown.from, to: shown.to, all: matching.length })}
      </p>
      {text !== '' && (
        <button type="button" id="filter-clear" onClick={() => setText('')}>
          {say('review.clear')}
        </button>
      )}
      {/* A list without markers loses its role in some browsers unless the role is said. */}
      {/* biome-ignore lint/a11y/noRedundantRoles: see above */}
      <ol id="case-list" class="rows" role="list" ref={list} tabIndex={-1}>
        {shown.rows.map((row) => (
          <RowLink key={row.id} row={row} current={row.id === current} context={context} />
        ))}
      </ol>
      <RowPages
        say={say}
        shown={shown}
        onPage={(page) => {
          setPage(page);
          list.current?.focus();
        }}
      />
    </>
  );
}

function Empty({ context: { say } }: { readonly context: ReviewContext }) {
  return (
    <div class="empty" id="case-list-empty">
      <p>
        <strong>{say('review.none')}</strong>
      </p>
      <p>{say('review.noneHint')}</p>
    </div>
  );
}
