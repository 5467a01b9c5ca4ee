/**
 * `npm run policy -- new-key`, `sign` and `verify-signature`: settings that only whoever has the
 * key can change.
 */
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import { keyText, type NoteKey, noteText, parseKey } from '../../core/notes/signed-note.ts';
import { isOfSignature, lint, type Surroundings } from '../../core/policy/lint.ts';
import {
  asSetting,
  MAX_VERSION,
  readSignature,
  readSigned,
  type SaidSigned,
  settingsHash,
  signedText,
} from '../../core/policy/signed-settings.ts';
import { verifyEd25519 } from '../../platform/ed25519.ts';
import { type Answer, CommandError, problemLine } from './answer.ts';
import { readKey, writeKey } from './note-key-file.ts';
import { fromHere, type PolicySource, readPolicySource } from './read-policy-file.ts';
import { shipped } from './shipped.ts';
import { write } from './write-file.ts';

type Raw = Readonly<Record<string, unknown>>;

export async function newKey(name: string, out: string | undefined): Promise<Answer> {
  if (out === undefined) throw new CommandError('new-key needs --out FILE for the private key');
  const key = await writeKey(out, name, randomBytes(32));
  await write(`${out}.pub`, `${keyText(key)}\n`);
  return {
    code: 0,
    out: [
      `${out} holds the private key: whoever has it can sign for ${name}. Keep it offline, with a copy.`,
      `${out}.pub holds the public key, for npm run package -- --policy-key:`,
      keyText(key),
    ],
  };
}

export interface Signing {
  readonly key?: string | undefined;
  /** As typed; without it the time of now in UTC, to the second. */
  readonly version?: string | undefined;
  /** Whether another signature comes beside those that are there. */
  readonly add: boolean;
  readonly out?: string | undefined;
}

export async function signFile(
  name: string,
  signing: Signing,
  surroundings: Surroundings = shipped,
): Promise<Answer> {
  if (signing.key === undefined) throw new CommandError('sign needs --key FILE, the private key');
  const { key, sign, isOpen } = await readKey(signing.key);
  const { source, raw } = await settingsOf(name);
  const errors = lint(source.file, surroundings).filter(
    (problem) => problem.severity === 'error' && !isOfSignature(problem),
  );
  if (errors.length > 0)
    return {
      code: 1,
      out: [...errors.map((each) => problemLine(name, each)), `${name} is not signed`],
    };
  const hash = settingsHash(raw);
  const before = typeof raw['signature'] === 'string' ? readSignature(raw['signature']) : null;
  if (signing.add && before?.hash !== hash)
    throw new CommandError(`${name} has no signature over these settings to add another to`);
  const version = signing.add && before ? before.version : versionOf(signing.version, before);
  const text = signedText(version, hash);
  const own = { name: key.name, id: key.id, signature: sign(utf8ToBytes(text)) };
  const others = signing.add ? (before?.note.signatures ?? []) : [];
  const signatures = [...others.filter(({ id }) => id !== own.id), own];
  const signed = withSignature(raw, asSetting({ text, signatures }));
  await write(signing.out ?? name, `${JSON.stringify(signed, null, 2)}\n`);
  return {
    code: 0,
    out: [
      ...(isOpen ? [`${signing.key} can be read by others: chmod 600 ${signing.key}`] : []),
      `${signing.out ?? name} is signed by ${key.name}, version ${version}`,
    ],
  };
}

export async function verifySignature(name: string, given: string | undefined): Promise<Answer> {
  if (given === undefined)
    throw new CommandError('verify-signature needs --key PUBLIC, the public key or a file with it');
  const key = await publicKey(given);
  const { raw } = await settingsOf(name);
  const reading = await readSigned(raw, [key], verifyEd25519);
  if (!reading.ok) return { code: 1, out: [`${name} does not hold: signature ${reading.reason}`] };
  const note = typeof raw['signature'] === 'string' ? readSignature(raw['signature'])?.note : null;
  return {
    code: 0,
    out: [
      `${name} holds: version ${reading.signed.version}, signed by ${key.name}`,
      ...(note ? noteText(note).trimEnd().split('\n') : []),
    ],
  };
}

/** The settings as they stand in the file: what a schema makes of them is not what is delivered. */
async function settingsOf(
  name: string,
): Promise<{ readonly source: PolicySource; readonly raw: Raw }> {
  const source = await readPolicySource(name);
  if (source.file.raw === null)
    throw new CommandError(`${name} is a rule pack: only a force's managed settings are signed`);
  return { source, raw: source.file.raw };
}

/** Where there is a list of all settings, it names the signature too. */
function withSignature({ contains, signature: _, ...raw }: Raw, signature: string): Raw {
  if (!Array.isArray(contains)) return { ...raw, signature };
  return { ...raw, signature, contains: [...new Set([...contains, 'signature'])] };
}

function versionOf(given: string | undefined, before: SaidSigned | null): number {
  if (given === undefined) return Math.max(now(), (before?.version ?? 0) + 1);
  const version = Number(given);
  if (!/^[1-9]\d{0,14}$/.test(given) || version > MAX_VERSION)
    throw new CommandError(`--version ${given} is no whole number from 1 to ${MAX_VERSION}`);
  return version;
}

/** 20261130142533: a number that grows by itself, also for the old settings that are signed again. */
function now(): number {
  return Number(new Date().toISOString().replace(/\D/g, '').slice(0, 14));
}

async function publicKey(given: string): Promise<NoteKey> {
  if (given.startsWith('PRIVATE+')) throw new CommandError('--key was given a private key');
  const typed = parseKey(given);
  if (typed) return typed;
  const text = await readFile(fromHere(given), 'utf8').catch(() => null);
  const key = text === null ? null : parseKey(text);
  if (key === null)
    throw new CommandError(
      '--key is neither a public key (NAME+HASH+KEY, as new-key prints it) nor a file with one',
    );
  return key;
}
