/**
 * Which numbers in a log and in entries are one officer's. For counting, never to let somebody in: who
 * may decide is asked more strictly.
 */
import { officerKey } from '../sites/officer.ts';
import { staffNumber } from '../sites/staff-numbers.ts';

/**
 * One log writes `TF-4312`, the next `4312` or `PC4312`. Without the letters of a force a number is of
 * the one force that has it there; where two have it, it is nobody's but its own.
 *
 * @param numbers all that are held against one another
 * @returns what is equal for two numbers of one officer
 */
export function officersAmong(numbers: Iterable<string>): (number: string) => string {
  const forces = new Map<string, Set<string>>();
  for (const number of new Set(numbers)) {
    const parts = staffNumber(number);
    if (parts === null || parts.bare === '') continue;
    const known = forces.get(parts.digits) ?? new Set();
    forces.set(parts.digits, known.add(parts.bare));
  }
  return (number) => {
    const parts = staffNumber(number);
    if (parts === null) return officerKey(number);
    const [only = '', ...more] = forces.get(parts.digits) ?? [];
    const letters = parts.bare === '' && more.length === 0 ? only : parts.bare;
    return `${letters} ${parts.digits}`;
  };
}
