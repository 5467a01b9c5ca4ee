/**
 * Files that come: recorded first, taken in line by line, gone on with where they were cut off. All of
 * it is for reviewers: whoever answers asks that first.
 */
import { parseLine } from '../../../core/ledger/bundle.ts';
import type { Finding, FindingCode } from '../../../core/ledger/findings.ts';
import type { Messages } from '../../../core/messages.ts';
import type { ImportCount } from '../../../core/review/ledger-messages.ts';
import type { Import, Start } from './database.ts';
import { type ExportParts, recordMoved } from './exports.ts';
import { recordGaps } from './gaps.ts';
import type { Arrival, ReceivedStore } from './store.ts';

type Reply<Name extends keyof Messages> = Promise<Messages[Name]['reply']>;
const FAILED = { ok: false, code: 'failed' } as const;

/** Entries of which a file's own check says this are not let in; the rest of it is. */
const DOUBTS: ReadonlySet<FindingCode> = new Set([
  'changed',
  'inserted',
  'forked',
  'body-changed',
  'checkpoint-differs',
  'unsigned',
]);

/** What is known of these devices, to check a file against. */
export async function knownOf(
  parts: ExportParts,
  { devices }: Messages['known']['request'],
): Reply<'known'> {
  const rows = (await parts.received.devices()).filter(({ device }) => devices.includes(device));
  const known = rows.map(async ({ device, key }) => ({
    device,
    key,
    checkpoints: (await parts.received.checkpoints(device)).slice(-1).map(({ note }) => note),
  }));
  return { ok: true, known: await Promise.all(known) };
}

/** Records that a file comes. Where it was begun before, says how far it came. */
export async function beginImport(
  parts: ExportParts,
  { file, entries, doubts }: Messages['import-begin']['request'],
): Reply<'import-begin'> {
  const before = await parts.received.import(file);
  if (before && !before.isDone) return { ok: true, ...countOf(before), lines: before.lines };
  await recordMoved(parts, 'import', { file, entries });
  const begun: Import = {
    file,
    at: parts.now(),
    lines: 0,
    doubts: doubts.filter(({ code }) => DOUBTS.has(code)),
    isDone: false,
    fresh: 0,
    known: 0,
    quarantined: 0,
  };
  await parts.received.keepImport(begun);
  return { ok: true, ...countOf(begun), lines: 0 };
}

/** Takes in lines; how far the file came is durable together with what they bring. */
export async function takeLines(
  parts: ExportParts,
  { file, before, lines, begins }: Messages['import-lines']['request'],
): Reply<'import-lines'> {
  const { received } = parts;
  const known = await received.import(file);
  // What was taken in meanwhile, by another window, is not taken in twice.
  if (!known || known.isDone || known.lines !== before) return FAILED;
  const arrival = arrivalOf(lines, begins, known.doubts);
  const taken = await received.receive(
    {
      ...arrival,
      progress: async (tx, { fresh, known: same, quarantined }) => {
        await tx.objectStore('imports').put({
          ...known,
          lines: before + lines.length,
          fresh: known.fresh + fresh,
          known: known.known + same,
          quarantined: known.quarantined + quarantined,
        });
      },
    },
    'bundle',
  );
  return { ok: true, ...taken };
}

/** So many entries are checked before whoever waits hears how far it is. */
const ENTRIES_AT_ONCE = 5_000;

/** Checks what came, a part at a time, and writes down what does not hold. */
export async function endImport(
  parts: ExportParts,
  { file }: Messages['import-end']['request'],
): Reply<'import-end'> {
  const known = await parts.received.import(file);
  if (!known) return FAILED;
  const { checked, left } = await parts.received.settleSome(ENTRIES_AT_ONCE);
  await recordGaps(parts, checked);
  if (left === 0) await parts.received.keepImport({ ...known, isDone: true });
  return { ok: true, left, ...countOf(known) };
}

/** Checks every device of which something came; each new finding is an entry. */
export async function settle(parts: ExportParts, received: ReceivedStore): Promise<void> {
  await recordGaps(parts, await received.settle());
}

function countOf({ fresh, known, quarantined }: Import): ImportCount {
  return { fresh, known, quarantined };
}

/** @param begins `from` lines that stand further up in the file */
function arrivalOf(
  lines: readonly string[],
  begins: readonly string[],
  doubts: readonly Finding[],
): Arrival {
  const records: string[] = [];
  const checkpoints: string[] = [];
  const starts = new Map<string, Start & { readonly key: string | null }>();
  for (const text of [...begins, ...lines]) {
    const line = parseLine(text);
    if (line.is === 'from') starts.set(line.from.device, line.from);
    else if (line.is === 'checkpoint') checkpoints.push(line.note);
    // What is of no kind of ours is no record either, and is told as such.
    else if (line.is === 'entry' || line.is === 'unknown') records.push(recordIn(text));
  }
  return { records, checkpoints, begins: starts, doubts };
}

const ENTRY = '{"entry":';

function recordIn(text: string): string {
  return text.startsWith(ENTRY) ? text.slice(ENTRY.length, text.lastIndexOf('}')) : text;
}
