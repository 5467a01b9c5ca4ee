/** Where the override stands in the ledger of its device, and that it was checked. */
import type { CaseDetail } from '../../core/review/rows.ts';
import { Facts } from '../facts.tsx';
import { momentText } from '../moment.tsx';
import { Notice, type Tone } from '../notice.tsx';
import type { ReviewContext } from './review-context.ts';

const TONE: Readonly<Record<CaseDetail['proof']['state'], Tone>> = {
  proved: 'good',
  unsigned: 'plain',
  partly: 'plain',
  differs: 'bad',
};

export interface ProofCardProps {
  readonly detail: CaseDetail;
  readonly context: ReviewContext;
}

export function ProofCard({ detail, context }: ProofCardProps) {
  const { proof, attempt, hash } = detail;
  const { say, language } = context;
  const places = { seq: attempt.seq, device: attempt.device };
  const text =
    proof.state === 'proved'
      ? say('proof.proved', {
          ...places,
          size: proof.size,
          time: proof.at === null ? say('word.dash') : momentText(proof.at, language),
        })
      : say(`proof.${proof.state}`, places);
  const steps = proof.state === 'proved' ? proof.steps : null;
  return (
    <section id="proof" class="card" data-proof={proof.state} aria-labelledby="proof-title">
      <h3 id="proof-title">{say('proof.title')}</h3>
      <Notice tone={TONE[proof.state]}>
        <p>{text}</p>
      </Notice>
      <Facts
        facts={[
          { name: 'proof-hash', label: say('proof.hash'), value: <code>{hash}</code> },
          ...(steps === null
            ? []
            : [{ name: 'proof-steps', label: say('proof.steps'), value: steps }]),
        ]}
      />
    </section>
  );
}
