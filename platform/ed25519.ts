/** Ed25519 by the browser's own cryptography: Chromium 137, Firefox 129, Node 20. */
import type { VerifyEd25519 } from '../core/notes/signed-note.ts';

/** Rejects where the browser does not know the algorithm, which is not an answer. */
export const verifyEd25519: VerifyEd25519 = async (publicKey, signature, message) => {
  const key = await crypto.subtle.importKey('raw', own(publicKey), 'Ed25519', false, ['verify']);
  return crypto.subtle.verify('Ed25519', key, own(signature), own(message));
};

/** A part of a buffer as a buffer of its own. */
function own(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(bytes);
}
