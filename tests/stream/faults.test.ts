/**
 * Machines and networks fail while devices hand in and supervisors decide. Afterwards each node's
 * own files are read: all that was promised is there, once, with its bytes, and the same on all.
 * A supervisor who reads all the while has read each once, in order.
 */
import { execFile } from 'node:child_process';
import process from 'node:process';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { PROJECT } from '../../tools/build.ts';
import { faultsOf } from '../../tools/cluster/faults.ts';

describe('after every fault', () => {
  it('each record that a device let go of is on every node, once and unchanged', async () => {
    const kinds = ['machine', 'network'];
    const wanted = [
      '--each',
      '0.4',
      '--devices',
      '4',
      '--without-copies',
      ...kinds.flatMap((kind) => ['--kind', kind]),
    ];
    const args = ['tools/soak.ts', ...wanted];
    // What ends with another code than 0 is thrown, with all that it said.
    const { stdout: said } = await promisify(execFile)(process.execPath, args, { cwd: PROJECT });
    const network = said.includes('by packets') ? 'packets' : 'ports';
    for (const { name } of faultsOf(network, kinds)) expect(said).toContain(name);
    const [, records, decisions] =
      /(\d+) records, (\d+) decisions, .* all there, once/.exec(said) ?? [];
    expect(Number(records), said).toBeGreaterThan(1_000);
    expect(Number(decisions), said).toBeGreaterThan(3);
    // Which network failed it says itself: not every machine lets packets be lost.
    console.log(said.replace(/^\d+ passed.*$/m, '').trimEnd());
  }, 180_000);
});
