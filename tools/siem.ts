/** `npm run siem`: sends what the force's stream holds to a SIEM, as a second witness. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { openNatsStore } from '../platform/nats/store.ts';
import { trustAuthority } from './cluster/administer.ts';
import { forward } from './siem/forward.ts';
import { readSettings } from './siem/settings.ts';
import { sinkFor } from './siem/sink.ts';
import { emptyState, readState, type State, writeState } from './siem/state.ts';

const USAGE = `usage: npm run siem -- --settings FILE [--to WHERE] [--state FILE] [--once] ...
  --settings FILE     of a reader, as npm run cluster -- users writes it
  --to WHERE          tcp://host:port or tls://host:port: RFC 5424, octet counting;
                      file:PATH or stdout (the default): a line of JSON for each event
  --state FILE        how far it came; without it each run begins at the beginning
  --once              ends when all that was there has been sent
  --silent-hours N    a device is silent after that (72)
  --undecided-days N  an override is undecided after that (14)
  --authority FILE    PEM of who signed the certificates of the nodes
  --to-authority FILE PEM of who signed the receiver's certificate
Exit code: 0 done or stopped, 1 the stream could not be read, 2 not understood.`;

const OPTIONS = {
  authority: { type: 'string' },
  help: { type: 'boolean', default: false },
  once: { type: 'boolean', default: false },
  settings: { type: 'string' },
  'silent-hours': { type: 'string', default: '72' },
  state: { type: 'string' },
  to: { type: 'string', default: 'stdout' },
  'to-authority': { type: 'string' },
  'undecided-days': { type: 'string', default: '14' },
} as const;

const HOUR_MS = 3_600_000;
/** A list of 100,000 devices is some megabytes; what is sent twice does no harm. */
const SAVE_EVERY_MS = 2_000;

/** What is told in one line and needs no trace. */
const TOLD = new Set(['SettingsError', 'SinkError', 'StateError', 'ClusterError']);

/** Where a name on the command line leads; npm changes the directory. */
function fromHere(name: string): string {
  return path.resolve(process.env['INIT_CWD'] ?? process.cwd(), name);
}

function say(line: string): void {
  console.error(`${new Date().toISOString()} siem: ${line}`);
}

class Usage extends Error {
  override readonly name = 'Usage';
}

function asked(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS }).values;
  } catch (error) {
    throw new Usage(error instanceof Error ? error.message : String(error));
  }
}

function numberIn(name: string, text: string): number {
  if (!/^\d{1,5}(?:\.\d+)?$/.test(text)) throw new Usage(`--${name}: "${text}" is not a number`);
  return Number(text);
}

/** At once where that was not a moment ago, otherwise a moment later; and at the end. */
function saver(file: string | null): (state: State, isLast: boolean) => Promise<void> {
  let savedAt = 0;
  let timer: NodeJS.Timeout | null = null;
  let writing: Promise<void> = Promise.resolve();
  return async (state, isLast) => {
    if (file === null || (timer && !isLast)) return;
    const write = (): Promise<void> => {
      if (timer) clearTimeout(timer);
      timer = null;
      savedAt = Date.now();
      // One after the other: they use the same file on the way. An error was said to whoever waited.
      writing = writing.catch(() => undefined).then(() => writeState(file, state));
      return writing;
    };
    const wait = savedAt + SAVE_EVERY_MS - Date.now();
    if (isLast || wait <= 0) return write();
    timer = setTimeout(() => {
      write().catch((error: unknown) => say(`state: ${String(error)}`));
    }, wait);
  };
}

async function run(args: readonly string[]): Promise<number> {
  const values = asked(args);
  if (values.help) {
    console.log(USAGE);
    return 0;
  }
  if (values.settings === undefined) throw new Usage('--settings is missing');
  const limits = {
    silentMs: numberIn('silent-hours', values['silent-hours']) * HOUR_MS,
    undecidedMs: numberIn('undecided-days', values['undecided-days']) * 24 * HOUR_MS,
  };
  const { urls, name, force, credentials } = readSettings(fromHere(values.settings));
  const pem = (file: string): string => readFileSync(fromHere(file), 'utf8');
  if (values.authority !== undefined) trustAuthority(pem(values.authority));
  const to = values.to.startsWith('file:') ? `file:${fromHere(values.to.slice(5))}` : values.to;
  const sink = sinkFor(to, values['to-authority'] && pem(values['to-authority']));
  const file = values.state === undefined ? null : fromHere(values.state);
  const state = file === null ? emptyState(force) : readState(file, force);
  const store = openNatsStore({ urls, name, ...credentials });
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => stop.abort());
  const work = { store, sink, state, save: saver(file), limits, live: !values.once, say };
  try {
    const trouble = await forward(work, stop.signal);
    if (trouble) say(`ended: ${trouble.kind}, ${trouble.why}`);
    return trouble ? 1 : 0;
  } finally {
    // After an error the other readings would go on.
    stop.abort();
    await store.close();
  }
}

try {
  process.exitCode = await run(process.argv.slice(2));
} catch (error) {
  if (error instanceof Usage) console.error([error.message, USAGE].join('\n'));
  else if (error instanceof Error && (TOLD.has(error.name) || 'code' in error))
    console.error(`siem: ${error.message}`);
  else throw error;
  process.exitCode = 2;
}
