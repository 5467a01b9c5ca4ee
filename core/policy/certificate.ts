/**
 * A certificate that a policy is nowhere looser than the national baseline: the baseline's table and
 * one for each way in which the policy can be in force, and the hashes of what they were made from. `tools/policy/checker.mjs` verifies it with an
 * evaluator of its own.
 */
import { OFFENCE_GROUPS, ROLES, SIGNAL_KINDS } from '../vocabulary.ts';
import { CELLS, type Demand, demandOf } from './demand.ts';
import { type Layer, type Limits, type Rule, SITE_TRUST } from './model.ts';
import type { Pilot } from './pilots.ts';
import type { Proof } from './proof.ts';
import type { DecisionTable } from './table.ts';

export const CERTIFICATE_FORMAT = 'right-to-report policy certificate 4';
export const CLAIM =
  'In no way in which the policy can be in force, at no cell and in no limit is it looser than the baseline, but for the national rules listed as rehearsed.';

/** What counts while some trials last and others are over. */
export interface CertifiedPhase {
  /** Last day of the trials that are over; null while all of them last. */
  readonly past: string | null;
  /** What is otherwise than in the table before it, all through the certificate; "-" is as it was. */
  readonly table: string;
}

/** One way in which the policy can be in force: alone, in a ring, in a unit, suspended. */
export interface CertifiedWay {
  readonly way: string;
  readonly phases: readonly CertifiedPhase[];
}

/** What an outcome, a reason or a rank can loosen. Which words are shown loosens nothing. */
type Asked = Omit<Demand, 'wording'>;

export interface Certificate {
  readonly format: typeof CERTIFICATE_FORMAT;
  readonly claim: typeof CLAIM;
  readonly baseline: { readonly file: string; readonly version: string; readonly sha256: string };
  readonly policy: {
    readonly layer: Layer;
    readonly version: string;
    readonly sha256: string;
    /** A national pack stands instead of the baseline; all others stand on top of it. */
    readonly replacesBaseline: boolean;
  };
  /** The sources that decide in the guard, by name; the hash is over their names and contents. */
  readonly engine: { readonly files: readonly string[]; readonly sha256: string };
  /** The axes in the order of the tables; the last one changes fastest. */
  readonly domain: Readonly<Record<string, readonly (string | boolean)[]>>;
  readonly cells: number;
  readonly demands: readonly Asked[];
  /** "3*16,0*8": sixteen cells with demand 3, then eight with demand 0. The first is the baseline's. */
  readonly tables: { readonly baseline: string; readonly policy: readonly CertifiedWay[] };
  /** National rules past which one press leads, from one day to another, 90 days at most. The tables are without. */
  readonly rehearsed: readonly Pilot[];
  readonly limits: { readonly baseline: Limits; readonly policy: Limits };
  /**
   * What no table can say: how many controls site profiles of the policy leave alone, and which settings
   * stand in it that decide at no cell. Browsers hold these within their own national bounds.
   */
  readonly notCovered: {
    readonly ignoredControls: number;
    readonly settings: readonly string[];
  };
}

export const DOMAIN: Certificate['domain'] = {
  kind: SIGNAL_KINDS,
  role: ROLES,
  group: OFFENCE_GROUPS,
  dual: [false, true],
  trust: SITE_TRUST,
  granted: [false, true],
};

/** The part of a certificate that follows from the tables alone. */
export function certifiedTables({
  baseline,
  ways,
}: Pick<Proof, 'baseline' | 'ways'>): Pick<Certificate, 'domain' | 'cells' | 'demands' | 'tables'> {
  const numbers = new Map<string, number>();
  const demands: Asked[] = [];
  const numberOf = ({ wording: _, ...asked }: Demand): number => {
    const key = JSON.stringify(asked);
    const known = numbers.get(key) ?? numbers.size;
    if (known === demands.length) demands.push(asked);
    numbers.set(key, known);
    return known;
  };
  const known = new Map<Rule | undefined, number>();
  let before: readonly number[] = [];
  const runs = ({ winners, rules }: DecisionTable): string => {
    const now = Array.from(winners, (winner) => {
      const rule = rules[winner];
      const number = known.get(rule) ?? numberOf(demandOf(rule));
      known.set(rule, number);
      return number;
    });
    const said = now.map((number, cell) => (number === before[cell] ? '-' : String(number)));
    before = now;
    return inRuns(said);
  };
  const tables = {
    baseline: runs(baseline),
    policy: ways.map(({ way, phases }) => ({
      way: way.name,
      phases: phases.map(({ past, table }) => ({ past, table: runs(table) })),
    })),
  };
  return { domain: DOMAIN, cells: CELLS.length, demands, tables };
}

function inRuns(values: readonly string[]): string {
  const parts: { value: string; count: number }[] = [];
  for (const value of values) {
    const last = parts.at(-1);
    if (last?.value === value) last.count += 1;
    else parts.push({ value, count: 1 });
  }
  return parts.map(({ value, count }) => `${value}*${count}`).join(',');
}
