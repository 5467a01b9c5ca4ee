/**
 * For how long this device has rehearsed which national rule. The first day is durable before a rule
 * is rehearsed at all, in two places that do not know of each other: the extension's storage, and
 * the ledger's own entries. The earlier day counts, and no day that is before the last one seen.
 */
import { z } from 'zod';
import type { Rehearsed } from '../../core/ledger/header.ts';
import { MOST_PILOT_DAYS, type Pilot, type PilotInForce } from '../../core/policy/pilots.ts';
import { isoDate } from '../../core/policy/shapes.ts';
import { pause } from './waiting.ts';

export interface PilotMemory {
  readonly rehearsed: readonly Rehearsed[];
  /** The latest day (ISO, UTC) that this device was in; empty where none is known. */
  readonly last: string;
}

export interface PilotParts {
  /** Untrusted in shape. */
  readonly stored: {
    load(): Promise<unknown>;
    save(memory: PilotMemory): Promise<void>;
  };
  /** What the ledger says of it; null where it says nothing. */
  readonly witness: () => Promise<PilotMemory | null>;
  readonly report: (where: string, error: unknown) => void;
}

/** Policy is not held up any longer by a ledger that does not open. */
const WITNESS_MS = 2_000;
const DAY_MS = 86_400_000;

const memory = z.strictObject({
  rehearsed: z.array(z.strictObject({ rule: z.string(), first: isoDate, until: isoDate })),
  last: isoDate,
});

const NOTHING: PilotMemory = { rehearsed: [], last: '' };

export class PilotKeeper {
  readonly #parts: PilotParts;
  #memory: PilotMemory = NOTHING;
  #read: Promise<void> | null = null;

  constructor(parts: PilotParts) {
    this.#parts = parts;
  }

  /** Every national rule that was ever rehearsed here, as far as is known, also when it is over. */
  async rehearsed(): Promise<readonly Rehearsed[]> {
    await this.#readBoth();
    return this.#memory.rehearsed;
  }

  /**
   * The pilots that count on this day, each with the last day on which it may. Where a first day
   * cannot be kept, the rule is not rehearsed.
   *
   * @param today ISO, UTC, by the clock of this device
   */
  async admit(pilots: readonly Pilot[], today: string): Promise<readonly PilotInForce[]> {
    // A policy that rehearses nothing does not wait for the ledger.
    if (pilots.length === 0) return [];
    await this.#readBoth();
    const { rehearsed, last } = this.#memory;
    // A clock that was put back makes no pilot longer.
    const day = later(today, last);
    const counting = pilots.flatMap((pilot): PilotInForce[] => {
      if (pilot.from > day) return [];
      const first = rehearsed.find(({ rule }) => rule === pilot.rule)?.first ?? day;
      const until = earlier(pilot.until, lastDayFrom(first));
      return until < day ? [] : [{ ...pilot, first, until }];
    });
    return (await this.#keep(counting, day)) ? counting : [];
  }

  async #keep(counting: readonly PilotInForce[], last: string): Promise<boolean> {
    const now = counting.map(({ rule, first, until }) => ({ rule, first, until }));
    const others = this.#memory.rehearsed.filter(({ rule }) =>
      now.every((each) => each.rule !== rule),
    );
    const fresh = { rehearsed: [...others, ...now], last };
    if (JSON.stringify(fresh) === JSON.stringify(this.#memory)) return true;
    try {
      await this.#parts.stored.save(fresh);
      this.#memory = fresh;
      return true;
    } catch (error) {
      this.#parts.report('pilots', error);
      return false;
    }
  }

  #readBoth(): Promise<void> {
    this.#read ??= this.#remember();
    return this.#read;
  }

  async #remember(): Promise<void> {
    const { stored, witness, report } = this.#parts;
    const told = async (read: () => Promise<PilotMemory | null | undefined>) => {
      try {
        return (await read()) ?? NOTHING;
      } catch (error) {
        report('pilots', error);
        return NOTHING;
      }
    };
    const [own, seen] = await Promise.all([
      told(async () => memory.optional().parse(await stored.load())),
      told(() => Promise.race([witness(), pause(WITNESS_MS)])),
    ]);
    this.#memory = {
      rehearsed: earliest([...own.rehearsed, ...seen.rehearsed]),
      last: later(own.last, seen.last),
    };
  }
}

/** Of each rule the first day that anybody tells of. */
export function earliest(all: readonly Rehearsed[]): readonly Rehearsed[] {
  const byRule = new Map<string, Rehearsed>();
  for (const each of all) {
    const known = byRule.get(each.rule);
    byRule.set(each.rule, known ? { ...each, first: earlier(known.first, each.first) } : each);
  }
  return [...byRule.values()];
}

function earlier(one: string, other: string): string {
  return one < other ? one : other;
}

function later(one: string, other: string): string {
  return earlier(one, other) === one ? other : one;
}

function lastDayFrom(first: string): string {
  const last = Date.parse(first) + (MOST_PILOT_DAYS - 1) * DAY_MS;
  return new Date(last).toISOString().slice(0, 10);
}
