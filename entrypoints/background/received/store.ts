/**
 * Entries of other devices, by file or from the force's stream, and what is known of each device.
 * What came first in a place stays there; all else is told and kept apart. Cost and memory go with
 * what is taken in at once, never with what is here.
 */
import { publicKeyOf } from '../../../core/ledger/bundle.ts';
import {
  type Checkpoint,
  deviceKey,
  openCheckpoint,
  parseCheckpoint,
} from '../../../core/ledger/checkpoint.ts';
import type { Finding } from '../../../core/ledger/findings.ts';
import { parseRecord } from '../../../core/ledger/record.ts';
import { verifyEd25519 } from '../../../platform/ed25519.ts';
import { Connection } from '../ledger/connection.ts';
import { turns } from '../turns.ts';
import { checkDevice } from './check.ts';
import {
  type HandedIn,
  type Import,
  ofDevice,
  openReceived,
  type ReceivedCheckpoint,
  type ReceivedDatabase,
  type ReceivedDecision,
  type ReceivedDevice,
  type ReceivedEntry,
  type ReceivedSchema,
  type Source,
  type Taking,
} from './database.ts';
import { type AtPlace, CHECKING, checkDecisions, idsIn, takeDecisions } from './decisions.ts';
import { keepCheckpoints } from './keep-checkpoints.ts';
import { blockOf, leavesOf, NO_LEAF } from './leaves.ts';
import { type OwnLedger, ownCheckpointFault, withoutOwn } from './own.ts';
import { type Refusal, refuse } from './quarantine.ts';
import { type ArrivedRecord, type OfDevice, TAKING, type Taken, takeEntries } from './take.ts';

/** What arrives together. Texts are untrusted. */
export interface Arrival {
  /** Record texts (`recordText`). */
  readonly records: readonly string[];
  /** From the store: where each of them lay. */
  readonly from?: readonly HandedIn[];
  /** Notes. */
  readonly checkpoints: readonly string[];
  /** From a file: where the entries of its devices begin, by device. */
  readonly begins?: ReadonlyMap<string, NonNullable<OfDevice['begins']>>;
  /** From a file: what its own check found. */
  readonly doubts?: readonly Finding[];
  /** From a file: how far it is done once this is taken in. */
  readonly progress?: (tx: Taking, taken: Taken) => Promise<void>;
}

export interface Settled {
  readonly checked: readonly ReceivedDevice[];
  readonly left: number;
}

export interface ReceivedParts {
  readonly now: () => number;
  readonly own: OwnLedger;
  /** Something was checked that readers may want to see. */
  readonly changed: () => void;
}

export class ReceivedStore {
  readonly #parts: ReceivedParts;
  readonly #connection: Connection<ReceivedSchema>;
  /** Two at once would each find a place free. */
  readonly #inTurn = turns();
  #revision = 0;

  constructor(parts: ReceivedParts, open: typeof openReceived = openReceived) {
    this.#parts = parts;
    this.#connection = new Connection(open);
  }

  /** Another number where something may have changed. */
  get revision(): number {
    return this.#revision;
  }

  /**
   * Takes in what can be, and keeps the rest apart with its reason. Durable when it resolves; the
   * same again changes nothing. Whether it holds is found by `settle`.
   *
   * @throws LedgerError where the disk does not take it: then nothing of it was taken
   */
  receive(arrival: Arrival, source: Source): Promise<Taken> {
    return this.#inTurn(() => this.#receive(arrival, source));
  }

  /**
   * Checks every device of which something came.
   *
   * @returns those that were checked, with all that was found
   * @throws LedgerError
   */
  async settle(): Promise<readonly ReceivedDevice[]> {
    return (await this.settleSome(Number.POSITIVE_INFINITY)).checked;
  }

