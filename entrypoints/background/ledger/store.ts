/** The ledger on disk: appended to durably, read for review, never changed. */
import type { Body, Head, StoredEntry } from '../../../core/ledger/entry.ts';
import type { HeaderDraft } from '../../../core/ledger/header.ts';
import type { Delivered } from '../../../core/ledger/retention.ts';
import { type Alone, aloneByLock } from './alone.ts';
import { type Appended, appendAll, type Draft, entryAt, isEntry, type Outcome } from './append.ts';
import { placesOfBodies, takeBodies, withBodies } from './bodies.ts';
import { Connection } from './connection.ts';
import {
  DELIVERED_TO,
  HEAD,
  type KeptKey,
  type KeptValue,
  type LedgerSchema,
  openLedger,
  type StoredCheckpoint,
  type StoredHead,
} from './database.ts';
import { isDamage, LedgerError } from './error.ts';
import { keepIn } from './keep.ts';
import { APPENDING, KnownEnd } from './known-end.ts';
import { currentName, MENDING, nameAfter, restoreHead } from './mend.ts';
import { LedgerParts } from './parts.ts';
import {
  type Line,
  linesOfIds,
  readHead,
  readLines,
  readLinesFrom,
  readNewest,
  SEALING,
  SEGMENT_WEIGHT,
  seal,
} from './segments.ts';

/** Entries that one transaction takes: more would make the first of them wait. */
const MOST_TOGETHER = 64;

interface Waiting extends Draft {
  resolve(appended: Appended): void;
  reject(error: unknown): void;
}

/** Who wants to know. */
export interface Told {
  /** This ledger was fenced off and another is in use. */
  fenced(): void;
  /** Something was appended. */
  grown(): void;
  /** Entries were put together into a segment that will not change any more. */
  sealed(): void;
}

export class LedgerStore {
  readonly #salt: () => string;
  readonly #open: typeof openLedger;
  readonly #told: Partial<Told>;
  readonly #segmentWeight: number;
  readonly #connection: Connection<LedgerSchema>;
  readonly #waiting: Waiting[] = [];
  readonly #end: KnownEnd;
  readonly parts: LedgerParts;
  #isWriting = false;
  #canSeal = true;

