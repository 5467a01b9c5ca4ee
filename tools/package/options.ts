/** What `npm run package` was asked for. */
import { createPrivateKey } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { env } from 'node:process';
import { readManagedSettings } from '../../core/policy/assemble.ts';
import { baseline } from '../../platform/baseline.ts';
import { listed, type Settings } from '../settings/deployment.ts';
import { SAMPLE } from '../settings/sample.ts';

export const USAGE = `usage: npm run package -- [--key FILE.pem] [--base-url URL] [--settings FILE.json] [--out DIRECTORY]
  --key       RSA private key that signs the Chromium package; it decides the extension's id
  --base-url  https address where the force serves dist/server
  --settings  the force's managed settings; without it those of the sample force
  --out       where to leave the files; without it dist`;

export interface PackageOptions {
  readonly keyFile: string;
  readonly isDevelopmentKey: boolean;
  readonly baseUrl: string;
  readonly settings: Settings;
  readonly out: string;
}

/** What was asked for is wrong; the message is for the person who asked. */
export class UsageError extends Error {}

const OPTIONS = ['--key', '--base-url', '--settings', '--out'];

/** @throws UsageError */
export function packageOptions(args: readonly string[]): PackageOptions {
  const given = new Map<string, string>();
  for (let index = 0; index < args.length; index += 2) {
    const [name = '', value] = args.slice(index, index + 2);
    if (!OPTIONS.includes(name)) throw new UsageError(`unknown option ${name}`);
    if (value === undefined) throw new UsageError(`${name} needs a value`);
    if (given.has(name)) throw new UsageError(`${name} is given twice`);
    given.set(name, value);
  }
  const key = given.get('--key');
  if (key !== undefined) checkKey(key);
  const settingsFile = given.get('--settings');
  return {
    keyFile: key ?? developmentKey(),
    isDevelopmentKey: key === undefined,
    baseUrl: baseUrl(given.get('--base-url') ?? SAMPLE.baseUrl),
    settings: settingsFile === undefined ? SAMPLE.settings : settingsIn(settingsFile),
    out: given.get('--out') ?? 'dist',
  };
}

/** A key that is missing is not made: the force would not know that its extension has a new id. */
function checkKey(file: string): void {
  if (!existsSync(file))
    throw new UsageError(`${file} does not exist; make one with: openssl genrsa -out ${file} 3072`);
  let type: string | undefined;
  try {
    type = createPrivateKey(readFileSync(file)).asymmetricKeyType;
  } catch {
    // What OpenSSL says of a file that is no key helps nobody.
    throw new UsageError(`${file} is no private key in PEM`);
  }
  if (type !== 'rsa')
    throw new UsageError(`${file} is a key of the type ${type}; it has to be RSA`);
}

/** Outside of the repository: a key in it would sign for everybody. */
function developmentKey(): string {
  const data = env['XDG_DATA_HOME'] || path.join(homedir(), '.local', 'share');
  const folder = path.join(data, 'right-to-report');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return path.join(folder, 'development-key.pem');
}

function baseUrl(text: string): string {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    // URL has no other way to say that a text is not one.
    throw new UsageError(`--base-url ${text} is not an address`);
  }
  const isLoopback = ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback))
    throw new UsageError(`--base-url ${text}: browsers take packages from https only`);
  if (url.search !== '' || url.hash !== '' || url.username !== '' || url.password !== '')
    throw new UsageError(`--base-url ${text} has more than a host and a path`);
  return url.href.replace(/\/+$/, '');
}

function settingsIn(file: string): Settings {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new UsageError(`${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new UsageError(`${file} is not an object of settings`);
  const settings = { ...value };
  const reading = readManagedSettings(settings, baseline);
  if (!reading.ok) {
    const faults = reading.errors.map(({ field, reason }) => `  ${field}: ${reason}`);
    throw new UsageError([`${file} would be refused:`, ...faults].join('\n'));
  }
  return listed(settings);
}
