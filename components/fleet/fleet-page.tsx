/** The page of the force's devices, for force IT. */
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import {
  type FleetFilter,
  fleetList,
  fleetMatching,
  unitsOf,
} from '../../core/health/fleet-list.ts';
import type { FleetReply, FleetRow } from '../../core/health/fleet-messages.ts';
import type { Language } from '../../core/vocabulary.ts';
import type { Say } from '../../core/wording.ts';
import { Notice } from '../notice.tsx';
import { pageOf } from '../row-page.ts';
import { RowPages } from '../row-pages.tsx';
import { FleetFilterBar } from './fleet-filter.tsx';
import { fleetCsv } from './fleet-rows-text.ts';
import { FleetTable } from './fleet-table.tsx';
import { LimitsCard } from './limits-card.tsx';
import { NamesCard } from './names-card.tsx';
import { ReadingNotice } from './reading-notice.tsx';

type Known = Extract<FleetReply, { ok: true }>;

export interface FleetPageProps {
  readonly say: Say;
  readonly language: Language;
  /** Null until the background answered for the first time. */
  readonly reply: FleetReply | null;
  readonly rows: readonly FleetRow[];
  readonly isLoading: boolean;
  /** Code of what could not be read; null where all was. */
  readonly failure: string | null;
  /** Epoch milliseconds. */
  readonly now: number;
  readonly onRefresh: () => void;
  readonly onCopy: (text: string) => Promise<boolean>;
  readonly onPrint: () => void;
}

export function FleetPage(props: FleetPageProps) {
  const { say, reply, failure } = props;
  const code = failure ?? (reply?.ok === false && reply.code === 'failed' ? reply.code : null);
  return (
    <div class="status fleet">
      <header class="top">
        <h1>{say('fleet.title')}</h1>
        <p>{say('fleet.lead')}</p>
      </header>
      <main>
        {code !== null && (
          <Notice tone="bad" id="fleet-failed" role="alert">
            <p>{say('fleet.failed', { code })}</p>
          </Notice>
        )}
        {reply === null && failure === null && <p role="status">{say('fleet.loading')}</p>}
        {reply?.ok === false && reply.code === 'not-for-you' && (
          <Notice tone="warn" id="fleet-not-for-you">
            <h2>{say('fleet.notForYou')}</h2>
            <p>{say('fleet.notForYouWhy')}</p>
          </Notice>
        )}
        {reply?.ok && <Devices {...props} reply={reply} />}
      </main>
    </div>
  );
}

/** A browser lays no more rows out for paper in a time that somebody waits. */
const MOST_PRINTED = 2_000;
const EVERYTHING: FleetFilter = { state: 'all', unit: null, text: '' };

function Devices(props: FleetPageProps & { readonly reply: Known }) {
  const { say, language, reply, rows, isLoading, now, onRefresh, onCopy, onPrint } = props;
  const { reading, limits, beatMinutes, keptDays } = reply;
  const [filter, setFilter] = useState(EVERYTHING);
  const [page, setPage] = useState(0);
  const [copied, setCopied] = useState<number | null>(null);
  const [isPrinting, setPrinting] = useState(false);
  const list = useRef<HTMLDivElement>(null);
  // What was not read yet makes nobody silent.
  const isUpToDate = reading === null || reading.state === 'following';
  const asOf = isUpToDate ? Math.max(now, reading?.newestAt ?? 0) : reading.newestAt;
  const { items, newest } = useMemo(() => fleetList(rows, asOf, limits), [rows, asOf, limits]);
  const { shown, counts } = useMemo(() => fleetMatching(items, filter), [items, filter]);
  const units = useMemo(() => unitsOf(items), [items]);
  const context = { say, language, asOf, limits };
  useEffect(() => {
    if (!isPrinting) return;
    onPrint();
    setPrinting(false);
  }, [isPrinting, onPrint]);

  const part = pageOf(shown, page);
  const { rows: listed, from } = isPrinting
    ? { rows: shown.slice(0, MOST_PRINTED), from: 1 }
    : part;
  return (
    <>
      <ReadingNotice reading={reading} say={say} language={language} />
      <section aria-labelledby="fleet-title">
        <div class="status__bar">
          <h2 id="fleet-title">{say('fleet.devices')}</h2>
          <button type="button" id="refresh" onClick={onRefresh}>
            {say('status.refresh')}
          </button>
          <button
            type="button"
            id="fleet-copy"
            onClick={async () =>
              setCopied((await onCopy(fleetCsv(shown, context))) ? shown.length : -1)
            }
          >
            {say('fleet.copy')}
          </button>
          <button type="button" id="fleet-print" onClick={() => setPrinting(true)}>
            {say('fleet.print')}
          </button>
          <p class="quiet" role="status" id="fleet-copied">
            {copied !== null && say(copied < 0 ? 'fleet.notCopied' : 'fleet.copied', { n: copied })}
          </p>
        </div>
        {items.length === 0 ? (
          <div class="empty" id="fleet-none">
            <p>
              <strong>{say(isLoading ? 'fleet.loading' : 'fleet.none')}</strong>
            </p>
            <p>{say('fleet.noneHint')}</p>
          </div>
        ) : (
          <>
            <FleetFilterBar
              {...{ say, filter, counts, units }}
              onFilter={(changed) => {
                setFilter(changed);
                setPage(0);
              }}
            />
            <p class="quiet" id="fleet-range" role="status">
              {listed.length === 0
                ? say('fleet.noMatch')
                : say('fleet.range', { from, to: from + listed.length - 1, all: shown.length })}
            </p>
            {isPrinting && shown.length > MOST_PRINTED && (
              <p>{say('fleet.printLimit', { n: MOST_PRINTED })}</p>
            )}
            <div ref={list} tabIndex={-1}>
              {listed.length > 0 && <FleetTable items={listed} context={context} />}
            </div>
            <RowPages
              say={say}
              shown={part}
              onPage={(wanted) => {
                setPage(wanted);
                list.current?.focus();
              }}
            />
          </>
        )}
      </section>
      <LimitsCard {...{ context, newest, beatMinutes, keptDays }} />
      <NamesCard names={rows} say={say} />
    </>
  );
}
