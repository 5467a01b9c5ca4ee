/**
 * What a schema cannot say of rules: codes and wordings exist, a held attempt has a way to go on,
 * and that way is none that the national baseline bars. The extension refuses settings for it, and
 * `npm run policy -- check` says it beforehand.
 */
import { asksReason, looserCells } from './demand.ts';
import type { Rule, RulePack } from './model.ts';
import { nearest } from './nearest.ts';
import { compileTable } from './table.ts';

/** One thing that a policy may not say. `path` leads from the rules to the field. */
export interface RuleFault {
  readonly code:
    | 'unknown-reason'
    | 'unknown-wording'
    | 'no-reason-offered'
    | 'nobody-may-authorise'
    | 'reason-not-national';
  readonly path: readonly PropertyKey[];
  readonly reason: string;
  /** What to write instead. */
  readonly instead: string;
}

/** What rules may refer to. */
export interface Known {
  readonly reasonCodes: readonly string[];
  readonly wordingKeys: readonly string[];
}

export function ruleFaults(rules: readonly Rule[], known: Known): readonly RuleFault[] {
  return rules.flatMap((rule, index) =>
    faultsOf(rule, known).map((fault) => ({ ...fault, path: [index, ...fault.path] })),
  );
}

function faultsOf(rule: Rule, { reasonCodes, wordingKeys }: Known): readonly RuleFault[] {
  const faults: RuleFault[] = [];
  rule.reasons.forEach((code, index) => {
    if (!reasonCodes.includes(code))
      faults.push({
        code: 'unknown-reason',
        path: ['reasons', index],
        reason: 'is not a known reason code',
        instead: writeNearest(code, reasonCodes),
      });
  });
  if (!wordingKeys.includes(rule.wording))
    faults.push({
      code: 'unknown-wording',
      path: ['wording'],
      reason: 'is not a known wording',
      instead: writeNearest(rule.wording, wordingKeys),
    });
  if (asksReason(rule.outcome) && rule.reasons.length === 0)
    faults.push({
      code: 'no-reason-offered',
      path: ['reasons'],
      reason: 'has to offer at least one reason code',
      instead: 'name the codes that may be given, or make the outcome "warn" or "block"',
    });
  if (rule.outcome === 'approve' && rule.authoriser === undefined)
    faults.push({
      code: 'nobody-may-authorise',
      path: ['authoriser'],
      reason: 'is needed where the outcome is approve',
      instead: 'add "authoriser": "inspector", or another rank',
    });
  return faults;
}

/** "write X" where one is near, else all that may be written. */
export function writeNearest(written: string, allowed: readonly string[]): string {
  const near = nearest(written, allowed);
  return near === undefined ? `write one of ${allowed.join(', ')}` : `write "${near}"`;
}

/**
 * Reasons that rules offer where the baseline bars them: the join cannot lower an outcome, but a
 * stricter rule brings its own reasons with it.
 */
export function looserReasons(national: RulePack, own: RulePack): readonly RuleFault[] {
  const before = compileTable([national]);
  const after = compileTable([national, own]);
  const found = new Map<string, RuleFault>();
  for (const { cell, ways } of looserCells(before, after)) {
    const index = (after.winners[cell] ?? 0) - national.rules.length;
    const barring = before.rules[before.winners[cell] ?? 0]?.id ?? '';
    for (const way of ways) {
      if (way.by !== 'reasons') continue;
      for (const code of way.added) {
        const path = [index, 'reasons', own.rules[index]?.reasons.indexOf(code) ?? 0];
        found.set(path.join(), {
          code: 'reason-not-national',
          path,
          reason: 'is a reason that the national baseline does not take there',
          instead: `take it out; rule ${barring} does not offer it`,
        });
      }
    }
  }
  return [...found.values()];
}
