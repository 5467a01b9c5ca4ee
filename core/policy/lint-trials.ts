/** Trials that are over, go on for too long, or may not be. */
import type { Finding } from './lint.ts';
import type { Rule, RulePack } from './model.ts';
import { pilotFaults } from './pilot-faults.ts';
import { isReplacement, type PolicyFile } from './policy-file.ts';
import type { RulePart } from './rule-parts.ts';
import type { ManagedSettings } from './schema.ts';

/** A trial of more than three months is a rule that nobody means to enforce. */
const LONG_DAYS = 90;

const DAY_MS = 86_400_000;

/** Pilots of national rules. Paths lead from the settings. @param today ISO, UTC */
export function lintPilots(
  { pilots = [] }: ManagedSettings,
  national: RulePack,
  today: string,
): readonly Finding[] {
  const faults = pilotFaults(pilots, national).map(
    ({ code, path, reason, instead }): Finding => ({
      severity: 'error',
      code,
      path: ['pilots', ...path],
      what: reason,
      instead,
    }),
  );
  const over = pilots.flatMap(({ until }, index): Finding[] =>
    until < today
      ? [
          {
            severity: 'warning',
            code: 'pilot-over',
            path: ['pilots', index, 'until'],
            what: 'has passed: the national rule is enforced',
            instead: 'take the pilot out',
          },
        ]
      : [],
  );
  return [...faults, ...over];
}

/** @param today ISO, UTC */
export function lintTrials(
  { at, rules }: RulePart,
  file: PolicyFile,
  today: string,
): readonly Finding[] {
  return rules.flatMap((rule, index): Finding[] => {
    const said = trialFault(rule, isReplacement(file), today);
    return said ? [{ ...said, path: [...at, index, ...said.path] }] : [];
  });
}

function trialFault(
  { mode = 'enforce', until }: Rule,
  isNational: boolean,
  today: string,
): Finding | null {
  if (mode === 'enforce')
    return until === undefined
      ? null
      : {
          severity: 'warning',
          code: 'until-without-trial',
          path: ['until'],
          what: 'ends no trial: the rule is enforced',
          instead: 'take it out, or add "mode": "observe"',
        };
  if (isNational)
    return {
      severity: 'error',
      code: 'national-trial',
      path: ['mode'],
      what: 'puts a national rule on trial',
      instead: 'take it out: a force rehearses it, by "pilots" in its settings',
    };
  if (until === undefined) return null;
  if (until < today)
    return {
      severity: 'warning',
      code: 'trial-over',
      path: ['until'],
      what: 'has passed: the rule is enforced',
      instead: 'take "mode" and "until" out',
    };
  return (Date.parse(until) - Date.parse(today)) / DAY_MS > LONG_DAYS
    ? {
        severity: 'warning',
        code: 'trial-long',
        path: ['until'],
        what: `is more than ${LONG_DAYS} days away; until then the rule is not enforced`,
        instead: 'end the trial sooner',
      }
    : null;
}
