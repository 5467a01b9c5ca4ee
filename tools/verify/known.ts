/** What is known of devices from elsewhere: earlier bundles, checkpoints, published keys. */
import { readFileSync } from 'node:fs';
import { parseLine, publicKeyOf } from '../../core/ledger/bundle.ts';
import { parseCheckpoint } from '../../core/ledger/checkpoint.ts';
import type { KnownOfDevice } from '../../core/ledger/device-ledger.ts';
import { parseKey } from '../../core/notes/signed-note.ts';

export class NothingKnown extends Error {
  override readonly name = 'NothingKnown';
}

type Known = Map<string, KnownOfDevice>;

const ORIGIN = /^right-to-report\/([0-9a-f]{16})$/;

/**
 * Reads files that hold a bundle, a checkpoint, or keys, one to a line.
 *
 * @throws NothingKnown where a file holds none of these
 * @throws NodeJS.ErrnoException where one cannot be read
 */
export function readKnown(files: readonly string[]): ReadonlyMap<string, KnownOfDevice> {
  const known: Known = new Map();
  for (const file of files) {
    const text = readFileSync(file, 'utf8');
    if (!(text.startsWith('{"bundle"') ? fromBundle(text, known) : fromNotes(text, known)))
      throw new NothingKnown(`${file}: holds no bundle, checkpoint or key`);
  }
  return known;
}

function fromBundle(text: string, known: Known): boolean {
  for (const line of text.split('\n').map(parseLine)) {
    if (line.is === 'from') note(known, line.from.device, { key: publicKeyOf(line.from.key) });
    if (line.is === 'checkpoint') addCheckpoint(known, line.note);
  }
  return known.size > 0;
}

function fromNotes(text: string, known: Known): boolean {
  if (addCheckpoint(known, text)) return true;
  const keys = text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => parseKey(line.trim()));
  for (const key of keys) {
    const device = key && ORIGIN.exec(key.name)?.[1];
    if (!device) return false;
    note(known, device, { key: key.publicKey });
  }
  return keys.length > 0;
}

function addCheckpoint(known: Known, text: string): boolean {
  const device = parseCheckpoint(text)?.device;
  if (device === undefined) return false;
  const checkpoints = known.get(device)?.checkpoints ?? [];
  note(known, device, { checkpoints: [...checkpoints, text] });
  return true;
}

/** What was known first stands: the first key that was seen of a device is its key. */
function note(known: Known, device: string, more: Partial<KnownOfDevice>): void {
  const before = known.get(device) ?? { key: null, checkpoints: [] };
  known.set(device, {
    key: before.key ?? more.key ?? null,
    checkpoints: more.checkpoints ?? before.checkpoints,
  });
}
