/** Rules that come to nothing, and reasons that nobody can give. */

import { outcomeRank } from '../vocabulary.ts';
import type { Baseline } from './assemble.ts';
import { asksReason, CELLS, canOccur, occursAt } from './demand.ts';
import type { Finding } from './lint.ts';
import type { Rule, RulePack } from './model.ts';
import { isReplacement, type PolicyFile } from './policy-file.ts';
import { ROLE_CORRECTED, TO_FOLLOW } from './reasons.ts';
import type { RulePart } from './rule-parts.ts';
import { compileTable, type DecisionTable, ruleApplies } from './table.ts';
import { NEVER } from './trial.ts';
import { joined } from './way-tables.ts';
import { ALONE, inForceIn } from './ways.ts';

/** Rules to name as the ones that leave another no room. */
const MOST_NAMED = 3;

/**
 * Rules of the file that decide nowhere. A rule that lets through decides nowhere either: without
 * it nothing would be held.
 *
 * @param parts lists of rules without a fault; each stands by itself beside the first
 */
export function lintEffect(
  own: RulePart,
  parts: readonly RulePart[],
  file: PolicyFile,
  baseline: Baseline,
): readonly Finding[] {
  const floor = compileTable(isReplacement(file) ? [] : [baseline.pack]);
  const ofForce = joined(floor, compileTable([packOf(own)]));
  return parts.flatMap((part) => {
    const { at, rules } = part;
    if (rules.length === 0) return [];
    const table = part === own ? ofForce : joined(ofForce, compileTable([packOf(part)]));
    const decides = new Set(
      table.winners.filter((_, cell) => (table.outcomes[cell] ?? 0) > 0 && occursAt(cell)),
    );
    const first = table.rules.length - rules.length;
    return rules.flatMap((rule, index): Finding[] => {
      if (decides.has(first + index)) return [];
      // A condition that never holds is told as such.
      if (rule.outcome !== 'allow' && cellsOf(rule).length === 0) return [];
      return [{ severity: 'warning', path: [...at, index], ...whyNowhere(rule, floor, table) }];
    });
  });
}

function packOf({ rules }: RulePart): RulePack {
  return { id: 'own', layer: 'force', version: '', rules };
}

function whyNowhere(
  rule: Rule,
  floor: DecisionTable,
  table: DecisionTable,
): Pick<Finding, 'code' | 'what' | 'instead'> {
  if (rule.outcome === 'allow')
    return {
      code: 'changes-nothing',
      what: 'changes nothing: a rule that lets through takes nothing away from other rules',
      instead: 'take it out',
    };
  const level = outcomeRank(rule.outcome);
  const hit = cellsOf(rule);
  if (hit.every((at) => (floor.outcomes[at] ?? 0) >= level))
    return {
      code: 'changes-nothing',
      what: `changes nothing: the national baseline asks for as much (${names(floor, hit)})`,
      instead: 'take it out, or make its outcome stricter',
    };
  return {
    code: 'unreachable-rule',
    what: `never decides: other rules are as strict everywhere (${names(table, hit)})`,
    instead: 'take it out, or make its outcome stricter',
  };
}

function cellsOf({ when }: Rule): readonly number[] {
  return CELLS.flatMap((cell, at) => (canOccur(cell) && ruleApplies(when, cell) ? [at] : []));
}

function names({ winners, rules }: DecisionTable, cells: readonly number[]): string {
  const ids = [...new Set(cells.map((at) => rules[winners[at] ?? 0]?.id ?? ''))];
  const more = ids.length > MOST_NAMED ? ` and ${ids.length - MOST_NAMED} more` : '';
  return ids.slice(0, MOST_NAMED).join(', ') + more;
}

/** Given by the guard itself, whatever rules say. */
const OF_THE_GUARD: readonly string[] = [TO_FOLLOW, ROLE_CORRECTED];

/** Codes of the national list that could be given before and with this file nowhere. */
export function lintReasonCodes(file: PolicyFile, baseline: Baseline): readonly Finding[] {
  const offered = offeredBy(inForceIn(ALONE, file, baseline, NEVER).packs);
  const expected = isReplacement(file) ? baseline.reasonCodes : [...offeredBy([baseline.pack])];
  return expected
    .filter((code) => !offered.has(code) && !OF_THE_GUARD.includes(code))
    .map((code) => ({
      severity: 'warning',
      code: 'reason-never-offered',
      path: ['rules'],
      what: `leave reason ${code} with no rule that offers it`,
      instead: 'offer it in a rule that asks for a reason, if it is still a good one',
    }));
}

function offeredBy(packs: readonly RulePack[]): ReadonlySet<string> {
  const { winners, rules } = compileTable(packs);
  const deciding = [...new Set(winners)].flatMap((index) => rules[index] ?? []);
  return new Set(deciding.flatMap((rule) => (asksReason(rule.outcome) ? rule.reasons : [])));
}
