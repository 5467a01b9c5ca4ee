/** A page load that the network is closed to: what it was, whom it is about, and the way on. */
import { useState } from 'preact/hooks';
import { keyOfOtherRole } from '../../core/forms/classification.ts';
import type { AttemptReport, RecordReply } from '../../core/messages.ts';
import type { Decision } from '../../core/policy/decide.ts';
import type { ReasonCode } from '../../core/policy/model.ts';
import { pilotDay } from '../../core/policy/pilots.ts';
import {
  isHeld,
  type Language,
  OFFENCE_GROUPS,
  type OffenceGroup,
  type Role,
  type SignalKind,
} from '../../core/vocabulary.ts';
import type { Say } from '../../core/wording.ts';
import { Notice } from '../notice.tsx';
import { type HeldAnswer, otherRolesOf, ROLES_ASKED } from './held-answer.ts';
import { ReasonForm } from './reason-form.tsx';
import type { NewSecond } from './use-second-person.ts';

export interface HeldPageProps {
  readonly say: Say;
  readonly language: Language;
  readonly reasons: readonly ReasonCode[];
  /** Within which a reason is owed after life was at risk. */
  readonly hours: number;
  /** Null where there is nothing to go on to: what was sent with a form is not kept. */
  readonly kind: SignalKind | null;
  readonly decide: (kind: SignalKind, role: Role, group: OffenceGroup) => Decision;
  readonly onBack: () => void;
  /** A second person; null where there is nobody to ask. */
  readonly second: NewSecond | null;
  /** What an answer would be recorded as. */
  readonly reportOf: (decision: Decision, answer: HeldAnswer) => AttemptReport;
  readonly onAnswer: (decision: Decision, answer: HeldAnswer) => Promise<RecordReply>;
}

export function HeldPage(props: HeldPageProps) {
  const { say, kind, onBack } = props;
  return (
    <main id="held" class="held">
      <h1>{say('held.title')}</h1>
      <Notice tone="warn" id="held-why">
        <p>{say(kind === null ? 'held.sent' : 'held.opened')}</p>
        <p>{say('held.safe')}</p>
      </Notice>
      {kind === null ? (
        <button type="button" id="held-back" class="main-button" onClick={onBack}>
          {say('held.back')}
        </button>
      ) : (
        <About {...props} kind={kind} />
      )}
    </main>
  );
}

const NO_ANSWER = { reason: null, explanation: '', authorisation: null } as const;

function About(props: HeldPageProps & { readonly kind: SignalKind }) {
  const { say, kind, hours, decide, onAnswer, onBack } = props;
  const [role, setRole] = useState<Role | ''>('');
  const [group, setGroup] = useState<OffenceGroup | ''>('');
  const decision = role !== '' && group !== '' ? decide(kind, role, group) : null;
  const hurry = () => {
    const about = { role: role || 'unknown', group: group || 'OTHER' } as const;
    return onAnswer(decide(kind, about.role, about.group), {
      ...NO_ANSWER,
      ...about,
      choice: 'emergency',
    });
  };
  return (
    <section class="card" aria-labelledby="held-about">
      <h2 id="held-about">{say('held.about', { what: say(`signal.${kind}`) })}</h2>
      <label for="held-role">{say('held.role')}</label>
      <select
        id="held-role"
        value={role}
        onChange={({ currentTarget: { value } }) =>
          setRole(ROLES_ASKED.find((each) => each === value) ?? '')
        }
      >
        <option value="">{say('held.choose')}</option>
        {ROLES_ASKED.map((each) => (
          <option key={each} value={each}>
            {say(`role.${each}`)}
          </option>
        ))}
      </select>
      <label for="held-group">{say('held.group')}</label>
      <select
        id="held-group"
        value={group}
        onChange={({ currentTarget: { value } }) =>
          setGroup(OFFENCE_GROUPS.find((each) => each === value) ?? '')
        }
      >
        <option value="">{say('held.choose')}</option>
        {OFFENCE_GROUPS.map((each) => (
          <option key={each} value={each}>
            {say(`group.${each}`)}
          </option>
        ))}
      </select>
      {decision && role && group && (
        <Way {...props} key={`${role} ${group}`} decision={decision} about={{ role, group }} />
      )}
      <p class="held__acts">
        <button type="button" id="held-back" onClick={onBack}>
          {say('held.back')}
        </button>
        <button type="button" id="held-emergency" onClick={hurry}>
          {say('ui.emergency')}
        </button>
      </p>
      <p class="quiet">{say('ui.emergencyNote', { hours })}</p>
    </section>
  );
}

interface WayProps extends HeldPageProps {
  readonly decision: Decision;
  readonly about: Pick<HeldAnswer, 'role' | 'group'>;
}

function Way(props: WayProps) {
  const { say, decision, about, onAnswer } = props;
  const { outcome, rule } = decision;
  const wording = rule?.wording ?? 'unknown-role';
  const roles = otherRolesOf(decision, about);
  const otherRole = keyOfOtherRole(roles);
  if (!isHeld(outcome))
    return (
      <button
        type="button"
        id="held-go"
        class="main-button"
        onClick={() => onAnswer(decision, { ...NO_ANSWER, ...about, choice: 'unasked' })}
      >
        {say('ui.confirm')}
      </button>
    );
  return (
    <>
      {otherRole && <p id="held-same">{say(otherRole)}</p>}
      <p id="held-rule">{say(`${wording}.why`)}</p>
      <p>{say(`${wording}.instead`)}</p>
      {rule?.pilot && (
        <p id="held-pilot">
          <strong>{say('ui.pilot', { until: pilotDay(rule.pilot) })}</strong>
        </p>
      )}
      {rule?.pilot && (
        <button
          type="button"
          id="held-go"
          class="main-button"
          onClick={() => onAnswer(decision, { ...NO_ANSWER, ...about, choice: 'piloted' })}
        >
          {say('ui.goPilot')}
        </button>
      )}
      {outcome === 'block' || rule?.pilot ? null : (
        <ReasonForm
          {...props}
          roles={roles}
          reportOf={(given) =>
            props.reportOf(decision, { ...given, ...about, choice: 'overridden' })
          }
          onGiven={(given) => onAnswer(decision, { ...given, ...about, choice: 'overridden' })}
        />
      )}
    </>
  );
}
