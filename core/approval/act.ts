/** What a grant is bound to: the act as the guard reports it, and what was stated for it. */
import type { AttemptReport } from '../messages.ts';
import { textHash } from '../text-hash.ts';

/**
 * @param id random, of the question: the words cannot be guessed from the digest
 * @returns hex
 */
export function actDigest(id: string, report: AttemptReport): string {
  const { signal, control, act, role, roleBefore, roleElsewhere, dual, slot, group } = report;
  const { trust, rule, reason, explanation, recordReference, evidence } = report;
  const said = [reason, explanation.trim(), recordReference?.trim().toUpperCase()];
  const who = [role, roleBefore, roleElsewhere, dual, slot, group];
  const where = [
    signal,
    control,
    act,
    trust,
    rule,
    evidence.map(({ term, source }) => [term, source]),
  ];
  return textHash(JSON.stringify([id, said, who, where]));
}
