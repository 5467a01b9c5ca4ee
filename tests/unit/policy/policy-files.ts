/** Policies to test with: a rule that is in order, and files around it. */
import type { Rule, RulePack } from '../../../core/policy/model.ts';
import { type PolicyFile, type Problem, readPolicyText } from '../../../core/policy/policy-file.ts';

export const TODAY = '2026-11-30';

export const SOURCE = { document: 'Procedure (synthetic)', edition: '1', checkedOn: '2026-11-01' };

/** Holds the context of a victim of hate crime, where the baseline only observes. */
export const RULE: Rule = {
  id: 'force-victim-context-warn',
  when: { kind: ['immigration-context'], role: ['victim'], group: ['HATE'] },
  outcome: 'warn',
  reasons: [],
  wording: 'immigration-context',
  sources: [SOURCE],
};

export function packOf(rules: readonly Rule[], layer: RulePack['layer'] = 'force'): RulePack {
  return { id: 'test-pack', layer, version: '1', rules };
}

export function fileOf(value: unknown): PolicyFile {
  const reading = readPolicyText(JSON.stringify(value, null, 2));
  if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
  return reading.file;
}

export function problemsIn(text: string): readonly Problem[] {
  const reading = readPolicyText(text);
  return reading.ok ? [] : reading.problems;
}
