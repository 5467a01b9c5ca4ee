/** Ed25519 by WebCrypto: in the browsers of the manifest and in Node alike. */
import type { CheckSignature } from '../core/notes/signed-note.ts';

const ED25519 = 'Ed25519';

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
  return new Uint8Array(await crypto.subtle.sign(ED25519, privateKey, new Uint8Array(message)));
}

export const checkEd25519: CheckSignature = async (key, signature, message) => {
  try {
    const known = await crypto.subtle.importKey('raw', new Uint8Array(key), ED25519, false, [
      'verify',
    ]);
    return await crypto.subtle.verify(
      ED25519,
      known,
      new Uint8Array(signature),
      new Uint8Array(message),
    );
  } catch (error) {
    // A public key that is no point of the curve signs nothing.
    if (error instanceof DOMException && error.name === 'DataError') return false;
    throw error;
  }
};
