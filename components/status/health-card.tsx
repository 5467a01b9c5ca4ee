/** Whether each part of the guard works and how the browser is set, and the same as text to send on. */
import { diagnosisText } from '../../core/health/diagnosis.ts';
import {
  type Check,
  type CheckName,
  HARDENING,
  PARTS,
  selfCheck,
} from '../../core/health/self-check.ts';
import type { StatusReply } from '../../core/messages.ts';
import type { Say } from '../../core/wording.ts';
import { WideTable } from '../wide-table.tsx';

export interface HealthCardProps {
  readonly status: StatusReply;
  readonly say: Say;
  /** When the status was read, epoch milliseconds. */
  readonly readAt: number;
  /** As the browser calls itself. */
  readonly browser: string;
  /** Null before anything was copied; else whether it was. */
  readonly copied: boolean | null;
  readonly onCopy: (text: string) => void;
}

export function HealthCard({ status, say, readAt, browser, copied, onCopy }: HealthCardProps) {
  const checks = selfCheck({
    observed: status.observed,
    origin: status.origin,
    ledger: status.ledger,
    delivery: status.delivery,
    drift: status.profileHealth.filter(({ missing }) => missing.length > 0).length,
    now: readAt,
  });
  const text = diagnosisText(status, checks, browser, (at) => new Date(at).toISOString());
  const named = (names: readonly CheckName[]) => checks.filter(({ name }) => names.includes(name));
  return (
    <section class="card" aria-labelledby="health-title">
      <h2 id="health-title">{say('status.health')}</h2>
      <p class="quiet">{say('health.lead')}</p>
      <ChecksTable id="parts" title={say('health.parts')} checks={named(PARTS)} say={say} />
      <ChecksTable
        id="hardening"
        title={say('health.hardening')}
        checks={named(HARDENING)}
        say={say}
      />
      <p class="health__copy">
        <button type="button" id="copy-diagnosis" onClick={() => onCopy(text)}>
          {say('health.copy')}
        </button>{' '}
        <span role="status" id="copied">
          {copied === null ? '' : say(copied ? 'health.copied' : 'health.notCopied')}
        </span>
      </p>
      <details>
        <summary>{say('health.show')}</summary>
        <pre id="diagnosis" class="diagnosis">
          {text}
        </pre>
      </details>
    </section>
  );
}

interface ChecksTableProps {
  readonly id: string;
  readonly title: string;
  readonly checks: readonly Check[];
  readonly say: Say;
}

function ChecksTable({ id, title, checks, say }: ChecksTableProps) {
  return (
    <WideTable id={id} label={title}>
      <caption>{title}</caption>
      <thead>
        <tr>
          <th scope="col">{say('health.check')}</th>
          <th scope="col">{say('health.state')}</th>
          <th scope="col">{say('status.do')}</th>
        </tr>
      </thead>
      <tbody>
        {checks.map(({ name, state, policies }) => (
          <tr key={name} data-check={name} data-state={state}>
            <th scope="row">{say(`check.${name}`)}</th>
            <td>
              <span class={`state state--${state}`}>{say(`check.state.${state}`)}</span>
            </td>
            <td>
              {state === 'pass' ? (
                say('ledger.ok.do')
              ) : (
                <Advice name={name} policies={policies} say={say} />
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </WideTable>
  );
}

function Advice({ name, policies, say }: Pick<Check, 'name' | 'policies'> & { readonly say: Say }) {
  return (
    <>
      {say(`check.${name}.do`)}
      {policies.length > 0 && (
        <>
          {' '}
          {policies.map((policy, index) => (
            <span key={policy}>
              {index > 0 && ', '}
              <code>{policy}</code>
            </span>
          ))}
        </>
      )}
    </>
  );
}
