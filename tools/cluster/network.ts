/**
 * The network between nodes, and between a browser and its node, as one that can fail: each
 * connection runs through a port of ours that can be cut, or that withholds what is sent one way,
 * as a network does that loses packets. It needs no rights on the machine.
 */
import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';

/** `withheld`: nothing of it arrives before it is open again. */
export type WayState = 'open' | 'withheld';

interface Pair {
  readonly near: Socket;
  readonly far: Socket;
}

/** What joins the nodes, as something that fails. */
export interface FailingNetwork {
  /** Neither side hears of the other. */
  isolate(node: string): void;
  /** The node hears the other nodes and is not heard. */
  mute(node: string): void;
  /** The node is heard by the other nodes and hears nothing. */
  deafen(node: string): void;
  mend(): void;
  close(): Promise<void>;
}

/** One port; whatever connects to it is led to another one. */
export class FaultyPort {
  readonly #server: Server;
  readonly #pairs = new Set<Pair>();
  #target = { port: 0, host: '127.0.0.1' };
  #isCut = false;
  #there: WayState = 'open';
  #back: WayState = 'open';

  private constructor() {
    this.#server = createServer((near) => this.#join(near));
  }

  static async open(): Promise<FaultyPort> {
    const port = new FaultyPort();
    port.#server.listen(0, '127.0.0.1');
    await once(port.#server, 'listening');
    return port;
  }

  get port(): number {
    const address = this.#server.address();
    if (typeof address !== 'object' || address === null) throw new Error('the port is closed');
    return address.port;
  }

  leadTo(port: number, host = '127.0.0.1'): void {
    this.#target = { port, host };
  }

  /** Ends what is connected, and takes nobody until it is mended. */
  cut(): void {
    this.#isCut = true;
    this.drop();
  }

  /** Ends what is connected at this moment; who comes again is let through. */
  drop(): void {
    for (const { near, far } of this.#pairs) {
      near.resetAndDestroy();
      far.resetAndDestroy();
    }
  }

  withhold(way: 'there' | 'back'): void {
    if (way === 'there') this.#there = 'withheld';
    else this.#back = 'withheld';
    for (const pair of this.#pairs) this.#apply(pair);
  }

  mend(): void {
    this.#isCut = false;
    this.#there = 'open';
    this.#back = 'open';
    for (const pair of this.#pairs) this.#apply(pair);
  }

  async close(): Promise<void> {
    this.cut();
    this.#server.close();
    await once(this.#server, 'close');
  }

  #join(near: Socket): void {
    if (this.#isCut) {
      near.resetAndDestroy();
      return;
    }
    const far = connect(this.#target);
    const pair = { near, far };
    this.#pairs.add(pair);
    const end = (): void => {
      this.#pairs.delete(pair);
      near.destroy();
      far.destroy();
    };
    // A connection that a fault has ended says so on both sides.
    for (const side of [near, far]) side.on('error', end).on('close', end).setNoDelay(true);
    this.#apply(pair);
  }

  #apply({ near, far }: Pair): void {
    lead(near, far, this.#there);
    lead(far, near, this.#back);
  }
}

function lead(from: Socket, to: Socket, state: WayState): void {
  // Piped twice it would arrive twice.
  from.unpipe(to);
  if (state === 'open') from.pipe(to);
  else from.pause();
}

/** The routes between the nodes of one cluster, each way for itself. */
export class FaultyRoutes implements FailingNetwork {
  readonly #ports: ReadonlyMap<string, FaultyPort>;
  readonly #nodes: readonly string[];

  private constructor(nodes: readonly string[], ports: ReadonlyMap<string, FaultyPort>) {
    this.#nodes = nodes;
    this.#ports = ports;
  }

  static async open(nodes: readonly string[]): Promise<FaultyRoutes> {
    const ports = new Map<string, FaultyPort>();
    for (const from of nodes)
      for (const to of nodes) if (from !== to) ports.set(`${from} ${to}`, await FaultyPort.open());
    return new FaultyRoutes(nodes, ports);
  }

  /** @returns address of `to` as `from` sees it */
  address(from: string, to: string, clusterPort: number): string {
    const port = this.#between(from, to);
    port.leadTo(clusterPort);
    return `127.0.0.1:${port.port}`;
  }

  isolate(node: string): void {
    for (const other of this.#nodes)
      if (other !== node) {
        this.#between(node, other).cut();
        this.#between(other, node).cut();
      }
  }

  mute(node: string): void {
    for (const other of this.#nodes)
      if (other !== node) {
        this.#between(node, other).withhold('there');
        this.#between(other, node).withhold('back');
      }
  }

  deafen(node: string): void {
    for (const other of this.#nodes)
      if (other !== node) {
        this.#between(node, other).withhold('back');
        this.#between(other, node).withhold('there');
      }
  }

  mend(): void {
    for (const port of this.#ports.values()) port.mend();
  }

  async close(): Promise<void> {
    for (const port of this.#ports.values()) await port.close();
  }

  #between(from: string, to: string): FaultyPort {
    const port = this.#ports.get(`${from} ${to}`);
    if (!port) throw new Error(`no route from ${from} to ${to}`);
    return port;
  }
}
