/** Asking the background: one message, one answer, and a clear failure where there is none. */
import { browser } from 'wxt/browser';
import type { Envelope, MessageName, Messages } from '../core/messages.ts';

export type SendFailure = 'no-reply' | 'timed-out' | 'not-delivered';

/** A request that brought no answer. The message names the request and never its content. */
export class SendError extends Error {
  override readonly name = 'SendError';
  readonly code: SendFailure;

  constructor(code: SendFailure, request: MessageName, cause?: unknown) {
    super(`${request}: ${code}`, { cause });
    this.code = code;
  }
}

/** How an envelope travels; `browser.runtime.sendMessage` outside of tests. */
export type Transport<Name extends MessageName> = (
  envelope: Envelope<Name>,
) => Promise<Messages[Name]['reply'] | undefined>;

const DEFAULT_TIMEOUT_MS = 10_000;

/**
 * Asks the background and waits for its answer.
 *
 * @param timeoutMs how long to wait
 * @throws SendError `no-reply` where the background refused or did not know the request,
 *   `timed-out`, or `not-delivered` where the browser reported an error
 */
export function request<Name extends MessageName>(
  name: Name,
  body: Messages[Name]['request'],
  timeoutMs: number = DEFAULT_TIMEOUT_MS,
): Promise<Messages[Name]['reply']> {
  const overRuntime: Transport<Name> = (envelope) =>
    browser.runtime.sendMessage<Envelope<Name>, Messages[Name]['reply'] | undefined>(envelope);
  return requestOver(overRuntime, { v: 1, name, body }, timeoutMs);
}

/** The same over any transport. */
export async function requestOver<Name extends MessageName>(
  transport: Transport<Name>,
  envelope: Envelope<Name>,
  timeoutMs: number,
): Promise<Messages[Name]['reply']> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new SendError('timed-out', envelope.name)), timeoutMs);
  });
  try {
    const reply = await Promise.race([delivered(transport, envelope), timeout]);
    // The browser resolves with undefined where some other listener is alive and ours was silent.
    if (reply === undefined) throw new SendError('no-reply', envelope.name);
    return reply;
  } finally {
    clearTimeout(timer);
  }
}

async function delivered<Name extends MessageName>(
  transport: Transport<Name>,
  envelope: Envelope<Name>,
): Promise<Messages[Name]['reply'] | undefined> {
  try {
    return await transport(envelope);
  } catch (cause) {
    throw new SendError('not-delivered', envelope.name, cause);
  }
}
