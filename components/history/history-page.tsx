/** The officer's own entries. */
import type { GiveReasonReply, OwedReason } from '../../core/messages.ts';
import type { AnswerReply } from '../../core/review/history-messages.ts';
import {
  HISTORY_SHOWN,
  type HistoryReply,
  type HistoryShown,
} from '../../core/review/history-messages.ts';
import type { Language } from '../../core/vocabulary.ts';
import type { Say } from '../../core/wording.ts';
import type { OnPassedOn } from '../follow-through/through-form.tsx';
import type { Labelled } from '../labels.ts';
import { Notice } from '../notice.tsx';
import { OwedReasons } from '../popup/owed-reasons.tsx';
import type { Drafts } from '../review/drafts.ts';
import { RowPages } from '../row-pages.tsx';
import { EntryCard } from './entry-card.tsx';
import { TodoCard } from './todo-card.tsx';

export interface HistoryPageProps {
  readonly say: Say;
  readonly language: Language;
  /** Null until the background answered for the first time. */
  readonly reply: HistoryReply | null;
  /** Reasons that are owed, the oldest first. */
  readonly owed: readonly OwedReason[];
  /** Code of why nothing could be read; null where it could. */
  readonly failure: string | null;
  readonly show: HistoryShown;
  /** Decisions that were shown for the first time on this visit. */
  readonly news: ReadonlySet<string>;
  /** Whether an answer was recorded just now. */
  readonly hasReplied: boolean;
  readonly drafts: Drafts;
  readonly reasons: readonly Labelled[];
  /** Reasons that can be given for what is owed. */
  readonly offered: readonly Labelled[];
  readonly outcomes: readonly Labelled[];
  /** Epoch milliseconds. */
  readonly now: number;
  readonly onShow: (show: HistoryShown) => void;
  readonly onPage: (page: number) => void;
  readonly onRefresh: () => void;
  /** Asks what for, records it, and prints. */
  readonly onPrint: () => void;
  readonly onGive: (id: string, reason: string, explanation: string) => Promise<GiveReasonReply>;
  readonly onReply: (id: string, to: string, answer: string) => Promise<AnswerReply>;
  readonly onPassedOn: OnPassedOn;
}

export function HistoryPage(props: HistoryPageProps) {
  const { say, reply, failure } = props;
  const id = reply?.identity.id ?? '';
  return (
    <div class="status mine">
      <header class="top">
        <h1>{say('mine.title')}</h1>
        <p>{say('mine.lead')}</p>
        {id !== '' && <p id="mine-you">{say('mine.you', { id })}</p>}
      </header>
      <main>
        {failure !== null && (
          <Notice tone="bad" id="mine-failed" role="alert">
            <p>{say('mine.failed', { code: failure })}</p>
          </Notice>
        )}
        {reply === null && failure === null && <p role="status">{say('mine.loading')}</p>}
        {reply !== null && id === '' && (
          <Notice tone="warn" id="mine-no-identity">
            <h2>{say('mine.noIdentity')}</h2>
            <p>{say('mine.noIdentityWhy')}</p>
          </Notice>
        )}
        {reply?.failure != null && id !== '' && (
          <Notice tone="bad" id="mine-ledger-failed" role="alert">
            <p>{say('mine.ledgerFailed', { code: reply.failure })}</p>
          </Notice>
        )}
        {/* With a failure, an empty list would read as "nothing happened". */}
        {reply !== null && id !== '' && reply.failure === null && <Own {...props} reply={reply} />}
      </main>
    </div>
  );
}

function Own(props: HistoryPageProps & { readonly reply: HistoryReply }) {
  const { say, language, reply, owed, offered, now, hasReplied, onGive } = props;
  const { unreadable } = reply;
  return (
    <>
      {unreadable > 0 && (
        <Notice tone="warn" id="mine-unreadable">
          <p>{say(`mine.unreadable.${unreadable === 1 ? 'one' : 'other'}`, { n: unreadable })}</p>
        </Notice>
      )}
      <div id="mine-done" role="status">
        {hasReplied && (
          <Notice tone="good">
            <p>{say('reply.done')}</p>
          </Notice>
        )}
      </div>
      <TodoCard say={say} counts={reply.counts} />
      <div class={owed.length > 0 ? 'card field-set' : ''}>
        <OwedReasons {...{ say, language, owed, now, onGive }} reasons={offered} />
      </div>
      <Entries {...props} />
    </>
  );
}

function Entries(props: HistoryPageProps & { readonly reply: HistoryReply }) {
  const { say, reply, show, onShow, onPage, onRefresh, onPrint } = props;
  const { rows, from, all, page, pages } = reply;
  return (
    <section aria-labelledby="mine-list-title">
      <div class="mine__bar">
        <h2 id="mine-list-title">{say('mine.list')}</h2>
        <label class="field mine__show noprint">
          <span>{say('mine.show')}</span>
          <select
            id="mine-show"
            value={show}
            onChange={({ currentTarget: { value } }) => {
              const chosen = HISTORY_SHOWN.find((each) => each === value);
              if (chosen) onShow(chosen);
            }}
          >
            {HISTORY_SHOWN.map((each) => (
              <option key={each} value={each}>
                {say(`mine.show.${each}`)}
              </option>
            ))}
          </select>
        </label>
        <button type="button" id="mine-refresh" onClick={onRefresh}>
          {say('mine.refresh')}
        </button>
        <button type="button" id="mine-print" onClick={onPrint}>
          {say('mine.print')}
        </button>
      </div>
      {rows.length === 0 ? (
        <div class="empty" id="mine-none">
          <p>{say(show === 'all' ? 'mine.none' : 'mine.noneShown')}</p>
          {show === 'all' && <p>{say('mine.noneHint')}</p>}
        </div>
      ) : (
        <>
          <p class="quiet" id="mine-range">
            {say('mine.range', { from, to: from + rows.length - 1, all })}
          </p>
          <ol class="mine__entries">
            {rows.map((row) => (
              <li key={row.id}>
                <EntryCard row={row} context={props} />
              </li>
            ))}
          </ol>
        </>
      )}
      <RowPages say={say} shown={{ page, pages }} onPage={onPage} />
      <p class="quiet">{say('mine.elsewhere')}</p>
    </section>
  );
}
