/**
 * Each node on a machine of its own, as far as its network goes: namespaces joined by a router that
 * loses packets, each way for itself. Nobody is told of a loss, as in the field; connections
 * notice by silence. The process itself is the browsers' machine, and has to run in a namespace of
 * its own (`ownNetworkCommand`): nothing of the real machine's network is touched.
 */
import { spawnSync } from 'node:child_process';
import process from 'node:process';
import { type KeptNamespace, keepNamespace, namespaceOf } from './namespace.ts';
import { ClusterError } from './streams.ts';

const OUTER = 'RTR_OUTER_NETWORK';
export const BROWSERS = 'browsers';
/** All that `PacketNetwork` does, in small: a container may allow the one and not the other. */
const TRIAL = [
  'ip link add try0 type veth peer name try1',
  'echo 1 > /proc/sys/net/ipv4/ip_forward',
  'ip rule add from 10.77.0.2 to 10.77.1.2 blackhole',
  'unshare --net true',
].join(' && ');

export type OwnNetwork =
  | { readonly command: readonly string[]; readonly env: Readonly<Record<string, string>> }
  | { readonly why: string };

/** What to put before a command so that it has a network of its own, or why that cannot be. */
export function ownNetworkCommand(): OwnNetwork {
  if (process.platform !== 'linux') return { why: 'network namespaces are a thing of Linux' };
  const missing = ['unshare', 'nsenter', 'ip'].filter(
    (program) => spawnSync(program, ['-V'], { stdio: 'ignore' }).status !== 0,
  );
  if (missing.length > 0)
    return { why: `not installed: ${missing.join(', ')} (util-linux, iproute2)` };
  let why = '';
  for (const rights of [[], ['--user', '--map-root-user']]) {
    const command = ['unshare', ...rights, '--net'];
    const tried = spawnSync('unshare', [...rights, '--net', 'sh', '-c', TRIAL], {
      encoding: 'utf8',
    });
    if (tried.status === 0) return { command, env: { [OUTER]: namespaceOf('self', 'net') ?? '' } };
    why = tried.stderr.trim().replaceAll('\n', '; ');
  }
  return { why };
}

/** Whether this process was started by `ownNetworkCommand`, and really is apart. */
export function hasOwnNetwork(): boolean {
  const outer = process.env[OUTER];
  return outer !== undefined && outer !== namespaceOf('self', 'net');
}

interface Machine {
  readonly address: string;
  readonly gateway: string;
  /** Null: this process's own. */
  readonly kept: KeptNamespace | null;
}

export class PacketNetwork {
  readonly #kept: readonly KeptNamespace[];
  readonly #router: KeptNamespace;
  readonly #machines: ReadonlyMap<string, Machine>;
  #lost: readonly string[] = [];

  private constructor(
    kept: readonly KeptNamespace[],
    router: KeptNamespace,
    machines: ReadonlyMap<string, Machine>,
  ) {
    this.#kept = kept;
    this.#router = router;
    this.#machines = machines;
  }

  /** @throws ClusterError where the machine does not allow it, with what it said */
  static async open(nodes: readonly string[]): Promise<PacketNetwork> {
    if (!hasOwnNetwork()) throw new ClusterError('this process has no network of its own');
    const all: KeptNamespace[] = [];
    const keep = async (): Promise<KeptNamespace> => {
      const made = await keepNamespace('net');
      all.push(made);
      return made;
    };
    try {
      const router = await keep();
      inNetwork(router, 'sh', ['-c', 'echo 1 > /proc/sys/net/ipv4/ip_forward']);
      const machines = new Map<string, Machine>();
      for (const [index, name] of [BROWSERS, ...nodes].entries()) {
        const [address, gateway] = [`10.77.${index}.2`, `10.77.${index}.1`];
        const machine = { address, gateway, kept: name === BROWSERS ? null : await keep() };
        joinToRouter(machine, router, index);
        machines.set(name, machine);
      }
      return new PacketNetwork(all, router, machines);
    } catch (error) {
      for (const kept of all) kept.end();
      throw error;
    }
  }

  address(name: string): string {
    return this.#machine(name).address;
  }

  /** @returns what to put before a command so that it runs on that machine */
  commandOn(name: string): readonly string[] {
    return this.#machine(name).kept?.command ?? [];
  }

  /** From now on nothing that one of `from` sends to one of `to` arrives. */
  lose(from: readonly string[], to: readonly string[]): void {
    const lost = from.flatMap((one) =>
      to
        .filter((other) => other !== one)
        .map((other) => `from ${this.address(one)} to ${this.address(other)} blackhole`),
    );
    ipBatch(
      this.#router,
      lost.map((rule) => `rule add ${rule}`),
    );
    this.#lost = [...this.#lost, ...lost];
  }

  isolate(node: string): void {
    this.mute(node);
    this.deafen(node);
  }

  mute(node: string): void {
    this.lose([node], this.#othersOf(node));
  }

  deafen(node: string): void {
    this.lose(this.#othersOf(node), [node]);
  }

  mend(): void {
    ipBatch(
      this.#router,
      this.#lost.map((rule) => `rule del ${rule}`),
    );
    this.#lost = [];
  }

  async close(): Promise<void> {
    // At once, so that the next network can be made; what is in other namespaces goes with them.
    ipBatch(null, ['link del eth0']);
    // With its last process a namespace goes, and with it all that was joined to it.
    for (const kept of this.#kept) kept.end();
  }

  #othersOf(node: string): readonly string[] {
    return [...this.#machines.keys()].filter((name) => name !== node && name !== BROWSERS);
  }

  #machine(name: string): Machine {
    const machine = this.#machines.get(name);
    if (!machine) throw new ClusterError(`no machine is called ${name}`);
    return machine;
  }
}

function joinToRouter(
  { address, gateway, kept }: Machine,
  router: KeptNamespace,
  index: number,
): void {
  const there = `port${index}`;
  const here = kept === null ? '' : `netns ${kept.pid}`;
  ipBatch(null, [`link add eth0 ${here} type veth peer name ${there} netns ${router.pid}`]);
  ipBatch(router, [`addr add ${gateway}/24 dev ${there}`, `link set ${there} up`]);
  ipBatch(kept, [
    'link set lo up',
    `addr add ${address}/24 dev eth0`,
    'link set eth0 up',
    `route add default via ${gateway}`,
  ]);
}

/** @param where null: this process's own network */
function ipBatch(where: KeptNamespace | null, lines: readonly string[]): void {
  if (lines.length > 0) inNetwork(where, 'ip', ['-batch', '-'], `${lines.join('\n')}\n`);
}

function inNetwork(
  where: KeptNamespace | null,
  program: string,
  args: readonly string[],
  input = '',
): void {
  const [command = program, ...rest] = [...(where?.command ?? []), program, ...args];
  const { status, stderr, error } = spawnSync(command, rest, { input, encoding: 'utf8' });
  if (status !== 0)
    throw new ClusterError(`${program} in a namespace: ${error?.message ?? stderr.trim()}`);
}
