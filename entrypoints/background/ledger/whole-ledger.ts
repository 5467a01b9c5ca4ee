/**
 * Whether all lines of the ledger hold, from the first to the head. A sealed segment that was checked
 * before is checked as a whole, against what this device signed of it then: one digest, where there
 * are a thousand entries.
 */
import { deviceKey, parseCheckpoint } from '../../../core/ledger/checkpoint.ts';
import { EMPTY_HEAD, type Head } from '../../../core/ledger/entry.ts';
import {
  type CheckedSegment,
  type NoteDoubt,
  openSegment,
  signSegment,
} from '../../../core/ledger/segment-note.ts';
import { type Edge, EMPTY_EDGE, pushLeaf, rootOf } from '../../../core/ledger/tree.ts';
import type { Break } from '../../../core/ledger/verify.ts';
import { signWith, verifyEd25519 } from '../../../platform/ed25519.ts';
import { LongTexts } from '../../../platform/text-hashes.ts';
import { breaksOf } from './breaks.ts';
import type { Segment, StoredCheckpoint } from './database.ts';
import type { Device } from './device.ts';
import { LedgerError } from './error.ts';
import { HASH_LENGTH, type Line, linesOf } from './segments.ts';
import type { LedgerStore } from './store.ts';

/** Segments that are read at once: a megabyte each. */
const TOGETHER = 8;

export type Signer = Pick<Device, 'id' | 'signing'>;

/**
 * Checks everything, and signs for each segment that it found to hold and that has no note yet.
 *
 * @param device null where it is not known: what it signed is then neither relied on nor missed
 * @returns every place where the lines do not hold
 * @throws LedgerError
 */
export async function wholeBreaks(
  store: LedgerStore,
  device: Signer | null,
): Promise<readonly Break[]> {
  const check = await SealedCheck.of(store, device);
  for (let round = 0; ; round++) {
    const before = check.end.size;
    await check.goOn();
    const { lines, head } = await store.parts.loose();
    // Sealed meanwhile: what was loose then is in a segment now.
    const mayBeMore = round === 0 || check.end.size > before;
    if (head.loose > check.end.size && mayBeMore && !check.isStopped) continue;
    check.endsHere();
    // One that lies where a segment has its place is read in its stead by whoever asks for it.
    const isShadow = ({ seq }: Line): boolean => seq < check.end.size;
    const shadows = lines.filter(isShadow).map(({ seq }): Break => ({ seq, code: 'sequence-gap' }));
    const behind = lines.filter((line) => !isShadow(line));
    const rest = check.isStopped ? [] : await breaksOf(behind, check.end, head);
    return [...check.breaks, ...shadows, ...rest];
  }
}

/** Checks and signs for what was sealed since, or before there were notes; nothing where there is none. */
export async function signSealed(store: LedgerStore, device: () => Promise<Signer>): Promise<void> {
  const signer = await device();
  if (signer.signing !== null && (await store.parts.areUnsigned()))
    await sealedBreaks(store, signer);
}

/** The same of what is sealed. */
export async function sealedBreaks(
  store: LedgerStore,
  device: Signer | null,
): Promise<readonly Break[]> {
  const check = await SealedCheck.of(store, device);
  await check.goOn();
  return check.breaks;
}

class SealedCheck {
  readonly breaks: Break[] = [];
  /** Where what was checked ends. */
  end: Head = EMPTY_HEAD;
  /** What stands behind a segment that is none is not looked for. */
  isStopped = false;
  readonly #store: LedgerStore;
  readonly #device: Signer | null;
  readonly #notes: ReadonlyMap<number, string>;
  readonly #lastNote: number;
  readonly #texts = new LongTexts();
  /** Place of the last segment that was read. */
  #at = -1;
  /** Of the tree, as long as the device signed for all so far. */
  #edge: Edge | null = EMPTY_EDGE;
  /** Roots that the device signed in checkpoints, by size; read once for all that is signed for. */
  #roots: ReadonlyMap<number, string> | null = null;

  private constructor(
    store: LedgerStore,
    device: Signer | null,
    notes: ReadonlyMap<number, string>,
  ) {
    this.#store = store;
    this.#device = device;
    this.#notes = notes;
    this.#lastNote = Math.max(-1, ...[...notes.keys()].filter(isPlace));
  }

  static async of(store: LedgerStore, device: Signer | null): Promise<SealedCheck> {
    return new SealedCheck(store, device, device === null ? new Map() : await store.parts.notes());
  }

