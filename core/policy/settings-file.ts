/** A policy as force IT wrote it and has not given out yet, as it would be on a device. */

import { textHash } from '../text-hash.ts';
import {
  assemblePolicy,
  type Baseline,
  type PolicyInForce,
  readManagedSettings,
  type SettingError,
} from './assemble.ts';
import { inForceWith, type PolicyReading, type Problem, statedPilots } from './policy-file.ts';
import type { BucketOf } from './rings.ts';
import { onDay } from './trial.ts';

export type SettingsFile =
  | { readonly ok: true; readonly policy: PolicyInForce }
  | { readonly ok: false; readonly errors: readonly SettingError[] };

/** Rules of a rollout count: what is tried is all that a device may come to. */
const IN_EVERY_RING: BucketOf = () => 0;

/**
 * Managed settings are refused for what a browser would refuse them for. A rule pack stands on the
 * baseline, or in its place where it is a national one: then it may be looser, as a draft may.
 *
 * @param reading of the file's bytes, which are untrusted
 * @param today ISO: decides which trials last
 */
export function readSettingsFile(
  reading: PolicyReading,
  baseline: Baseline,
  today: string,
): SettingsFile {
  if (!reading.ok) return { ok: false, errors: reading.problems.map(placed) };
  const { file } = reading;
  if (!file.settings) {
    const policy = inForceWith(file, baseline, onDay(today));
    return { ok: true, policy: { ...policy, hash: textHash(JSON.stringify(policy.packs)) } };
  }
  const read = readManagedSettings(file.settings, baseline);
  if (!read.ok) return read;
  const policy = assemblePolicy(
    baseline,
    read.settings,
    textHash,
    onDay(today),
    IN_EVERY_RING,
    statedPilots(read.settings, today),
  );
  return { ok: true, policy };
}

/** A problem of a file as one of its settings. */
export function placed({ field, line, column, what, instead }: Problem): SettingError {
  return { field, reason: `line ${line}, column ${column}: ${what}; ${instead}` };
}
