/** The network on which nodes are tried loses what it says it loses, one way, and tells nobody. */
import { spawnSync } from 'node:child_process';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { hasOwnNetwork, ownNetworkCommand, PacketNetwork } from '../../tools/cluster/packets.ts';

const SCRIPT = fileURLToPath(new URL('support/who-hears-whom.ts', import.meta.url));
const ALL = ['browsers', 'n1', 'n2', 'n3'];
const EVERY_WAY = ALL.flatMap((one) =>
  ALL.filter((other) => other !== one).map((other) => `${one}>${other}`),
).sort();

const own = ownNetworkCommand();
const skipped = 'why' in own ? ` (skipped: ${own.why})` : '';
const without = (...lost: readonly string[]) => EVERY_WAY.filter((way) => !lost.includes(way));

describe.skipIf(skipped)(`between nodes on machines of their own${skipped}`, () => {
  const seen: Record<string, readonly string[]> = {};
  beforeAll(() => {
    if ('why' in own) return;
    const [program = '', ...args] = [...own.command, process.execPath, SCRIPT];
    const env = { ...process.env, ...own.env };
    const { stdout, stderr } = spawnSync(program, args, { encoding: 'utf8', env });
    expect(stdout, stderr).not.toBe('');
    Object.assign(seen, JSON.parse(stdout));
  });

  it.each([
    ['nothing', EVERY_WAY],
    ['of n1', without('n1>n2', 'n1>n3')],
    ['to n1', without('n2>n1', 'n3>n1')],
    ['of and to n1', without('n1>n2', 'n1>n3', 'n2>n1', 'n3>n1')],
    ['from n1 to n2', without('n1>n2')],
    ['from nodes to browsers', without('n1>browsers', 'n2>browsers', 'n3>browsers')],
    ['everything', []],
    ['mended', EVERY_WAY],
  ])('where what is lost is: %s, the rest arrives and no sender is told', (lost, arrives) => {
    expect(seen[lost]).toEqual(arrives);
  });
});

describe('the network of the machine itself', () => {
  it('is never touched: a process that has no network of its own makes none', async () => {
    expect(hasOwnNetwork()).toBe(false);
    await expect(PacketNetwork.open(['n1'])).rejects.toThrow('no network of its own');
  });
});
