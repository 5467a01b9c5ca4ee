/** Reads one HTTP request into plain data: target, query, and a body of at most 1 MB. */
import type { IncomingMessage } from 'node:http';

export type Values = Readonly<Record<string, string>>;

export interface Fault {
  readonly status: 400 | 413 | 415;
  readonly text: string;
}

/** The request as it came, for tests that compare two browsers byte for byte. */
export interface Sent {
  /** As in the first line: path and query, not decoded. */
  readonly target: string;
  /** In the order in which they came. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Uint8Array;
}

export interface Incoming {
  readonly method: string;
  /** Percent-decoded, no trailing slash. */
  readonly path: string;
  readonly query: Values;
  readonly form: Values;
  readonly isJson: boolean;
  readonly sent: Sent;
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

async function readBody(request: IncomingMessage): Promise<Uint8Array | Fault> {
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
  return Buffer.concat(chunks);
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

function mediaType(header: string): string {
  return header.split(';')[0]?.trim().toLowerCase() ?? '';
}

/** A file is named with its size: what it holds belongs to no log. */
async function readParts(bytes: Uint8Array, type: string): Promise<Values | Fault> {
  try {
    const parts = await new Response(new Uint8Array(bytes), {
      headers: { 'content-type': type },
    }).formData();
    const shown = [...parts].map(([name, value]): [string, string] => [
      name,
      typeof value === 'string' ? value : `${value.name} (${value.size} bytes)`,
    ]);
    return valuesOf(new URLSearchParams(shown));
  } catch {
    return { status: 400, text: 'The parts of the form cannot be read.' };
  }
}

/** @param header the whole content type, with its boundary where there is one */
async function readForm(bytes: Uint8Array, header: string): Promise<Values | Fault> {
  if (bytes.length === 0) return {};
  const type = mediaType(header);
  if (type === 'multipart/form-data') return readParts(bytes, header);
  const body = Buffer.from(bytes).toString('utf8');
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

function isFault(read: Values | Uint8Array | Fault): read is Fault {
  return 'status' in read && typeof read.status === 'number';
}

export async function readRequest(request: IncomingMessage): Promise<Incoming> {
  const rawTarget = request.url ?? '/';
  const target = readTarget(rawTarget);
  const header = request.headers['content-type'] ?? '';
  const read = await readBody(request);
  const body = isFault(read) ? new Uint8Array() : read;
  const { rawHeaders: raw } = request;
  const base = {
    method: request.method ?? 'GET',
    path: target?.path ?? rawTarget,
    query: target?.query ?? {},
    isJson: mediaType(header) === 'application/json',
    sent: {
      target: rawTarget,
      headers: raw.flatMap((name, at) =>
        at % 2 === 0 ? [[name.toLowerCase(), raw[at + 1] ?? ''] as const] : [],
      ),
      body,
    },
  };
  if (isFault(read)) return { ...base, form: {}, fault: read };
  const form = await readForm(body, header);
  if (isFault(form)) return { ...base, form: {}, fault: form };
  const fault: Fault | null =
    target === null ? { status: 400, text: 'The address cannot be read.' } : null;
  return { ...base, form, fault };
}