  /**
   * @param salt random hex for the hash of a body
   * @param segmentWeight characters of loose entries that are sealed into one value
   * @param isAlone whether nobody else appends: where the ledger ends is then not read each time
   */
  constructor(
    salt: () => string,
    open: typeof openLedger = openLedger,
    told: Partial<Told> = {},
    segmentWeight: number = SEGMENT_WEIGHT,
    isAlone: Alone = aloneByLock(),
  ) {
    this.#salt = salt;
    this.#open = open;
    this.#told = told;
    this.#segmentWeight = segmentWeight;
    this.#end = new KnownEnd(isAlone);
    this.#connection = new Connection(async (forget) => open(forget, await currentName()));
    this.parts = new LedgerParts(this.#connection);
  }

  /** Puts right what does not fit, or begins anew beside it. @throws LedgerError */
  async check(): Promise<void> {
    try {
      const known = await this.#connection.reading((db) => db.count('ids'));
      if (known === (await this.head()).size) return;
    } catch (error) {
      if (!isDamage(error)) throw error;
    }
    await this.#mend();
  }

  /**
   * Appends an entry, or finds the one with the same id: a retry is not a second entry.
   * Resolves only when the entry is durable.
   *
   * @param expected where given, the append fails with `head-moved` unless this is still the head
   * @throws LedgerError
   */
  append(header: HeaderDraft, body: Body | null, expected?: Head): Promise<Appended> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ header, body, expected, resolve, reject });
      this.#drain().catch(reject);
    });
  }

  /** All entries in order of sequence, and the head, as of one moment. */
  async all(): Promise<{ readonly entries: readonly StoredEntry[]; readonly head: StoredHead }> {
    const { lines, head } = await this.lines();
    return { head, entries: await this.#withBodies(lines) };
  }

  /** All lines in order of sequence, and the head, as of one moment. */
  lines(): Promise<{ readonly lines: readonly Line[]; readonly head: StoredHead }> {
    return this.#connection.reading(readLines);
  }

  /** Lines from one place on, at most so many. */
  linesFrom(from: number, most: number): Promise<readonly Line[]> {
    return this.#connection.reading((db) => readLinesFrom(db, from, most));
  }

  /** Entries from one place on, at most so many. */
  async page(from: number, most: number): Promise<readonly StoredEntry[]> {
    return this.#withBodies(await this.linesFrom(from, most));
  }

  /** The newest entries, oldest first, and the head, as of one moment. */
  async newest(most: number) {
    const { lines, head } = await this.#connection.reading((db) => readNewest(db, most));
    return { head, entries: await this.#withBodies(lines) };
  }

  head(): Promise<StoredHead> {
    return this.#connection.reading(async (db) => readHead(await db.get('meta', HEAD)));
  }

  has(id: string): Promise<boolean> {
    return this.#connection.reading(async (db) => (await db.getKey('ids', id)) !== undefined);
  }

  /** Header lines by id, of those ids that stand here. */
  async linesOf(ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
    return this.#connection.reading((db) => linesOfIds(db, ids));
  }

  entry(id: string): Promise<StoredEntry | null> {
    return this.#connection.reading(async (db) => {
      const seq = await db.get('ids', id);
      return seq === undefined ? null : await entryAt(db, seq);
    });
  }

  /**
   * A value that is made once and kept: the device's id, the key of record handles.
   *
   * @throws LedgerError also where the stored value is not what it was: it is not made anew
   */
  keep<Value extends KeptValue>(
    key: KeptKey,
    make: () => Value | Promise<Value>,
    isSound: (value: unknown) => value is Value,
  ): Promise<Value> {
    return keepIn(this.#connection, key, make, isSound);
  }

  /** Checkpoints that this device signed, the smallest first. */
  checkpoints(): Promise<readonly StoredCheckpoint[]> {
    return this.#connection.reading((db) => db.getAll('checkpoints'));
  }

  keepCheckpoint(checkpoint: StoredCheckpoint): Promise<void> {
    return this.#connection.writing(['checkpoints'], async (tx) => {
      await tx.objectStore('checkpoints').put(checkpoint);
    });
  }

  /** How many entries, from the first, the force has for certain. */
  deliveredTo(): Promise<number> {
    return this.#connection.reading(async (db) => {
      const size = await db.get('meta', DELIVERED_TO);
      return typeof size === 'number' ? size : 0;
    });
  }

  setDeliveredTo(size: number): Promise<void> {
    return this.#connection.writing(['meta'], async (tx) => {
      await tx.objectStore('meta').put(size, DELIVERED_TO);
    });
  }

  /** Up to where the force has the ledger, and since when, the smallest first. */
  delivered(): Promise<readonly Delivered[]> {
    return this.#connection.reading((db) => db.getAll('delivered'));
  }

  noteDelivered(delivered: Delivered): Promise<void> {
    return this.#connection.writing(['delivered'], async (tx) => {
      await tx.objectStore('delivered').put(delivered);
    });
  }

  /** Sequence numbers of the entries whose bodies are here. */
  bodies(): Promise<ReadonlySet<number>> {
    return this.#connection.reading(placesOfBodies);
  }

  /**
   * Takes bodies away and appends the entry that says so, in one transaction: never one without
   * the other.
   *
   * @throws LedgerError
   */
  async dropBodies(header: HeaderDraft, seqs: readonly number[]): Promise<void> {
    await this.#connection.writing([...APPENDING, 'bodies'], async (tx) => {
      const draft = { header, body: null, expected: undefined };
      await appendAll(tx, [draft], this.#salt);
      await takeBodies(tx, seqs);
    });
    this.#end.forget();
  }

  async #drain(): Promise<void> {
    if (this.#isWriting) return;
    this.#isWriting = true;
    await null; // Whoever appends in the same turn goes along.
    while (this.#waiting.length > 0) {
      const together = this.#waiting.splice(0, MOST_TOGETHER);
      const isDone = await this.#commit(together);
      // One that the disk does not take must not keep the others out.
      if (!isDone) for (const each of together) await this.#commit([each]);
    }
    // Nothing is awaited since the last look: whoever comes now drains anew.
    this.#isWriting = false;
  }

  /** @returns false where several were tried together and nothing was written */
  async #commit(together: readonly Waiting[], mayMend = true): Promise<boolean> {
    try {
      const { outcomes, head } = await this.#end.append(this.#connection, together, this.#salt);
      for (const [place, each] of together.entries()) this.#answer(each, outcomes[place]);
      this.#told.grown?.();
      if (head.weight >= this.#segmentWeight) await this.#seal();
    } catch (error) {
      if (together.length > 1) return false;
      const isMended = mayMend && isDamage(error) && (await this.#mend().catch(() => false));
      if (isMended) return this.#commit(together, false);
      together[0]?.reject(error);
    }
    return true;
  }

  /** @returns whether the ledger can be appended to again; else a new one was begun */
  async #mend(): Promise<boolean> {
    this.#end.forget();
    const isRestored = await this.#connection.writing([...MENDING], restoreHead);
    if (isRestored) return true;
    const next = await this.#open(() => undefined, nameAfter(await currentName()));
    next.close();
    await this.#connection.renew();
    this.#canSeal = true;
    this.#told.fenced?.();
    return false;
  }

  #answer({ resolve, reject }: Waiting, outcome: Outcome | undefined): void {
    if (outcome === undefined || outcome instanceof LedgerError) reject(outcome);
    else if (isEntry(outcome)) resolve({ entry: outcome, existed: false });
    else
      this.#connection
        .reading((db) => entryAt(db, outcome.known))
        .then((entry) => resolve({ entry, existed: true }), reject);
  }

  /** What cannot be sealed stays loose, and is tried again by the next background. */
  async #seal(): Promise<void> {
    if (!this.#canSeal) return;
    this.#end.forget();
    try {
      this.#canSeal = await this.#connection.writing([...SEALING], (tx) =>
        seal(tx, this.#segmentWeight),
      );
      if (this.#canSeal) this.#told.sealed?.();
    } catch (error) {
      if (!(error instanceof LedgerError)) throw error;
      // The disk did not take it. Every entry is still where it was.
      this.#canSeal = false;
    }
  }

  #withBodies(lines: readonly Line[]): Promise<readonly StoredEntry[]> {
    return this.#connection.reading((db) => withBodies(db, lines));
  }
}
