/** What was asked of a second person beforehand, as review sees it. */
import type { ApprovalHeader } from '../../../core/ledger/approval.ts';
import { parseNote } from '../../../core/ledger/body-schema.ts';
import type { AttemptHeader } from '../../../core/ledger/header.ts';
import { leafHash } from '../../../core/ledger/tree.ts';
import type { ApprovalRow } from '../../../core/review/rows.ts';
import { type Folded, type ReviewParts, storedOf } from '../review-cases.ts';

/** What was asked about an attempt, and what came of it. */
export interface AskedBefore {
  readonly approvals: readonly ApprovalRow[];
  /** Whether the grant that the attempt names was given to the question that is here, word for word. */
  readonly isBound: boolean;
}

export async function askedBefore(
  parts: ReviewParts,
  { authorisation }: AttemptHeader,
  folded: Folded,
): Promise<AskedBefore> {
  const request = authorisation?.request;
  if (request === undefined) return { approvals: [], isBound: false };
  const steps = folded.headers
    .filter((each) => each.kind === 'approval')
    .filter((each) => each.request === request);
  const asked = steps.find(({ step }) => step === 'asked');
  const line = asked && (await storedOf(parts, asked, folded))?.line;
  const question = line && leafHash(line);
  const grant = authorisation?.status === 'granted' ? authorisation.grant : undefined;
  const isUsed = (each: ApprovalHeader) =>
    each.id === grant && question !== undefined && each.question === question;
  const rows = steps.map(async (each) => ({
    ...{ id: each.id, at: each.at, step: each.step, by: each.by },
    isUnused: each.step === 'granted' && !isUsed(each),
    words: parseNote((await storedOf(parts, each, folded))?.body ?? null),
  }));
  return {
    approvals: await Promise.all(rows),
    isBound: steps.some(isUsed),
  };
}
