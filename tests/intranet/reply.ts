/** What a handler gives back. Plain data, so that only the server touches node:http. */
import type { Html } from './html.ts';

export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export function pageReply(page: Html, status = 200): Reply {
  return { status, headers: { 'content-type': 'text/html; charset=utf-8' }, body: page.markup };
}

export function jsonReply(value: unknown, status = 200): Reply {
  const headers = { 'content-type': 'application/json; charset=utf-8' };
  return { status, headers, body: JSON.stringify(value) };
}

/** 303 makes the browser follow with GET, so that reloading never repeats a save or a referral. */
export function redirectReply(location: string): Reply {
  return { status: 303, headers: { location: encodeURI(location) }, body: '' };
}

/** A request refused in words the person at the screen can act on. */
export class Refusal extends Error {
  readonly status: 400 | 404 | 405 | 413 | 415;

  constructor(status: Refusal['status'], text: string) {
    super(text);
    this.name = 'Refusal';
    this.status = status;
  }
}
