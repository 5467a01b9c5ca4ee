/** An attempt as an event, and what every entry has of one. */
import type { AttemptHeader } from '../../core/ledger/header.ts';
import type { Choice } from '../../core/vocabulary.ts';
import type { EventParts, Fields } from './event.ts';

/** What of an event depends on the kind of entry. */
export type Specific = Pick<EventParts, 'class' | 'activity' | 'severity' | 'message' | 'own'> &
  Partial<Pick<EventParts, 'profiles' | 'more' | 'officer'>>;

export const entityOf = (type: string, uid: string): Fields => ({ type_id: 99, type, uid });

const DENIED = [2, 2, 'informational'] as const;
const ALLOWED = [1, 1, 'medium'] as const;
const OBSERVED = [3, 17, 'informational'] as const;
/** Action and disposition as OCSF numbers them. */
const CONTROL: Readonly<Record<Choice, readonly [number, number, EventParts['severity']]>> = {
  complied: DENIED,
  abandoned: DENIED,
  asked: DENIED,
  corrected: [4, 11, 'informational'],
  overridden: ALLOWED,
  repeated: ALLOWED,
  emergency: ALLOWED,
  piloted: [1, 1, 'low'],
  unasked: OBSERVED,
  unheld: [3, 17, 'medium'],
};

export function attemptOf(header: AttemptHeader): Specific {
  const [action_id, disposition_id, severity] = CONTROL[header.choice];
  return {
    class: 'entity',
    activity: [99, 'Attempt'],
    severity,
    message: 'An officer met a rule of the guard',
    officer: header.officer,
    profiles: ['security_control'],
    more: {
      entity: header.record
        ? entityOf('Record handle', header.record)
        : entityOf('Record on a device', header.device),
      action_id,
      disposition_id,
      policy: { uid: header.policy, ...(header.rule ? { name: header.rule } : {}) },
    },
    own: {
      signal: header.signal,
      control: header.control,
      act: header.act,
      role: header.role,
      role_before: header.roleBefore,
      role_elsewhere: header.roleElsewhere,
      dual: header.dual,
      offence_group: header.group,
      trust: header.trust,
      outcome: header.outcome,
      rule_name: header.rule,
      rules: header.also.length,
      choice: header.choice,
      reason: header.reason,
      repeats: header.repeats,
      officer_from: header.officerFrom,
      authorised: header.authorisation?.status,
      authorised_by: header.authorisation?.by,
      authorised_rank: header.authorisation?.rank,
      record: header.record,
      dwell_ms: header.dwellMs,
      evidence_terms: header.evidence.length,
    },
  };
}
