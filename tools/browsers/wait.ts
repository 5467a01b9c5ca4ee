/** Polling, for the many things in a browser that announce themselves to nobody. */

import { setTimeout as sleep } from 'node:timers/promises';
import { BrowserError, type BrowserErrorCode } from './browser-error.ts';

export interface WaitOptions<T> {
  /** Finishes the sentence "waited 20 s for ...". */
  readonly what: string;
  /** Returns undefined while the thing is not there yet. */
  readonly read: () => Promise<T | undefined>;
  readonly timeoutMs: number;
  /** Between two readings. @default 15 */
  readonly everyMs?: number;
  readonly code?: BrowserErrorCode;
  /** Asked only on failure: what was seen instead, and what to do. */
  readonly hint?: () => string;
}

/** @throws BrowserError, with the hint, when the time is over. */
export async function waitUntil<T>(options: WaitOptions<T>): Promise<T> {
  const endsAt = Date.now() + options.timeoutMs;
  for (;;) {
    const found = await within(options.read(), endsAt);
    if (found !== undefined) return found;
    if (Date.now() >= endsAt) break;
    await sleep(options.everyMs ?? 15);
  }
  const seconds = Math.round(options.timeoutMs / 100) / 10;
  const hint = options.hint === undefined ? '' : `: ${options.hint()}`;
  throw new BrowserError(
    options.code ?? 'timed-out',
    `waited ${seconds} s for ${options.what}${hint}`,
  );
}

/** A question to a stopped worker or a page in mid-navigation may never be answered. */
async function within<T>(answer: Promise<T>, endsAt: number): Promise<T | undefined> {
  const timer = new AbortController();
  const left = Math.max(endsAt - Date.now(), 1);
  const late = sleep(left, undefined, { signal: timer.signal }).catch(() => undefined);
  try {
    return await Promise.race([answer, late]);
  } finally {
    timer.abort();
  }
}
