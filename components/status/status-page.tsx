/** The status page for force IT: what this copy of the guard goes by, and whether it can record. */
import type { StatusReply } from '../../core/messages.ts';
import type { Language } from '../../core/vocabulary.ts';
import type { Say } from '../../core/wording.ts';
import type { Labelled } from '../labels.ts';
import { HandInCard } from '../ledgers/hand-in-card.tsx';
import type { Exported, Job } from '../ledgers/ledgers-state.ts';
import { momentText } from '../moment.tsx';
import { Notice } from '../notice.tsx';
import { DecidingCard } from './deciding-card.tsx';
import { DeliveryCard } from './delivery-card.tsx';
import { DeviceCard, HostsCard, IdentityCard } from './device-cards.tsx';
import { HealthCard } from './health-card.tsx';
import { LanguageChoice } from './language-choice.tsx';
import { LedgerCard } from './ledger-card.tsx';
import { PolicyCard } from './policy-card.tsx';
import { ProfilesCard } from './profiles-card.tsx';
import { RulesTable } from './rules-table.tsx';
import { SettingErrors } from './setting-errors.tsx';

export interface StatusPageProps {
  readonly say: Say;
  readonly language: Language;
  /** Null until the background answered for the first time. */
  readonly status: StatusReply | null;
  readonly readAt: number;
  readonly failure: string | null;
  readonly languageFailure: string | null;
  /** Address of the profile builder. */
  readonly builder: string;
  /** Address of the policy tester. */
  readonly tester: string;
  /** Address of the page of the force's devices. */
  readonly fleet: string;
  readonly reasons: readonly Labelled[];
  /** SHA-256 of the guard of this build; null where it could not be read. */
  readonly engine: string | null;
  /** As the browser calls itself. */
  readonly browser: string;
  /** Null before the diagnosis was copied; else whether it was. */
  readonly copied: boolean | null;
  /** A file that is being made, and what became of it. */
  readonly handIn: { readonly job: Job | null; readonly exported: Exported | null };
  readonly onHandIn: () => void;
  readonly onCopy: (text: string) => void;
  readonly onRefresh: () => void;
  readonly onLanguage: (language: Language) => void;
}

export function StatusPage(props: StatusPageProps) {
  const { say, language, status, readAt, failure, onRefresh } = props;
  return (
    <div class="status">
      <header class="top">
        <h1>{say('status.title')}</h1>
        <p>{say('status.lead')}</p>
      </header>
      <main>
        <div class="status__bar">
          <button type="button" id="refresh" onClick={onRefresh}>
            {say('status.refresh')}
          </button>
          <p class="quiet" role="status" id="read-at">
            {status === null
              ? say(failure === null ? 'status.loading' : 'word.dash')
              : say('status.refreshed', { time: momentText(readAt, language) })}
          </p>
        </div>
        {failure !== null && (
          <Notice tone="bad" id="status-failed" role="alert">
            <p>{say('status.failed', { code: failure })}</p>
          </Notice>
        )}
        {status && <Cards {...props} status={status} />}
      </main>
    </div>
  );
}

function Cards(props: StatusPageProps & { readonly status: StatusReply }) {
  const { say, language, status, readAt, browser, copied, languageFailure } = props;
  const { onCopy, onLanguage } = props;
  const { policy } = status;
  return (
    <>
      <div class="pair">
        <PolicyCard status={status} language={language} say={say} tester={props.tester} />
        <div>
          <LedgerCard ledger={status.ledger} language={language} say={say} />
          <DeliveryCard {...{ delivery: status.delivery, fleet: props.fleet, language, say }} />
          <HandInCard {...props.handIn} say={say} onHandIn={props.onHandIn} />
        </div>
      </div>
      <SettingErrors say={say} errors={status.errors} />
      <HealthCard {...{ status, say, readAt, browser, copied, onCopy }} />
      <div class="trio">
        <IdentityCard identity={status.identity} say={say} />
        <HostsCard sites={policy.sites} say={say} />
        <div>
          <DeviceCard status={status} language={language} say={say} engine={props.engine} />
          <LanguageChoice
            say={say}
            language={language}
            managed={policy.language !== null}
            failure={languageFailure}
            onLanguage={onLanguage}
          />
        </div>
      </div>
      <ProfilesCard
        say={say}
        language={language}
        profiles={policy.profiles}
        health={status.profileHealth}
        builder={props.builder}
      />
      <section class="card" aria-labelledby="rules-title">
        <h2 id="rules-title">{say('status.rules')}</h2>
        {policy.packs.map((pack) => (
          <RulesTable key={pack.id} {...{ pack, trials: policy.trials, language, say }} />
        ))}
      </section>
      <DecidingCard deciding={policy.deciding} reasons={props.reasons} {...{ language, say }} />
    </>
  );
}
