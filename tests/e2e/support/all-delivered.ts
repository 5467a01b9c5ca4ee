/** Waits until all that a ledger on the disk holds is in the force's store, and checks that it holds. */
import { expect } from 'vitest';
import type { Stage } from '../../../tools/cluster/stage.ts';
import type { LedgerEntry } from './stored-entries.ts';
import { type InStream, inStream } from './stream-witness.ts';

let readers = 0;

/** @param ledger everything on the disk, also what comes with time and at a start */
export async function allDelivered(
  stage: Stage,
  depositor: string,
  ledger: () => Promise<readonly LedgerEntry[]>,
  withinMs = 40_000,
): Promise<InStream> {
  const seen: { last: InStream | null } = { last: null };
  await expect
    .poll(
      async () => {
        seen.last = await inStream(stage, `sup${++readers}`, depositor);
        const { length } = await ledger();
        return seen.last?.device.size === length && seen.last.device.signed === length;
      },
      { timeout: withinMs, interval: 1_000 },
    )
    .toBe(true);
  const found = seen.last;
  if (found === null) throw new Error('nothing arrived');
  expect(found.device.findings).toEqual([]);
  const all = await ledger();
  expect(found.kinds).toEqual(all.map(({ header }) => header['kind']));
  const attempts = all.filter(({ header }) => header['kind'] === 'attempt');
  expect(found.attempts).toEqual(attempts.map(({ header }) => header['id']));
  return found;
}
