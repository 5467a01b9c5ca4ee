/**
 * What each node says it has, asked of itself: a cluster as a whole answers from whichever replica
 * it likes. Goes by the server's own account over the port of the browsers, since the monitoring
 * port listens on the node only.
 */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { credsAuthenticator, type NatsConnection, wsconnect } from '@nats-io/nats-core';
import type { Administrator } from './administer.ts';
import { type Deployment, keysOf, type PlannedNode, schemeOf } from './deployment.ts';
import { ClusterError, forceStreams, mirrorStreams } from './streams.ts';

/** Of one stream on one node. */
export interface HeldThere {
  readonly stream: string;
  readonly messages: number;
  readonly bytes: number;
  /** Of sequence numbers; 0 before the first message. */
  readonly first: number;
  readonly last: number;
  /** Distinct subjects. */
  readonly places: number;
  /** Null: this node knows of none. */
  readonly leader: string | null;
  /** The nodes that are to hold it, as this one knows them. */
  readonly holders: readonly string[];
}

export interface NodeAnswer {
  readonly node: string;
  /** `itself`: at its own address; `others`: through another node only; `none`: no answer at all. */
  readonly by: 'itself' | 'others' | 'none';
  /** Why it could not be asked at its own address; empty if it could. */
  readonly why: string;
  /** Null: it says that it is well. */
  readonly unwell: string | null;
  readonly held: readonly HeldThere[];
}

const CONNECT_MS = 5_000;
const ANSWER_MS = 5_000;
/** Between two answers of nodes that are asked through another one. */
const STALL_MS = 500;

/** @throws ClusterError where the folder has no such file */
export function credentialsOf(dir: string, who: Administrator): Uint8Array {
  const file = path.join(dir, 'keys', `${who}.creds`);
  if (!existsSync(file)) throw new ClusterError(`${file} is missing: nodes are asked with it`);
  return readFileSync(file);
}

/** To this node and no other. @throws Error of the client, or that it is late */
export async function connectTo(
  node: PlannedNode,
  deployment: Deployment,
  credentials: Uint8Array,
): Promise<NatsConnection> {
  const address = `${schemeOf(deployment)}://${node.host}:${node.ports.websocket}`;
  const connecting = wsconnect({
    servers: [address],
    authenticator: credsAuthenticator(credentials),
    reconnect: false,
    ignoreClusterUpdates: true,
    timeout: CONNECT_MS,
  });
  const late = new AbortController();
  const tooLate = sleep(CONNECT_MS, null, { signal: late.signal });
  try {
    const connection = await Promise.race([connecting, tooLate]);
    if (connection) return connection;
    // Whoever opens after all is not left open.
    connecting.then(
      (opened) => opened.close(),
      () => undefined,
    );
    throw new ClusterError(`${address} does not answer in ${CONNECT_MS / 1000} s`);
  } finally {
    late.abort();
    tooLate.catch(() => undefined);
  }
}

/** Asks all nodes at once. */
export async function askNodes(
  dir: string,
  deployment: Deployment,
): Promise<readonly NodeAnswer[]> {
  const credentials = credentialsOf(dir, 'system');
  const names = ourStreams(dir, deployment);
  const tries = await Promise.allSettled(
    deployment.nodes.map((node) => connectTo(node, deployment, credentials)),
  );
  const connections = tries.map((each) => (each.status === 'fulfilled' ? each.value : null));
  try {
    const direct = await Promise.all(
      deployment.nodes.map(async ({ name }, index): Promise<NodeAnswer> => {
        const [connection, tried] = [connections[index], tries[index]];
        if (connection) return askItself(name, connection, names);
        return unanswered(name, tried?.status === 'rejected' ? wordsOf(tried.reason) : 'not asked');
      }),
    );
    const silent = direct.filter(({ by }) => by === 'none').map(({ node }) => node);
    const via = connections.find(
      (each, index) => each && direct[index]?.by === 'itself' && !each.isClosed(),
    );
    const heard = silent.length > 0 && via ? await askThrough(via, names) : new Map();
    return direct.map((answer) => {
      const other = answer.by === 'none' ? heard.get(answer.node) : undefined;
      return other ? { ...other, node: answer.node, by: 'others', why: answer.why } : answer;
    });
  } finally {
    await Promise.all(connections.map((each) => each?.close()));
  }
}

