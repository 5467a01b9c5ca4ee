/**
 * The lists of rules of one policy file: those of the policy itself, of a ring and of each unit. The
 * rules of a ring or a unit stand beside those of the force, and are judged with them.
 */
import type { Baseline } from './assemble.ts';
import { looserReasons, type RuleFault, ruleFaults } from './meaning.ts';
import type { Rule, RulePack } from './model.ts';
import { isReplacement, type PolicyFile } from './policy-file.ts';
import { countedUnit } from './ways.ts';

export interface RulePart {
  /** From the file to the list. */
  readonly at: readonly PropertyKey[];
  readonly rules: readonly Rule[];
  /** Rules of the force that count beside them; none for those of the force itself. */
  readonly beside: readonly Rule[];
  /** What a unit goes by when names are compared; null for all else. */
  readonly unit: string | null;
}

const OWN: readonly PropertyKey[] = ['rules'];

export function ownPart({ pack }: PolicyFile): RulePart {
  return { at: OWN, rules: pack?.rules ?? [], beside: [], unit: null };
}

/** Those of a ring and of units, in the order of the settings' names. */
export function addedParts({ settings, pack }: PolicyFile): readonly RulePart[] {
  const beside = pack?.rules ?? [];
  const { rollout, units = [] } = settings ?? {};
  return [
    ...(rollout ? [{ at: ['rollout', 'rules'], rules: rollout.rules, beside, unit: null }] : []),
    ...units.map(({ unit, rules }, index) => ({
      at: ['units', index, 'rules'],
      rules,
      beside,
      unit: countedUnit(unit),
    })),
  ];
}

/**
 * What the rules may not say, by themselves and as the browser reads them: with those of the force.
 * Paths lead from the file.
 */
export function faultsOfPart(
  part: RulePart,
  file: PolicyFile,
  baseline: Baseline,
): readonly RuleFault[] {
  const { rules, beside } = part;
  const all = [...rules, ...beside];
  const own = ruleFaults(all, baseline).flatMap((fault): readonly RuleFault[] => {
    if (isOfPart(fault.path, part)) return [fault];
    // It is the list as a whole that takes the force's trials over the number.
    return fault.code === 'too-many-trial-ends' ? [{ ...fault, path: [] }] : [];
  });
  const faults =
    own.length > 0 || isReplacement(file)
      ? own
      : looserReasons(baseline.pack, packOf(file, all), rules).filter(({ path }) =>
          isOfPart(path, part),
        );
  return faults.map((fault) => ({ ...fault, path: [...part.at, ...fault.path] }));
}

/** A fault of a rule of the force is told where that rule stands, and once. */
function isOfPart([index]: readonly PropertyKey[], { rules }: RulePart): boolean {
  return typeof index === 'number' && index < rules.length;
}

function packOf({ pack }: PolicyFile, rules: readonly Rule[]): RulePack {
  return { id: 'force', layer: 'force', version: pack?.version ?? 'unversioned', rules };
}
