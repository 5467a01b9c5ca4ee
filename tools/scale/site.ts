/** Real nodes to load: no faulty ports between, which would take a part of the machine themselves. */
import {
  closeSync,
  fsyncSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { jwtAuthenticator, type NatsConnection, wsconnect } from '@nats-io/nats-core';
import type { RecordStore } from '../../core/delivery/store.ts';
import { openNatsStore } from '../../platform/nats/store.ts';
import { type UserToken, type UserWish, userToken } from '../cluster/accounts.ts';
import { connectAs, makeStreams, trustAuthority } from '../cluster/administer.ts';
import { addressesOf, epochSeconds, keysOf, trialAuthorityFile } from '../cluster/deployment.ts';
import { type RunningCluster, startCluster } from '../cluster/running.ts';
import { FORCE } from '../cluster/stage.ts';
import { ensureNatsServer } from '../setup/nats-server.mjs';

const PROJECT = fileURLToPath(new URL('../..', import.meta.url));
const FORCED = 'sync_interval: always';
const TOKEN_S = 6 * 3600;

export interface SiteOptions {
  readonly nodes: number;
  readonly hasTls: boolean;
  /** @default true */
  readonly makesStreams?: boolean;
  /** Whether each record is on the disk before it is acknowledged, as it is in the field. @default true */
  readonly isForced?: boolean;
}

export class Site {
  readonly cluster: RunningCluster;
  readonly admin: NatsConnection;

  private constructor(cluster: RunningCluster, admin: NatsConnection) {
    this.cluster = cluster;
    this.admin = admin;
  }

  static async open(options: SiteOptions): Promise<Site> {
    const { nodes, hasTls, makesStreams = true, isForced = true } = options;
    const dir = mkdtempSync(path.join(os.tmpdir(), 'right-to-report-scale-'));
    const { program } = await ensureNatsServer(PROJECT);
    const tls = hasTls ? 'trial' : 'none';
    const cluster = await startCluster({
      ...{ dir, program, force: FORCE, tls, nodes },
      prepare: (storeDir) => {
        const file = path.join(path.dirname(storeDir), 'nats-server.conf');
        const text = readFileSync(file, 'utf8');
        // Alone it has nobody to elect: a cluster of one does not start.
        const own = nodes === 1 ? text.replace(/^cluster \{[\s\S]*?^\}\n/m, '') : text;
        writeFileSync(file, isForced ? own : own.replace(FORCED, FORCED.replace('always', '"2m"')));
      },
    });
    if (hasTls) trustAuthority(readFileSync(trialAuthorityFile(dir), 'utf8'));
    if (makesStreams) await makeStreams(dir, cluster.deployment);
    return new Site(cluster, await connectAs(dir, cluster.deployment, 'administrator'));
  }

  get pids(): readonly number[] {
    return this.cluster.nodes.flatMap(({ pid }) => pid ?? []);
  }

  get urls(): readonly string[] {
    return addressesOf(this.cluster.deployment);
  }

  token(name: string, role: UserWish['role'], units: readonly string[]): UserToken {
    const now = epochSeconds(new Date());
    return userToken(
      { name, role, units, expiresAt: now + TOKEN_S },
      keysOf(this.cluster.dir),
      now,
    );
  }

  /** The product's own store, as a device opens it. */
  store(name: string, { jwt, seed }: UserToken): RecordStore {
    return openNatsStore({ urls: this.urls, name, jwt, seed });
  }

  /** The published client with none of our rules. */
  bare(name: string, { jwt, seed }: UserToken): Promise<NatsConnection> {
    return wsconnect({
      servers: [...this.urls],
      authenticator: jwtAuthenticator(jwt, new TextEncoder().encode(seed)),
      inboxPrefix: `_INBOX_${name}`,
      reconnect: false,
    });
  }

  administrator(): Promise<NatsConnection> {
    return connectAs(this.cluster.dir, this.cluster.deployment, 'administrator');
  }

  /** Of the nodes' own figures, added up; a node that is down counts for nothing. */
  async count(what: 'connections' | 'consumers'): Promise<number> {
    const page = what === 'connections' ? 'varz' : 'jsz';
    const figures = await Promise.all(
      this.cluster.nodes
        .filter(({ isRunning }) => isRunning)
        .map(async ({ planned }): Promise<unknown> => {
          const url = `http://127.0.0.1:${planned.ports.monitor}/${page}`;
          return (await fetch(url)).json();
        }),
    );
    return figures.reduce<number>((sum, each) => sum + numberIn(each, what), 0);
  }

  async close(): Promise<void> {
    await this.admin.close();
    await this.cluster.close();
    rmSync(this.cluster.dir, { recursive: true, force: true });
  }
}

function numberIn(figures: unknown, name: string): number {
  if (typeof figures !== 'object' || figures === null) return 0;
  const value: unknown = Object.entries(figures).find(([key]) => key === name)?.[1];
  return typeof value === 'number' ? value : 0;
}

/** How many small writes a second this disk takes, each forced: what no node can go beyond. */
export function forcedWritesASecond(forMs = 1_000): number {
  const dir = mkdtempSync(path.join(os.tmpdir(), 'right-to-report-fsync-'));
  const file = openSync(path.join(dir, 'probe'), 'w');
  const bytes = Buffer.alloc(1_024, 1);
  const startedAt = performance.now();
  let writes = 0;
  try {
    while (performance.now() - startedAt < forMs) {
      writeSync(file, bytes);
      fsyncSync(file);
      writes++;
    }
  } finally {
    closeSync(file);
    rmSync(dir, { recursive: true, force: true });
  }
  return writes / ((performance.now() - startedAt) / 1000);
}
