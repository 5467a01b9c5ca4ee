/** What a force may not rehearse, and for how long it may. */
import { isHeld } from '../vocabulary.ts';
import { type RuleFault, writeNearest } from './meaning.ts';
import type { RulePack } from './model.ts';
import { daysIn, MOST_PILOT_DAYS, type Pilot } from './pilots.ts';

/** Paths lead from the list of pilots. */
export function pilotFaults(pilots: readonly Pilot[], national: RulePack): readonly RuleFault[] {
  return pilots.flatMap((pilot, index) =>
    faultsOf(pilot, pilots.slice(0, index), national).map((fault) => ({
      ...fault,
      path: [index, ...fault.path],
    })),
  );
}

function faultsOf(
  { rule: id, from, until }: Pilot,
  before: readonly Pilot[],
  national: RulePack,
): readonly RuleFault[] {
  const rule = national.rules.find((each) => each.id === id);
  if (!rule)
    return [
      {
        code: 'pilot-unknown-rule',
        path: ['rule'],
        reason: 'is no national rule; rules of the force have a mode of their own',
        instead: writeNearest(
          id,
          national.rules.map((each) => each.id),
        ),
      },
    ];
  const faults: RuleFault[] = [];
  if (!isHeld(rule.outcome))
    faults.push({
      code: 'pilot-not-held',
      path: ['rule'],
      reason: 'holds nobody, so there is nothing to rehearse',
      instead: 'take it out',
    });
  if (before.some((each) => each.rule === id))
    faults.push({
      code: 'pilot-twice',
      path: ['rule'],
      reason: 'is rehearsed twice',
      instead: 'keep one of the two',
    });
  const days = daysIn(from, until);
  // Also where it is no number: what cannot be counted is no pilot.
  if (!(days >= 1 && days <= MOST_PILOT_DAYS))
    faults.push({
      code: 'pilot-too-long',
      path: ['until'],
      reason: `has to be 1 to ${MOST_PILOT_DAYS} days from "from", both days counted`,
      instead: 'end the pilot sooner',
    });
  return faults;
}
