/** What policy asks of who closes an override; nothing where any one reviewer does. */
import type { Needs } from '../../core/policy/deciding.ts';
import type { Say } from '../../core/wording.ts';

export interface CaseNeedsProps {
  readonly needs: Needs;
  readonly say: Say;
}

export function CaseNeeds({ needs, say }: CaseNeedsProps) {
  const asked = needsWords(needs, say);
  if (asked.length === 0) return null;
  return (
    <p id="needs">
      <strong>{say('needs.title')}:</strong> {asked.join('; ')}.
    </p>
  );
}

/** None where any one reviewer does. */
export function needsWords(
  { rank, otherUnit, people, distinct }: Needs,
  say: Say,
): readonly string[] {
  return [
    ...(rank === null ? [] : [say(`needs.${rank}`)]),
    ...(otherUnit ? [say('needs.otherUnit')] : []),
    ...(people < 2
      ? []
      : [say(distinct === 'unit' ? 'needs.people.unit' : 'needs.people', { n: people })]),
  ];
}
