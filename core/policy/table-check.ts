/**
 * Whether a compiled table says at every cell what its rules say. Worked out in another way than
 * the table: cell by cell over all rules, by bits of the values that a rule wants on each axis.
 * Fast enough for every load of a managed policy.
 */
import { OFFENCE_GROUPS, outcomeRank, ROLES, SIGNAL_KINDS } from '../vocabulary.ts';
import { CELLS } from './demand.ts';
import { type Conditions, SITE_TRUST } from './model.ts';
import type { DecisionTable } from './table.ts';

const BOTH = [false, true] as const;
const AXES = ['kind', 'role', 'group', 'dual', 'trust', 'granted'] as const;
const VALUES: Readonly<Record<(typeof AXES)[number], readonly unknown[]>> = {
  kind: SIGNAL_KINDS,
  role: ROLES,
  group: OFFENCE_GROUPS,
  dual: BOTH,
  trust: SITE_TRUST,
  granted: BOTH,
};

/** @returns the number of the first cell that differs, or null */
export function firstWrongCell({ rules, winners, outcomes }: DecisionTable): number | null {
  const wants = rules.map(({ when }) => bitsWanted(when));
  const levels = rules.map(({ outcome }) => outcomeRank(outcome));
  for (const [at, cell] of CELLS.entries()) {
    const [kind = 0, role = 0, group = 0, dual = 0, trust = 0, granted = 0] = AXES.map(
      (axis) => 1 << VALUES[axis].indexOf(cell[axis]),
    );
    let strictest = -1;
    let level = -1;
    for (let index = 0; index < wants.length; index++) {
      const want = wants[index];
      const own = levels[index] ?? 0;
      if (
        want &&
        own > level &&
        want.kind & kind &&
        want.role & role &&
        want.group & group &&
        want.dual & dual &&
        want.trust & trust &&
        want.granted & granted
      ) {
        strictest = index;
        level = own;
      }
    }
    const isRight =
      strictest < 0
        ? rules[winners[at] ?? 0] === undefined && outcomes[at] === 0
        : winners[at] === strictest && outcomes[at] === level;
    if (!isRight) return at;
  }
  return null;
}

function bitsWanted(when: Conditions) {
  const bits = (axis: (typeof AXES)[number]): number => {
    const wanted = when[axis];
    const all = VALUES[axis];
    if (wanted === undefined) return (1 << all.length) - 1;
    const some: readonly unknown[] = Array.isArray(wanted) ? wanted : [wanted];
    return all.reduce<number>(
      (mask, value, index) => (some.includes(value) ? mask | (1 << index) : mask),
      0,
    );
  };
  return {
    kind: bits('kind'),
    role: bits('role'),
    group: bits('group'),
    dual: bits('dual'),
    trust: bits('trust'),
    granted: bits('granted'),
  };
}
