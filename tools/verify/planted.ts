/** Whether answers to planted cases are to what the reviewer's decisions drew, as anybody can compute. */
import type { Header } from '../../core/ledger/header.ts';
import type { PlantedHeader } from '../../core/ledger/planted.ts';
import { plantsAfter } from '../../core/review/planted.ts';
import product from '../../package.json' with { type: 'json' };
import { PLANTED_SET } from '../../platform/planted-set.ts';

export interface PlantedAnswer {
  readonly device: string;
  readonly seq: number;
  readonly id: string;
  readonly planted: string;
}

export interface PlantedAnswers {
  readonly answered: number;
  /** Answers to what the decision that they name does not draw, by the set of this version. */
  readonly notDrawn: readonly PlantedAnswer[];
  /** Answers by another version to a case that is not drawn from the set of this one: not to be told. */
  readonly otherSet: number;
  /** Answers of which that decision is not in the file. */
  readonly notSeen: number;
}

export class PlantedCheck {
  readonly #answers: PlantedHeader[] = [];
  /** Leaf hashes of decisions by id. */
  readonly #leaves = new Map<string, string>();

  /** @param leafOf asked where it is needed */
  add(header: Header, leafOf: () => string): void {
    if (header.kind === 'planted') this.#answers.push(header);
    else if (header.kind === 'review') this.#leaves.set(header.id, leafOf());
  }

  get found(): PlantedAnswers {
    const seen = this.#answers.filter(({ after }) => this.#leaves.has(after));
    const judged = seen.map((each) => ({ each, verdict: this.#verdict(each) }));
    const notDrawn = judged.flatMap(({ each, verdict }) => (verdict === 'wrong' ? [each] : []));
    return {
      answered: this.#answers.length,
      notDrawn: notDrawn.map(({ device, seq, id, planted }) => ({ device, seq, id, planted })),
      otherSet: judged.filter(({ verdict }) => verdict === 'other-set').length,
      notSeen: this.#answers.length - seen.length,
    };
  }

  /** Whatever share policy asked for: with all of them drawn, each decision has its case. */
  #verdict({ id, after, planted, extension }: PlantedHeader): 'drawn' | 'wrong' | 'other-set' {
    const leaf = this.#leaves.get(after) ?? '';
    const [plant] = plantsAfter([{ id: after, of: '', at: 0, leaf }], PLANTED_SET, 100);
    // The id hangs on the decision alone, and on no set.
    if (plant?.id !== id) return 'wrong';
    if (plant.planted.name === planted) return 'drawn';
    return extension === product.version ? 'wrong' : 'other-set';
  }
}
