/**
 * The one connection of a device to the force's cluster. It is made when it is first needed, goes
 * to another node when one does not answer, and says what went wrong in three words.
 */
import {
  errors,
  jwtAuthenticator,
  type Msg,
  type MsgHdrs,
  type NatsConnection,
  nkeys,
  wsconnect,
} from '@nats-io/nats-core';
import type { Later, Refused } from '../../core/delivery/store.ts';

export interface LinkOptions {
  /** `wss://host:port` of each node, as managed policy names them. */
  readonly urls: readonly string[];
  /** Name in the credential; answers come to an inbox of that name. */
  readonly name: string;
  readonly jwt: string;
  /** Secret. */
  readonly seed: string;
  /** For one request. @default 4000 */
  readonly timeoutMs?: number;
}

/** Nodes that did not answer this often in a row are left for another one. */
const TIMEOUTS_TO_LEAVE = 3;
const CONNECT_MS = 5_000;
const CLOSE_MS = 1_000;
const ENTRIES = 3;
const BETWEEN_ENTRIES_MS = 1_000;
/** A credential that was refused is not tried at every record. */
const REFUSED_MS = 30_000;

const UNREACHABLE: Later = { kind: 'later', why: 'unreachable' };
const TIMED_OUT: Later = { kind: 'later', why: 'timed-out' };
const CREDENTIAL: Refused = { kind: 'refused', why: 'credential' };
const TOO_LARGE: Refused = { kind: 'refused', why: 'too-large' };
const PERMISSION: Refused = { kind: 'refused', why: 'permission' };

/** An object of our own is no answer of the server. */
export type Trouble = Later | Refused;

export function isTrouble(answer: object): answer is Trouble {
  return 'kind' in answer;
}

export class Link {
  readonly inboxPrefix: string;
  readonly #options: LinkOptions;
  readonly #timeoutMs: number;
  #connection: NatsConnection | null = null;
  #opening: Promise<NatsConnection | Trouble> | null = null;
  #refusedAt = Number.NEGATIVE_INFINITY;
  #timeouts = 0;
  /** Node that did not answer, as its URL; tried last the next time. */
  #left = '';
  #isClosed = false;
  /** Told when the connection breaks: whoever waits for an answer over it. */
  readonly #whenBroken = new Set<() => void>();

  constructor(options: LinkOptions) {
    this.#options = options;
    this.#timeoutMs = options.timeoutMs ?? 4_000;
    this.inboxPrefix = `_INBOX_${options.name}`;
  }

  async ask(
    subject: string,
    payload: Uint8Array | string,
    headers?: MsgHdrs,
  ): Promise<Msg | Trouble> {
    const connection = await this.use();
    if ('kind' in connection) return connection;
    try {
      const asked = connection.request(subject, payload, {
        timeout: this.#timeoutMs,
        ...(headers ? { headers } : {}),
      });
      const answer = await this.#unlessBroken(asked);
      this.#timeouts = 0;
      return answer;
    } catch (error) {
      return this.#troubleOf(error);
    }
  }

