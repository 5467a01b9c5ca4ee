/** All that the guard recognises on a page, for the policy tester: closed terms and selectors. */
import type { ReadControl, ReadFrame } from '../../core/tester/control.ts';
import { suggestionsFor } from './suggest.ts';

/** More than anybody reads; a place takes a while to find on a page that repeats itself. */
const MOST = 200;

export interface ReadNow {
  readonly frame: ReadFrame;
  /** In the order of the frame's list. */
  readonly elements: readonly Element[];
}

/** @returns null where the guard does not run */
export function readNow(): ReadNow | null {
  const guard = globalThis.rightToReport;
  if (!guard) return null;
  const all = guard.seeAll();
  const found = all.slice(0, MOST);
  const controls = found.map((assessment): ReadControl => {
    const { control, snapshot, decision } = assessment;
    return {
      path: suggestionsFor(control)[0]?.selector ?? control.localName,
      control: snapshot.control.kind,
      readings: guard.readings(assessment),
      outcome: decision.outcome,
      rule: decision.rule?.id ?? '',
    };
  });
  const { hostname: host, pathname: path } = location;
  return {
    frame: { host, path, fit: guard.fit(), controls, total: all.length },
    elements: found.map(({ control }) => control),
  };
}
