/**
 * Bundles: entries of one or more devices in a file, for forces without a server, for oversight
 * bodies, and for keeping. Lines of JSON, each with one key that says what it is:
 *
 * - `bundle`: first line; version, when it was made and by which device
 * - `from`: where the entries of a device begin, with the edge of the tree before them
 * - `entry`: a record
 * - `checkpoint`: a signed note of the device whose entries were last
 * - `end`: last line; how many lines came before, their hash, and the maker's signature over both
 *
 * `docs/ledger-format.md` is the whole of it for somebody who writes another reader.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { isObject, parsedJson } from '../json.ts';
import { fromBase64, toBase64 } from '../notes/base64.ts';
import { isDeviceId } from './checkpoint.ts';
import type { LedgerRecord } from './entry.ts';
import { asRecord, MOST_RECORD_CHARACTERS, type PlacedRecord, recordText } from './record.ts';
import { type Edge, isEdge, isHash } from './tree.ts';

/** Longer lines than any of ours are not read. */
export const MOST_LINE_CHARACTERS = 2 * MOST_RECORD_CHARACTERS;

export interface BundleStart {
  readonly v: number;
  /** Epoch milliseconds by the maker's clock. */
  readonly made: number;
  /** Device that made the file. */
  readonly by: string;
  /** Public key of the maker, base64; null where it has none. */
  readonly key: string | null;
}

export interface BundleFrom {
  readonly device: string;
  /** Public key of the device, base64; null where it has none. */
  readonly key: string | null;
  /** Leaf hash of the entry before the first. */
  readonly prev: string;
  readonly edge: Edge;
}

export interface BundleEnd {
  /** How many lines came before. */
  readonly lines: number;
  /** SHA-256 over them, each with its line break. */
  readonly hash: string;
  /** Note over `endText`; null where the maker has no key. */
  readonly note: string | null;
}

export type BundleLine =
  | { readonly is: 'bundle'; readonly start: BundleStart }
  | { readonly is: 'from'; readonly from: BundleFrom }
  | { readonly is: 'entry'; readonly record: PlacedRecord }
  | { readonly is: 'checkpoint'; readonly note: string }
  | { readonly is: 'end'; readonly end: BundleEnd }
  /** Not of this format, or of a later one. */
  | { readonly is: 'unknown' };

/** What the maker signs at the end. */
export function endText(by: string, { lines, hash }: Pick<BundleEnd, 'lines' | 'hash'>): string {
  return `right-to-report/${by}\nbundle\n${lines}\n${hash}\n`;
}

/** Hash over lines as they pass by. */
export class LinesHash {
  readonly #hash = sha256.create();
  #lines = 0;

  /** @param line without its line break */
  add(line: string): void {
    this.#hash.update(utf8ToBytes(`${line}\n`));
    this.#lines++;
  }

  /** So far; more may be added after. */
  so(): Pick<BundleEnd, 'lines' | 'hash'> {
    return { lines: this.#lines, hash: bytesToHex(this.#hash.clone().digest()) };
  }
}

export function startLine(start: BundleStart): string {
  return JSON.stringify({ bundle: start });
}

export function fromLine(from: BundleFrom): string {
  return JSON.stringify({ from });
}

export function entryLine(record: LedgerRecord): string {
  return `{"entry":${recordText(record)}}`;
}

export function checkpointLine(note: string): string {
  return JSON.stringify({ checkpoint: note });
}

export function endLine(end: BundleEnd): string {
  return JSON.stringify({ end });
}

/** @param text one line of a file, untrusted */
export function parseLine(text: string): BundleLine {
  const unknown = { is: 'unknown' } as const;
  const value = text.length <= MOST_LINE_CHARACTERS ? parsedJson(text) : undefined;
  if (!isObject(value)) return unknown;
  const [[is, held] = [], ...others] = Object.entries(value);
  if (others.length > 0) return unknown;
  if (is === 'entry') {
    const record = asRecord(held);
    return record ? { is, record } : unknown;
  }
  if (is === 'checkpoint') return typeof held === 'string' ? { is, note: held } : unknown;
  if (!isObject(held)) return unknown;
  if (is === 'bundle' && isStart(held)) return { is, start: held };
  if (is === 'from' && isFrom(held)) return { is, from: held };
  if (is === 'end' && isEnd(held)) return { is, end: held };
  return unknown;
}

/** @returns null where the text is no public key */
export function publicKeyOf(text: string | null): Uint8Array | null {
  const bytes = text === null ? null : fromBase64(text);
  return bytes?.length === 32 ? bytes : null;
}

export function publicKeyText(key: Uint8Array): string {
  return toBase64(key);
}

function isStart(value: object): value is BundleStart {
  if (!('v' in value && 'made' in value && 'by' in value && 'key' in value)) return false;
  const { v, made, by, key } = value;
  return typeof v === 'number' && typeof made === 'number' && isDeviceId(by) && isKeyOrNull(key);
}

function isFrom(value: object): value is BundleFrom {
  if (!('device' in value && 'key' in value && 'prev' in value && 'edge' in value)) return false;
  const { device, key, prev, edge } = value;
  if (!isDeviceId(device) || !isKeyOrNull(key) || !isHash(prev)) return false;
  if (!isObject(edge) || !('size' in edge && 'nodes' in edge)) return false;
  const { size, nodes } = edge;
  return typeof size === 'number' && Array.isArray(nodes) && isEdge({ size, nodes });
}

function isEnd(value: object): value is BundleEnd {
  if (!('lines' in value && 'hash' in value && 'note' in value)) return false;
  const { lines, hash, note } = value;
  return typeof lines === 'number' && isHash(hash) && (note === null || typeof note === 'string');
}

function isKeyOrNull(value: unknown): value is string | null {
  return value === null || (typeof value === 'string' && publicKeyOf(value) !== null);
}
