/** What officers and reviewers answer after an override, as events: closed terms, and no words. */
import type { FollowThroughHeader, ReplyHeader } from '../../core/ledger/answers.ts';
import type { FollowUpHeader } from '../../core/ledger/header.ts';
import type { EventParts } from './event.ts';

type Answer = Pick<EventParts, 'class' | 'activity' | 'severity' | 'message' | 'own' | 'more'> & {
  readonly officer: string;
};

export function answerOf(header: FollowUpHeader | ReplyHeader | FollowThroughHeader): Answer {
  const { of } = header;
  const common = {
    class: 'entity',
    activity: [3, 'Update'],
    officer: header.kind === 'follow-up' ? header.officer : header.by,
    more: { entity: { type_id: 99, type: 'Ledger entry', uid: of } },
  } as const;
  if (header.kind === 'follow-up')
    return {
      ...common,
      severity: 'informational',
      message: 'The reason that was owed was given',
      own: { of, reason: header.reason },
    };
  if (header.kind === 'reply')
    return {
      ...common,
      severity: 'informational',
      message: 'An officer answered a question of review',
      own: { of, answered_decision: header.to },
    };
  const { as, passed, recipient, basis, told, consent } = header;
  return {
    ...common,
    // What went to Immigration Enforcement is not to be looked for among the rest.
    severity: recipient === 'immigration-enforcement' ? 'medium' : 'informational',
    message: 'It was said whether anything was passed on after an override',
    own: {
      ...{ of, said_as: as, passed_on: passed, passed_to: recipient, passed_basis: basis },
      ...{ victim_told: told, victim_consent: consent },
    },
  };
}
