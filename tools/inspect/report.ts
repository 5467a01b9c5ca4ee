/** What `inspect` says about a page, as data and as one JSON line. */
import type { ProfileFit } from '../../core/sites/profile-fit.ts';
import type { SeenMore } from './in-page.ts';

export interface SignalReport {
  /** 0 is the page itself; its frames follow in document order. */
  readonly frame: number;
  /** CSS path, unique in its document; ` >>> ` where it enters a shadow root. */
  readonly path: string;
  readonly name: string;
  readonly kind: string;
  readonly role: string;
  readonly outcome: string;
  readonly rule: string;
  readonly evidence: readonly string[];
  /** For people only; it is not in the JSON. */
  readonly more?: SeenMore | undefined;
}

/** A part of the page that says whom it is about. */
export interface RoleReport {
  readonly path: string;
  readonly role: string;
  readonly evidence: readonly string[];
}

export interface PageReport {
  readonly file: string;
  readonly signals: readonly SignalReport[];
  readonly roles: readonly RoleReport[];
  /** Time of one reading of all frames by the guard. */
  readonly readMs: number;
  /** How site profiles fit; for people only, like `more`. */
  readonly fits?: readonly ProfileFit[] | undefined;
}

export interface PageFailure {
  readonly file: string;
  readonly error: string;
}

export type PageResult = PageReport | PageFailure;

export function isFailure(result: PageResult): result is PageFailure {
  return 'error' in result;
}

/** Line separators that JSON leaves as they are would break "one line for each page". */
export function jsonLine(result: PageResult): string {
  const plain = (key: string, value: unknown) =>
    key === 'more' || key === 'fits' ? undefined : value;
  return JSON.stringify(result, plain).replace(/[\u2028\u2029]/g, (mark) =>
    mark === '\u2028' ? '\\u2028' : '\\u2029',
  );
}
