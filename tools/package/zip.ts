/**
 * Zip archives that depend on their content alone: entries by name, no times, no owners.
 * @source PKWARE, APPNOTE.TXT, 4.3 (local header, central directory, end of central directory)
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { crc32, deflateRawSync } from 'node:zlib';

export interface ZipEntry {
  /** With `/` between folders. */
  readonly name: string;
  readonly content: Uint8Array;
}

/** Every file below a folder. */
export function entriesOf(directory: string): readonly ZipEntry[] {
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => {
      const file = path.join(entry.parentPath, entry.name);
      const name = path.relative(directory, file).split(path.sep).join('/');
      return { name, content: readFileSync(file) };
    });
}

const VERSION = 20;
const MADE_BY_UNIX = (3 << 8) | VERSION;
const UTF8_NAMES = 0x0800;
const DEFLATED = 8;
/** 1 January 1980, the first date that a zip can say. */
const NO_DATE = 0x0021;
const PLAIN_FILE = (0o100644 << 16) >>> 0;

/** @throws Error where two entries have one name */
export function zip(entries: readonly ZipEntry[]): Buffer {
  const sorted = [...entries].sort((a, b) => (a.name < b.name ? -1 : 1));
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  sorted.forEach(({ name, content }, index) => {
    if (sorted[index + 1]?.name === name) throw new Error(`two files are called ${name}`);
    const path = Buffer.from(name);
    const data = deflateRawSync(content, { level: 9 });
    const shared = sharedFields(path, data, content);
    parts.push(Buffer.concat([uint32(0x04034b50), shared, path, data]));
    directory.push(
      Buffer.concat([
        uint32(0x02014b50),
        uint16(MADE_BY_UNIX),
        shared,
        // No comment, the first disk, no internal attributes.
        Buffer.alloc(6),
        uint32(PLAIN_FILE),
        uint32(offset),
        path,
      ]),
    );
    offset += parts.at(-1)?.length ?? 0;
  });
  const central = Buffer.concat(directory);
  const count = uint16(sorted.length);
  const end = [uint32(0x06054b50), Buffer.alloc(4), count, count, uint32(central.length)];
  return Buffer.concat([...parts, central, ...end, uint32(offset), uint16(0)]);
}

/** What the local header and the central directory both say, in the same order. */
function sharedFields(name: Buffer, data: Buffer, content: Uint8Array): Buffer {
  return Buffer.concat([
    uint16(VERSION),
    uint16(UTF8_NAMES),
    uint16(DEFLATED),
    uint16(0),
    uint16(NO_DATE),
    uint32(crc32(content)),
    uint32(data.length),
    uint32(content.length),
    uint16(name.length),
    uint16(0),
  ]);
}

function uint16(value: number): Buffer {
  const buffer = Buffer.alloc(2);
  buffer.writeUInt16LE(value);
  return buffer;
}

function uint32(value: number): Buffer {
  const buffer = Buffer.alloc(4);
  buffer.writeUInt32LE(value);
  return buffer;
}
