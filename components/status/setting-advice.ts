/** What force IT can do about a setting that was refused, by the field that is at fault. */

import type { SettingFault } from '../../core/policy/setting-fault.ts';

const ADVICE = [
  [/\.reasons(?:\[\d+\])?$/, 'errors.do.reasons'],
  [/\.wording$/, 'errors.do.wording'],
  [/\.authoriser$/, 'errors.do.authoriser'],
  [/^sites\b/, 'errors.do.sites'],
  [/^profiles\b/, 'errors.do.profiles'],
  [/^identity\b/, 'errors.do.identity'],
  [/^signature$/, 'errors.do.signature'],
  [/^\(/, 'errors.do.whole'],
] as const;

/** @returns the key of the wording; a general one for a field of no special kind */
export function adviceKey(field: string, fault?: SettingFault['code']): string {
  if (fault === 'outside') return 'errors.do.outside';
  return ADVICE.find(([pattern]) => pattern.test(field))?.[1] ?? 'errors.do.other';
}
