/** The decision table against closures over the same rules, and that both say the same. */
import type { Classification } from '../../core/forms/classification.ts';
import { decide } from '../../core/policy/decide.ts';
import type { Conditions, Rule, RulePack } from '../../core/policy/model.ts';
import { allCells, type Cell, compileTable, ruleApplies } from '../../core/policy/table.ts';
import { OFFENCE_GROUPS, type Outcome, outcomeRank, ROLES } from '../../core/vocabulary.ts';
import { baseline } from '../../platform/baseline.ts';
import { atLeast, atMost, type Figure } from './figure.ts';
import { median } from './statistics.ts';

const RULES = 50;
const GOAL = atLeast('G10', 5);

/** The national rules, and as many of a made-up force as a large policy has. */
function largePack(): RulePack {
  const { rules } = baseline.pack;
  const added = Array.from({ length: RULES - rules.length }, (_, index): Rule => {
    const model = rules[index % rules.length];
    const group = OFFENCE_GROUPS[index % OFFENCE_GROUPS.length];
    const role = ROLES[index % ROLES.length];
    if (!model || !group || !role) throw new Error('the baseline has no rules');
    const when = { ...model.when, role: [role], group: [group] };
    return { ...model, id: `force-${index}`, when };
  });
  return { ...baseline.pack, rules: [...rules, ...added] };
}

type Test = (cell: Cell) => boolean;

function closureOf(when: Conditions): Test {
  const { kind, role, group, dual, trust, granted } = when;
  const tests: Test[] = [];
  if (kind) tests.push((cell) => kind.includes(cell.kind));
  if (role) tests.push((cell) => role.includes(cell.role));
  if (group) tests.push((cell) => group.includes(cell.group));
  if (dual !== undefined) tests.push((cell) => cell.dual === dual);
  if (trust) tests.push((cell) => trust.includes(cell.trust));
  if (granted !== undefined) tests.push((cell) => cell.granted === granted);
  return (cell) => tests.every((test) => test(cell));
}

export function policyFigures(): readonly Figure[] {
  const pack = largePack();
  const table = compileTable([pack]);
  const engine = pack.rules.map(({ when, outcome }) => ({ applies: closureOf(when), outcome }));
  const byClosures = (cell: Cell): Outcome => {
    let strictest: Outcome = 'allow';
    for (const { applies, outcome } of engine) {
      if (outcomeRank(outcome) > outcomeRank(strictest) && applies(cell)) strictest = outcome;
    }
    return strictest;
  };
  const cells = [...allCells()];
  const asked = cells.map((cell) => ({ cell, classification: classificationAt(cell) }));
  const rounds = 15;
  const byTable: number[] = [];
  const byRules: number[] = [];
  for (let round = -3; round < rounds; round++) {
    const table0 = rate(asked, ({ classification, cell }) => decide(classification, table, cell));
    const rules0 = rate(asked, ({ cell }) => byClosures(cell));
    if (round < 0) continue;
    byTable.push(table0);
    byRules.push(rules0);
  }
  const wrong = cells.filter(
    (cell) => decide(classificationAt(cell), table, cell).outcome !== bySource(pack, cell),
  );
  const common = { samples: rounds } as const;
  return [
    {
      ...common,
      id: 'policy.ratio',
      what: `decisions a second, table to closures, ${RULES} rules`,
      value: median(byTable) / median(byRules),
      unit: 'x',
      goal: GOAL,
    },
    {
      ...common,
      id: 'policy.us',
      what: 'one decision by table',
      value: 1e6 / median(byTable),
      unit: 'us',
    },
    {
      id: 'policy.wrong',
      what: `cells of ${cells.length} where the table differs from its rules`,
      value: wrong.length,
      unit: 'count',
      samples: 1,
      goal: atMost('G10', 0),
    },
  ];
}

function bySource({ rules }: RulePack, cell: Cell): Outcome {
  return rules
    .filter(({ when }) => ruleApplies(when, cell))
    .reduce<Outcome>(
      (most, { outcome }) => (outcomeRank(outcome) > outcomeRank(most) ? outcome : most),
      'allow',
    );
}

function classificationAt({ kind, role, group, dual }: Cell): Classification {
  return { kind, role, group, dual, confidence: 1, ordinal: 1, because: [] };
}

/** Keeps results, so that the work is not optimised away. */
let kept: unknown;

/** @returns operations a second */
function rate<T>(inputs: readonly T[], run: (input: T) => unknown): number {
  const passes = 5;
  const before = performance.now();
  for (let pass = 0; pass < passes; pass++) for (const input of inputs) kept = run(input);
  const seconds = (performance.now() - before) / 1000;
  if (kept === undefined) throw new Error('nothing was decided');
  return (inputs.length * passes) / seconds;
}