  /**
   * The same for some of them.
   *
   * @param most behind so many entries no further device is begun
   * @throws LedgerError
   */
  settleSome(most: number): Promise<Settled> {
    return this.#inTurn(async () => {
      const rows = await this.reading((db) => db.getAllFromIndex('devices', 'unchecked', 1));
      const checked: ReceivedDevice[] = [];
      let entries = 0;
      for (const row of rows) {
        if (entries >= most) break;
        entries += row.entries;
        const found = await this.reading((db) => checkDevice(db, row));
        checked.push(
          await this.#connection.writing([...CHECKING], async (tx) => {
            const refused = await checkDecisions(tx, row, this.#parts.now());
            const done: ReceivedDevice = { ...row, ...found, refused, unchecked: 0 };
            await tx.objectStore('devices').put(done);
            return done;
          }),
        );
      }
      const left = rows.length - checked.length;
      if (checked.length > 0) this.#revision++;
      // Once for all of them: pages read anew what they show.
      if (checked.length > 0 && left === 0) this.#parts.changed();
      return { checked, left };
    });
  }

  devices(): Promise<readonly ReceivedDevice[]> {
    return this.reading((db) => db.getAll('devices'));
  }

  /** What lies at the places of decisions, as far as it was read. */
  decisions(): Promise<readonly ReceivedDecision[]> {
    return this.reading((db) => db.getAll('decisions'));
  }

  /**
   * What lies at places of decisions, by the store's own word. Durable when it resolves; the same
   * again changes nothing.
   *
   * @throws LedgerError
   */
  receiveDecisions(arrived: readonly AtPlace[]): Promise<void> {
    return this.#inTurn(async () => {
      const own = await this.#parts.own.device();
      const at = this.#parts.now();
      const lines = await this.#parts.own.lines(idsIn(arrived));
      const fresh = await this.#connection.writing([...CHECKING], (tx) =>
        takeDecisions(tx, arrived, { own: own.id, lines, at }),
      );
      if (fresh === 0) return;
      this.#revision++;
      this.#parts.changed();
    });
  }

  entry(device: string, seq: number): Promise<ReceivedEntry | undefined> {
    return this.reading((db) => db.get('entries', [device, seq]));
  }

  page(device: string, from: number, most: number): Promise<readonly ReceivedEntry[]> {
    return this.reading((db) => db.getAll('entries', ofDevice(device, from), most));
  }

  /** Of one device, the smallest first. */
  checkpoints(device: string): Promise<readonly ReceivedCheckpoint[]> {
    return this.reading((db) => db.getAll('checkpoints', ofDevice(device)));
  }

  /** Leaf hashes of the first so many; null where not all are here. */
  async leaves(device: string, size: number): Promise<readonly string[] | null> {
    const range = IDBKeyRange.bound([device, 0], [device, blockOf(Math.max(0, size - 1))]);
    const blocks = await this.reading((db) => db.getAll('leaves', range));
    if (!blocks.every(({ block }, number) => block === number)) return null;
    const leaves = leavesOf(blocks).slice(0, size);
    return leaves.length < size || leaves.includes(NO_LEAF) ? null : leaves;
  }

  /** How much lies in quarantine. */
  quarantined(): Promise<number> {
    return this.reading((db) => db.count('quarantine'));
  }

  import(file: string): Promise<Import | undefined> {
    return this.reading((db) => db.get('imports', file));
  }

  keepImport(change: Import): Promise<unknown> {
    return this.#connection.writing(['imports'], (tx) => tx.objectStore('imports').put(change));
  }

  /** @throws LedgerError */
  reading<T>(read: (db: ReceivedDatabase) => Promise<T>): Promise<T> {
    return this.#connection.reading(read);
  }

  async #receive(arrival: Arrival, source: Source): Promise<Taken> {
    const { records, from, checkpoints, begins = new Map(), doubts = [], progress } = arrival;
    const { placed, unreadable } = readAll(records, from);
    const { others, known, refusals: own } = await withoutOwn(placed, this.#parts.own);
    const groups = byDevice(others, begins.keys());
    const at = this.#parts.now();
    const taken = await this.#connection.writing([...TAKING], async (tx) => {
      const all: Taken[] = [];
      for (const [device, group] of groups) {
        const part = { device, records: group, begins: begins.get(device) ?? null };
        all.push(await takeEntries(tx, part, { source, at, doubts }));
      }
      await refuse(tx, [...unreadable, ...own], source, at);
      const sum = added(all, known, unreadable.length + own.length);
      await progress?.(tx, sum);
      return sum;
    });
    const refused = await this.#takeCheckpoints(checkpoints, source, at);
    this.#revision++;
    return { ...taken, quarantined: taken.quarantined + refused };
  }

  /** @returns how many were refused */
  async #takeCheckpoints(notes: readonly string[], source: Source, at: number): Promise<number> {
    const kept: ReceivedCheckpoint[] = [];
    const refusals: Refusal[] = [];
    const { id: ownDevice } = await this.#parts.own.device();
    for (const note of notes) {
      const said = parseCheckpoint(note);
      if (said?.device === ownDevice) {
        const fault = await ownCheckpointFault(note, this.#parts.own);
        if (fault) refusals.push(fault);
        continue;
      }
      const code = said ? await this.#faultOf(note, said) : 'unreadable';
      const [device, seq] = [said?.device ?? '', said ? Math.max(0, said.size - 1) : null];
      if (code !== null) refusals.push({ device, seq, code, text: note });
      else if (said) kept.push({ ...said, at, note });
    }
    if (kept.length + refusals.length === 0) return 0;
    await this.#connection.writing(['checkpoints', 'devices', 'quarantine'], async (tx) => {
      await keepCheckpoints(tx, kept);
      await refuse(tx, refusals, source, at);
    });
    return refusals.length;
  }

  async #faultOf(note: string, { device }: Checkpoint): Promise<Finding['code'] | null> {
    const row = await this.reading((db) => db.get('devices', device));
    const key = publicKeyOf(row?.key ?? null);
    const opened = await openCheckpoint(note, key ? [deviceKey(device, key)] : [], verifyEd25519);
    if (!('fault' in opened)) return null;
    return opened.fault === 'no-note' ? 'unreadable' : opened.fault;
  }
}

function readAll(
  records: readonly string[],
  from: readonly HandedIn[] = [],
): {
  readonly placed: readonly ArrivedRecord[];
  readonly unreadable: readonly Refusal[];
} {
  const placed: ArrivedRecord[] = [];
  const unreadable: Refusal[] = [];
  for (const [number, text] of records.entries()) {
    const record = parseRecord(text);
    if (record === null) unreadable.push({ device: '', seq: null, code: 'unreadable', text });
    else placed.push({ ...record, from: from[number] ?? null });
  }
  return { placed, unreadable };
}

function byDevice(
  records: readonly ArrivedRecord[],
  others: Iterable<string>,
): ReadonlyMap<string, readonly ArrivedRecord[]> {
  const groups = new Map<string, ArrivedRecord[]>();
  for (const device of others) groups.set(device, []);
  for (const record of records) {
    const group = groups.get(record.place.device);
    if (group) group.push(record);
    else groups.set(record.place.device, [record]);
  }
  return groups;
}

function added(all: readonly Taken[], known: number, refused: number): Taken {
  return {
    fresh: all.reduce((sum, each) => sum + each.fresh, 0),
    known: all.reduce((sum, each) => sum + each.known, known),
    quarantined: all.reduce((sum, each) => sum + each.quarantined, refused),
  };
}
