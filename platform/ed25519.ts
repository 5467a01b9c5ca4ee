/** Ed25519 by the browser's own cryptography: Chromium 137, Firefox 129, Node 20. */
import type { VerifyEd25519 } from '../core/notes/signed-note.ts';

const ED25519 = 'Ed25519';

/** Rejects where the browser does not know the algorithm, which is not an answer. */
export const verifyEd25519: VerifyEd25519 = async (publicKey, signature, message) => {
  try {
    const key = await crypto.subtle.importKey('raw', own(publicKey), ED25519, false, ['verify']);
    return await crypto.subtle.verify(ED25519, key, own(signature), own(message));
  } catch (error) {
    // A public key that is no point of the curve signs nothing.
    if (error instanceof DOMException && error.name === 'DataError') return false;
    throw error;
  }
};

export interface SigningKey {
  /** Cannot be exported: the bytes of the private key never leave the browser's key store. */
  readonly privateKey: CryptoKey;
  /** 32 bytes. */
  readonly publicKey: Uint8Array<ArrayBuffer>;
}

/** @throws DOMException where the browser has no Ed25519 */
export async function makeSigningKey(): Promise<SigningKey> {
  const pair = await crypto.subtle.generateKey(ED25519, false, ['sign', 'verify']);
  if (!('privateKey' in pair)) throw new TypeError('a key pair was expected');
  const publicKey = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey));
  return { privateKey: pair.privateKey, publicKey };
}

export async function signWith(
  { privateKey }: SigningKey,
  message: Uint8Array,
): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.sign(ED25519, privateKey, own(message)));
}

/** A part of a buffer as a buffer of its own. */
function own(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(bytes);
}
