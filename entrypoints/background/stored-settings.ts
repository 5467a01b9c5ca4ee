/** The few small things kept in `storage.local`. */
import { bytesToHex, randomBytes } from '@noble/hashes/utils.js';
import type { Accepted } from '../../core/policy/signed-settings.ts';
import { LANGUAGES, type Language } from '../../core/vocabulary.ts';
import type { LocalArea } from './emergencies.ts';
import type { LanguageChoice } from './handlers.ts';
import type { PilotMemory } from './pilot-keeper.ts';
import type { LastGoodCopy } from './policy-source.ts';

const LAST_GOOD = 'policy-last-good';
const REJECTED = 'policy-rejected';
const LANGUAGE = 'language';
const SEED = 'rollout-seed';
const PILOTS = 'pilots';
const ACCEPTED = 'policy-accepted';

/** The managed settings that were in force last; read back as untrusted as when they came. */
export function lastGoodCopy(local: LocalArea): LastGoodCopy {
  return {
    load: () => load(local, LAST_GOOD),
    save: (delivered: object) => local.set({ [LAST_GOOD]: delivered }),
    clear: () => local.remove(LAST_GOOD),
  };
}

/** Version and hash of the signed settings that were taken last. */
export function acceptedVersion(local: LocalArea) {
  return {
    load: () => load(local, ACCEPTED),
    save: (accepted: Accepted) => local.set({ [ACCEPTED]: accepted }),
  };
}

/** Since when which national rule is rehearsed. */
export function pilotMemory(local: LocalArea) {
  return {
    load: () => load(local, PILOTS),
    save: (memory: PilotMemory) => local.set({ [PILOTS]: memory }),
  };
}

export function languageChoice(local: LocalArea): LanguageChoice {
  return {
    async load() {
      const stored = await load(local, LANGUAGE);
      return LANGUAGES.find((language) => language === stored) ?? null;
    },
    save: (language: Language) => local.set({ [LANGUAGE]: language }),
  };
}

/**
 * Whether this refusal of managed settings was written down before: the background starts many
 * times a day, and one refusal is one entry.
 *
 * @param digest of the errors
 */
export async function isNewRefusal(local: LocalArea, digest: string): Promise<boolean> {
  if ((await load(local, REJECTED)) === digest) return false;
  await local.set({ [REJECTED]: digest });
  return true;
}

/** Number of this device for rollouts: random, made once. It names no device to anybody. */
export async function rolloutSeed(local: LocalArea): Promise<string> {
  const known = await load(local, SEED);
  if (typeof known === 'string' && /^[0-9a-f]{16}$/.test(known)) return known;
  const fresh = bytesToHex(randomBytes(8));
  await local.set({ [SEED]: fresh });
  return fresh;
}

async function load(local: LocalArea, key: string): Promise<unknown> {
  return (await local.get(key))[key];
}
