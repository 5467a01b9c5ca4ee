/**
 * What the system observed: facts that the guard recorded by itself. Nothing here was typed by the
 * officer, and nothing here is repeated under what the officer stated.
 */
import type { CaseDetail } from '../../core/review/rows.ts';
import type { Say } from '../../core/wording.ts';
import { type Fact, Facts } from '../facts.tsx';
import { termLabel } from '../labels.ts';
import { Moment } from '../moment.tsx';
import { EvidenceList } from './evidence-list.tsx';
import type { ReviewContext } from './review-context.ts';

export interface ObservedProps {
  readonly detail: CaseDetail;
  readonly context: ReviewContext;
  /** False for what nobody did: it has no place and no hash to look up, and its officer is nobody. */
  readonly isInLedger?: boolean;
}

export function Observed({ detail, context, isInLedger = true }: ObservedProps) {
  const { say } = context;
  return (
    <section id="observed" class="card" aria-labelledby="observed-title">
      <h3 id="observed-title">{say('observed.title')}</h3>
      <p class="quiet">{say('observed.lead')}</p>
      <Facts facts={matterFacts(detail, context, isInLedger)} />
      {isInLedger && (
        <>
          <h4>{say('observed.technical')}</h4>
          <Facts facts={auditFacts(detail, context)} />
        </>
      )}
    </section>
  );
}

function matterFacts(
  { attempt, body }: CaseDetail,
  context: ReviewContext,
  isInLedger: boolean,
): readonly Fact[] {
  const { say, language } = context;
  const role = termLabel(say, 'role', attempt.role);
  const person = say('observed.slot', { role, n: attempt.slot });
  const fact = (name: string, value: Fact['value']) => ({
    name,
    label: say(`observed.${name}`),
    value,
  });
  return [
    fact('signal', termLabel(say, 'signal', attempt.signal)),
    fact('person', withOtherRole(say, attempt, person)),
    fact('dual', say(attempt.dual ? 'word.yes' : 'word.no')),
    fact('group', termLabel(say, 'group', attempt.group)),
    fact('outcome', termLabel(say, 'outcome', attempt.outcome)),
    fact('choice', termLabel(say, 'choice', attempt.choice)),
    fact('at', <Moment at={attempt.at} language={language} />),
    // A number that was made up may be that of somebody whom the list does not know.
    ...(isInLedger
      ? [
          fact('officer', attempt.officer || say('row.officerUnknown')),
          fact('officerFrom', say(`observed.officerFrom.${attempt.officerFrom}`)),
        ]
      : []),
    fact('unit', attempt.unit || say('word.dash')),
    // Without a body it is not known whether the page showed a reference.
    ...(body ? [fact('recordReference', body.recordReference ?? say('word.dash'))] : []),
    fact('dwell', say('observed.seconds', { n: Math.round(attempt.dwellMs / 1000) })),
    fact('control', termLabel(say, 'control', attempt.control)),
    fact('act', termLabel(say, 'act', attempt.act)),
    fact('trust', termLabel(say, 'rules.trust', attempt.trust)),
    fact('evidence', <EvidenceList say={say} evidence={attempt.evidence} />),
  ];
}

function withOtherRole(say: Say, attempt: CaseDetail['attempt'], person: string): string {
  const { roleBefore, roleElsewhere } = attempt;
  if (roleBefore)
    return say('observed.roleBefore', {
      role: person,
      before: termLabel(say, 'role', roleBefore),
    });
  return roleElsewhere
    ? say('observed.roleElsewhere', {
        role: person,
        other: termLabel(say, 'role', roleElsewhere),
      })
    : person;
}

function auditFacts({ attempt, body, hash }: CaseDetail, { say }: ReviewContext): readonly Fact[] {
  const fact = (name: string, value: Fact['value']) => ({
    name,
    label: say(`observed.${name}`),
    value,
  });
  return [
    fact('rule', <code>{attempt.rule}</code>),
    fact(
      'also',
      attempt.also.length === 0 ? say('word.none') : <code>{attempt.also.join(', ')}</code>,
    ),
    fact('record', attempt.record ? <Short hash={attempt.record} /> : say('word.dash')),
    ...(body ? [fact('policyVersion', body.policyVersion)] : []),
    fact('policy', <Short hash={attempt.policy} />),
    fact('entry', attempt.seq),
    fact('hash', <Short hash={hash} />),
    fact('device', <Short hash={attempt.device} />),
  ];
}

/** Enough of a hash to compare by eye; all of it when pointed at or copied from the tooltip. */
function Short({ hash }: { readonly hash: string }) {
  return <code title={hash}>{hash.slice(0, 12)}</code>;
}
