/** What a server received, in a form in which two runs can be compared byte for byte. */
import { Buffer } from 'node:buffer';
import type { Intranet, ServedRequest } from '../../intranet/server.ts';

/** Chosen by the browser at random for each form that it sends. */
const BOUNDARY = /----(?:webkit|gecko)formboundary\w+/gi;

/**
 * How urgent Firefox takes a request to be depends on what else is under way. The length goes with
 * the boundary, which Firefox makes longer or shorter; the bytes themselves are compared anyway.
 */
const CHANCE: ReadonlySet<string> = new Set(['priority', 'content-length']);

/**
 * Method, address, every header that is not chance, and every byte of the body, one character for a byte.
 * @param host the name under which this server was asked; it is the one thing that may differ
 */
function wholeText({ method, sent }: ServedRequest, host: string): string {
  const headers = sent.headers
    .filter(([name]) => !CHANCE.has(name))
    .map(([name, value]) => `${name}: ${value}`);
  const body = Buffer.from(sent.body).toString('latin1');
  return [`${method} ${sent.target}`, ...headers, '', body]
    .join('\n')
    .replaceAll(host, 'HOST')
    .replace(BOUNDARY, 'BOUNDARY');
}

function isPartOfPage({ path }: ServedRequest): boolean {
  return path.startsWith('/static/');
}

export interface Received {
  /** Pages, forms, look-ups and drafts, in the order in which they came. */
  readonly requests: readonly string[];
  /** Scripts and styles: the browser fetches them side by side, so their order is chance. */
  readonly parts: readonly string[];
}

export function received({ log }: Intranet, host: string): Received {
  const texts = (list: readonly ServedRequest[]) => list.map((each) => wholeText(each, host));
  return {
    requests: texts(log.filter((each) => !isPartOfPage(each))),
    parts: texts(log.filter(isPartOfPage)).toSorted(),
  };
}
