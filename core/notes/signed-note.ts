/**
 * Signed notes as C2SP describes them: a text, a blank line, and a line for each key that signed
 * the text. Only the form; whoever verifies passes in how Ed25519 is done.
 *
 * @source C2SP, "signed-note" v1.0.0
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, concatBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { fromBase64, toBase64 } from './base64.ts';

/** A public key that is trusted, under the name that signs with it. */
export interface NoteKey {
  readonly name: string;
  /** First four bytes, in hex, of the hash of name and key. */
  readonly id: string;
  /** 32 bytes. */
  readonly publicKey: Uint8Array;
}

export interface NoteSignature {
  readonly name: string;
  readonly id: string;
  /** 64 bytes for Ed25519; of other kinds as many as they have. */
  readonly signature: Uint8Array;
}

export interface SignedNote {
  /** With the line end of its last line: what was signed. */
  readonly text: string;
  readonly signatures: readonly NoteSignature[];
}

/** Whether a signature over a message is by this key. Never rejects for a wrong one. */
export type VerifyEd25519 = (
  publicKey: Uint8Array,
  signature: Uint8Array,
  message: Uint8Array,
) => Promise<boolean>;

/** Kind of key, as the note format numbers them. */
const ED25519 = Uint8Array.of(1);
const KEY_BYTES = 32;
const SIGNATURE_BYTES = 64;
/** More signatures are no note of ours. */
const MOST_SIGNATURES = 16;
const NAME = /^[^\s+\p{Cc}]+$/u;

export function isKeyName(name: string): boolean {
  return NAME.test(name) && name.length <= 100;
}

export function keyId(name: string, publicKey: Uint8Array): string {
  const hash = sha256(concatBytes(utf8ToBytes(`${name}\n`), ED25519, publicKey));
  return bytesToHex(hash.subarray(0, 4));
}

export function noteKey(name: string, publicKey: Uint8Array): NoteKey {
  return { name, id: keyId(name, publicKey), publicKey };
}

/** `name+id+key`, the form in which a public key is given to others. */
export function keyText({ name, id, publicKey }: NoteKey): string {
  return `${name}+${id}+${toBase64(concatBytes(ED25519, publicKey))}`;
}

/** @returns null for what is no Ed25519 key of this form, or one whose id is not its own */
export function parseKey(text: string): NoteKey | null {
  const [name = '', id = '', ...rest] = text.trim().split('+');
  // Base64 has plus signs of its own.
  const publicKey = ofKind(fromBase64(rest.join('+')), KEY_BYTES);
  if (!isKeyName(name) || publicKey === null || keyId(name, publicKey) !== id) return null;
  return { name, id, publicKey };
}

/** What follows the number of the kind, where it is Ed25519's. */
function ofKind(bytes: Uint8Array | null, length: number): Uint8Array | null {
  return bytes?.length === length + 1 && bytes[0] === ED25519[0] ? bytes.subarray(1) : null;
}

export function noteText({ text, signatures }: SignedNote): string {
  const lines = signatures.map(({ name, id, signature }) => {
    const number = Number.parseInt(id, 16);
    const head = Uint8Array.of(number >>> 24, number >>> 16, number >>> 8, number);
    return `\u2014 ${name} ${toBase64(concatBytes(head, signature))}\n`;
  });
  return `${text}\n${lines.join('')}`;
}

/** @returns null for what is no signed note */
export function parseNote(note: string): SignedNote | null {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the format forbids them.
  if (/[\u0000-\u0009\u000b-\u001f]/.test(note)) return null;
  const end = note.lastIndexOf('\n\n');
  if (end < 1 || !note.endsWith('\n')) return null;
  const lines = note.slice(end + 2, -1).split('\n');
  if (lines.length > MOST_SIGNATURES) return null;
  const signatures: NoteSignature[] = [];
  for (const line of lines) {
    const [, name = '', code = ''] = /^\u2014 (\S+) (\S+)$/.exec(line) ?? [];
    const bytes = fromBase64(code);
    if (!isKeyName(name) || bytes === null || bytes.length < 5) return null;
    signatures.push({
      name,
      id: bytesToHex(bytes.subarray(0, 4)),
      signature: bytes.subarray(4),
    });
  }
  return { text: note.slice(0, end + 1), signatures };
}

/**
 * The trusted keys that signed a note. Name and id have to be those of the key: signatures of
 * others are passed over, and one that claims to be by a trusted key and is not spoils the note.
 *
 * @returns null where such a signature is wrong; else the keys, none where nobody trusted signed
 */
export async function signersOf(
  { text, signatures }: SignedNote,
  keys: readonly NoteKey[],
  verify: VerifyEd25519,
): Promise<readonly NoteKey[] | null> {
  const message = utf8ToBytes(text);
  const signers = new Set<NoteKey>();
  for (const { name, id, signature } of signatures) {
    const key = keys.find((each) => each.name === name && each.id === id);
    if (key === undefined) continue;
    const isRight =
      signature.length === SIGNATURE_BYTES && (await verify(key.publicKey, signature, message));
    if (!isRight) return null;
    signers.add(key);
  }
  return [...signers];
}

/** Signs bytes with a key that stays where it is. */
export type Sign = (message: Uint8Array) => Promise<Uint8Array>;

/**
 * @param text ends with a line break
 * @returns the note, signed by one key
 * @throws RangeError for a text that could not be told from its signatures
 */
export async function signNote(text: string, key: NoteKey, sign: Sign): Promise<string> {
  if (!text.endsWith('\n') || text.includes('\n\n'))
    throw new RangeError('a note ends with a line break and has no empty line');
  const signature = await sign(utf8ToBytes(text));
  return noteText({ text, signatures: [{ name: key.name, id: key.id, signature }] });
}

export type NoteFault = 'no-note' | 'unknown-key' | 'signature-wrong';

/** @returns the text that one of the keys signed, or why the note cannot be relied on */
export async function openNote(
  note: string,
  keys: readonly NoteKey[],
  verify: VerifyEd25519,
): Promise<{ readonly text: string } | { readonly fault: NoteFault }> {
  const parsed = parseNote(note);
  if (parsed === null) return { fault: 'no-note' };
  const signers = await signersOf(parsed, keys, verify);
  if (signers === null) return { fault: 'signature-wrong' };
  return signers.length > 0 ? { text: parsed.text } : { fault: 'unknown-key' };
}
