/** Parts of a policy source that ask for nothing: no key is pinned, nothing was ever rehearsed. */
import { PilotKeeper } from '../../../entrypoints/background/pilot-keeper.ts';
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

export function unrehearsed(): PilotKeeper {
  return new PilotKeeper({
    stored: { load: async () => undefined, save: async () => {} },
    witness: async () => null,
    report: () => {},
  });
}
