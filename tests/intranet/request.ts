/** Reads one HTTP request into plain data: target, query, and a body of at most 1 MB. */
import type { IncomingMessage } from 'node:http';

export type Values = Readonly<Record<string, string>>;

export interface Fault {
  readonly status: 400 | 413 | 415;
  readonly text: string;
}

export interface Incoming {
  readonly method: string;
  /** Percent-decoded, no trailing slash. */
  readonly path: string;
  readonly query: Values;
  readonly form: Values;
  readonly isJson: boolean;
  /** Set when the request cannot be served as it stands; the other members hold what was read. */
  readonly fault: Fault | null;
}

const BODY_LIMIT_BYTES = 1_048_576;

interface Target {
  readonly path: string;
  readonly query: Values;
}

/** A repeated name (several boxes ticked) is joined, so that no value is lost in the log. */
function valuesOf(pairs: URLSearchParams): Values {
  const values = new Map<string, string>();
  for (const [name, value] of pairs) {
    const earlier = values.get(name);
    values.set(name, earlier === undefined ? value : `${earlier},${value}`);
  }
  return Object.fromEntries(values);
}

/** RFC 9112 3.2: origin-form from a browser, absolute-form when this server is named as a proxy. */
function readTarget(target: string): Target | null {
  try {
    const url = new URL(target.startsWith('/') ? `http://intranet.invalid${target}` : target);
    const path = decodeURIComponent(url.pathname);
    const trimmed = path.length > 1 ? path.replace(/\/+$/, '') : path;
    return { path: trimmed === '' ? '/' : trimmed, query: valuesOf(url.searchParams) };
  } catch {
    // Neither a URL nor decodable: the caller answers 400.
    return null;
  }
}

const TOO_LARGE: Fault = { status: 413, text: 'The form is larger than 1 MB.' };
const CUT_SHORT: Fault = { status: 400, text: 'The request ended before its body did.' };

async function readBody(request: IncomingMessage): Promise<string | Fault> {
  if (Number(request.headers['content-length'] ?? 0) > BODY_LIMIT_BYTES) return TOO_LARGE;
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of request.iterator({ destroyOnReturn: false })) {
      if (!(chunk instanceof Uint8Array)) continue;
      size += chunk.byteLength;
      if (size > BODY_LIMIT_BYTES) return TOO_LARGE;
      chunks.push(chunk);
    }
  } catch {
    // The sender went away. The request did reach this server, so the log must still show it.
    return CUT_SHORT;
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** @returns null when the text is not one JSON object. */
function readJson(body: string): Values | null {
  try {
    const parsed: unknown = JSON.parse(body);
    if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) return null;
    const entries = Object.entries(parsed).map(
      ([name, value]: [string, unknown]): [string, string] => [
        name,
        typeof value === 'string' ? value : JSON.stringify(value),
      ],
    );
    return Object.fromEntries(entries);
  } catch {
    // Not JSON: the caller answers 400.
    return null;
  }
}

function readForm(body: string, type: string): Values | Fault {
  if (body === '') return {};
  if (type === 'application/json') {
    return readJson(body) ?? { status: 400, text: 'The body is not one JSON object.' };
  }
  // A beacon or a bare fetch sends text/plain; it may hold JSON and must still reach the log.
  if (type === 'text/plain') return readJson(body) ?? { body };
  if (type === 'application/x-www-form-urlencoded' || type === '') {
    return valuesOf(new URLSearchParams(body));
  }
  return { status: 415, text: `This system does not take a body of type ${type}.` };
}

function isFault(read: Values | Fault): read is Fault {
  return typeof read['status'] === 'number';
}

export async function readRequest(request: IncomingMessage): Promise<Incoming> {
  const rawTarget = request.url ?? '/';
  const target = readTarget(rawTarget);
  const type = (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  const base = {
    method: request.method ?? 'GET',
    path: target?.path ?? rawTarget,
    query: target?.query ?? {},
    isJson: type === 'application/json',
  };
  const body = await readBody(request);
  if (typeof body !== 'string') return { ...base, form: {}, fault: body };
  const form = readForm(body, type);
  if (isFault(form)) return { ...base, form: {}, fault: form };
  const fault: Fault | null =
    target === null ? { status: 400, text: 'The address cannot be read.' } : null;
  return { ...base, form, fault };
}
