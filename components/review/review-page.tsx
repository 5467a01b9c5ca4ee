/** The review page: who you are, the list of overrides, and the one that is open. */
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { PrintedPage, Printing } from '../../core/ledger/printed.ts';
import type { Identity } from '../../core/policy/assemble.ts';
import type { ReviewOutcome } from '../../core/policy/model.ts';
import type { Queue, QueuePart, Words } from '../../core/review/queue.ts';
import { nextOpen } from '../../core/review/queue-order.ts';
import type { QueueView } from '../../core/review/queue-view.ts';
import type { CaseRow } from '../../core/review/rows.ts';
import type { OnPassedOn } from '../follow-through/through-form.tsx';
import { Notice } from '../notice.tsx';
import { AssignNews, type AssignTold } from './assign-news.tsx';
import type { Assign } from './assigned-card.tsx';
import { CasePanel } from './case-panel.tsx';
import { ClaimNews } from './claim-news.tsx';
import type { Confirmation } from './decided.tsx';
import type { Decide } from './decision-form.tsx';
import type { Drafts } from './drafts.ts';
import { optionText } from './facet-words.ts';
import { queueKeys } from './queue-keys.ts';
import type { AskReads } from './reads.tsx';
import type { ReviewContext } from './review-context.ts';
import { ReviewNav } from './review-nav.tsx';
import { Reviewer } from './reviewer.tsx';
import { EmptyList, printedOf, RowList } from './row-list.tsx';
import type { SavedFilter } from './saved-filters.tsx';
import type { Selection } from './selection.ts';
import { ShortcutHelp, useShortcuts } from './shortcuts.tsx';
import type { Vouch } from './vouch.tsx';

/** What was read of the list. */
export interface ReadCases {
  /** Another array whenever something of them changed. */
  readonly rows: readonly CaseRow[];
  readonly identity: Identity;
  /** Code of what of the ledger could not be read. */
  readonly failure: string | null;
}

export interface ReviewPageProps {
  /** Null until the list was read for the first time. */
  readonly cases: ReadCases | null;
  /** How far the first reading is; null where it is done. */
  readonly loading: { readonly read: number; readonly all: number } | null;
  readonly queue: Queue;
  /** Code of the failure where the list could not be read. */
  readonly failure: string | null;
  readonly selection: Selection;
  readonly confirmation: Confirmation | null;
  readonly outcomes: readonly ReviewOutcome[];
  readonly context: ReviewContext;
  readonly takesFocus: boolean;
  /** Whether the open override changed since it was opened. */
  readonly stale: boolean;
  /** Overrides on which a decision waited for the force's store and no longer does. */
  readonly settled: readonly string[];
  /** Ids of all planted cases of this visit: nothing of them is printed. */
  readonly planted: ReadonlySet<string>;
  readonly drafts: Drafts;
  readonly saved: readonly SavedFilter[];
  /** Whether single keys do something. */
  readonly hasKeys: boolean;
  /** How many officers wait for this person before a prompt. */
  readonly waiting: number;
  readonly onDecide: Decide;
  readonly onVouch: Vouch;
  readonly assignTold: AssignTold | null;
  readonly onAssign: Assign;
  /** Absent where it is only shown. */
  readonly onPassedOn?: OnPassedOn | undefined;
  readonly onReads?: AskReads | undefined;
  readonly onRefresh: () => void;
  readonly onRetry: () => void;
  readonly onView: (view: QueueView) => void;
  readonly onSaved: (saved: readonly SavedFilter[]) => void;
  readonly onKeys: (hasKeys: boolean) => void;
  readonly onGo: (address: string) => void;
  /** What is laid out for paper at this moment. */
  readonly printing: PrintedPage | null;
  readonly onPrint: (what: Printing) => void;
}

const NO_ROWS: readonly CaseRow[] = [];

