/**
 * What force IT's browser has heard of the force's devices: one record for each name, and how far the
 * store was read, in one transaction. Beside the ledger and what came of others', and never in them:
 * it proves nothing, and can be read anew from the store.
 */
import { type DBSchema, openDB } from 'idb';
import { z } from 'zod';
import type { Readable, StreamBatch, StreamItem } from '../../../core/delivery/messages.ts';
import { placeOf } from '../../../core/delivery/subjects.ts';
import { isOfDevice } from '../../../core/health/device-words.ts';
import { type FleetName, heard, heardAtOf, type Sighting } from '../../../core/health/fleet.ts';
import type { FleetReading, FleetRow } from '../../../core/health/fleet-messages.ts';
import { parseHeader } from '../../../core/ledger/header-schema.ts';
import { parseRecord } from '../../../core/ledger/record.ts';
import { courierReport } from '../delivery/answers.ts';
import { Connection, closing, type Forget } from '../ledger/connection.ts';
import type { SessionArea } from '../tab-state.ts';
import { turns } from '../turns.ts';

/** A name that was not heard for so long is taken off: a machine that is gone, or a name that is. */
export const KEPT_DAYS = 90;
/** How far back the first reading goes: a whole stream may hold years. */
const FIRST_DAYS = 14;
const DAY_MS = 86_400_000;
const READING = 'fleet-reading';

interface Place {
  readonly force: string;
  readonly next: number;
  readonly newestAt: number;
  readonly since: number;
  /** Of the row that changed last. */
  readonly changed: number;
}

type StoredName = FleetRow & { readonly name: string };

interface FleetSchema extends DBSchema {
  names: { key: string; value: StoredName; indexes: { changed: number } };
  place: { key: string; value: Place };
}

export const FLEET = 'right-to-report-fleet';
const VERSION = 1;
const PLACE = 'place';

function openFleet(forget: Forget) {
  return openDB<FleetSchema>(FLEET, VERSION, {
    upgrade(db) {
      db.createObjectStore('names', { keyPath: 'name' }).createIndex('changed', 'changed');
      db.createObjectStore('place');
    },
    ...closing(forget),
  });
}

const told = z.strictObject({ behind: z.int().min(0), why: courierReport.shape.why });

export interface FleetParts {
  readonly session: SessionArea;
  readonly now: () => number;
  /** There is more to read than there was. */
  readonly changed: () => void;
}

export class FleetStore {
  readonly #parts: FleetParts;
  readonly #connection = new Connection<FleetSchema>(openFleet);
  readonly #inTurn = turns();
  #forgetsAt = 0;

  constructor(parts: FleetParts) {
    this.#parts = parts;
  }

  /** Where to go on. @throws LedgerError */
  async from(force: string): Promise<{ readonly from: number; readonly since: number | null }> {
    const { next, since } = await this.#place(force);
    return { from: next, since: next > 1 ? null : since };
  }

  /** Durable, with the place where to go on, when it resolves; the same again changes nothing. */
  take(batch: StreamBatch): Promise<void> {
    return this.#inTurn(async () => {
      const { reading, items, next, behind, trouble } = batch;
      await this.#parts.session.set({ [READING]: { behind, why: trouble } });
      if (trouble === null)
        await this.#take(
          reading,
          items.flatMap((each) => sightingOf(reading, each)),
          items,
          next,
        );
      this.#parts.changed();
    });
  }

  async #take(
    { force }: Readable,
    sightings: readonly Sighting[],
    items: readonly StreamItem[],
    next: number,
  ): Promise<void> {
    const before = await this.#place(force);
    await this.#connection.writing(['names', 'place'], async (tx) => {
      const names = tx.objectStore('names');
      let { changed } = before;
      // Asked for together: one after the other is a turn of the loop for each of hundreds.
      const puts = byName(sightings).map(async ([name, all]) => {
        const known: FleetName | null = (await names.get(name)) ?? null;
        const row = all.reduce<FleetName | null>(heard, known);
        if (row !== null) await names.put({ ...row, name, changed: ++changed });
      });
      await Promise.all(puts);
      const newestAt = items.reduce(
        (most, { storedAt }) => Math.max(most, storedAt),
        before.newestAt,
      );
      await tx.objectStore('place').put({ ...before, next, newestAt, changed }, PLACE);
    });
  }

  /** Rows that changed after a number, in that order. @throws LedgerError */
  async rows(after: number, count: number): Promise<readonly FleetRow[]> {
    const range = IDBKeyRange.lowerBound(after, true);
    return this.#connection.reading((db) => db.getAllFromIndex('names', 'changed', range, count));
  }

  /** How far it was read. @throws LedgerError */
  async reading(force: string): Promise<FleetReading> {
    const { newestAt, since } = await this.#place(force);
    const last = told.safeParse((await this.#parts.session.get(READING))[READING]);
    const common = { newestAt, since };
    if (!last.success) return { ...common, state: 'unknown', behind: 0, why: null };
    const { behind, why } = last.data;
    const state = why !== null ? 'trouble' : behind > 0 ? 'behind' : 'following';
    return { ...common, state, behind, why };
  }

  /** Takes off what was not heard for long; looked for now and then. @throws LedgerError */
  forget(force: string): Promise<void> {
    return this.#inTurn(async () => {
      if (this.#parts.now() < this.#forgetsAt) return;
      this.#forgetsAt = this.#parts.now() + DAY_MS;
      const { newestAt } = await this.#place(force);
      const old = await this.#connection.reading(async (db) =>
        (await db.getAll('names')).filter((row) => heardAtOf(row) < newestAt - KEPT_DAYS * DAY_MS),
      );
      if (old.length === 0) return;
      await this.#connection.writing(['names'], async (tx) => {
        for (const { name } of old) await tx.objectStore('names').delete(name);
      });
    });
  }

  /** Another force's names are not this one's. */
  async #place(force: string): Promise<Place> {
    const known = await this.#connection.reading((db) => db.get('place', PLACE));
    if (known?.force === force) return known;
    const since = this.#parts.now() - FIRST_DAYS * DAY_MS;
    const fresh: Place = { force, next: 1, newestAt: 0, since, changed: known?.changed ?? 0 };
    await this.#connection.writing(['names', 'place'], async (tx) => {
      await tx.objectStore('names').clear();
      await tx.objectStore('place').put(fresh, PLACE);
    });
    return fresh;
  }
}

/** Nothing where it is no sign of life of this version: whatever lies there is not looked at. */
function sightingOf(
  { force }: Readable,
  { subject, storedAt, text }: StreamItem,
): readonly Sighting[] {
  const place = placeOf(subject);
  if (place?.collection !== 'heartbeats' || place.force !== force) return [];
  const header = parseHeader(parseRecord(text)?.line);
  if (header === null || !isOfDevice(header)) return [];
  return [{ name: place.depositor, unit: place.unit, storedAt, header }];
}

function byName(
  sightings: readonly Sighting[],
): readonly (readonly [name: string, all: readonly Sighting[]])[] {
  const names = new Map<string, Sighting[]>();
  for (const each of sightings) {
    const all = names.get(each.name);
    if (all) all.push(each);
    else names.set(each.name, [each]);
  }
  return [...names];
}
