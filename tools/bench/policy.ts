/**
 * The decision table against closures over the same rules and against Cedar, and that all say the
 * same.
 */
import type { Classification } from '../../core/forms/classification.ts';
import { decide } from '../../core/policy/decide.ts';
import type { Conditions, Rule, RulePack } from '../../core/policy/model.ts';
import { allCells, type Cell, compileTable, ruleApplies } from '../../core/policy/table.ts';
import { OFFENCE_GROUPS, type Outcome, outcomeRank, ROLES } from '../../core/vocabulary.ts';
import { baseline } from '../../platform/baseline.ts';
import { decideByCedar } from './cedar.ts';
import { atLeast, atMost, type Figure } from './figure.ts';
import { median } from './statistics.ts';

const RULES = 50;
const GOAL = atLeast('G10', 5);
const GOAL_CEDAR = atLeast('G10', 500);
/** Cedar takes a thousand times as long: it is asked of every 17th combination, spread over all. */
const STRIDE = 17;

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
  const byCedar = decideByCedar(pack);
  const someAsked = cells.filter((_, index) => index % STRIDE === 0);
  const rounds = 15;
  const rates = { table: [] as number[], rules: [] as number[], cedar: [] as number[] };
  for (let round = -3; round < rounds; round++) {
    const tableRate = rate(asked, 5, ({ classification, cell }) =>
      decide(classification, table, cell),
    );
    const rulesRate = rate(asked, 5, ({ cell }) => byClosures(cell));
    const cedarRate = rate(someAsked, 1, byCedar);
    if (round < 0) continue;
    rates.table.push(tableRate);
    rates.rules.push(rulesRate);
    rates.cedar.push(cedarRate);
  }
  const byTable = median(rates.table);
  const wrong = (said: (cell: Cell) => Outcome): number =>
    cells.filter((cell) => decide(classificationAt(cell), table, cell).outcome !== said(cell))
      .length;
  const common = { samples: rounds } as const;
  return [
    {
      ...common,
      id: 'policy.ratio',
      what: `decisions a second, table to closures, ${RULES} rules`,
      value: byTable / median(rates.rules),
      unit: 'x',
      goal: GOAL,
    },
    {
      ...common,
      id: 'policy.cedar',
      what: 'the same, table to Cedar with its policies parsed',
      value: byTable / median(rates.cedar),
      unit: 'x',
      goal: GOAL_CEDAR,
    },
    {
      ...common,
      id: 'policy.us',
      what: 'one decision by table',
      value: 1e6 / byTable,
      unit: 'us',
    },
    {
      id: 'policy.wrong',
      what: `cells of ${cells.length} where the table differs from its rules`,
      value: wrong((cell) => bySource(pack, cell)),
      unit: 'count',
      samples: 1,
      goal: atMost('G10', 0),
    },
    {
      id: 'policy.cedar.wrong',
      what: `cells of ${cells.length} where the table differs from Cedar`,
      value: wrong(byCedar),
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
function rate<T>(inputs: readonly T[], passes: number, run: (input: T) => unknown): number {
  const before = performance.now();
  for (let pass = 0; pass < passes; pass++) for (const input of inputs) kept = run(input);
  const seconds = (performance.now() - before) / 1000;
  if (kept === undefined) throw new Error('nothing was decided');
  return (inputs.length * passes) / seconds;
}
