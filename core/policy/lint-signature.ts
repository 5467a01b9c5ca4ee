/** A signature that no browser would take, whatever its key. */
import type { Finding } from './lint.ts';
import { readSignature, settingsHash } from './signed-settings.ts';

/** @param raw settings as they stand in the file */
export function lintSignature(raw: Readonly<Record<string, unknown>>): readonly Finding[] {
  const { signature } = raw;
  if (typeof signature !== 'string') return [];
  const said = readSignature(signature);
  if (said?.hash === settingsHash(raw)) return [];
  return [
    {
      severity: 'error',
      code: 'signature-stale',
      path: ['signature'],
      what:
        said === null
          ? 'is no signed note about managed settings'
          : 'is over other settings: something was changed after they were signed',
      instead: 'sign the file again with npm run policy -- sign, or take it out',
    },
  ];
}
