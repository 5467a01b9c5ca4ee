/** Keys and signed settings for tests: signed with Node's Ed25519, which is not what verifies. */
import { createPrivateKey, createPublicKey, sign } from 'node:crypto';
import { type NoteKey, noteKey } from '../../../core/notes/signed-note.ts';
import { asSetting, settingsHash, signedText } from '../../../core/policy/signed-settings.ts';

export interface Signer {
  readonly key: NoteKey;
  readonly sign: (text: string) => Uint8Array;
}

/** @param seed one byte: the same key each time */
export function signer(name: string, seed: number): Signer {
  const pkcs8 = Buffer.concat([
    Buffer.from('302e020100300506032b657004220420', 'hex'),
    Buffer.alloc(32, seed),
  ]);
  const own = createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' });
  const { x = '' } = createPublicKey(own).export({ format: 'jwk' });
  return {
    key: noteKey(name, new Uint8Array(Buffer.from(x, 'base64url'))),
    sign: (text) => new Uint8Array(sign(null, Buffer.from(text), own)),
  };
}

export const FORCE = signer('testforce.police.uk/policy', 1);
export const NATION = signer('national.police.uk/policy', 2);
export const STRANGER = signer('stranger.example/policy', 3);

type Settings = Readonly<Record<string, unknown>>;

/** A signature over any text, as a setting. */
export function signatureOver(text: string, ...signers: readonly Signer[]): string {
  const signatures = signers.map(({ key, sign: make }) => ({
    name: key.name,
    id: key.id,
    signature: make(text),
  }));
  return asSetting({ text, signatures });
}

/** Settings with a signature over them. */
export function signed(settings: Settings, version: number, ...signers: readonly Signer[]) {
  const text = signedText(version, settingsHash(settings));
  return { ...settings, signature: signatureOver(text, ...(signers.length ? signers : [FORCE])) };
}
