/** A transaction log as a file: its names of columns, its rows one after the other, its hash. */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import Papa from 'papaparse';
import type { LogFault } from '../core/reconcile/log-lines.ts';
import { momentsOf } from '../core/reconcile/log-time.ts';

const CHUNK_BYTES = 1024 * 1024;
/** A header that is longer is none. */
const HEADER_BYTES = 64 * 1024;

type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be';

/** Spreadsheets are archives, old ones compound files. */
const SPREADSHEETS: readonly (readonly number[])[] = [
  [0x50, 0x4b, 0x03, 0x04],
  [0xd0, 0xcf, 0x11, 0xe0],
];

/**
 * What the first row says. @throws DOMException where the file cannot be read
 * @returns names of the columns, or why there are none
 */
export async function headerOf(
  file: Blob,
): Promise<{ readonly names: readonly string[] } | { readonly fault: LogFault }> {
  const start = new Uint8Array(await file.slice(0, HEADER_BYTES).arrayBuffer());
  if (start.length === 0) return { fault: 'empty' };
  if (SPREADSHEETS.some((magic) => magic.every((byte, at) => start[at] === byte)))
    return { fault: 'spreadsheet' };
  const text = new TextDecoder(encodingOf(start)).decode(start);
  const { data } = Papa.parse<string[]>(text, { preview: 1, skipEmptyLines: 'greedy' });
  const names = (data[0] ?? []).map((name) => name.trim());
  if (names.every((name) => name === '')) return { fault: 'empty' };
  // A first row of numbers and times is a line of the log: every column needs a name to be chosen by,
  // and what stands under another may be somebody's.
  if (names.length < 2 || names.some(isNoName)) return { fault: 'no-header' };
  const given = names.filter((name) => name !== '');
  return new Set(given).size < given.length ? { fault: 'same-names' } : { names };
}

/** A number, a time, or what no text has: a file that is compressed or otherwise none. */
function isNoName(name: string): boolean {
  return /^[\d\s/:.,-]*\d[\d\s/:.,-]*$|\p{Cc}/u.test(name) || momentsOf(name, 'utc').length > 0;
}

/** By the mark at its beginning, or where every other byte of its first two characters is none. */
function encodingOf([first = 0, second = 0, third, fourth]: Uint8Array): Encoding {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  if (first > 0 && second === 0 && fourth === 0) return 'utf-16le';
  return first === 0 && second > 0 && third === 0 ? 'utf-16be' : 'utf-8';
}

/**
 * Gives each row, the header too, with its number counted from 1 as a spreadsheet counts.
 *
 * @param progress bytes that were read
 * @throws DOMException where the file cannot be read, or was changed since it was chosen
 */
export async function eachRow(
  file: File,
  take: (row: number, cells: readonly string[], isQuoteOpen: boolean) => void,
  progress: (bytes: number) => void = () => undefined,
): Promise<void> {
  const encoding = encodingOf(new Uint8Array(await file.slice(0, 4).arrayBuffer()));
  let row = 0;
  await new Promise<void>((resolve, reject) => {
    Papa.parse<string[], File>(file, {
      encoding,
      chunkSize: CHUNK_BYTES,
      chunk({ data, errors, meta }) {
        const open = new Set(
          errors.filter(({ type }) => type === 'Quotes').map((each) => each.row),
        );
        for (const [index, cells] of data.entries()) take(++row, cells, open.has(index));
        progress(Math.min(meta.cursor, file.size));
      },
      complete: () => resolve(),
      error: reject,
    });
  });
}

/** SHA-256 of a file of any size. @throws DOMException where it cannot be read */
export async function hashOf(file: Blob): Promise<string> {
  const hash = sha256.create();
  for (let from = 0; from < file.size; from += CHUNK_BYTES)
    hash.update(new Uint8Array(await file.slice(from, from + CHUNK_BYTES).arrayBuffer()));
  return bytesToHex(hash.digest());
}
