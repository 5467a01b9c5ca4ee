/** The words that were found on the page, by the names of our lexicon, and where each stood. */
import type { Evidence } from '../../core/forms/classification.ts';
import type { Say } from '../../core/wording.ts';
import { termLabel } from '../labels.ts';

export interface EvidenceListProps {
  readonly say: Say;
  readonly evidence: readonly Evidence[];
}

export function EvidenceList({ say, evidence }: EvidenceListProps) {
  if (evidence.length === 0) return <>{say('observed.evidenceNone')}</>;
  return (
    <ul class="evidence">
      {evidence.map(({ term, source }) => (
        <li key={`${term} ${source}`} data-term={term}>
          {termLabel(say, 'term', term)}{' '}
          <span class="quiet">{termLabel(say, 'source', source)}</span>
        </li>
      ))}
    </ul>
  );
}
