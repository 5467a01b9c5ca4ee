/**
 * A real rsyslog: the machine's own, or the packages of Debian's archive with the three libraries they
 * need, unpacked into a folder that git ignores. It runs without rights, with its own configuration.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { PROJECT } from '../../../tools/build.ts';
import type { Issued } from '../../../tools/cluster/certificates.ts';

const PACKAGES = ['rsyslog', 'rsyslog-openssl', 'libestr0', 'libfastjson4', 'liblognorm5'];
const FOLDER = path.join(PROJECT, 'output', 'rsyslog');

interface Program {
  readonly program: string;
  readonly modules: string;
  readonly libraries: string;
}

/** @throws Error where the machine has none and the archive cannot be reached */
export function ensureRsyslog(): Program {
  const own = programIn('/');
  if (own) return own;
  const fetched = programIn(FOLDER);
  if (fetched) return fetched;
  mkdirSync(path.dirname(FOLDER), { recursive: true });
  const work = mkdtempSync(`${FOLDER}-fetch-`);
  try {
    run('apt-get', ['-q', 'download', ...PACKAGES], work);
    const unpacked = path.join(work, 'unpacked');
    for (const file of readdirSync(work).filter((name) => name.endsWith('.deb')))
      run('dpkg', ['-x', file, unpacked], work);
    // Whoever fetches at the same time puts the same files there.
    if (!existsSync(FOLDER)) renameSync(unpacked, FOLDER);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  const found = programIn(FOLDER);
  if (!found) throw new Error('the package of rsyslog is not as it was');
  return found;
}

function programIn(root: string): Program | null {
  const program = path.join(root, 'usr/sbin/rsyslogd');
  const folder = path.join(root, 'usr/lib');
  if (!existsSync(program)) return null;
  const library = readdirSync(folder)
    .map((name) => path.join(folder, name))
    .find((name) => existsSync(path.join(name, 'rsyslog/lmnsd_ossl.so')));
  return library ? { program, modules: path.join(library, 'rsyslog'), libraries: library } : null;
}

function run(command: string, args: readonly string[], cwd: string): void {
  const { status, stderr, error } = spawnSync(command, args, { cwd, encoding: 'utf8' });
  if (error) throw error;
  if (status !== 0) throw new Error(`${command}: ${stderr}`);
}

export class Rsyslog {
  readonly port: number;
  readonly #dir: string;
  readonly #file: string;
  readonly #tls: Issued | undefined;
  readonly #program: Program;
  #process: ChildProcess | null = null;

  private constructor(dir: string, port: number, tls: Issued | undefined, program: Program) {
    this.#program = program;
    this.#dir = dir;
    this.#file = path.join(dir, 'received');
    this.#tls = tls;
    this.port = port;
  }

  /** It does not run yet. @param tls with which it shows who it is; without it, plain TCP */
  static async open(tls?: Issued): Promise<Rsyslog> {
    // Fetching it takes as long as the archive does: whoever waits for a receiver would wait longer each time.
    const program = ensureRsyslog();
    const probe = net.createServer().listen(0, '127.0.0.1');
    await once(probe, 'listening');
    const address = probe.address();
    probe.close();
    if (typeof address !== 'object' || address === null) throw new Error('no port is free');
    const dir = mkdtempSync(path.join(os.tmpdir(), 'right-to-report-rsyslog-'));
    return new Rsyslog(dir, address.port, tls, program);
  }

  async start(): Promise<void> {
    const { program, modules, libraries } = this.#program;
    const file = path.join(this.#dir, 'rsyslog.conf');
    writeFileSync(
      file,
      `global(workDirectory="${this.#dir}")
${this.#secured()}
template(name="json" type="string" string="%syslogpriority-text% %hostname% %app-name% %msgid% %msg%\\n")
ruleset(name="all") { action(type="omfile" file="${this.#file}" template="json" fileCreateMode="0600") }
input(type="imtcp" address="127.0.0.1" port="${this.port}" ruleset="all")
`,
    );
    const args = ['-n', '-f', file, '-i', path.join(this.#dir, 'pid'), '-M', modules];
    const env = { ...process.env, LD_LIBRARY_PATH: libraries };
    this.#process = spawn(program, args, { env, stdio: 'ignore' });
    for (const endsAt = Date.now() + 10_000; !(await this.#answers()); await sleep(50))
      if (Date.now() > endsAt || this.#process.exitCode !== null)
        throw new Error('rsyslog does not listen');
  }

  #secured(): string {
    if (!this.#tls) return 'module(load="imtcp")';
    const certificate = path.join(this.#dir, 'certificate.pem');
    const key = path.join(this.#dir, 'key.pem');
    writeFileSync(certificate, this.#tls.certificate);
    writeFileSync(key, this.#tls.key, { mode: 0o600 });
    return `global(defaultNetstreamDriver="ossl" defaultNetstreamDriverCAFile="${certificate}"
  defaultNetstreamDriverCertFile="${certificate}" defaultNetstreamDriverKeyFile="${key}")
module(load="imtcp" streamDriver.name="ossl" streamDriver.mode="1" streamDriver.authMode="anon")`;
  }

  #answers(): Promise<boolean> {
    return new Promise((resolve) => {
      const socket = net.connect(this.port, '127.0.0.1');
      socket.on('connect', () => socket.end(() => resolve(true)));
      socket.on('error', () => resolve(false));
    });
  }

  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    const running = this.#process;
    this.#process = null;
    if (!running || running.exitCode !== null) return;
    const gone = once(running, 'exit');
    running.kill(signal);
    await gone;
    // What it was killed in the middle of would become one line with what comes next.
    if (existsSync(this.#file)) writeFileSync(this.#file, this.#wholeLines());
  }

  /** Lines as it wrote them: priority, host, application, kind, then the event. */
  received(): readonly string[] {
    return existsSync(this.#file) ? this.#wholeLines().split('\n').filter(Boolean) : [];
  }

  /** It writes a buffer of 4 KiB at a time, which ends anywhere in a line. */
  #wholeLines(): string {
    const text = readFileSync(this.#file, 'utf8');
    return text.slice(0, text.lastIndexOf('\n') + 1);
  }

  async close(): Promise<void> {
    await this.stop();
    rmSync(this.#dir, { recursive: true, force: true });
  }
}
