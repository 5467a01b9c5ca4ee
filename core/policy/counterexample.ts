/** The plainest case in which one policy is looser than another, for somebody to look at. */
import { isProtected } from '../vocabulary.ts';
import { CELLS, type LooserCell } from './demand.ts';
import type { Cell } from './table.ts';

/** What a page is about that says nothing in particular. */
const PLAIN: Omit<Cell, 'kind'> = {
  role: 'unknown',
  group: 'OTHER',
  dual: false,
  trust: 'generic',
  granted: false,
};

/** How many things a page has to say for an attempt to fall on this cell. */
export function conditionsOf(cell: Cell): number {
  const said = Object.entries(PLAIN).filter(([name, value]) => Reflect.get(cell, name) !== value);
  return 1 + said.length;
}

/** Why no page shows a cell, or null where a form can. */
export function unshowable({ kind, role, dual, granted }: Cell): string | null {
  if (granted) return 'the guard decides on every attempt anew, so nothing is granted beforehand';
  if (dual && !isProtected(role)) return 'only a protected person is said to be a suspect as well';
  if (kind === 'immigration-mention')
    return 'a mention is in what the officer writes, not in a form';
  if (kind === 'immigration-offence')
    return 'an offence is in what the officer chooses, not in a form that opens';
  return null;
}

/**
 * The case with the fewest conditions, one that a form can show before one that none can.
 *
 * @returns undefined where there is none
 */
export function plainestCase(cases: readonly LooserCell[]): LooserCell | undefined {
  const weight = ({ cell }: LooserCell): number => {
    const at = CELLS[cell];
    if (!at) return Number.POSITIVE_INFINITY;
    // Of two as plain, the one that needs no site profile beside its page.
    return conditionsOf(at) + (at.trust === 'profile' ? 0.5 : 0) + (unshowable(at) ? 100 : 0);
  };
  // Of equals the first in table order, so that the same policies give the same case.
  return cases.reduce<LooserCell | undefined>(
    (best, each) => (best === undefined || weight(each) < weight(best) ? each : best),
    undefined,
  );
}
