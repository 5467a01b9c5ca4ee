/**
 * Whether all lines of the ledger hold, from the first to the head. A sealed segment that was checked
 * before is checked as a whole, against what this device signed of it then: one digest, where there
 * are a thousand entries.
 */
import { deviceKey } from '../../../core/ledger/checkpoint.ts';
import { EMPTY_HEAD, type Head } from '../../../core/ledger/entry.ts';
import { isSigned, signSegment } from '../../../core/ledger/segment-note.ts';
import type { Break } from '../../../core/ledger/verify.ts';
import { signWith, verifyEd25519 } from '../../../platform/ed25519.ts';
import { textHash } from '../../../platform/text-hashes.ts';
import { onceAwake } from '../waiting.ts';
import { breaksOf } from './breaks.ts';
import type { Segment } from './database.ts';
import type { Device } from './device.ts';
import { linesOf } from './segments.ts';
import type { LedgerStore } from './store.ts';

/** Segments that are read at once: a megabyte each. */
const TOGETHER = 8;

type Signer = Pick<Device, 'id' | 'signing'>;

/**
 * Checks everything, and signs for each segment that it found to hold and that has no note yet.
 *
 * @returns every place where the lines do not hold
 * @throws LedgerError
 */
export async function wholeBreaks(store: LedgerStore, device: Signer): Promise<readonly Break[]> {
  const sealed = await sealedBreaks(store, device);
  const { lines, head } = await store.parts.rest(sealed.end.size);
  return [...sealed.breaks, ...(await breaksOf(lines, sealed.end, head))];
}

/** Once the background has answered whoever woke it: what was just sealed is checked, and signed for. */
export function checkSealed(store: LedgerStore, device: () => Promise<Signer>): Promise<unknown> {
  return onceAwake(async () => sealedBreaks(store, await device()));
}

/** The same of what is sealed, and where that ends. */
export async function sealedBreaks(
  store: LedgerStore,
  device: Signer,
): Promise<{ readonly breaks: readonly Break[]; readonly end: Head }> {
  const { parts } = store;
  const notes = await parts.notes();
  const breaks: Break[] = [];
  let end: Head = EMPTY_HEAD;
  let next = parts.segments(0, TOGETHER);
  for (let segments = await next; segments.length > 0; segments = await next) {
    // Those that follow are read while these are checked.
    next = parts.segments((segments.at(-1)?.first ?? 0) + 1, TOGETHER);
    for (const segment of segments) {
      breaks.push(...(await segmentBreaks(store, device, segment, end, notes)));
      end = { size: segment.first + segment.size, hash: lastOf(segment) };
    }
  }
  return { breaks, end };
}

async function segmentBreaks(
  { parts }: LedgerStore,
  { id, signing }: Signer,
  segment: Segment,
  before: Head,
  notes: ReadonlyMap<number, string>,
): Promise<readonly Break[]> {
  const { first, size, lines, hashes } = segment;
  const end = { size: first + size, hash: lastOf(segment) };
  const note = notes.get(first);
  const digest = await textHash(`${lines}\n${hashes}`);
  const checked = { device: id, first, size, before: before.hash, last: end.hash, digest };
  const key = signing && deviceKey(id, signing.publicKey);
  const isKnown = key && note && (await isSigned(note, checked, key, verifyEd25519));
  if (isKnown && first === before.size) return [];
  const found = await breaksOf(linesOf(segment), before, end);
  if (found.length > 0 || signing === null) return found;
  // Each line fits the one before: somebody wrote all of them anew, or wrote over what was signed.
  if (note !== undefined) return [{ seq: first, code: 'segment-differs' }];
  const sign = (message: Uint8Array) => signWith(signing, message);
  await parts.keepNote(first, await signSegment(checked, signing.publicKey, sign));
  return [];
}

const HASH_LENGTH = 64;

function lastOf({ hashes }: Segment): string {
  return hashes.slice(-HASH_LENGTH);
}
