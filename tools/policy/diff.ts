/** `npm run policy -- diff A B`: what changes for officers, one sentence for each change. */
import type { Difference } from '../../core/policy/diff.ts';
import { diffOfFiles } from '../../core/policy/diff-file.ts';
import { diffSentences } from '../../core/policy/diff-words.ts';
import type { Answer } from './answer.ts';
import type { Manner } from './explain.ts';
import { readPolicySource } from './read-policy-file.ts';
import { shipped } from './shipped.ts';
import { speechIn } from './speech.ts';

export async function diffFiles(before: string, after: string, manner: Manner): Promise<Answer> {
  const [one, other] = [await readPolicySource(before), await readPolicySource(after)];
  const difference = diffOfFiles(one.file, other.file, shipped.baseline, manner.day);
  if (!manner.json) return { code: 0, out: diffSentences(difference, speechIn(manner.language)) };
  const { parts } = difference;
  const told = [
    ...changesOf(difference),
    ...parts.flatMap((part) =>
      [
        ...changesOf(part),
        ...(part.unchanged.length > 0 ? [{ of: 'unchanged', regions: part.unchanged }] : []),
      ].map((change) => ({ [part.where.of]: part.where.name, ...change })),
    ),
  ];
  return { code: 0, out: told.map((each) => JSON.stringify(each)) };
}

function changesOf({ cells, general }: Difference): readonly object[] {
  const ofCells = cells.map(({ change, regions, cells: held }) => ({
    ...change,
    cells: held.length,
    regions,
  }));
  return [...ofCells, ...general];
}
