/** What `npm run package` was asked for. */
import { createPrivateKey } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { env } from 'node:process';
import { readManagedSettings } from '../../core/policy/assemble.ts';
import { placesIn, plainValue, readJson } from '../../core/policy/json-text.ts';
import { hostPattern } from '../../core/policy/shapes.ts';
import { isPermitted, PERMITTED } from '../../core/policy/sites.ts';
import { baseline } from '../../platform/baseline.ts';
import { bytesFault } from '../../platform/policy-bytes.ts';
import { listed, type Settings } from '../settings/deployment.ts';
import { SAMPLE } from '../settings/sample.ts';
import { checkedPolicyKey } from './policy-keys.ts';
import { UsageError } from './usage-error.ts';

export { UsageError } from './usage-error.ts';

export const USAGE = `usage: npm run package -- [--key FILE.pem] [--base-url URL] [--settings FILE.json]
                           [--host PATTERN]... [--policy-key KEY]... [--version NUMBER]
                           [--out DIRECTORY]
  --key       RSA private key that signs the Chromium package; it decides the extension's id
  --base-url  https address where the force serves dist/server
  --settings  the force's managed settings; without it those of the sample force
  --host      a host beside police.uk where the extension works, such as rms.force.local or *.rms.example;
              may be given again
  --policy-key a public key, or the file with it that npm run policy -- new-key made; this build then
              takes only settings that are signed with it; may be given again, and one of them has to have signed
  --version   number that browsers are told, such as 0.1.0.1; without it that of this commit. Browsers
              take a higher number only: to go back, package the earlier commit under a higher one
  --out       where to leave the files; without it dist`;

export interface PackageOptions {
  readonly keyFile: string;
  readonly isDevelopmentKey: boolean;
  readonly baseUrl: string;
  readonly settings: Settings;
  /** Host patterns beside police.uk. */
  readonly hosts: readonly string[];
  /** Public keys of which one has to have signed the settings; none: unsigned ones are taken. */
  readonly policyKeys: readonly string[];
  /** One to four numbers from 0 to 65535. */
  readonly version: string;
  readonly out: string;
}

const OPTIONS = [
  '--key',
  '--base-url',
  '--settings',
  '--host',
  '--policy-key',
  '--version',
  '--out',
];

/** @throws UsageError */
export function packageOptions(args: readonly string[]): PackageOptions {
  const given = new Map<string, string>();
  const hosts: string[] = [];
  const policyKeys: string[] = [];
  for (let index = 0; index < args.length; index += 2) {
    const [name = '', value] = args.slice(index, index + 2);
    if (!OPTIONS.includes(name)) throw new UsageError(`unknown option ${name}`);
    if (value === undefined) throw new UsageError(`${name} needs a value`);
    if (name === '--host') {
      hosts.push(checkedHost(value));
      continue;
    }
    if (name === '--policy-key') {
      policyKeys.push(checkedPolicyKey(value));
      continue;
    }
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
    settings: settingsFile === undefined ? SAMPLE.settings : settingsIn(settingsFile, hosts),
    hosts: [...new Set(hosts)].sort(),
    policyKeys: [...new Set(policyKeys)].sort(),
    version: checkedVersion(given.get('--version') ?? SAMPLE.version),
    out: given.get('--out') ?? 'dist',
  };
}

/**
 * What both browsers take. Lower than this commit's is a slip: no browser that has this would take it.
 * @source Chrome, "Manifest: version"; MDN, "manifest.json/version"
 */
function checkedVersion(version: string): string {
  const isOne = /^(?:0|[1-9]\d{0,4})(?:\.(?:0|[1-9]\d{0,4})){0,3}$/.test(version);
  if (!isOne || partsOf(version).some((part) => part > 65_535))
    throw new UsageError(`--version ${version} is not one to four numbers from 0 to 65535`);
  if (isLower(version, SAMPLE.version))
    throw new UsageError(`--version ${version} is lower than ${SAMPLE.version} of this commit`);
  return version;
}

function partsOf(version: string): readonly number[] {
  return version.split('.').map(Number);
}

function isLower(version: string, than: string): boolean {
  const [ours, theirs] = [partsOf(version), partsOf(than)];
  for (let index = 0; index < 4; index++) {
    const difference = (ours[index] ?? 0) - (theirs[index] ?? 0);
    if (difference !== 0) return difference < 0;
  }
  return false;
}

/** One system of the force, and not a part of the web. @throws UsageError */
export function checkedHost(pattern: string): string {
  if (!hostPattern.safeParse(pattern).success)
    throw new UsageError(`--host ${pattern} is not a host, or "*." and a host`);
  if (isPermitted(pattern)) throw new UsageError(`--host ${pattern} is below police.uk already`);
  const labels = pattern.replace(/^\*\./, '').split('.');
  // "*.co.uk" has two labels and is everybody's.
  const fewest = labels.at(-1) === 'uk' ? 3 : 2;
  if (pattern.startsWith('*.') && labels.length < fewest)
    throw new UsageError(`--host ${pattern} is too wide: name the domain of one system`);
  return pattern;
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

/** @param hosts of the build that is going to read them */
function settingsIn(file: string, hosts: readonly string[]): Settings {
  const value = strictly(file);
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new UsageError(`${file} is not an object of settings`);
  const settings = { ...value };
  const reading = readManagedSettings(settings, baseline, [...PERMITTED, ...hosts]);
  if (!reading.ok) {
    const faults = reading.errors.map(({ field, reason }) => `  ${field}: ${reason}`);
    throw new UsageError([`${file} would be refused:`, ...faults].join('\n'));
  }
  return listed(settings);
}

/** As the policy's own commands read it: what stands there twice or in another encoding is a slip. */
function strictly(file: string): unknown {
  const bytes = bytesOf(file);
  const fault = bytesFault(bytes);
  if (fault) throw new UsageError(`${file}: ${fault.what}; ${fault.instead}`);
  const text = new TextDecoder().decode(bytes);
  const reading = readJson(text);
  if (reading.ok) return plainValue(reading.root);
  const { at, what, instead } = reading.fault;
  const { line, column } = placesIn(text)(at);
  throw new UsageError(`${file}:${line}:${column}: ${what}; ${instead}`);
}

function bytesOf(file: string): Uint8Array {
  try {
    return readFileSync(file);
  } catch (error) {
    throw new UsageError(`${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
