/**
 * Tables of each way in which one file can be in force. What counts outside of units is compiled once
 * for all of them: with fifty units each table would else be made of the force's rules anew.
 */
import type { Baseline, PolicyInForce } from './assemble.ts';
import type { Rule } from './model.ts';
import type { PolicyFile } from './policy-file.ts';
import { compileTable, type DecisionTable } from './table.ts';
import { ALWAYS, afterDay, type Lasts } from './trial.ts';
import { inForceIn, type Way } from './ways.ts';

export class WayTables {
  readonly #file: PolicyFile;
  readonly #baseline: Baseline;
  readonly #known = new Map<string, DecisionTable>();

  constructor(file: PolicyFile, baseline: Baseline) {
    this.#file = file;
    this.#baseline = baseline;
  }

  /** Rules that are on trial at first, as they will be enforced. */
  trialsOf(way: Way): readonly Rule[] {
    return [...this.#outside(way, ALWAYS).trials, ...this.#inside(way, ALWAYS).trials];
  }

  /** @param past last day of the trials that are over; null while all of them last */
  tableOf(way: Way, past: string | null): DecisionTable {
    const lasts = afterDay(past);
    const outside = this.#once(['ring', way.ring, past], () =>
      compileTable(this.#outside(way, lasts).packs),
    );
    if (way.unit === null) return outside;
    const inside = this.#once(['unit', way.unit, past], () =>
      compileTable(this.#inside(way, lasts).packs.filter(({ layer }) => layer === 'unit')),
    );
    return joined(outside, inside);
  }

  #outside(way: Way, lasts: Lasts): PolicyInForce {
    return inForceIn({ ...way, unit: null }, this.#file, this.#baseline, lasts);
  }

  /** With no rules but those of the unit. */
  #inside(way: Way, lasts: Lasts): PolicyInForce {
    const { settings } = this.#file;
    const file = { ...this.#file, pack: null, settings: settings && { ...settings, rules: [] } };
    return inForceIn({ ...way, ring: null }, file, this.#baseline, lasts);
  }

  #once(key: readonly (string | null)[], make: () => DecisionTable): DecisionTable {
    const name = JSON.stringify(key);
    const table = this.#known.get(name) ?? make();
    this.#known.set(name, table);
    return table;
  }
}

/** What compiling the rules of both comes to: at each cell the strictest, of equals the first. */
export function joined(one: DecisionTable, other: DecisionTable): DecisionTable {
  const first = one.rules.length;
  const outcomes = one.outcomes.slice();
  const winners = one.winners.slice();
  other.winners.forEach((winner, cell) => {
    if (!other.rules[winner]) return;
    const level = other.outcomes[cell] ?? 0;
    const isDecided = one.rules[winners[cell] ?? 0] !== undefined;
    if (isDecided && level <= (outcomes[cell] ?? 0)) return;
    outcomes[cell] = level;
    winners[cell] = first + winner;
  });
  return { outcomes, winners, rules: [...one.rules, ...other.rules] };
}
