/** A cluster to try things on: streams made, devices with tokens, a network that can fail. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { headers, jwtAuthenticator, type NatsConnection, wsconnect } from '@nats-io/nats-core';
import type { RecordStore } from '../../core/delivery/store.ts';
import { openNatsStore } from '../../platform/nats/store.ts';
import { ensureNatsServer } from '../setup/nats-server.mjs';
import { type UserToken, type UserWish, userToken } from './accounts.ts';
import { connectAs, makeStreams, trustAuthority } from './administer.ts';
import {
  addressesOf,
  epochSeconds,
  keysOf,
  saveDeployment,
  schemeOf,
  trialAuthorityFile,
} from './deployment.ts';
import { type FailingNetwork, FaultyPort, FaultyRoutes } from './network.ts';
import { PacketNetwork } from './packets.ts';
import { PowerDisks } from './power.ts';
import { type HeldMessage, readReplica } from './replica-files.ts';
import {
  type ClusterOptions,
  type Connection,
  type RunningCluster,
  type RunningNode,
  startCluster,
} from './running.ts';
import { askApi, isReady } from './streams.ts';

const PROJECT = fileURLToPath(new URL('../..', import.meta.url));

export const FORCE = 'mids';
const NODES = ['n1', 'n2', 'n3'];
const HOUR_S = 3600;
/** Nobody listens there (RFC 863, which no machine offers any more). */
const NOWHERE = '127.0.0.1:9';
const ALIKE_MS = 60_000;

/** How nodes are joined: by ports of ours, or by a router that loses packets. */
export type NetworkKind = 'ports' | 'packets';

export interface Device {
  readonly name: string;
  readonly token: UserToken;
  readonly store: RecordStore;
}

export class Stage {
  readonly cluster: RunningCluster;
  /** Between the nodes. */
  readonly routes: FailingNetwork;
  /** The same, where nodes are on machines of their own; else null. */
  readonly packets: PacketNetwork | null;
  /** In front of the WebSocket port of each node, in the order of the nodes. */
  readonly doors: readonly FaultyPort[];
  readonly admin: NatsConnection;
  /** Where power can be lost; else null. */
  readonly disks: PowerDisks | null;
  readonly #stores: RecordStore[] = [];
  readonly #keys = new Map<string, string>();

  private constructor(
    cluster: RunningCluster,
    routes: FailingNetwork,
    doors: readonly FaultyPort[],
    admin: NatsConnection,
    disks: PowerDisks | null,
  ) {
    this.cluster = cluster;
    this.routes = routes;
    this.packets = routes instanceof PacketNetwork ? routes : null;
    this.doors = doors;
    this.admin = admin;
    this.disks = disks;
  }

  /**
   * @param options.tls `trial`: nodes have certificates of an authority that this process then
   *   trusts, as whoever else connects must. Default `none`.
   * @param options.losesPower each node has a disk of its own, see `PowerDisks`. Default false.
   * @param options.network `packets`: each node on a machine of its own, see there. Default `ports`.
   */
  static async open(
    options: Partial<Pick<ClusterOptions, 'prepare' | 'tls'>> & {
      readonly network?: NetworkKind;
      readonly losesPower?: boolean;
    } = {},
  ): Promise<Stage> {
    const { network, losesPower, ...wishes } = options;
    const disks = losesPower ? await PowerDisks.open() : null;
    const dir = mkdtempSync(path.join(os.tmpdir(), 'right-to-report-cluster-'));
    const routes =
      network === 'packets' ? await PacketNetwork.open(NODES) : await FaultyRoutes.open(NODES);
    const packets = routes instanceof PacketNetwork ? routes : null;
    const cluster = await startCluster({
      dir,
      program: (await ensureNatsServer(PROJECT)).program,
      force: FORCE,
      tls: 'none',
      ...wishes,
      prepare: (storeDir) => {
        disks?.prepare(storeDir);
        wishes.prepare?.(storeDir);
      },
      commandOn: (node) => [...(packets?.commandOn(node) ?? []), ...(disks?.command ?? [])],
      ...(packets && { address: (node) => packets.address(node) }),
      ...(routes instanceof FaultyRoutes && {
        // A node that starts again is told of to the others, which else come past the ports of ours.
        advertise: NOWHERE,
        route: (from, to) => routes.address(from.name, to.name, to.ports.cluster),
      }),
    });
    try {
      if (options.tls === 'trial') trustAuthority(readFileSync(trialAuthorityFile(dir), 'utf8'));
      const doors: FaultyPort[] = [];
      for (const { planned } of cluster.nodes) {
        const door = await FaultyPort.open();
        door.leadTo(planned.ports.websocket, planned.host);
        doors.push(door);
      }
      await makeStreams(dir, cluster.deployment);
      const admin = await connectAs(dir, cluster.deployment, 'administrator');
      return new Stage(cluster, routes, doors, admin, disks);
    } catch (error) {
      // Nodes that nobody closes keep their ports, and starve whoever comes after.
      await cluster.close();
      throw error;
    }
  }

  node(index: number): RunningNode {
    const node = this.cluster.nodes[index];
    if (!node) throw new RangeError(`no node ${index}`);
    return node;
  }

  /** Of the nodes. */
  get names(): readonly string[] {
    return this.cluster.nodes.map(({ planned }) => planned.name);
  }

  /** Through doors that can be cut: each WebSocket for itself, where the routes take whole machines. */
  get urls(): readonly string[] {
    const scheme = schemeOf(this.cluster.deployment);
    return this.doors.map(({ port }) => `${scheme}://127.0.0.1:${port}`);
  }

  /** The certificate that whoever connects must trust, with `tls: 'trial'`. */
  get authorityFile(): string {
    return trialAuthorityFile(this.cluster.dir);
  }

