/** What does not hold of another device is an entry in this one's ledger, once for each finding. */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { Finding, FindingCode } from '../../../core/ledger/findings.ts';
import type { GapCode } from '../../../core/ledger/header.ts';
import type { OwnParts } from '../own-entries.ts';
import type { ReceivedDevice } from './database.ts';

/** Null where it says nothing against the device's ledger. */
const GAPS: Readonly<Record<FindingCode, GapCode | null>> = {
  changed: 'changed',
  'body-changed': 'changed',
  'body-missing': 'changed',
  'checkpoint-differs': 'changed',
  missing: 'missing',
  forked: 'forked',
  inserted: 'forked',
  'cut-off': 'cut-off',
  'unknown-key': 'signature',
  'signature-wrong': 'signature',
  // What is not signed for yet may be soon; the rest is of a file and of no ledger.
  unsigned: null,
  repeated: null,
  reordered: null,
  unreadable: null,
  // Whoever put it there did that; the ledger that it is of may hold.
  misplaced: null,
  'file-changed': null,
  'file-cut': null,
};

/** @throws LedgerError where it cannot be written */
export async function recordGaps(
  parts: OwnParts,
  devices: readonly ReceivedDevice[],
): Promise<void> {
  const { id: device } = await parts.device();
  for (const { findings, refused } of devices)
    for (const found of [...findings, ...refused]) {
      const code = GAPS[found.code];
      if (code === null) continue;
      const { device: of, first, last } = found;
      await parts.ledger.append(
        {
          // Derived: the same finding again is the same entry.
          id: idOf(found),
          at: parts.now(),
          device,
          extension: parts.extension,
          policy: parts.policy.state.policy.hash,
          kind: 'gap',
          code,
          of,
          first,
          last,
        },
        null,
      );
    }
}

function idOf({ device, code, first, last }: Finding): string {
  const text = `${device} ${code} ${first} ${last}`;
  return bytesToHex(sha256(utf8ToBytes(text))).slice(0, 32);
}
