/** Files with ledgers of other devices: checked whole before anything of them is taken in. */

import type { Ask } from '../../core/ask.ts';
import {
  LinesHash,
  MOST_LINE_CHARACTERS,
  parseLine,
  publicKeyOf,
} from '../../core/ledger/bundle.ts';
import type { KnownOfDevice } from '../../core/ledger/device-ledger.ts';
import type { Finding } from '../../core/ledger/findings.ts';
import {
  BUNDLE_VERSION,
  type BundleResult,
  verifyBundle,
} from '../../core/ledger/verify-bundle.ts';
import type { ImportCount } from '../../core/review/ledger-messages.ts';
import { verifyEd25519 } from '../../platform/ed25519.ts';
import { linesOfFile } from '../../platform/file-lines.ts';

/** Why a file was not taken in, or not to its end. */
export type FileFault = 'not-a-reviewer' | 'failed' | 'no-bundle' | 'newer-bundle' | 'unreadable';

export interface CheckedFile {
  readonly result: BundleResult;
  /** SHA-256 of the file. */
  readonly hash: string;
  readonly entries: number;
}

/** Parts of a whole, for a bar. */
export type Progress = (
  step: 'checking' | 'taking' | 'settling',
  done: number,
  all: number,
) => void;

export type FileAnswer<T> = T | { readonly fault: FileFault };

/**
 * Checks a file by what is known of its devices here. Nothing of it is kept.
 *
 * @throws DOMException where the file cannot be read
 */
export async function checkFile(
  ask: Ask,
  file: Blob,
  progress: Progress,
): Promise<FileAnswer<CheckedFile>> {
  const known = new Map<string, KnownOfDevice>();
  const devices = new Set<string>();
  const hash = new LinesHash();
  let fault: FileFault | null = null;
  async function* lines(): AsyncGenerator<string> {
    const told = (bytes: number) => progress('checking', bytes, file.size);
    for await (const line of linesOfFile(file, MOST_LINE_CHARACTERS, told)) {
      hash.add(line);
      const from = line.startsWith('{"from"') ? parseLine(line) : null;
      if (from?.is === 'from') devices.add(from.from.device);
      yield line;
    }
    // The check asks for it only once all lines are there.
    const asked = await ask('known', { devices: [...devices].slice(0, MOST_DEVICES) });
    if (!asked.ok) fault = asked.code;
    else
      for (const { device, key, checkpoints } of asked.known)
        known.set(device, { key: publicKeyOf(key), checkpoints });
  }
  const result = await verifyBundle(lines(), verifyEd25519, known);
  if (fault !== null) return { fault };
  if (result.start === null) return { fault: 'no-bundle' };
  if (result.start.v !== BUNDLE_VERSION) return { fault: 'newer-bundle' };
  const entries = result.devices.reduce((sum, device) => sum + device.entries, 0);
  return { result, hash: hash.so().hash, entries };
}

const MOST_DEVICES = 3_000;
const MOST_DOUBTS = 2_000;

/** Characters of lines in one message: a piece that the background takes in within a moment. */
const MESSAGE_CHARACTERS = 300_000;
const MESSAGE_LINES = 500;

/**
 * Takes in a file that was checked. One that was cut off goes on where it stopped.
 *
 * @throws DOMException where the file cannot be read
 */
export async function takeFile(
  ask: Ask,
  file: Blob,
  { result, hash, entries }: CheckedFile,
  progress: Progress,
): Promise<FileAnswer<ImportCount>> {
  const doubts = doubtsIn(result);
  const begun = await ask('import-begin', { file: hash, entries, doubts });
  if (!begun.ok) return { fault: begun.code };
  const froms = new Map<string, string>();
  let [done, batch, weight]: [number, string[], number] = [begun.lines, [], 0];
  let number = 0;
  const send = async (): Promise<FileFault | null> => {
    const begins = beginsOf(batch, froms);
    const taken = await ask('import-lines', { file: hash, before: done, lines: batch, begins });
    done += batch.length;
    [batch, weight] = [[], 0];
    return taken.ok ? null : taken.code;
  };
  const told = (bytes: number) => progress('taking', bytes, file.size);
  for await (const line of linesOfFile(file, MOST_LINE_CHARACTERS, told)) {
    number++;
    const from = line.startsWith('{"from"') ? parseLine(line) : null;
    if (from?.is === 'from') froms.set(from.from.device, line);
    if (number <= begun.lines) continue;
    batch.push(line);
    weight += line.length;
    if (weight < MESSAGE_CHARACTERS && batch.length < MESSAGE_LINES) continue;
    const fault = await send();
    if (fault !== null) return { fault };
  }
  const fault = batch.length > 0 ? await send() : null;
  if (fault !== null) return { fault };
  const devices = result.devices.length;
  progress('settling', 0, devices);
  for (;;) {
    const ended = await ask('import-end', { file: hash });
    if (!ended.ok) return { fault: ended.code };
    if (ended.left === 0) return ended;
    progress('settling', Math.max(0, devices - ended.left), devices);
  }
}

/** What has to be known of the devices in these lines: where their entries begin, by which key. */
function beginsOf(lines: readonly string[], froms: ReadonlyMap<string, string>): readonly string[] {
  const devices = new Set(lines.flatMap((line) => DEVICE.exec(line)?.[1] ?? []));
  return [...devices].flatMap((device) => froms.get(device) ?? []);
}

/** In an entry line the header is a text of its own, so its quotes are escaped. */
const DEVICE = /^\{"entry":.*?\\"device\\":\\"([0-9a-f]{16})\\"/;

/** A device without a key signs nothing, and is not doubted for it. */
function doubtsIn({ devices }: BundleResult): readonly Finding[] {
  return devices
    .flatMap(({ findings, keyId }) =>
      findings.filter(({ code }) => keyId !== null || code !== 'unsigned'),
    )
    .slice(0, MOST_DOUBTS);
}
