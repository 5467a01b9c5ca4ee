/** What is not let in: named, kept with its reason, once, and never in the place of anything. */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { type Finding, joined } from '../../../core/ledger/findings.ts';
import type { Quarantined, Source, Taking } from './database.ts';
import { MOST_KNOWN_DEVICES, newDevice } from './device-row.ts';

/** Enough to see what it is; a line can be as long as whoever sends it likes. */
const MOST_CHARACTERS = 8 * 1024;
/** More are counted with their device and not kept. */
export const MOST_QUARANTINED = 2_000;
/** More ranges than this are told as one. */
const MOST_RANGES = 200;

export type Refusal = Pick<Quarantined, 'device' | 'seq' | 'code' | 'text'>;

/** Keeps what was refused. */
export async function quarantine(
  tx: Taking,
  refusals: readonly Refusal[],
  source: Source,
  at: number,
): Promise<void> {
  const store = tx.objectStore('quarantine');
  let room = MOST_QUARANTINED - (await store.count());
  for (const { device, seq, code, text } of refusals) {
    if (room <= 0) return;
    const id = bytesToHex(sha256(utf8ToBytes(`${code}\n${text}`)));
    if ((await store.getKey(id)) !== undefined) continue;
    await store.add({ id, device, seq, code, source, at, text: text.slice(0, MOST_CHARACTERS) });
    room--;
  }
}

/** Refusals of one device as findings, with those of before. */
export function withRefused(
  before: readonly Finding[],
  device: string,
  refusals: readonly Refusal[],
): readonly Finding[] {
  const more = refusals.flatMap(({ seq, code }): Finding[] =>
    seq === null ? [] : [{ device, code, first: seq, last: seq }],
  );
  const all = joined([...before, ...more]);
  const [kept, rest] = [all.slice(0, MOST_RANGES), all.slice(MOST_RANGES)];
  const last = kept.at(-1);
  if (rest.length === 0 || !last) return all;
  return kept.with(-1, { ...last, last: Math.max(...rest.map((each) => each.last), last.last) });
}

/** Keeps what was refused, and says so of the devices that it names. */
export async function refuse(
  tx: Taking,
  refusals: readonly Refusal[],
  source: Source,
  at: number,
): Promise<void> {
  await quarantine(tx, refusals, source, at);
  const store = tx.objectStore('devices');
  for (const device of new Set(refusals.map((each) => each.device))) {
    if (device === '') continue;
    const known = await store.get(device);
    if (!known && (await store.count()) >= MOST_KNOWN_DEVICES) continue;
    const row = known ?? newDevice(device, source, at);
    const own = refusals.filter((each) => each.device === device);
    const refused = withRefused(row.refused, device, own);
    await store.put({ ...row, refused, unchecked: 1 });
  }
}
