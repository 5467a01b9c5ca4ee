/** Makes a bundle of what the background gives, a piece at a time; recorded before it can leave. */
import type { Ask } from '../core/ask.ts';
import { LinesHash, publicKeyOf } from '../core/ledger/bundle.ts';
import type { Disclosure } from '../core/ledger/disclosure.ts';
import type { LedgerRecord } from '../core/ledger/entry.ts';
import { type BundlePart, bundleLines } from '../core/ledger/write-bundle.ts';
import { parseNote } from '../core/notes/signed-note.ts';
import type {
  ExportPart,
  ExportPlan,
  ExportScope,
  Refused,
} from '../core/review/ledger-messages.ts';

/** The background did not go along; nothing left. */
export class NotExported extends Error {
  override readonly name = 'NotExported';
  readonly code: Refused['code'];

  constructor(code: Refused['code']) {
    super(code);
    this.code = code;
  }
}

export interface ExportWanted {
  readonly scope: ExportScope;
  /** Epoch milliseconds: only what was not signed for by then; null for everything. */
  readonly since: number | null;
  readonly disclosure: Disclosure;
}

export interface BundleFile {
  readonly blob: Blob;
  readonly name: string;
  readonly entries: number;
  /** SHA-256 of the file. */
  readonly hash: string;
}

/** Text that is gathered before it is given to the browser, which keeps large blobs on the disk. */
const PIECE_CHARACTERS = 1024 * 1024;

/**
 * @param progress entries that are in the file, of how many
 * @throws NotExported where it is not for this person or the ledger does not answer
 */
export async function makeBundle(
  ask: Ask,
  wanted: ExportWanted,
  progress: (done: number, all: number) => void,
): Promise<BundleFile> {
  const { scope, since, disclosure } = wanted;
  const plan = agreed(await ask('export-begin', { scope, since }));
  const all = plan.parts.reduce((sum, { entries }) => sum + entries, 0);
  let entries = 0;
  progress(0, all);
  const counted = (more: number) => {
    entries += more;
    progress(entries, all);
  };
  const parts = plan.parts.map((part) => partOf(ask, scope, part, counted));
  const { blob, hash } = await written(linesOf(ask, scope, plan, parts));
  agreed(await ask('export-done', { scope, file: hash, entries, ...disclosure }));
  return { blob, hash, entries, name: nameOf(plan) };
}

function linesOf(
  ask: Ask,
  scope: ExportScope,
  { device, key, made }: ExportPlan,
  parts: readonly BundlePart[],
): AsyncGenerator<string> {
  const publicKey = publicKeyOf(key);
  const sign = async (message: Uint8Array) => {
    const [, , lines = '', hash = ''] = new TextDecoder().decode(message).split('\n');
    const { note } = agreed(await ask('export-sign', { scope, lines: Number(lines), hash }));
    const signature = parseNote(note)?.signatures[0]?.signature;
    if (signature === undefined) throw new NotExported('failed');
    return signature;
  };
  return bundleLines({ device, made, key: publicKey && { publicKey, sign } }, parts);
}

function partOf(
  ask: Ask,
  scope: ExportScope,
  { device, key, prev, edge, size, checkpoints }: ExportPart,
  counted: (more: number) => void,
): BundlePart {
  async function* entries(): AsyncGenerator<LedgerRecord> {
    for (let from = edge.size; from < size; ) {
      const { records } = agreed(await ask('export-page', { scope, device, from, before: size }));
      const last = records.at(-1);
      if (last === undefined) return;
      yield* records;
      counted(records.length);
      from = last.seq + 1;
    }
  }
  return { from: { device, key, prev, edge }, entries: entries(), checkpoints };
}

async function written(
  lines: AsyncIterable<string>,
): Promise<{ readonly blob: Blob; readonly hash: string }> {
  const hash = new LinesHash();
  const pieces: Blob[] = [];
  let [piece, weight]: [string[], number] = [[], 0];
  for await (const line of lines) {
    hash.add(line);
    piece.push(line, '\n');
    weight += line.length;
    if (weight < PIECE_CHARACTERS) continue;
    pieces.push(new Blob(piece));
    [piece, weight] = [[], 0];
  }
  pieces.push(new Blob(piece));
  return { blob: new Blob(pieces, { type: 'application/jsonl' }), hash: hash.so().hash };
}

/** Such as `ledger-00112233aabbccdd-2026-11-26.jsonl`: it names a device and a day, nobody. */
function nameOf({ device, made }: ExportPlan): string {
  return `ledger-${device}-${new Date(made).toISOString().slice(0, 10)}.jsonl`;
}

function agreed<Reply extends { readonly ok: true }>(reply: Reply | Refused): Reply {
  if (!reply.ok) throw new NotExported(reply.code);
  return reply;
}

/** Hands a file over, as a link to it would. */
export function saveFile({ blob, name }: Pick<BundleFile, 'blob' | 'name'>): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // Long enough for the browser to have begun with it; without an end it would lie in memory.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
