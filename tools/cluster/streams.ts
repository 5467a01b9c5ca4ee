/**
 * The streams: what the force's account holds, what the mirror holds, and the request that makes
 * them. A place is written once and for ever by settings of the stream, not by the good manners of
 * whoever writes.
 */

import type { NatsConnection } from '@nats-io/nats-core';
import { KEPT_MS } from '../../core/approval/standing.ts';
import { MAX_RECORD_BYTES } from '../../core/delivery/store.ts';
import { DEPOSITED, LIVE } from '../../core/delivery/subjects.ts';
import { MIRROR_API, MIRROR_DELIVERY } from './accounts.ts';

/** Headers of a message count too. */
const HEADER_BYTES = 1024;

export type StreamDefinition = Readonly<Record<string, unknown>> & { readonly name: string };

/**
 * Each reviewer's browser reads by consumers of its own. From 2.15 on a server takes a thousand a
 * stream where the stream does not say more, "unlimited" included, and refuses whoever comes then.
 */
export const MOST_CONSUMERS = 50_000;

const FOR_EVER = {
  storage: 'file',
  retention: 'limits',
  discard: 'new',
  max_msgs_per_subject: 1,
  discard_new_per_subject: true,
  deny_delete: true,
  deny_purge: true,
  allow_direct: true,
  allow_rollup_hdrs: false,
  max_consumers: MOST_CONSUMERS,
  max_msg_size: MAX_RECORD_BYTES + HEADER_BYTES,
  duplicate_window: 120_000_000_000,
} as const;

const NS_PER_MS = 1_000_000;

/** @param replicas 3 on three nodes; 1 only where a test has one node */
export function forceStreams(force: string, replicas: number): readonly StreamDefinition[] {
  return [
    {
      name: 'OVR',
      subjects: DEPOSITED.map((collection) => `${collection}.${force}.>`),
      num_replicas: replicas,
      ...FOR_EVER,
    },
    {
      name: 'REV',
      subjects: [`reviews.${force}.>`, `answers.${force}.>`],
      num_replicas: replicas,
      ...FOR_EVER,
    },
    {
      name: 'ASK',
      subjects: LIVE.map((collection) => `${collection}.${force}.>`),
      num_replicas: replicas,
      ...FOR_EVER,
      // The words go then.
      max_age: KEPT_MS * NS_PER_MS,
    },
  ];
}

/** Copies in an account of its own, which whoever runs the force's account cannot change. */
export function mirrorStreams(replicas: number): readonly StreamDefinition[] {
  return ['OVR', 'REV'].map((name) => ({
    name: `${name}-MIRROR`,
    mirror: {
      name,
      external: { api: MIRROR_API, deliver: `${MIRROR_DELIVERY}.${name}` },
    },
    num_replicas: replicas,
    storage: 'file',
    retention: 'limits',
    discard: 'new',
    deny_delete: true,
    deny_purge: true,
    allow_direct: true,
  }));
}

export class ClusterError extends Error {
  override readonly name = 'ClusterError';
}

interface ApiAnswer {
  readonly error?: {
    readonly code: number;
    readonly err_code?: number;
    readonly description: string;
  };
  readonly cluster?: {
    readonly leader?: string;
    readonly replicas?: readonly {
      readonly name: string;
      readonly current: boolean;
      readonly lag?: number;
    }[];
  };
  readonly mirror?: { readonly lag: number; readonly active: number };
  readonly config?: StreamConfig;
  readonly state?: { readonly messages: number; readonly last_seq: number };
}

/** Asks the server's interface for streams. @throws Error of the client where nobody answers */
export async function askApi(
  connection: NatsConnection,
  subject: string,
  body: unknown = '',
): Promise<ApiAnswer> {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const answer = await connection.request(`$JS.API.${subject}`, text, { timeout: ANSWER_MS });
  return answer.json<ApiAnswer>();
}

/** Before the nodes have a leader a question may stay without an answer: better asked again. */
const ANSWER_MS = 1_500;
const EXISTS = 10_058;

/** @returns whether it was made now; one that is there with the same settings counts as well */
export async function createStream(
  connection: NatsConnection,
  definition: StreamDefinition,
): Promise<boolean> {
  const { error } = await askApi(connection, `STREAM.CREATE.${definition.name}`, definition);
  if (!error) return true;
  if (error.err_code === EXISTS) {
    const wanted = await withMoreSubjects(connection, definition);
    if (wanted) return updateStream(connection, definition.name, wanted);
    throw new ClusterError(
      `stream ${definition.name} is there with other settings; look at them before you go on`,
    );
  }
  throw new ClusterError(`stream ${definition.name}: ${error.description}`);
}

async function updateStream(
  connection: NatsConnection,
  name: string,
  config: StreamConfig,
): Promise<boolean> {
  const { error } = await askApi(connection, `STREAM.UPDATE.${name}`, config);
  if (error) throw new ClusterError(`stream ${name}: ${error.description}`);
  return true;
}

type StreamConfig = Readonly<Record<string, unknown>> & { readonly subjects?: readonly string[] };

/** What to ask for where it is as an earlier version made it: the same, with more collections. */
async function withMoreSubjects(
  connection: NatsConnection,
  definition: StreamDefinition,
): Promise<StreamConfig | null> {
  const { config } = await askApi(connection, `STREAM.INFO.${definition.name}`);
  const { subjects, ...others } = definition;
  if (!config?.subjects || !Array.isArray(subjects)) return null;
  const isOurs = Object.entries(others).every(
    // The server leaves out what is false.
    ([name, value]) => (config[name] ?? false) === value,
  );
  const isLess = isOurs && config.subjects.every((each) => subjects.includes(each));
  return isLess ? { ...config, subjects } : null;
}

/** Whether it has a leader and each of its replicas is up to date. */
export async function isReady(connection: NatsConnection, name: string): Promise<boolean> {
  const { cluster, error } = await askApi(connection, `STREAM.INFO.${name}`);
  if (error || !cluster?.leader) return false;
  return (cluster.replicas ?? []).every(({ current, lag = 0 }) => current && lag === 0);
}
