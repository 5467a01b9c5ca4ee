/**
 * What each node really has on its disk, read from the stream's own files and not from the server:
 * a server answers from whichever replica it likes, and says nothing of a replica that differs.
 * The node has to have ended. @source nats-server 2.15, server/filestore.go, "msg block" records
 */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

export interface HeldMessage {
  readonly sequence: number;
  readonly subject: string;
  /** SHA-256 of the payload, hex. */
  readonly hash: string;
  readonly bytes: number;
}

/** Length with a flag for headers, sequence with two flags, time, length of the subject. */
const HEAD = 22;
const CHECK_SUM = 8;
const HAS_HEADERS = 0x8000_0000;
const ERASED = 1n << 63n;
const TOMBSTONE = 1n << 62n;

/** @param storeDir `store_dir` of the node @returns in order of sequence */
export function readReplica(storeDir: string, account: string, stream: string): HeldMessage[] {
  const folder = path.join(storeDir, 'jetstream', account, 'streams', stream, 'msgs');
  if (!existsSync(folder)) return [];
  const held = new Map<number, HeldMessage>();
  const gone = new Set<number>();
  const blocks = readdirSync(folder)
    .filter((name) => /^\d+\.blk$/.test(name))
    .sort((one, other) => Number.parseInt(one, 10) - Number.parseInt(other, 10));
  for (const block of blocks) readBlock(readFileSync(path.join(folder, block)), held, gone);
  for (const sequence of gone) held.delete(sequence);
  return [...held.values()].sort((one, other) => one.sequence - other.sequence);
}

function readBlock(file: Buffer, held: Map<number, HeldMessage>, gone: Set<number>): void {
  for (let at = 0; at + HEAD <= file.length; ) {
    const marked = file.readUInt32LE(at);
    const length = marked & ~HAS_HEADERS;
    // A write that was cut off by a kill; the server drops it at its start as well.
    if (length < HEAD + CHECK_SUM || at + length > file.length) return;
    const numbered = file.readBigUInt64LE(at + 4);
    const sequence = Number(numbered & ~(ERASED | TOMBSTONE));
    if (numbered & TOMBSTONE) gone.add(sequence);
    else if (!(numbered & ERASED) && sequence > 0)
      held.set(sequence, messageIn(file.subarray(at, at + length), marked >>> 31 === 1, sequence));
    at += length;
  }
}

function messageIn(record: Buffer, hasHeaders: boolean, sequence: number): HeldMessage {
  const subjectEnd = HEAD + record.readUInt16LE(HEAD - 2);
  const subject = record.toString('utf8', HEAD, subjectEnd);
  const start = hasHeaders ? subjectEnd + 4 + record.readUInt32LE(subjectEnd) : subjectEnd;
  const payload = record.subarray(start, record.length - CHECK_SUM);
  const hash = createHash('sha256').update(payload).digest('hex');
  return { sequence, subject, hash, bytes: payload.length };
}
