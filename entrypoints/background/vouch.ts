/** Whoever an override names as having authorised it says whether that is so: an entry, once. */
import type { Messages } from '../../core/messages.ts';
import { isNamed } from '../../core/review/cases.ts';
import { orFailed } from './ledger/or-failed.ts';
import { ownCommon } from './own-entries.ts';
import { foldAbout, type ReviewParts } from './review-cases.ts';
import { turns } from './turns.ts';

type Vouch = Messages['vouch'];

/** One answer after the other: of two presses the second finds the first. */
const inTurn = turns();

export function vouchFor(parts: ReviewParts, asked: Vouch['request']): Promise<Vouch['reply']> {
  return inTurn(() => orFailed(() => answer(parts, asked)));
}

/** @throws LedgerError */
async function answer(
  parts: ReviewParts,
  { id, answer: said }: Vouch['request'],
): Promise<Vouch['reply']> {
  const { id: by } = parts.policy.state.policy.identity;
  const { cases } = await foldAbout(parts, id);
  const found = cases.find(({ attempt }) => attempt.id === id);
  if (!found || !isNamed(found.attempt, by)) return { ok: false, code: 'not-named' };
  if (found.vouched !== null) return { ok: false, code: 'answered' };
  const header = { ...(await ownCommon(parts)), kind: 'authorisation', of: id, by } as const;
  await parts.ledger.append({ ...header, answer: said }, null);
  return { ok: true };
}