  get directUrls(): readonly string[] {
    return addressesOf(this.cluster.deployment);
  }

  token(wish: Partial<UserWish> & { readonly name: string }): UserToken {
    const now = epochSeconds(new Date());
    const whole = { role: 'officer', units: ['t07'], expiresAt: now + HOUR_S, ...wish } as const;
    return userToken(whole, keysOf(this.cluster.dir), now);
  }

  device(wish: Partial<UserWish> & { readonly name: string }, timeoutMs = 4_000): Device {
    const token = this.token(wish);
    // Half of the devices meet the real network alone, with no port of ours between.
    const isDirect = this.packets !== null && this.#stores.length % 2 === 1;
    const store = openNatsStore({
      urls: isDirect ? this.directUrls : this.urls,
      name: wish.name,
      jwt: token.jwt,
      seed: token.seed,
      timeoutMs,
    });
    this.#stores.push(store);
    this.#keys.set(wish.name, token.publicKey);
    return { name: wish.name, token, store };
  }

  /** As somebody who has the token and uses a client of their own. */
  connect(name: string, { jwt, seed }: UserToken): Promise<NatsConnection> {
    return wsconnect({
      servers: [...this.directUrls],
      authenticator: jwtAuthenticator(jwt, new TextEncoder().encode(seed)),
      inboxPrefix: `_INBOX_${name}`,
      reconnect: false,
      timeout: 5_000,
    });
  }

  /** @returns the server's answer as it is */
  async publish(
    connection: NatsConnection,
    subject: string,
    text: string,
    named: Readonly<Record<string, string>> = {},
  ): Promise<unknown> {
    const wish = headers();
    for (const [name, value] of Object.entries(named)) wish.set(name, value);
    const answer = await connection.request(subject, text, { timeout: 5_000, headers: wish });
    return answer.json();
  }

  /** As force IT does: new accounts on every node, which reads them again. */
  revoke(...names: readonly string[]): void {
    const { dir, deployment, nodes } = this.cluster;
    const now = new Date();
    const keys = names.map((name) => [this.#keys.get(name) ?? '', epochSeconds(now)]);
    const revoked = Object.fromEntries(keys);
    saveDeployment(dir, { ...deployment, revoked }, now);
    for (const node of nodes) node.signal('SIGHUP');
  }

  /** Over all connections of a device, by the nodes' own count. */
  async bytesSentTo(name: string): Promise<number> {
    return (await this.#connectionsOf(name)).reduce((sum, { out_bytes }) => sum + out_bytes, 0);
  }

  /** How often a device is connected at this moment. */
  async connectionsOf(name: string): Promise<number> {
    return (await this.#connectionsOf(name)).length;
  }

  async #connectionsOf(name: string): Promise<readonly Connection[]> {
    const key = this.#keys.get(name) ?? '';
    return (await Promise.all(this.cluster.nodes.map((node) => node.connectionsOf(key)))).flat();
  }

  async leaderOf(stream: 'OVR' | 'REV'): Promise<RunningNode> {
    let last = 'no node leads';
    for (const endsAt = Date.now() + ALIKE_MS; Date.now() < endsAt; await sleep(100)) {
      try {
        const { cluster } = await askApi(this.admin, `STREAM.INFO.${stream}`);
        const found = this.cluster.nodes.find(({ planned }) => planned.name === cluster?.leader);
        if (found) return found;
      } catch (error) {
        // A cluster that is looking for a leader answers late or says that nobody is there.
        last = error instanceof Error ? error.message : String(error);
      }
    }
    throw new Error(`${stream} has no leader in ${ALIKE_MS / 1000} s: ${last}`);
  }

  /**
   * Until each stream has a leader and each node says of itself that it has the same. What a leader
   * says of the others will not do: after a restart it calls a node current that lacks thousands.
   */
  async untilAlike(): Promise<void> {
    const streams = ['OVR', 'REV'];
    let states = '';
    for (const endsAt = Date.now() + ALIKE_MS; Date.now() < endsAt; await sleep(200)) {
      const ready = await Promise.allSettled(streams.map((name) => isReady(this.admin, name)));
      const all = await Promise.all(this.cluster.nodes.map((node) => node.streamStates(streams)));
      states = all.join('; ');
      const isSame = all.every((each) => each !== null && each === all[0]);
      if (isSame && ready.every((each) => each.status === 'fulfilled' && each.value)) return;
    }
    throw new Error(`the nodes do not become alike: ${states}`);
  }

  /** Every node is ended, and its files are read: the strictest answer there is. */
  async endAndReadReplicas(
    stream: 'OVR' | 'REV',
  ): Promise<ReadonlyMap<string, readonly HeldMessage[]>> {
    await this.#disconnect();
    await this.cluster.close();
    const account = keysOf(this.cluster.dir).force.publicKey;
    return new Map(
      this.cluster.nodes.map(({ planned, storeDir }) => [
        planned.name,
        readReplica(this.disks?.seenFromHere(storeDir) ?? storeDir, account, stream),
      ]),
    );
  }

  async #disconnect(): Promise<void> {
    await Promise.all(this.#stores.splice(0).map((store) => store.close()));
    await this.admin.close();
  }

  /** @param options.keepsFiles for somebody who wants to look at what went wrong */
  async close(options: { readonly keepsFiles?: boolean } = {}): Promise<void> {
    await this.#disconnect();
    await this.cluster.close();
    for (const door of this.doors) await door.close();
    await this.routes.close();
    this.disks?.remove(options);
    if (!options.keepsFiles) rmSync(this.cluster.dir, { recursive: true, force: true });
  }
}
