/**
 * The compiled decision table: one byte of outcome and the number of the winning rule for each
 * combination of the finite decision domain, so that a decision inside an event listener is an
 * array read.
 */
import {
  OFFENCE_GROUPS,
  type OffenceGroup,
  OUTCOMES,
  type Outcome,
  outcomeRank,
  ROLES,
  type Role,
  SIGNAL_KINDS,
  type SignalKind,
} from '../vocabulary.ts';
import { type Conditions, type Rule, type RulePack, SITE_TRUST, type SiteTrust } from './model.ts';

/** One point of the decision domain. */
export interface Cell {
  readonly kind: SignalKind;
  readonly role: Role;
  readonly group: OffenceGroup;
  /** The person has a protected role and is a suspect on the same record. */
  readonly dual: boolean;
  readonly trust: SiteTrust;
  /** The same attempt was let through a moment ago, under a recorded entry. */
  readonly granted: boolean;
}

const SIZE_GROUP = 8;
const SIZE_ROLE = OFFENCE_GROUPS.length * SIZE_GROUP;
const SIZE_KIND = ROLES.length * SIZE_ROLE;

/** Number of combinations in the decision domain. */
export const CELL_COUNT = SIGNAL_KINDS.length * SIZE_KIND;

const NO_RULE = 0xffff;

export interface DecisionTable {
  readonly outcomes: Uint8Array;
  /** Index into `rules` of the rule that decides, 65,535 where none applies. */
  readonly winners: Uint16Array;
  readonly rules: readonly Rule[];
}

const kindIndex = indexOf(SIGNAL_KINDS);
const roleIndex = indexOf(ROLES);
const groupIndex = indexOf(OFFENCE_GROUPS);

function indexOf<T extends string>(values: readonly T[]): ReadonlyMap<T, number> {
  return new Map(values.map((value, index) => [value, index]));
}

function baseIndex(kind: SignalKind, role: Role, group: OffenceGroup): number {
  return (
    (kindIndex.get(kind) ?? 0) * SIZE_KIND +
    (roleIndex.get(role) ?? 0) * SIZE_ROLE +
    (groupIndex.get(group) ?? 0) * SIZE_GROUP
  );
}

export function cellIndex(cell: Cell): number {
  return (
    baseIndex(cell.kind, cell.role, cell.group) +
    (cell.dual ? 4 : 0) +
    (cell.trust === 'profile' ? 2 : 0) +
    (cell.granted ? 1 : 0)
  );
}

/** Every combination of the domain, in table order. For proofs and tests. */
export function* allCells(): Generator<Cell> {
  for (const kind of SIGNAL_KINDS)
    for (const role of ROLES)
      for (const group of OFFENCE_GROUPS)
        for (const dual of [false, true])
          for (const trust of SITE_TRUST)
            for (const granted of [false, true]) yield { kind, role, group, dual, trust, granted };
}

/** Whether the rule's conditions hold at this point: the definition that the table compiles. */
export function ruleApplies(when: Conditions, cell: Cell): boolean {
  return (
    (when.kind?.includes(cell.kind) ?? true) &&
    (when.role?.includes(cell.role) ?? true) &&
    (when.group?.includes(cell.group) ?? true) &&
    (when.dual === undefined || when.dual === cell.dual) &&
    (when.trust?.includes(cell.trust) ?? true) &&
    (when.granted === undefined || when.granted === cell.granted)
  );
}

/**
 * Compiles layers of rules into one table. Layers combine by the lattice join, so a pack can
 * only tighten what the others already say; on equal outcomes the earlier rule is named.
 *
 * @param packs national first, then force, then unit
 */
export function compileTable(packs: readonly RulePack[]): DecisionTable {
  const rules = packs.flatMap((pack) => pack.rules);
  if (rules.length >= NO_RULE) throw new RangeError(`too many rules: ${rules.length}`);
  const outcomes = new Uint8Array(CELL_COUNT);
  const winners = new Uint16Array(CELL_COUNT).fill(NO_RULE);
  rules.forEach(({ when, outcome }, index) => {
    const level = outcomeRank(outcome);
    const low = lowOffsets(when);
    for (const kind of when.kind ?? SIGNAL_KINDS)
      for (const role of when.role ?? ROLES)
        for (const group of when.group ?? OFFENCE_GROUPS) {
          const base = baseIndex(kind, role, group);
          for (const offset of low) {
            const cell = base + offset;
            if (winners[cell] !== NO_RULE && level <= (outcomes[cell] ?? 0)) continue;
            outcomes[cell] = level;
            winners[cell] = index;
          }
        }
  });
  return { outcomes, winners, rules };
}

function lowOffsets(when: Conditions): readonly number[] {
  return [0, 1, 2, 3, 4, 5, 6, 7].filter(
    (bits) =>
      (when.dual === undefined || when.dual === (bits & 4) > 0) &&
      (when.trust?.includes(bits & 2 ? 'profile' : 'generic') ?? true) &&
      (when.granted === undefined || when.granted === (bits & 1) > 0),
  );
}

export function outcomeAt(table: DecisionTable, cell: Cell): Outcome {
  return OUTCOMES[table.outcomes[cellIndex(cell)] ?? 0] ?? 'allow';
}

/** The rule that decides at this point, or null where no rule applies. */
export function winnerAt(table: DecisionTable, cell: Cell): Rule | null {
  return table.rules[table.winners[cellIndex(cell)] ?? NO_RULE] ?? null;
}
