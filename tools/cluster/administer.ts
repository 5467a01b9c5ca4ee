/** What force IT does on a running cluster: connect with an administrator's file, make the streams. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import * as tls from 'node:tls';
import { credsAuthenticator, type NatsConnection, wsconnect } from '@nats-io/nats-core';
import { addressesOf, type Deployment } from './deployment.ts';
import {
  ClusterError,
  createStream,
  forceStreams,
  isReady,
  mirrorStreams,
  type StreamDefinition,
} from './streams.ts';

const READY_MS = 60_000;

export type Administrator = 'administrator' | 'mirror-administrator' | 'system';

/** Trusts an authority of the force's in this process, as a browser's machine would. */
export function trustAuthority(certificate: string): void {
  if (typeof tls.setDefaultCACertificates !== 'function')
    throw new ClusterError('this needs Node 22.19 or newer, for the certificate of the nodes');
  tls.setDefaultCACertificates([...tls.getCACertificates('default'), certificate]);
}

/** Goes on trying while the nodes find their first leader. @throws ClusterError with the last word */
export async function connectAs(
  dir: string,
  deployment: Deployment,
  who: Administrator,
): Promise<NatsConnection> {
  const credentials = readFileSync(path.join(dir, 'keys', `${who}.creds`));
  const endsAt = Date.now() + READY_MS;
  for (;;) {
    try {
      return await wsconnect({
        servers: [...addressesOf(deployment)],
        authenticator: credsAuthenticator(credentials),
        maxReconnectAttempts: -1,
        ignoreClusterUpdates: true,
        timeout: 5_000,
      });
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      if (Date.now() >= endsAt)
        throw new ClusterError(`no node takes the ${who}'s connection: ${why}`, { cause: error });
      await sleep(200);
    }
  }
}

async function createAll(
  connection: NatsConnection,
  definitions: readonly StreamDefinition[],
): Promise<void> {
  for (const definition of definitions) {
    await untilReady(`stream ${definition.name} could be made`, async () => {
      await createStream(connection, definition);
      return true;
    });
    await untilReady(`stream ${definition.name} is on all its nodes`, () =>
      isReady(connection, definition.name),
    );
  }
}

/** A cluster without a leader answers late, with "no responders" or not at all. */
async function untilReady(what: string, ask: () => Promise<boolean>): Promise<void> {
  const endsAt = Date.now() + READY_MS;
  let last = 'not yet';
  while (Date.now() < endsAt) {
    try {
      if (await ask()) return;
    } catch (error) {
      if (error instanceof ClusterError && /is there with other settings/.test(error.message))
        throw error;
      last = error instanceof Error ? error.message : String(error);
    }
    await sleep(100);
  }
  throw new ClusterError(`waited ${READY_MS / 1000} s until ${what}: ${last}`);
}

/** Makes what is missing; running it again changes nothing. */
export async function makeStreams(dir: string, deployment: Deployment): Promise<void> {
  const replicas = deployment.nodes.length >= 3 ? 3 : 1;
  const force = await connectAs(dir, deployment, 'administrator');
  try {
    await createAll(force, forceStreams(deployment.force, replicas));
  } finally {
    await force.close();
  }
  const mirror = await connectAs(dir, deployment, 'mirror-administrator');
  try {
    await createAll(mirror, mirrorStreams(replicas));
  } finally {
    await mirror.close();
  }
}
