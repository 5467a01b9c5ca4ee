/** Real nodes on this machine's loopback, with the faults that a test wants of them. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, mkdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  type Deployment,
  type NodePaths,
  nodeDir,
  type PlannedNode,
  type TlsMode,
  writeDeployment,
} from './deployment.ts';
import { ClusterError } from './streams.ts';

const START_MS = 30_000;

/**
 * Below the range from which a machine gives ports to whoever connects: a node that is down for a
 * moment finds its port free again.
 */
const FIRST_PORT = 10_240;
const PORTS_EACH = 40;
const PROCESSES = 512;
let portsTried = 0;

/** Each process looks at ports of its own, so that two that start at once do not meet. */
async function freePorts(count: number): Promise<readonly number[]> {
  const from = FIRST_PORT + (process.pid % PROCESSES) * PORTS_EACH;
  const ports: number[] = [];
  for (let tries = 0; ports.length < count; tries++) {
    if (tries > PORTS_EACH) throw new ClusterError('no free ports on 127.0.0.1');
    const port = from + (portsTried++ % PORTS_EACH);
    if (await isFree(port)) ports.push(port);
  }
  return ports;
}

function isFree(port: number): Promise<boolean> {
  const server = createServer();
  return new Promise((resolve) => {
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}

/** Of a client, as a node counts it. */
export interface Connection {
  readonly authorized_user?: string;
  readonly out_bytes: number;
}

interface StreamDetail {
  readonly name: string;
  readonly state: { readonly messages: number; readonly last_seq: number };
}

/** From the server's own figures, which are trusted in shape: they come from a test's node. */
function streamsIn(figures: { account_details?: { stream_detail?: StreamDetail[] }[] }) {
  return (figures.account_details ?? []).flatMap(({ stream_detail }) => stream_detail ?? []);
}

export class RunningNode {
  readonly planned: PlannedNode;
  readonly #command: readonly string[];
  readonly #folder: string;
  #process: ChildProcess | null = null;

  /** @param command the server, with what has to stand before it */
  constructor(command: readonly string[], folder: string, planned: PlannedNode) {
    this.#command = command;
    this.#folder = folder;
    this.planned = planned;
  }

  get storeDir(): string {
    return path.join(this.#folder, 'store');
  }

  get logFile(): string {
    return path.join(this.#folder, 'nats-server.log');
  }

  get isRunning(): boolean {
    return this.#process !== null;
  }

  /** Of the process; null while there is none. */
  get pid(): number | null {
    return this.#process?.pid ?? null;
  }

  /** Where it tells its own figures. */
  get monitorUrl(): string {
    return `http://${this.planned.host}:${this.planned.ports.monitor}`;
  }

  start(): void {
    if (this.#process) return;
    const log = createWriteStream(this.logFile, { flags: 'a' });
    const [program = '', ...args] = this.#command;
    // Whole, since a program that is put before may be elsewhere.
    const config = path.join(this.#folder, 'nats-server.conf');
    const child = spawn(program, [...args, '-c', config], {
      cwd: this.#folder,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child.stdout.pipe(log, { end: false });
    child.stderr.pipe(log, { end: false });
    child.once('close', () => log.end());
    child.once('error', (error) => log.write(`${error.message}\n`));
    child.once('exit', () => {
      if (this.#process === child) this.#process = null;
    });
    this.#process = child;
  }

  /** Asks the monitoring port, which answers when the node is. */
  async waitUntilUp(): Promise<void> {
    const endsAt = Date.now() + START_MS;
    while (Date.now() < endsAt) {
      if (!this.#process)
        throw new ClusterError(`node ${this.planned.name} ended at once:\n${this.lastWords()}`);
      try {
        if ((await fetch(`${this.monitorUrl}/varz`)).ok) return;
      } catch (error) {
        // fetch says so while nobody listens yet.
        if (!(error instanceof TypeError)) throw error;
      }
      await sleep(25);
    }
    throw new ClusterError(`node ${this.planned.name} did not answer in ${START_MS / 1000} s`);
  }

  /** @returns messages and last number of each stream as this node has them; null: it does not say */
  async streamStates(streams: readonly string[]): Promise<string | null> {
    try {
      const url = `${this.monitorUrl}/jsz?streams=1&accounts=1`;
      const found = new Map<string, string>();
      for (const { name, state } of streamsIn(await (await fetch(url)).json()))
        if (streams.includes(name)) found.set(name, `${name} ${state.messages}/${state.last_seq}`);
      return found.size === streams.length ? [...found.values()].sort().join(' ') : null;
    } catch (error) {
      // fetch says so while the node is not there.
      if (error instanceof TypeError) return null;
      throw error;
    }
  }

  /** @param key public, of the user @returns none from a node that has none open */
  async connectionsOf(key: string): Promise<readonly Connection[]> {
    const seen = await fetch(`${this.monitorUrl}/connz?auth=1`);
    const { connections = [] }: { connections?: readonly Connection[] } = await seen.json();
    return connections.filter(({ authorized_user }) => authorized_user === key);
  }

  lastWords(): string {
    return readFileSync(this.logFile, 'utf8').split('\n').slice(-8).join('\n');
  }

  signal(name: NodeJS.Signals): void {
    this.#process?.kill(name);
  }

  /** @param name SIGKILL as by a power switch, SIGTERM as by an administrator */
  async end(name: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    const child = this.#process;
    if (!child) return;
    const ended = once(child, 'exit');
    // A stopped process takes no other signal than this one.
    child.kill('SIGCONT');
    child.kill(name);
    const late = sleep(15_000, 'late', { ref: false });
    if ((await Promise.race([ended, late])) === 'late') {
      child.kill('SIGKILL');
      await ended;
    }
  }
}

export interface RunningCluster {
  readonly dir: string;
  readonly deployment: Deployment;
  readonly nodes: readonly RunningNode[];
  close(): Promise<void>;
}

export interface ClusterOptions {
  readonly dir: string;
  readonly program: string;
  readonly force: string;
  readonly tls: Exclude<TlsMode, 'request'>;
  /** @default 3 */
  readonly nodes?: number;
  /** Address of one node's cluster port as another one sees it. @default the port itself */
  readonly route?: NodePaths['route'];
  /** Where nodes tell each other that one is. @default its own address */
  readonly advertise?: NodePaths['advertise'];
  /** Address of a node. @default 127.0.0.1 */
  readonly address?: (node: string) => string;
  /** What to put before the server so that it runs where the node is. @default nothing */
  readonly commandOn?: (node: string) => readonly string[];
  /** Called with the folder of each node's data before the node starts. */
  readonly prepare?: (storeDir: string) => void;
}

/** Writes a deployment for this machine and starts it; streams are made by whoever wants them. */
export async function startCluster(options: ClusterOptions): Promise<RunningCluster> {
  const count = options.nodes ?? 3;
  const ports = await freePorts(count * 4);
  const planned = Array.from({ length: count }, (_, index): PlannedNode => {
    const [client = 0, websocket = 0, cluster = 0, monitor = 0] = ports.slice(index * 4);
    const name = `n${index + 1}`;
    const host = options.address?.(name) ?? '127.0.0.1';
    return { name, host, ports: { client, websocket, cluster, monitor } };
  });
  const deployment = writeDeployment(
    options.dir,
    { force: options.force, nodes: planned, tls: options.tls },
    (node) => ({
      listen: node.host,
      inner: node.host,
      storeDir: path.join(nodeDir(options.dir, node), 'store'),
      tlsDir: path.join(nodeDir(options.dir, node), 'tls'),
      maxStore: '20GB',
      advertise: options.advertise,
      route: options.route ?? ((_, to) => `${to.host}:${to.ports.cluster}`),
    }),
    new Date(),
  );
  const nodes = planned.map((node) => {
    const folder = nodeDir(options.dir, node);
    mkdirSync(folder, { recursive: true });
    const command = [...(options.commandOn?.(node.name) ?? []), options.program];
    const running = new RunningNode(command, folder, node);
    options.prepare?.(running.storeDir);
    return running;
  });
  const close = async (): Promise<void> => {
    await Promise.all(nodes.map((node) => node.end('SIGTERM')));
  };
  // Whoever forgets to close leaves no server behind.
  const killNow = (): void => {
    for (const node of nodes) node.signal('SIGKILL');
  };
  process.once('exit', killNow);
  try {
    for (const node of nodes) node.start();
    await Promise.all(nodes.map((node) => node.waitUntilUp()));
  } catch (error) {
    await close();
    throw error;
  }
  return {
    dir: options.dir,
    deployment,
    nodes,
    close: async () => {
      await close();
      process.off('exit', killNow);
    },
  };
}
