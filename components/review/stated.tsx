/** What the officer stated: the officer's own account, which nobody has checked. */
import type { CaseDetail } from '../../core/review/rows.ts';
import { type Fact, Facts } from '../facts.tsx';
import { labelOf, termLabel } from '../labels.ts';
import { Moment } from '../moment.tsx';
import { Notice } from '../notice.tsx';
import type { ReviewContext } from './review-context.ts';
import { reasonText } from './row-link.tsx';

export interface StatedProps {
  readonly detail: CaseDetail;
  readonly context: ReviewContext;
  /** False for what nobody did: whoever would have authorised it is nobody, and only the rank is said. */
  readonly isInLedger?: boolean;
}

export function Stated({ detail, context, isInLedger = true }: StatedProps) {
  const { say } = context;
  return (
    <section id="stated" class="card card--stated" aria-labelledby="stated-title">
      <h3 id="stated-title">{say('stated.title')}</h3>
      <p class="quiet">{say('stated.lead')}</p>
      {detail.body === null && (
        <Notice tone="warn" id="body-dropped">
          <p>{say('stated.dropped')}</p>
        </Notice>
      )}
      <Facts facts={statedFacts(detail, context, isInLedger)} />
    </section>
  );
}

function statedFacts(
  detail: CaseDetail,
  context: ReviewContext,
  isInLedger: boolean,
): readonly Fact[] {
  const { say } = context;
  const { row, attempt, body } = detail;
  const code = row.reason === null ? '' : ` (${row.reason})`;
  const facts = [
    { name: 'reason', label: say('stated.reason'), value: `${reasonText(row, context)}${code}` },
    {
      name: 'authorisation',
      label: say('stated.authorisation'),
      value: <Claim authorisation={attempt.authorisation} {...{ row, context, isInLedger }} />,
    },
  ];
  const later = [...followUpFacts(detail, context), ...replyFacts(detail, context)];
  if (body === null) return [...facts, ...later];
  const explanation = {
    name: 'explanation',
    label: say('stated.explanation'),
    value: body.explanation ? (
      <blockquote class="words">{body.explanation}</blockquote>
    ) : (
      say('stated.explanationNone')
    ),
  };
  return [facts[0], explanation, facts[1], ...later].filter((fact) => fact !== undefined);
}

/** What was owed for a life at risk and given afterwards. */
function followUpFacts({ followUp }: CaseDetail, context: ReviewContext): readonly Fact[] {
  if (followUp === null) return [];
  const { say, language, reasons } = context;
  return [
    {
      name: 'follow-up',
      label: say('stated.followUp'),
      value: (
        <>
          {labelOf(reasons, followUp.reason, language)} ({followUp.reason}),{' '}
          <Moment at={followUp.at} language={language} />
          <blockquote class="words">{followUp.explanation ?? say('stated.dropped')}</blockquote>
        </>
      ),
    },
  ];
}

/** What the officer answered where more information was asked for. */
function replyFacts({ replies }: CaseDetail, context: ReviewContext): readonly Fact[] {
  const { say, language } = context;
  return replies.map(({ id, at, words }) => ({
    name: `reply-${id}`,
    label: say('after.reply'),
    value: (
      <>
        <Moment at={at} language={language} />
        <blockquote class="words">{words ?? say('stated.dropped')}</blockquote>
      </>
    ),
  }));
}

interface ClaimProps {
  readonly authorisation: CaseDetail['attempt']['authorisation'];
  readonly row: CaseDetail['row'];
  readonly context: ReviewContext;
  readonly isInLedger: boolean;
}

/** A browser cannot prove who authorised; until someone confirms it, it is a claim. */
function Claim({ authorisation, row, context: { say }, isInLedger }: ClaimProps) {
  const { authorised } = row;
  if (authorisation === null || authorised === null) return <>{say('stated.authorisationNone')}</>;
  const rank = termLabel(say, 'rank', authorisation.rank);
  if (!isInLedger) return <>{rank}</>;
  const isSaid = authorised === 'confirmed' || authorised === 'granted';
  return (
    <>
      {say('stated.claimed', { by: authorisation.by, rank })}{' '}
      <span
        class={isSaid ? 'badge' : 'badge badge--urgent'}
        id="claimed"
        data-authorised={authorised}
      >
        {say(`stated.${authorised}Mark`)}
      </span>
    </>
  );
}