  /** @returns a connection, or why there is none */
  async use(): Promise<NatsConnection | Trouble> {
    if (this.#isClosed) return UNREACHABLE;
    if (this.#connection) return this.#connection;
    if (performance.now() - this.#refusedAt < REFUSED_MS) return CREDENTIAL;
    this.#opening ??= this.#open();
    return this.#opening;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#opening;
    await this.#leave();
  }

  /** @param listener called once when the connection breaks @returns takes it back */
  onBreak(listener: () => void): () => void {
    this.#whenBroken.add(listener);
    return () => this.#whenBroken.delete(listener);
  }

  /** A node that rereads its accounts refuses for a moment who is right: it is asked again. */
  async #open(): Promise<NatsConnection | Trouble> {
    try {
      for (let entry = 1; ; entry++) {
        const opened = await this.#enter();
        if (!('kind' in opened)) return this.#take(opened);
        if (opened !== CREDENTIAL) return opened;
        if (entry === ENTRIES || this.#isClosed) {
          this.#refusedAt = performance.now();
          return CREDENTIAL;
        }
        await new Promise((resolve) => setTimeout(resolve, BETWEEN_ENTRIES_MS));
      }
    } finally {
      this.#opening = null;
    }
  }

  async #enter(): Promise<NatsConnection | Trouble> {
    const { urls, jwt, seed } = this.#options;
    if (!isSeed(seed)) return CREDENTIAL;
    try {
      const connecting = wsconnect({
        servers: inAnyOrder(urls, this.#left),
        noRandomize: true,
        authenticator: jwtAuthenticator(jwt, new TextEncoder().encode(seed)),
        inboxPrefix: this.inboxPrefix,
        // Nodes of the policy only, whatever a server tells of others.
        ignoreClusterUpdates: true,
        timeout: CONNECT_MS,
        // The client forgets nodes that were down at its first try. So each connection is a first
        // one, to any of them, and nothing is sent that was meant for the one before.
        reconnect: false,
        pingInterval: 15_000,
        maxPingOut: 2,
        noAsyncTraces: true,
      });
      return (await inTime(connecting, CONNECT_MS * urls.length + CLOSE_MS)) ?? TIMED_OUT;
    } catch (error) {
      return this.#troubleOf(error);
    }
  }

  #take(connection: NatsConnection): NatsConnection {
    this.#connection = connection;
    this.#timeouts = 0;
    void this.#watch(connection);
    return connection;
  }

  /** Runs as long as the connection does; it ends by itself. */
  async #watch(connection: NatsConnection): Promise<void> {
    await connection.closed();
    if (this.#connection === connection) this.#break();
  }

  #break(): void {
    this.#connection = null;
    const listeners = [...this.#whenBroken];
    this.#whenBroken.clear();
    for (const listener of listeners) listener();
  }

  async #leave(): Promise<void> {
    const connection = this.#connection;
    this.#break();
    // A node that has stopped reading never lets a connection end in order.
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, CLOSE_MS);
    });
    await Promise.race([connection?.close(), late]);
    clearTimeout(timer);
  }

  /** An answer does not come over a connection that has broken: nobody waits out its timeout. */
  #unlessBroken<T>(asked: Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      const forget = this.onBreak(() => reject(new errors.ClosedConnectionError()));
      asked.then(resolve, reject).finally(forget);
    });
  }

  #troubleOf(error: unknown): Trouble {
    const cause = error instanceof errors.RequestError ? error.cause : undefined;
    for (const each of [error, cause]) {
      if (each instanceof errors.PermissionViolationError) return PERMISSION;
      if (each instanceof errors.TimeoutError) return this.#timedOut();
      // Of all arguments only the size of the message comes from outside.
      if (each instanceof errors.InvalidArgumentError) return TOO_LARGE;
      if (each instanceof Error && isCredential(each)) return CREDENTIAL;
    }
    // Whatever else a network does: not reachable now.
    if (error instanceof Error) return UNREACHABLE;
    throw error;
  }

  #timedOut(): Later {
    this.#timeouts++;
    if (this.#timeouts >= TIMEOUTS_TO_LEAVE && this.#connection) {
      this.#left = this.#connection.getServer();
      // Nothing waits for a node that does not answer to say goodbye.
      void this.#leave();
    }
    return TIMED_OUT;
  }
}

/**
 * The client waits for the end of a socket that never began, which not every WebSocket tells of.
 * @returns null when it is late; what comes later still is closed
 */
async function inTime(
  connecting: Promise<NatsConnection>,
  ms: number,
): Promise<NatsConnection | null> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(resolve, ms, null);
  });
  try {
    const first = await Promise.race([connecting, late]);
    // Whoever waits no longer wants neither a connection nor its error.
    if (first === null) connecting.then((connection) => connection.close()).catch(() => null);
    return first;
  } finally {
    clearTimeout(timer);
  }
}

function inAnyOrder(urls: readonly string[], last: string): string[] {
  const order = urls
    .map((url) => ({ url, place: url.includes(last) && last !== '' ? 2 : Math.random() }))
    .sort((one, other) => one.place - other.place);
  return order.map(({ url }) => url);
}

/** The client would find out in the middle of a greeting, and close without saying why. */
function isSeed(seed: string): boolean {
  try {
    nkeys.fromSeed(new TextEncoder().encode(seed));
    return true;
  } catch {
    // It throws for any text that is not a seed, with errors of several kinds.
    return false;
  }
}

/** A node that was too slow to hear a name says the same as one that does not like it. */
function isCredential(error: Error): boolean {
  if (error instanceof errors.UserAuthenticationExpiredError) return true;
  return error instanceof errors.AuthorizationError && !/timeout/i.test(error.message);
}