function unanswered(node: string, why: string): NodeAnswer {
  return { node, by: 'none', why, unwell: null, held: [] };
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message || error.name : String(error);
}

type Told = Pick<NodeAnswer, 'unwell' | 'held'>;

async function askItself(
  node: string,
  connection: NatsConnection,
  names: ReadonlyMap<string, readonly string[]>,
): Promise<NodeAnswer> {
  const { server_id: id, server_name: is } = connection.info ?? {};
  if (is !== node)
    return unanswered(node, `at its address a server answers that calls itself ${is}`);
  const ask = async (what: string): Promise<Answer> => {
    const subject = `$SYS.REQ.SERVER.${id}.${what}`;
    return (await connection.request(subject, OF_STREAMS, { timeout: ANSWER_MS })).json();
  };
  try {
    const [streams, health] = await Promise.all([ask('JSZ'), ask('HEALTHZ')]);
    return { node, by: 'itself', why: '', ...told(streams, health, names) };
  } catch (error) {
    return unanswered(node, `it takes the connection, and then: ${wordsOf(error)}`);
  }
}

/** By name of the node. Those that are not there stay away. */
async function askThrough(
  connection: NatsConnection,
  names: ReadonlyMap<string, readonly string[]>,
): Promise<ReadonlyMap<string, Told>> {
  const ask = async (what: string): Promise<ReadonlyMap<string, Answer>> => {
    const answers = new Map<string, Answer>();
    const all = await connection.requestMany(`$SYS.REQ.SERVER.PING.${what}`, OF_STREAMS, {
      strategy: 'stall',
      maxWait: ANSWER_MS,
      stall: STALL_MS,
    });
    for await (const each of all) {
      const answer = each.json<Answer>();
      if (answer.server?.name) answers.set(answer.server.name, answer);
    }
    return answers;
  };
  const [streams, health] = await Promise.all([ask('JSZ'), ask('HEALTHZ')]);
  return new Map([...streams].map(([node, each]) => [node, told(each, health.get(node), names)]));
}

const OF_STREAMS = JSON.stringify({ accounts: true, streams: true });

/** From the server's own figures, which are trusted in shape: they come from the force's node. */
interface Answer {
  readonly server?: { readonly name?: string };
  readonly error?: { readonly description?: string };
  readonly data?: {
    readonly status?: string;
    readonly error?: string;
    readonly account_details?: readonly {
      readonly id: string;
      readonly stream_detail?: readonly Detail[];
    }[];
  };
}

interface Detail {
  readonly name: string;
  readonly state: {
    readonly messages: number;
    readonly bytes: number;
    readonly first_seq: number;
    readonly last_seq: number;
    readonly num_subjects?: number;
  };
  readonly cluster?: {
    readonly leader?: string;
    readonly replicas?: readonly { readonly name: string }[];
  };
}

/** Account -> what is to be there. */
function ourStreams(dir: string, { force }: Deployment): ReadonlyMap<string, readonly string[]> {
  const keys = keysOf(dir);
  return new Map([
    [keys.force.publicKey, forceStreams(force, 1).map(({ name }) => name)],
    [keys.mirror.publicKey, mirrorStreams(1).map(({ name }) => name)],
  ]);
}

function told(
  streams: Answer,
  health: Answer | undefined,
  names: ReadonlyMap<string, readonly string[]>,
): Told {
  const held = (streams.data?.account_details ?? []).flatMap(({ id, stream_detail = [] }) =>
    stream_detail.filter(({ name }) => names.get(id)?.includes(name)).map(heldIn(streams)),
  );
  const { status, error } = health?.data ?? {};
  const isWell = status === undefined || status === 'ok';
  const why = streams.error?.description ?? (isWell ? null : (error ?? status ?? null));
  return { unwell: why, held };
}

function heldIn({ server }: Answer): (detail: Detail) => HeldThere {
  const itself = server?.name ?? '';
  return ({ name, state, cluster }) => ({
    stream: name,
    messages: state.messages,
    bytes: state.bytes,
    first: state.first_seq,
    last: state.last_seq,
    places: state.num_subjects ?? 0,
    leader: cluster ? cluster.leader || null : itself,
    holders: [itself, ...(cluster?.replicas ?? []).map((replica) => replica.name)],
  });
}
