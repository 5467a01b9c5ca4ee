/**
 * Signed notes: https://c2sp.org/signed-note. A text that ends with a line break, an empty line,
 * and a line for each signature. Only Ed25519 signatures are made and known here.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, concatBytes, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { fromBase64, toBase64 } from './base64.ts';

/** Type byte of Ed25519 in a key and in the hash that its id is cut from. */
const ED25519 = 1;
const KEY_BYTES = 32;
const SIGNATURE_BYTES = 64;
const ID_BYTES = 4;
/** The specification asks readers to bound this; nobody signs one of our texts more often. */
const MOST_SIGNATURES = 16;
const MOST_CHARACTERS = 64 * 1024;

/** Who may sign: a name, and the public half of a key. */
export interface NoteKey {
  readonly name: string;
  /** 32 bytes. */
  readonly key: Uint8Array;
}

export interface NoteSignature {
  readonly name: string;
  /** Hex of the four bytes that tell keys of one name apart. */
  readonly id: string;
  /** 64 bytes. */
  readonly signature: Uint8Array;
}

export interface SignedNote {
  /** What was signed, with its last line break. */
  readonly text: string;
  readonly signatures: readonly NoteSignature[];
}

/** Whether an Ed25519 signature over these bytes is by this key. */
export type CheckSignature = (
  key: Uint8Array,
  signature: Uint8Array,
  message: Uint8Array,
) => Promise<boolean>;

/** Signs bytes with a key that stays where it is. */
export type Sign = (message: Uint8Array) => Promise<Uint8Array>;

/** Names have no space and no plus, so that they stand in a key and in a signature line. */
export function isKeyName(name: string): boolean {
  return /^[^\s+]{1,200}$/u.test(name);
}

/** First four bytes of SHA-256(name, line break, type, key), as hex. */
export function keyId({ name, key }: NoteKey): string {
  const named = concatBytes(utf8ToBytes(`${name}\n`), new Uint8Array([ED25519]), key);
  return bytesToHex(sha256(named).subarray(0, ID_BYTES));
}

/** A key in the form in which it is published: `name+id+base64`. */
export function keyText(key: NoteKey): string {
  const typed = concatBytes(new Uint8Array([ED25519]), key.key);
  return `${key.name}+${keyId(key)}+${toBase64(typed)}`;
}

/** @returns null where the text is no such key, or its id is another key's */
export function parseKey(text: string): NoteKey | null {
  const [, name, id, encoded] = /^([^\s+]{1,200})\+([0-9a-f]{8})\+(\S+)$/u.exec(text) ?? [];
  const typed = fromBase64(encoded ?? '');
  if (name === undefined || typed?.length !== KEY_BYTES + 1 || typed[0] !== ED25519) return null;
  const key: NoteKey = { name, key: typed.slice(1) };
  return keyId(key) === id ? key : null;
}

/**
 * @param text ends with a line break
 * @throws RangeError where it does not: such a text cannot be told from its signatures
 */
export async function signNote(text: string, key: NoteKey, sign: Sign): Promise<string> {
  if (!text.endsWith('\n') || text.includes('\n\n'))
    throw new RangeError('a note ends with a line break and has no empty line');
  const signature = await sign(utf8ToBytes(text));
  const id = hexToBytes(keyId(key));
  return `${text}\n— ${key.name} ${toBase64(concatBytes(id, signature))}\n`;
}

/** Reads a note without checking who signed it; null where it is none. */
export function parseNote(note: string): SignedNote | null {
  if (note.length > MOST_CHARACTERS || !note.endsWith('\n')) return null;
  const end = note.lastIndexOf('\n\n');
  if (end < 0) return null;
  const lines = note.slice(end + 2, -1).split('\n');
  if (lines.length > MOST_SIGNATURES) return null;
  const signatures = lines.map(parseSignature);
  return signatures.every((each) => each !== null)
    ? { text: note.slice(0, end + 1), signatures }
    : null;
}

function parseSignature(line: string): NoteSignature | null {
  const [, name, encoded] = /^— ([^\s+]{1,200}) (\S+)$/u.exec(line) ?? [];
  const bytes = fromBase64(encoded ?? '');
  if (name === undefined || bytes?.length !== ID_BYTES + SIGNATURE_BYTES) return null;
  return {
    name,
    id: bytesToHex(bytes.subarray(0, ID_BYTES)),
    signature: bytes.subarray(ID_BYTES),
  };
}

export type NoteFault = 'no-note' | 'unknown-key' | 'signature-wrong';

/**
 * Whether one of the keys signed the note. Signatures by other keys are passed over, as the
 * specification says; one by a known key that does not hold makes the note worth nothing.
 *
 * @returns the text that was signed, or why it cannot be relied on
 */
export async function openNote(
  note: string,
  keys: readonly NoteKey[],
  check: CheckSignature,
): Promise<{ readonly text: string } | { readonly fault: NoteFault }> {
  const parsed = parseNote(note);
  if (parsed === null) return { fault: 'no-note' };
  let isSigned = false;
  for (const { name, id, signature } of parsed.signatures) {
    const key = keys.find((each) => each.name === name && keyId(each) === id);
    if (key === undefined) continue;
    if (!(await check(key.key, signature, utf8ToBytes(parsed.text))))
      return { fault: 'signature-wrong' };
    isSigned = true;
  }
  return isSigned ? { text: parsed.text } : { fault: 'unknown-key' };
}
