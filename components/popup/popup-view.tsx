/**
 * What the toolbar button shows. A victim or the person they fear may be looking at the screen, so
 * nothing here names what is guarded against.
 */
import type { TabState } from '../../core/messages.ts';
import { pilotDay } from '../../core/policy/pilots.ts';
import type { HistoryCounts } from '../../core/review/history-messages.ts';
import type { Say } from '../../core/wording.ts';
import { Facts } from '../facts.tsx';
import { Notice } from '../notice.tsx';
import { OwedReasons, type OwedReasonsProps } from './owed-reasons.tsx';

export interface PopupViewProps {
  readonly say: Say;
  /** Null until the background answered. */
  readonly tab: TabState | null;
  readonly failure: string | null;
  /** What the officer owes; null until the background answered. */
  readonly owed: Omit<OwedReasonsProps, 'say'> | null;
  /** What waits for the officer; null until the background answered. */
  readonly counts: HistoryCounts | null;
  readonly historyPage: string;
  readonly reviewPage: string;
  readonly statusPage: string;
}

export function PopupView(props: PopupViewProps) {
  const { say, tab, failure, owed, counts, historyPage, reviewPage, statusPage } = props;
  return (
    <>
      <main>
        <h1>{say('popup.title')}</h1>
        {failure !== null && (
          <Notice tone="bad" id="popup-failed" role="alert">
            <p>{say('popup.failed', { code: failure })}</p>
          </Notice>
        )}
        {tab === null ? (
          failure === null && <p role="status">{say('popup.loading')}</p>
        ) : (
          <Tab say={say} tab={tab} />
        )}
        {owed && <OwedReasons say={say} {...owed} />}
        {counts && <Waiting say={say} counts={counts} />}
      </main>
      <nav class="popup__pages" aria-label={say('popup.pages')}>
        <a id="to-history" href={historyPage} target="_blank" rel="noopener">
          {say('popup.history')}
        </a>
        <a id="to-review" href={reviewPage} target="_blank" rel="noopener">
          {say('popup.review')}
        </a>
        <a id="to-status" href={statusPage} target="_blank" rel="noopener">
          {say('popup.status')}
        </a>
      </nav>
    </>
  );
}

/** Counts and nothing else: who looks at the screen learns that somebody asks, and not what. */
function Waiting({ say, counts }: { readonly say: Say; readonly counts: HistoryCounts }) {
  const facts = (['questions', 'passedOn', 'news'] as const)
    .filter((name) => counts[name] > 0)
    .map((name) => ({ name, label: say(`popup.${name}`), value: counts[name] }));
  if (facts.length === 0) return null;
  return (
    <section id="waiting" aria-labelledby="waiting-title">
      <h2 id="waiting-title">{say('popup.waiting')}</h2>
      <Facts facts={facts} />
    </section>
  );
}

function Tab({ say, tab }: { readonly say: Say; readonly tab: TabState }) {
  const policy = (
    <>
      {tab.force ?? say('popup.national')}
      <br />
      {say('popup.version', { version: tab.policyVersion })}
      <br />
      {say(`popup.origin.${tab.origin}`)}
      {tab.pilot !== null && (
        <>
          <br />
          <strong id="pilot">{say('popup.pilot', { until: pilotDay(tab.pilot) })}</strong>
        </>
      )}
    </>
  );
  return (
    <>
      <h2>{say('popup.question')}</h2>
      <Notice tone={tab.guarded ? 'good' : 'plain'} id="guarded">
        <p data-guarded={tab.guarded}>
          <strong>{say(tab.guarded ? 'popup.yes' : 'popup.no')}</strong>
        </p>
        {!tab.guarded && <p>{say('popup.noWhy')}</p>}
      </Notice>
      {tab.drift && (
        <Notice tone="warn" id="drift">
          <p>{say('popup.drift')}</p>
        </Notice>
      )}
      <Facts
        facts={[
          { name: 'policy', label: say('popup.by'), value: policy },
          ...(tab.guarded
            ? [
                { name: 'signals', label: say('popup.signals'), value: tab.signals },
                { name: 'held', label: say('popup.held'), value: tab.held },
                { name: 'recorded', label: say('popup.recorded'), value: tab.recordedHere },
              ]
            : []),
        ]}
      />
    </>
  );
}
