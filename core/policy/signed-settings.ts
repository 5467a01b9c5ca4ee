/**
 * Managed settings that a force or a national body signed. What is signed is a note of three lines:
 * what it is about, a version number, and the hash of the settings in one canonical form.
 *
 * Left out of it is what differs by person or is made by a browser's template: who uses the browser,
 * in which language, the list of settings, and the signature itself.
 */
import { utf8ToBytes } from '@noble/hashes/utils.js';
import { fromBase64, toBase64 } from '../notes/base64.ts';
import {
  type NoteKey,
  noteText,
  parseNote,
  type SignedNote,
  signersOf,
  type VerifyEd25519,
} from '../notes/signed-note.ts';
import { textHash } from '../text-hash.ts';

/** The first line: a note about anything else is none of ours, whoever signed it. */
const ABOUT = 'right-to-report managed settings';
/** Longest signature as a setting, in characters: room for sixteen keys. */
export const MAX_SIGNATURE = 4_000;
/** Highest version: a number that every reader of JSON keeps as it is. */
export const MAX_VERSION = 999_999_999_999_999;

/** Settings that nobody signs. */
export const UNSIGNED = ['signature', 'identity', 'language', 'contains'] as const;

/** A signed set of settings that was found right. */
export interface SignedSettings {
  readonly version: number;
  /** SHA-256 of the canonical text, hex. */
  readonly hash: string;
  /** Name of the key that signed, of several the first. */
  readonly by: string;
  /** Ids of all trusted keys that signed. */
  readonly keys: readonly string[];
}

/** What was taken last on a device. */
export type Accepted = Omit<SignedSettings, 'by'>;

/** The settings as one text: the same settings give the same text, however they were delivered. */
export function canonicalText(settings: Readonly<Record<string, unknown>>): string {
  const signed = Object.entries(settings).filter(
    ([name, value]) => !UNSIGNED.some((each) => each === name) && !isEmptyList(value),
  );
  return canonical(Object.fromEntries(signed));
}

/** No file for a registry can carry one, and it says the same as no list. */
function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}

/** Names in the order of their characters, no spaces. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const members = Object.entries(value)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, each]) => `${JSON.stringify(name)}:${canonical(each)}`);
  return `{${members.join(',')}}`;
}

export function settingsHash(settings: Readonly<Record<string, unknown>>): string {
  return textHash(canonicalText(settings));
}

/** What is signed. */
export function signedText(version: number, hash: string): string {
  return `${ABOUT}\n${version}\n${hash}\n`;
}

/** As one line of ASCII, so that any form, registry or profile carries it. */
export function asSetting(note: SignedNote): string {
  return toBase64(utf8ToBytes(noteText(note)));
}

/** What a signature says, before anybody has looked whether it is right. */
export interface SaidSigned {
  readonly version: number;
  readonly hash: string;
  readonly note: SignedNote;
}

/** @returns null for what is no signed note about managed settings */
export function readSignature(setting: string): SaidSigned | null {
  const bytes = fromBase64(setting.trim());
  const text = bytes === null ? null : decoded(bytes);
  const note = text === null ? null : parseNote(text);
  if (note === null) return null;
  const [about, number = '', hash = '', ...rest] = note.text.split('\n');
  const version = Number(number);
  const isOurs =
    about === ABOUT &&
    /^[1-9]\d{0,14}$/.test(number) &&
    /^[0-9a-f]{64}$/.test(hash) &&
    rest.join('\n') === '';
  return isOurs && version <= MAX_VERSION ? { version, hash, note } : null;
}

/** Strict UTF-8, without a decoder of a browser: a note of ours is short. */
function decoded(bytes: Uint8Array): string | null {
  try {
    const escaped = [...bytes].map((byte) => `%${byte.toString(16).padStart(2, '0')}`);
    return decodeURIComponent(escaped.join(''));
  } catch {
    // URIError: the bytes are no UTF-8.
    return null;
  }
}

export type SignatureReading =
  | { readonly ok: true; readonly signed: SignedSettings }
  | { readonly ok: false; readonly reason: string };

/**
 * Whether settings are signed by one of the keys that count. Says nothing of what was taken before.
 *
 * @param settings as delivered, untrusted
 * @param keys at least one
 */
export async function readSigned(
  settings: Readonly<Record<string, unknown>>,
  keys: readonly NoteKey[],
  verify: VerifyEd25519,
): Promise<SignatureReading> {
  const names = keys.map(({ name }) => name).join(' or ');
  const { signature } = settings;
  if (signature === undefined)
    return no(`is missing: this build takes only settings that are signed by ${names}`);
  const said = typeof signature === 'string' ? readSignature(signature) : null;
  if (said === null) return no('is no signed note about managed settings');
  const signers = await signersOf(said.note, keys, verify);
  if (signers === null) return no(`is wrong: ${names} did not sign this`);
  const [first] = signers;
  if (first === undefined) return no(`is by another key: this build takes only ${names}`);
  const hash = settingsHash(settings);
  if (said.hash !== hash)
    return no(
      'is over other settings: one was changed, added, left out or withheld after they were signed',
    );
  const ids = signers.map(({ id }) => id);
  return { ok: true, signed: { version: said.version, hash, by: first.name, keys: ids } };
}

/**
 * Whether settings may follow those that were taken last. No clock counts, only the number.
 *
 * @param last null where none were taken that a key of this build signed
 * @returns what is wrong, or null
 */
export function rollbackFault(signed: SignedSettings, last: Accepted | null): string | null {
  if (last === null) return null;
  if (signed.version < last.version)
    return `has version ${signed.version}, and version ${last.version} was taken on this device before`;
  // Of an earlier edition only the number may be known.
  return signed.version === last.version && last.hash !== '' && signed.hash !== last.hash
    ? `has version ${signed.version}, under which other settings were taken on this device before`
    : null;
}

function no(reason: string): SignatureReading {
  return { ok: false, reason };
}
