/** Which policy is in force, where it came from, and what to do where that is not as it should be. */
import type { StatusReply } from '../../core/messages.ts';
import type { RingPlace } from '../../core/policy/rings.ts';
import type { Language, PolicyOrigin } from '../../core/vocabulary.ts';
import type { Say } from '../../core/wording.ts';
import { Facts } from '../facts.tsx';
import { termLabel } from '../labels.ts';
import { dayText, Moment } from '../moment.tsx';
import { Notice, type Tone } from '../notice.tsx';
import { WideTable } from '../wide-table.tsx';

const TONE: Readonly<Record<PolicyOrigin, Tone>> = {
  managed: 'good',
  'last-good': 'bad',
  'baseline-none-configured': 'warn',
  'baseline-not-loaded': 'warn',
  'baseline-rejected': 'bad',
};

function placeWords({ id, percent, bucket, isIn }: RingPlace, say: Say): string {
  if (bucket === null) return say('policy.rollout.unknown', { id });
  return say(isIn ? 'policy.rollout.in' : 'policy.rollout.out', { id, percent, bucket });
}

function signatureWords({ policyKeys, signed }: StatusReply, say: Say): string {
  if (policyKeys.length === 0) return say('policy.signature.notAsked');
  if (signed) return say('policy.signature.by', { by: signed.by, version: signed.version });
  return say('policy.signature.none', { keys: policyKeys.join(', ') });
}

export interface PolicyCardProps {
  readonly status: StatusReply;
  readonly language: Language;
  readonly say: Say;
  /** Address of the policy tester. */
  readonly tester: string;
}

export function PolicyCard({ status, language, say, tester }: PolicyCardProps) {
  const { policy, origin, loadedAt } = status;
  const facts = [
    {
      name: 'force',
      label: say('policy.force'),
      value: policy.force ? `${policy.force.name} (${policy.force.code})` : say('policy.forceNone'),
    },
    { name: 'version', label: say('policy.version'), value: policy.version },
    ...(policy.rollout
      ? [{ name: 'rollout', label: say('policy.rollout'), value: placeWords(policy.rollout, say) }]
      : []),
    { name: 'signature', label: say('policy.signature'), value: signatureWords(status, say) },
    { name: 'policy-hash', label: say('policy.hash'), value: <code>{policy.hash}</code> },
    {
      name: 'loaded',
      label: say('policy.loadedAt'),
      value: loadedAt > 0 ? <Moment at={loadedAt} language={language} /> : say('policy.notLoaded'),
    },
  ];
  return (
    <section class="card" aria-labelledby="policy-title">
      <h2 id="policy-title">{say('status.policy')}</h2>
      <Notice tone={TONE[origin]} id="origin">
        <h3 data-origin={origin}>{say(`origin.${origin}`)}</h3>
        <p>{say(`origin.${origin}.body`)}</p>
        <p>
          <strong>{say('status.do')}:</strong> {say(`origin.${origin}.do`)}
        </p>
      </Notice>
      {policy.suspended && (
        <Notice tone="warn" id="suspended">
          <p>{say('policy.suspended')}</p>
        </Notice>
      )}
      {policy.pilots.length > 0 && (
        <Notice tone="warn" id="pilots">
          <h3>{say('policy.pilots')}</h3>
          <ul>
            {policy.pilots.map(({ rule, first, until }) => (
              <li key={rule} data-pilot={rule}>
                {say('policy.pilot', {
                  rule,
                  first: dayText(first, language),
                  until: dayText(until, language),
                })}
              </li>
            ))}
          </ul>
        </Notice>
      )}
      <Facts facts={facts} />
      <WideTable id="packs" label={say('policy.layers')}>
        <thead>
          <tr>
            <th scope="col">{say('policy.layer')}</th>
            <th scope="col">{say('policy.pack')}</th>
            <th scope="col">{say('policy.version')}</th>
            <th scope="col">{say('policy.rules')}</th>
          </tr>
        </thead>
        <tbody>
          {policy.packs.map((pack) => (
            <tr key={pack.id} data-layer={pack.layer}>
              <th scope="row">{termLabel(say, 'layer', pack.layer)}</th>
              <td>{pack.id}</td>
              <td>{pack.version}</td>
              <td>{pack.rules.length}</td>
            </tr>
          ))}
        </tbody>
      </WideTable>
      <p>
        <a id="to-tester" class="button" href={tester}>
          {say('policy.tester')}
        </a>
      </p>
    </section>
  );
}
