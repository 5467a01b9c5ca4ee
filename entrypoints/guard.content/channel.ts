/**
 * The guard's line to the background. A record is asked for again with the same id until it is
 * answered, so that a background that was killed in between neither loses it nor stores it twice.
 */
import type { Envelope, MessageName, Messages, Notice } from '../../core/messages.ts';

interface Runtime {
  readonly id?: string;
  sendMessage(message: unknown): Promise<unknown>;
  readonly onMessage: {
    addListener(
      listener: (message: unknown, sender: unknown, respond: (answer: unknown) => void) => void,
    ): void;
  };
}

declare const chrome: { readonly runtime?: Runtime } | undefined;
declare const browser: { readonly runtime?: Runtime } | undefined;

/** The native object of either browser: both give promises in Manifest V3. */
function runtime(): Runtime | undefined {
  const api =
    typeof browser !== 'undefined' ? browser : typeof chrome !== 'undefined' ? chrome : undefined;
  return api?.runtime;
}

/** After an update or removal of the extension, the guard in an open page is cut off. */
export function isCutOff(): boolean {
  try {
    return !runtime()?.id;
  } catch {
    // Firefox throws where Chromium answers undefined; both mean the same.
    return true;
  }
}

type GuardMessage = {
  [Name in MessageName]: Messages[Name]['from'] extends 'guard' | 'guard-or-page' ? Name : never;
}[MessageName];

export type Answer<Name extends MessageName> =
  | { readonly ok: true; readonly reply: Messages[Name]['reply'] }
  | { readonly ok: false; readonly code: 'cut-off' | 'no-answer' };

const ATTEMPTS = 4;
const FIRST_WAIT_MS = 150;
const ANSWER_WITHIN_MS = 6000;

/** Sends and waits for the reply, trying again while the background is starting or was killed. */
export async function request<Name extends GuardMessage>(
  name: Name,
  body: Messages[Name]['request'],
): Promise<Answer<Name>> {
  const envelope: Envelope<Name> = { v: 1, name, body };
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    if (isCutOff()) return { ok: false, code: 'cut-off' };
    if (attempt > 0) await pause(FIRST_WAIT_MS * 2 ** attempt);
    const reply = await once(envelope);
    if (reply !== undefined) return { ok: true, reply };
  }
  return { ok: false, code: isCutOff() ? 'cut-off' : 'no-answer' };
}

async function once<Name extends MessageName>(
  envelope: Envelope<Name>,
): Promise<Messages[Name]['reply'] | undefined> {
  try {
    const answer = await Promise.race([runtime()?.sendMessage(envelope), pause(ANSWER_WITHIN_MS)]);
    return isReply<Name>(answer) ? answer : undefined;
  } catch {
    // The port closed because the background stopped: the caller asks again.
    return undefined;
  }
}

/** The background is ours and its replies are not validated again; only their absence is noticed. */
function isReply<Name extends MessageName>(answer: unknown): answer is Messages[Name]['reply'] {
  return answer !== undefined;
}

function pause(ms: number): Promise<undefined> {
  return new Promise((resolve) => setTimeout(() => resolve(undefined), ms));
}

/** Tells without waiting; what is lost here is only a count on the badge. */
export function notify<Name extends GuardMessage>(
  name: Name,
  body: Messages[Name]['request'],
): void {
  if (isCutOff()) return;
  const envelope: Envelope<Name> = { v: 1, name, body };
  runtime()
    ?.sendMessage(envelope)
    .catch(() => {
      // Nobody waits for this answer: the next notice brings the whole count again.
    });
}

/** @param listener its answer goes back to the background, where it gives one */
export function onNotice<Name extends Notice['name']>(
  name: Name,
  listener: (notice: Extract<Notice, { name: Name }>) => unknown,
): void {
  runtime()?.onMessage.addListener((message, _sender, respond) => {
    if (!isNotice(message, name)) return;
    const answer = listener(message);
    if (answer !== undefined) respond(answer);
  });
}

/** Messages to content scripts come from the extension alone; no page can send one. */
function isNotice<Name extends Notice['name']>(
  message: unknown,
  name: Name,
): message is Extract<Notice, { name: Name }> {
  return (
    typeof message === 'object' && message !== null && 'name' in message && message.name === name
  );
}

/** Identifier of an attempt, hex. `crypto.randomUUID` is missing on http pages, these bytes are not. */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