  /** Checks the segments behind those that were checked. */
  async goOn(): Promise<void> {
    this.#roots = null;
    let next = this.#read();
    for (let segments = await next; segments.length > 0; segments = await next) {
      const last: unknown = segments.at(-1)?.first;
      this.#at = isPlace(last) ? last : this.#at;
      // Those that follow are read while these are checked.
      next = this.#read();
      next.catch(() => undefined);
      // All that were read together at once: the browser works at them beside one another.
      const looks = await Promise.all(
        segments.map((segment, place) => {
          const before = segments[place - 1];
          return this.#look(segment, before && isSegment(before) ? endOf(before) : this.end);
        }),
      );
      for (const [place, segment] of segments.entries()) {
        // Its key is none that the ledger writes, or it is no segment: nothing fits behind it.
        const look = looks[place];
        if (!look || segment.first !== this.end.size) {
          this.breaks.push({ seq: this.end.size, code: look ? 'sequence-gap' : 'unreadable' });
          this.isStopped = true;
          return;
        }
        this.breaks.push(...(await this.#take(segment, look)));
      }
    }
  }

  /** There are no more segments: what was signed of one behind them says that there were. */
  endsHere(): void {
    if (!this.isStopped && this.#lastNote >= this.end.size)
      this.breaks.push({ seq: this.#lastNote, code: 'head-differs' });
  }

  #read(): Promise<readonly Segment[]> {
    return this.#store.parts.segmentsBehind(this.#at, TOGETHER);
  }

  /** @returns null for what is no segment */
  async #look(segment: Segment, before: Head): Promise<Look | null> {
    if (!isSegment(segment)) return null;
    const { first, size, lines, hashes } = segment;
    const { id = '', signing = null } = this.#device ?? {};
    // How long the hashes are is said by the size: nothing of one part can be moved to the other.
    const digest = await this.#texts.hash(lines, hashes);
    const { hash: last } = endOf(segment);
    const checked = { device: id, first, size, before: before.hash, last, digest };
    const note = this.#notes.get(first);
    if (note === undefined)
      return { checked, said: first > this.#lastNote ? 'no-note' : 'unsigned' };
    if (signing === null) return { checked, said: 'unsigned' };
    const key = deviceKey(id, signing.publicKey);
    return { checked, said: await openSegment(note, checked, key, verifyEd25519) };
  }

  async #take(segment: Segment, { checked, said }: Look): Promise<readonly Break[]> {
    const before = this.end;
    this.end = endOf(segment);
    if (said === 'no-note') return this.#takeAnew(segment, before, checked);
    if (typeof said !== 'string') {
      this.#edge = said;
      return [];
    }
    this.#edge = null;
    const found = await breaksOf(linesOf(segment), before, this.end);
    if (found.length > 0) return found;
    // Each line fits the one before: somebody wrote all of them anew, or took what was signed.
    const code = said === 'other' ? 'segment-differs' : 'note-differs';
    return [{ seq: segment.first, code }];
  }

  /** Entry by entry; signed for where it holds, and where no checkpoint of the device says otherwise. */
  async #takeAnew(
    segment: Segment,
    before: Head,
    checked: CheckedSegment,
  ): Promise<readonly Break[]> {
    const { first } = segment;
    const found = await breaksOf(linesOf(segment), before, this.end);
    const edge = found.length > 0 || !this.#device?.signing ? null : this.#edge;
    this.#edge = null;
    if (edge === null) return found;
    const grown = await this.#grow(edge, segment);
    if (grown === null) return [{ seq: first, code: 'segment-differs' }];
    const isKept = await this.#sign(checked, grown);
    if (isKept) this.#edge = grown;
    return [];
  }

  /** @returns null where the device signed another root at some place in the segment */
  async #grow(edge: Edge, { hashes }: Segment): Promise<Edge | null> {
    this.#roots ??= rootsIn(await this.#store.checkpoints());
    let grown = edge;
    for (let at = 0; at < hashes.length; at += HASH_LENGTH) {
      grown = pushLeaf(grown, hashes.slice(at, at + HASH_LENGTH));
      const root = this.#roots.get(grown.size);
      if (root !== undefined && root !== rootOf(grown)) return null;
    }
    return grown;
  }

  /** A disk that takes no note does not keep anybody from being told what was found. */
  async #sign(checked: CheckedSegment, edge: Edge): Promise<boolean> {
    const signing = this.#device?.signing;
    if (!signing) return false;
    const sign = (message: Uint8Array) => signWith(signing, message);
    const note = await signSegment(checked, edge, signing.publicKey, sign);
    try {
      return await this.#store.parts.keepNote(checked.device, checked.first, note);
    } catch (error) {
      if (!(error instanceof LedgerError)) throw error;
      return false;
    }
  }
}

/** A segment as its note sees it. */
interface Look {
  readonly checked: CheckedSegment;
  readonly said: Edge | NoteDoubt | 'no-note';
}

function rootsIn(checkpoints: readonly StoredCheckpoint[]): ReadonlyMap<number, string> {
  const said = checkpoints.map(({ note }) => parseCheckpoint(note));
  return new Map(said.flatMap((each) => (each ? [[each.size, each.root] as const] : [])));
}

function endOf({ first, size, hashes }: Segment): Head {
  return { size: first + size, hash: hashes.slice(-HASH_LENGTH) };
}

function isPlace(value: unknown): value is number {
  return Number.isSafeInteger(value);
}

/** What lies on the disk need not be what was written there. */
function isSegment({ first, size, lines, hashes }: Record<keyof Segment, unknown>): boolean {
  return (
    isPlace(first) &&
    isPlace(size) &&
    size > 0 &&
    typeof lines === 'string' &&
    typeof hashes === 'string' &&
    hashes.length === size * HASH_LENGTH
  );
}
