/** Whether answers to planted cases are to what the reviewer's decisions drew, as anybody can compute. */
import type { Header } from '../../core/ledger/header.ts';
import type { PlantedHeader } from '../../core/ledger/planted.ts';
import { plantsAfter } from '../../core/review/planted.ts';
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
    const notDrawn = seen.filter((each) => !this.#isDrawn(each));
    return {
      answered: this.#answers.length,
      notDrawn: notDrawn.map(({ device, seq, id, planted }) => ({ device, seq, id, planted })),
      notSeen: this.#answers.length - seen.length,
    };
  }

  /** Whatever share policy asked for: with all of them drawn, each decision has its case. */
  #isDrawn({ id, after, planted }: PlantedHeader): boolean {
    const leaf = this.#leaves.get(after) ?? '';
    const [plant] = plantsAfter([{ id: after, of: '', at: 0, leaf }], PLANTED_SET, 100);
    return plant?.id === id && plant.planted.name === planted;
  }
}
