/** In which order things were said, where they come from several ledgers. */
import type { Header } from '../ledger/header.ts';

/**
 * By time, and of one device as its ledger has them: a clock that was put back takes nothing back.
 *
 * @param given of each ledger in order of sequence
 */
export function inOrder<Each extends Pick<Header, 'at' | 'seq' | 'device'>>(
  given: readonly Each[],
): readonly Each[] {
  const latest = new Map<string, number>();
  const timed = given.map((header) => {
    const at = Math.max(header.at, latest.get(header.device) ?? 0);
    latest.set(header.device, at);
    return { header, at };
  });
  return timed
    .sort((a, b) => a.at - b.at || a.header.seq - b.header.seq)
    .map(({ header }) => header);
}
