/** `npm run policy -- diff A B`: what changes for officers, one sentence for each change. */
import { diff } from '../../core/policy/diff.ts';
import { diffSentences } from '../../core/policy/diff-words.ts';
import { inForceWith, statedPilots } from '../../core/policy/policy-file.ts';
import { onDay } from '../../core/policy/trial.ts';
import type { Answer } from './answer.ts';
import type { Manner } from './explain.ts';
import { readPolicySource } from './read-policy-file.ts';
import { shipped } from './shipped.ts';
import { speechIn } from './speech.ts';

export async function diffFiles(before: string, after: string, manner: Manner): Promise<Answer> {
  const [one, other] = [await readPolicySource(before), await readPolicySource(after)];
  const lasts = onDay(manner.day);
  const difference = diff(
    inForceWith(one.file, shipped.baseline, lasts, statedPilots(one.file.settings, manner.day)),
    inForceWith(other.file, shipped.baseline, lasts, statedPilots(other.file.settings, manner.day)),
  );
  if (!manner.json) return { code: 0, out: diffSentences(difference, speechIn(manner.language)) };
  const cells = difference.cells.map(({ change, regions, cells: held }) => ({
    ...change,
    cells: held.length,
    regions,
  }));
  return { code: 0, out: [...cells, ...difference.general].map((each) => JSON.stringify(each)) };
}