export function ReviewPage(props: ReviewPageProps) {
  const { cases, queue, selection, settled, outcomes, context, takesFocus, hasKeys } = props;
  const { say, language, view, now } = context;
  const [isHelping, setHelping] = useState(false);
  const listTitle = useRef<HTMLHeadingElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  const isOpen = selection.kind !== 'none';
  const current = isOpen ? selection.id : null;
  useEffect(() => {
    if (takesFocus && !isOpen) listTitle.current?.focus();
  }, [takesFocus, isOpen]);
  const rows = cases?.rows;
  // Gone through again where rows, filters, time or language are others; not for every key press.
  const part = useMemo(() => {
    const words: Words = (facet, term) => optionText(facet, term, outcomes, context);
    return queue.part(view, words);
  }, [queue, rows, view, now, language]);
  const isPrinting = props.printing === 'queue';
  /** Only on paper: before it is answered, nothing of the page on the screen says which it is. */
  const isKept = props.printing === 'case' && current !== null && props.planted.has(current);
  /** What is printed leaves the page, and may be counted. */
  const paper = isPrinting ? withoutPlanted(part, props.planted) : null;
  /** Of what is listed, and only where nothing is left there, of all. */
  const next = () =>
    nextOpen(part.rows, current ?? '', now) ?? nextOpen(rows ?? [], current ?? '', now);
  const onHelp = () => setHelping(true);
  const reader = cases?.identity.id ?? '';
  // Whoever reads their own overrides only cannot be on one.
  const onTake = (id: string) => {
    if (cases?.identity.reviewer) void props.onAssign(id, reader);
  };
  useShortcuts(hasKeys, queueKeys({ context, next, current, onTake, onHelp, onGo: props.onGo }));
  return (
    <>
      <header class="top">
        {isOpen && (
          <button type="button" class="skip" id="skip" onClick={() => panel.current?.focus()}>
            {say('review.skip')}
          </button>
        )}
        <h1>{say('review.title')}</h1>
        {cases && <Reviewer identity={cases.identity} say={say} />}
        {cases?.identity.reviewer && (
          <ReviewNav say={say} current="cases" waiting={props.waiting} />
        )}
      </header>
      {/* Not in the list, which a narrow screen hides while an override is open. */}
      <ClaimNews
        rows={settled.flatMap((id) => queue.row(id) ?? [])}
        outcomes={outcomes}
        context={context}
      />
      <AssignNews
        told={props.assignTold}
        row={queue.row(props.assignTold?.id ?? '')}
        {...{ reader, context }}
      />
      <main class="review" data-open={isOpen ? 'case' : 'list'} data-printing={isPrinting}>
        <section class="review__list" aria-labelledby="list-title">
          <div class="review__bar">
            <h2 id="list-title" tabIndex={-1} ref={listTitle}>
              {say('review.list')}
            </h2>
            <span class="review__acts">
              <button type="button" id="refresh" onClick={props.onRefresh}>
                {say('review.refresh')}
              </button>
              <button
                type="button"
                id="print-list"
                onClick={() => {
                  const { rows: listed } = withoutPlanted(part, props.planted);
                  props.onPrint({ page: 'queue', of: '', entries: printedOf(listed.length) });
                }}
              >
                {say('queue.print')}
              </button>
              <button
                type="button"
                id="keys-help"
                data-keys={hasKeys ? 'on' : 'off'}
                onClick={onHelp}
              >
                {say('queue.keys')}
              </button>
            </span>
          </div>
          <ListTroubles {...props} />
          {/* With a failure, an empty list would read as "nothing happened". */}
          {cases !== null &&
            (cases.rows.length > 0 ? (
              <RowList
                {...{ part, paper, current, outcomes, context }}
                saved={props.saved}
                reader={cases.identity.id}
                onView={props.onView}
                onSaved={props.onSaved}
              />
            ) : (
              cases.failure === null && <EmptyList context={context} />
            ))}
        </section>
        {isKept && (
          <p class="printonly" id="not-printed">
            {say('planted.notPrinted')}
          </p>
        )}
        <div
          id="review-case"
          class={isKept ? 'review__case noprint' : 'review__case'}
          tabIndex={-1}
          ref={panel}
        >
          <CasePanel
            {...{ ...props, reader }}
            isEmpty={(rows ?? []).length === 0}
            rows={rows ?? NO_ROWS}
            row={(current !== null && queue.row(current)) || null}
            next={next}
          />
        </div>
      </main>
      <ShortcutHelp
        isOpen={isHelping}
        isOn={hasKeys}
        say={say}
        onSwitch={props.onKeys}
        onClose={() => setHelping(false)}
      />
    </>
  );
}

/** Counts beside filters are not printed, so only the rows have to go. */
function withoutPlanted(part: QueuePart, planted: ReadonlySet<string>): QueuePart {
  return { ...part, rows: part.rows.filter(({ id }) => !planted.has(id)) };
}

function ListTroubles({ cases, loading, failure, context: { say } }: ReviewPageProps) {
  return (
    <>
      <p class="quiet">{say('review.lead')}</p>
      {failure !== null && (
        <Notice tone="bad" id="list-failed" role="alert">
          <p>{say('review.failed', { code: failure })}</p>
        </Notice>
      )}
      {cases?.failure != null && (
        <Notice tone="bad" id="ledger-failed" role="alert">
          <p>{say('review.ledgerFailed', { code: cases.failure })}</p>
        </Notice>
      )}
      {cases === null && failure === null && (
        <p role="status">
          {loading === null
            ? say('review.loading')
            : say('queue.loaded', { n: loading.read, all: loading.all })}
        </p>
      )}
    </>
  );
}
