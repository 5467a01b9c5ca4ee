/** Private keys that sign settings: one line of text, as Go's `note` writes them, for its owner only. */
import { createPrivateKey, createPublicKey, type KeyObject, sign } from 'node:crypto';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { platform } from 'node:process';
import { fromBase64, toBase64 } from '../../core/notes/base64.ts';
import { isKeyName, type NoteKey, noteKey } from '../../core/notes/signed-note.ts';
import { CommandError } from './answer.ts';
import { fromHere } from './read-policy-file.ts';

export interface SigningKey {
  readonly key: NoteKey;
  readonly sign: (message: Uint8Array) => Uint8Array;
  /** Whether others on this machine may read the file. */
  readonly isOpen: boolean;
}

const PREFIX = 'PRIVATE+KEY+';
const SEED_BYTES = 32;
/** What stands before the 32 bytes in PKCS#8 (RFC 8410, section 7). */
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');

/**
 * @param seed 32 random bytes
 * @returns the public key
 * @throws CommandError where the file is there already, or cannot be written
 */
export async function writeKey(file: string, name: string, seed: Uint8Array): Promise<NoteKey> {
  if (!isKeyName(name))
    throw new CommandError(
      `"${name}" is no name for a key: 1 to 100 characters without space or plus, such as testforce.police.uk/policy`,
    );
  const key = publicOf(name, privateKeyOf(seed));
  const line = `${PREFIX}${name}+${key.id}+${toBase64(Uint8Array.of(1, ...seed))}\n`;
  try {
    // Never over another: what a key has signed could not be followed by anything any more.
    await writeFile(fromHere(file), line, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    const why = codeOf(error);
    const said = why === 'EEXIST' ? 'is there already; a key is never written over' : undefined;
    throw new CommandError(`${file} ${said ?? `cannot be written (${why})`}`, { cause: error });
  }
  return key;
}

/** @throws CommandError */
export async function readKey(file: string): Promise<SigningKey> {
  let text: string;
  let mode: number;
  try {
    text = await readFile(fromHere(file), 'utf8');
    mode = (await stat(fromHere(file))).mode;
  } catch (error) {
    throw new CommandError(`${file} cannot be opened (${codeOf(error)})`, { cause: error });
  }
  const line = text.trim();
  if (!line.startsWith(PREFIX)) throw new CommandError(`${file} is no private key: ${MAKE_ONE}`);
  const [name = '', id = '', ...rest] = line.slice(PREFIX.length).split('+');
  const bytes = fromBase64(rest.join('+'));
  const isRight = isKeyName(name) && bytes?.length === SEED_BYTES + 1 && bytes[0] === 1;
  if (!bytes || !isRight) throw new CommandError(`${file} is damaged: ${MAKE_ONE}`);
  const own = privateKeyOf(bytes.subarray(1));
  const key = publicOf(name, own);
  if (key.id !== id) throw new CommandError(`${file} is damaged: its name or its key was changed`);
  return {
    key,
    sign: (message) => sign(null, message, own),
    isOpen: platform !== 'win32' && (mode & 0o077) !== 0,
  };
}

const MAKE_ONE = 'make one with npm run policy -- new-key NAME --out FILE';

function privateKeyOf(seed: Uint8Array): KeyObject {
  return createPrivateKey({ key: Buffer.concat([PKCS8, seed]), format: 'der', type: 'pkcs8' });
}

function publicOf(name: string, own: KeyObject): NoteKey {
  const { x = '' } = createPublicKey(own).export({ format: 'jwk' });
  return noteKey(name, new Uint8Array(Buffer.from(x, 'base64url')));
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
}
