/** The signature gate of a build that asks for none. */
import { SignatureGate } from '../../../entrypoints/background/signature-gate.ts';

export function unsigned(): SignatureGate {
  return new SignatureGate({
    keys: [],
    verify: async () => false,
    accepted: { load: async () => undefined, save: async () => {} },
    witness: async () => null,
    report: () => {},
  });
}
