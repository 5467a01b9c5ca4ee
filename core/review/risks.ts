/** What an attempt's header says that makes it worth a closer look. */
import type { Case } from './cases.ts';
import { RISKS, type Risk } from './rows.ts';

export function risksOf({ attempt, repeats }: Pick<Case, 'attempt' | 'repeats'>): readonly Risk[] {
  const is: Readonly<Record<Risk, boolean>> = {
    'role-changed': attempt.roleBefore !== undefined,
    'protected-elsewhere': attempt.roleElsewhere !== undefined,
    dual: attempt.dual,
    repeated: repeats > 0,
  };
  return RISKS.filter((risk) => is[risk]);
}
