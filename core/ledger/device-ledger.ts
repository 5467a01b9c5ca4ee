/**
 * What came of one device, from a file or the stream, and whether it holds: every entry in its
 * place, linked to the one before, under the roots that the device signed.
 */
import { type NoteKey, parseNote, type VerifyEd25519 } from '../notes/signed-note.ts';
import { type BundleFrom, publicKeyOf } from './bundle.ts';
import { type Checkpoint, deviceKey, openCheckpoint, parseCheckpoint } from './checkpoint.ts';
import { hashesOf, type RecordHashes } from './entry.ts';
import { type Finding, type FindingCode, joined } from './findings.ts';
import type { PlacedRecord } from './record.ts';
import { type Edge, EMPTY_EDGE, pushLeaf, rootOf } from './tree.ts';

/** An entry as far as the check needs it. */
interface Seen {
  readonly hash: string;
  readonly prev: string;
  /** Whether its words are gone. */
  readonly isBare: boolean;
}

/** What is known of a device from elsewhere: an earlier file, the stream, a second witness. */
export interface KnownOfDevice {
  readonly key: Uint8Array | null;
  /** Notes. */
  readonly checkpoints: readonly string[];
}

export interface DeviceResult {
  readonly device: string;
  /** Sequence number of the first entry, and how many there are up to the last. */
  readonly first: number;
  readonly size: number;
  readonly entries: number;
  /** Id of the key that the checkpoints are by; null where there is none. */
  readonly keyId: string | null;
  /** Size at the largest checkpoint that holds, null where none does. */
  readonly signed: number | null;
  /** Entries whose words are gone, by retention. */
  readonly withoutBody: number;
  /** Entries of a later version, which were checked and not read. */
  readonly newer: number;
  readonly findings: readonly Finding[];
}

/** What a retention entry says. */
interface Dropped {
  readonly first: number;
  readonly last: number;
  readonly dropped: number;
}

/** The chain as it stands. */
interface Chain {
  /** Leaves up to the first place where there is none. */
  readonly leaves: readonly string[];
  readonly findings: readonly Finding[];
}

const NOTHING = '0'.repeat(64);
const NONE: readonly Seen[] = [];

export class DeviceLedger {
  readonly device: string;
  readonly #seen = new Map<number, Seen[]>();
  readonly #notes: string[] = [];
  readonly #found: Finding[] = [];
  readonly #dropped: Dropped[] = [];
  readonly #keys = new Map<string, Uint8Array>();
  #from: Pick<BundleFrom, 'edge' | 'prev'> = { edge: EMPTY_EDGE, prev: NOTHING };
  #last = -1;
  #newer = 0;
  #entries = 0;
  #bareEntries = 0;

  constructor(device: string) {
    this.device = device;
  }

  /** Where the entries that follow begin. */
  begin({ edge, prev, key }: BundleFrom): void {
    this.#from = { edge, prev };
    this.#addKey(key);
  }

  /**
   * @param record of this device
   * @param hashes of the record, where the caller has just made them
   */
  add(record: PlacedRecord, hashes: RecordHashes = hashesOf(record)): void {
    const { line, body, place } = record;
    const { seq } = place;
    const seen: Seen = {
      hash: hashes.leaf,
      prev: place.prev,
      isBare: place.body !== null && body === null,
    };
    if (body !== null && hashes.body !== place.body) this.#note('body-changed', seq);
    const there = this.#seen.get(seq);
    if (there?.some((each) => each.hash === seen.hash)) this.#note('repeated', seq);
    else this.#take(seq, seen, there);
    this.#last = Math.max(this.#last, seq);
    if (place.v !== 1) this.#newer++;
    else this.#readOwn(place.kind, line);
  }

  #take(seq: number, seen: Seen, there: Seen[] | undefined): void {
    this.#entries++;
    if (seen.isBare) this.#bareEntries++;
    if (there) {
      there.push(seen);
      return;
    }
    if (seq < this.#last) this.#note('reordered', seq);
    this.#seen.set(seq, [seen]);
  }

  addCheckpoint(note: string): void {
    this.#notes.push(note);
  }

