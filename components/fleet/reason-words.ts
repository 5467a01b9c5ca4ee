/** Why a device stands as it does, in words. */
import type { FleetReason } from '../../core/health/fleet-standing.ts';
import type { Language } from '../../core/vocabulary.ts';
import type { Say } from '../../core/wording.ts';
import { ageText, momentText } from '../moment.tsx';

export function reasonText(reason: FleetReason, say: Say, language: Language): string {
  const { code, n = 0, at, ms, what = '' } = reason;
  return say(`fleetReason.${code}`, {
    n,
    what,
    time: at === undefined ? '' : momentText(at, language),
    age: ms === undefined ? '' : ageText(0, ms, say),
  });
}
