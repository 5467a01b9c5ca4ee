/** The two policies that are compared, and what each makes of a page. */
import type { TestedControl } from '../../components/tester/tester-state.ts';
import type { ShownPrompt } from '../../core/ledger/entry.ts';
import type { PolicyInForce } from '../../core/policy/assemble.ts';
import { compileTable, type DecisionTable } from '../../core/policy/table.ts';
import type { ReadFrame } from '../../core/tester/control.ts';
import { type Decided, decidedOn } from '../../core/tester/decided.ts';
import { type Language, outcomeRank } from '../../core/vocabulary.ts';
import { promptFor } from '../../platform/wording.ts';

interface Compiled {
  readonly policy: PolicyInForce;
  readonly table: DecisionTable;
}

export class Desk {
  #inForce: Compiled | null = null;
  #underTest: Compiled | null = null;

  inForce(policy: PolicyInForce): void {
    this.#inForce = compiled(policy);
  }

  /** @param policy null for the one in force */
  test(policy: PolicyInForce | null): void {
    this.#underTest = policy && compiled(policy);
  }

  /** @throws before the policy in force is known */
  get tested(): PolicyInForce {
    return this.#known(this.#underTest).policy;
  }

  /** @param language in which an officer is asked */
  controls(frames: readonly ReadFrame[], language: Language): readonly TestedControl[] {
    return frames.flatMap(({ host, path, controls }) =>
      controls.flatMap((control, index): readonly TestedControl[] => {
        const inForce = decidedOn(control.readings, this.#known(null).table);
        const underTest = this.#underTest && decidedOn(control.readings, this.#underTest.table);
        if (!inForce) return [];
        const place = frames.length > 1 ? `${host}${path}` : '';
        const prompt = promptOf(underTest ?? inForce, language);
        return [{ ...control, place, index, inForce, underTest, prompt }];
      }),
    );
  }

  #known(wanted: Compiled | null): Compiled {
    const known = wanted ?? this.#inForce;
    if (!known) throw new Error('the policy in force is not known yet');
    return known;
  }
}

function compiled(policy: PolicyInForce): Compiled {
  return { policy, table: compileTable(policy.packs) };
}

/** What informs is a note in the same words. */
function promptOf({ outcome, rule, reading }: Decided, language: Language): ShownPrompt | null {
  if (outcomeRank(outcome) < outcomeRank('inform')) return null;
  return promptFor(rule?.wording ?? 'unknown-role', language, reading.classification);
}
