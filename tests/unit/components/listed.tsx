/** The list of overrides as the review page has it: with its filters, which change what is shown. */
import { useState } from 'preact/hooks';
import { optionText } from '../../../components/review/facet-words.ts';
import { RowList } from '../../../components/review/row-list.tsx';
import type { SavedFilter } from '../../../components/review/saved-filters.tsx';
import { Queue } from '../../../core/review/queue.ts';
import { FIRST_VIEW, type QueueView } from '../../../core/review/queue-view.ts';
import type { CaseRow } from '../../../core/review/rows.ts';
import outcomes from '../../../policies/national/review-outcomes.json' with { type: 'json' };
import { NOW, context as sample } from './samples.ts';

export interface ListedProps {
  readonly rows: readonly CaseRow[];
  readonly current?: string | null;
  readonly first?: QueueView;
  readonly isPrinting?: boolean;
}

export function Listed({ rows, current = null, first = FIRST_VIEW, isPrinting }: ListedProps) {
  const [view, setView] = useState(first);
  const [saved, setSaved] = useState<readonly SavedFilter[]>([]);
  const context = { ...sample, view };
  const queue = new Queue();
  queue.take(rows, NOW);
  const part = queue.part(view, (facet, term) => optionText(facet, term, outcomes, context));
  return (
    <RowList
      {...{ part, current, outcomes, context, saved }}
      reader="TF-9001"
      paper={isPrinting ? part : null}
      onView={setView}
      onSaved={setSaved}
    />
  );
}