  /** Checks all that was added. */
  async verify(check: VerifyEd25519, known?: KnownOfDevice): Promise<DeviceResult> {
    const first = this.#from.edge.size;
    const size = Math.max(this.#last + 1, first);
    const chain = this.#chain(first, size);
    const findings: Finding[] = [...this.#found, ...chain.findings, ...this.#bare()];
    const key = this.#keyOf(known, findings);
    const signed: Checkpoint[] = [];
    for (const note of [...this.#notes, ...(known?.checkpoints ?? [])]) {
      const opened = await openCheckpoint(note, key ? [key] : [], check);
      if (!('fault' in opened)) signed.push(opened);
      else findings.push(this.#badNote(note, opened.fault, size));
    }
    const compared = this.#compare(signed, chain, first, size);
    findings.push(...compared.findings);
    const until = compared.signed ?? first;
    // Where something does not hold, that is why nothing was signed for it.
    if (until < size && findings.length === 0)
      findings.push(this.#finding('unsigned', until, size - 1));
    return {
      device: this.device,
      first,
      size,
      entries: this.#entries,
      keyId: key?.id ?? null,
      signed: compared.signed,
      withoutBody: this.#bareEntries,
      newer: this.#newer,
      findings: joined(findings),
    };
  }

  /** Each entry in its place, and what the next one says of it. */
  #chain(first: number, size: number): Chain {
    const findings: Finding[] = [];
    const leaves: string[] = [];
    let due = first;
    // By what is there: a number that somebody wrote must not decide how long this takes.
    const places = [...this.#seen.keys()].filter((seq) => seq >= first).sort((a, b) => a - b);
    let next = this.#seen.get(first) ?? NONE;
    for (const seq of places) {
      const there = seq === due ? next : (this.#seen.get(seq) ?? NONE);
      next = this.#seen.get(seq + 1) ?? NONE;
      const followed = there.filter(({ hash }) => next.some(({ prev }) => prev === hash));
      const own = followed[0] ?? there[0];
      if (seq > due) findings.push(this.#finding('missing', due, seq - 1));
      if (there.length > 1)
        findings.push(this.#finding(followed.length === 1 ? 'inserted' : 'forked', seq));
      // What the next entry says of this one, where the next is there.
      else if (next.length > 0 && followed.length === 0)
        findings.push(this.#finding('changed', seq));
      if (seq === first && own?.prev !== this.#from.prev)
        findings.push(this.#finding('changed', seq));
      if (own && seq === first + leaves.length) leaves.push(own.hash);
      due = seq + 1;
    }
    if (size > due) findings.push(this.#finding('missing', due, size - 1));
    for (const seq of this.#seen.keys())
      if (seq < first) findings.push(this.#finding('repeated', seq));
    return { leaves, findings };
  }

  /** Compares what the device signed with the tree over what is here. */
  #compare(
    signed: readonly Checkpoint[],
    chain: Chain,
    first: number,
    size: number,
  ): { readonly signed: number | null; readonly findings: readonly Finding[] } {
    const findings: Finding[] = [];
    const { leaves } = chain;
    const changed = chain.findings.filter(({ code }) => code === 'changed');
    const bySize = new Map<number, Set<string>>();
    for (const { size: at, root } of signed)
      bySize.set(at, (bySize.get(at) ?? new Set()).add(root));
    let edge: Edge = this.#from.edge;
    let holds: number | null = null;
    for (const [at, roots] of [...bySize].sort(([a], [b]) => a - b)) {
      if (roots.size > 1) findings.push(this.#finding('forked', Math.max(at - 1, 0)));
      if (at > size) findings.push(this.#finding('cut-off', size, at - 1));
      // Where entries before it are missing, that was found, and says all there is to say.
      if (at < first || at - first > leaves.length) continue;
      while (edge.size < at) edge = pushLeaf(edge, leaves[edge.size - first] ?? NOTHING);
      const since = holds ?? first;
      if (roots.has(rootOf(edge))) holds = at;
      else if (roots.size === 1 && !changed.some((each) => each.first < at))
        findings.push(this.#finding('checkpoint-differs', since, Math.max(at - 1, since)));
    }
    return { signed: holds, findings };
  }

  /** Words that are gone, of which no retention entry says so; or more than these say. */
  #bare(): readonly Finding[] {
    if (this.#bareEntries === 0) return [];
    const bare = [...this.#seen]
      .filter(([, there]) => there.some(({ isBare }) => isBare))
      .map(([seq]) => seq);
    const isCovered = (seq: number) =>
      this.#dropped.some(({ first, last }) => seq >= first && seq <= last);
    const said = this.#dropped.reduce((sum, { dropped }) => sum + dropped, 0);
    const covered = bare.filter(isCovered);
    const unsaid = covered.length > said ? covered : [];
    return [...bare.filter((seq) => !isCovered(seq)), ...unsaid].map((seq) =>
      this.#finding('body-missing', seq),
    );
  }

  /** What is known from elsewhere counts before what the ledger says of itself. */
  #keyOf(known: KnownOfDevice | undefined, findings: Finding[]): NoteKey | null {
    const [own] = this.#keys.values();
    const key = known?.key ?? own ?? null;
    if (key === null) return null;
    const pinned = deviceKey(this.device, key);
    const isForeign = [...this.#keys.values()].some(
      (each) => deviceKey(this.device, each).id !== pinned.id,
    );
    if (isForeign) findings.push(this.#finding('unknown-key', 0, Math.max(0, this.#last)));
    return pinned;
  }

  #badNote(
    note: string,
    fault: 'no-note' | 'unknown-key' | 'signature-wrong',
    size: number,
  ): Finding {
    const code = fault === 'no-note' ? 'unreadable' : fault;
    const at = Math.max(0, (parseCheckpoint(note)?.size ?? size) - 1);
    return this.#finding(code, at, at);
  }

  #readOwn(kind: string, line: string): void {
    if (kind !== 'device-key' && kind !== 'retention') return;
    const header: unknown = JSON.parse(line);
    if (typeof header !== 'object' || header === null) return;
    if ('key' in header && typeof header.key === 'string') this.#addKey(header.key);
    if (!('first' in header && 'last' in header && 'dropped' in header)) return;
    const { first, last, dropped } = header;
    if (typeof first === 'number' && typeof last === 'number' && typeof dropped === 'number')
      this.#dropped.push({ first, last, dropped });
  }

  #addKey(text: string | null): void {
    const key = publicKeyOf(text);
    if (text !== null && key !== null) this.#keys.set(text, key);
  }

  #note(code: FindingCode, seq: number): void {
    this.#found.push(this.#finding(code, seq));
  }

  #finding(code: FindingCode, first: number, last: number = first): Finding {
    return { device: this.device, code, first, last };
  }
}

/** The device that a note is of; null where it is no checkpoint. */
export function deviceOfNote(note: string): string | null {
  return parseNote(note) && (parseCheckpoint(note)?.device ?? null);
}
