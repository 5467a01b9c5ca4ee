/**
 * The same rules in Cedar, a policy engine in general use, as a peer to measure against and as
 * another reader of the rules: it shares no code with ours.
 */
import cedar from '@cedar-policy/cedar-wasm/nodejs';
import type { Conditions, RulePack } from '../../core/policy/model.ts';
import type { Cell } from '../../core/policy/table.ts';
import { type Outcome, outcomeRank } from '../../core/vocabulary.ts';

/** Name of the parsed policies inside the engine. */
const PARSED = 'rules';

/**
 * One `permit` a rule. Cedar names every policy that holds, and the strictest outcome among those
 * is the answer: one call a decision, as the engine is meant to be used.
 *
 * @throws Error in Cedar's words where it does not take the rules
 * @returns decides; the policies are parsed already
 */
export function decideByCedar({ rules }: RulePack): (cell: Cell) => Outcome {
  const outcomes = new Map(rules.map(({ id, outcome }) => [id, outcome]));
  const staticPolicies = Object.fromEntries(rules.map(({ id, when }) => [id, policyOf(when)]));
  const parsed = cedar.preparsePolicySet(PARSED, { staticPolicies });
  if (parsed.type === 'failure') throw new Error(saidIn(parsed.errors));
  return ({ kind, role, group, dual, trust, granted }) => {
    const answer = cedar.statefulIsAuthorized({
      principal: { type: 'Person', id: role },
      action: { type: 'Action', id: 'use' },
      resource: { type: 'Control', id: kind },
      context: { kind, role, group, dual, trust, granted },
      preparsedPolicySetId: PARSED,
      validateRequest: false,
      entities: [],
    });
    if (answer.type === 'failure') throw new Error(saidIn(answer.errors));
    const { reason, errors } = answer.response.diagnostics;
    if (errors.length > 0) throw new Error(saidIn(errors.map(({ error }) => error)));
    return reason.reduce<Outcome>((strictest, id) => {
      const outcome = outcomes.get(id) ?? 'allow';
      return outcomeRank(outcome) > outcomeRank(strictest) ? outcome : strictest;
    }, 'allow');
  };
}

function policyOf({ kind, role, group, dual, trust, granted }: Conditions): string {
  const tests = [
    oneOf('kind', kind),
    oneOf('role', role),
    oneOf('group', group),
    oneOf('trust', trust),
    dual === undefined ? [] : [`context.dual == ${dual}`],
    granted === undefined ? [] : [`context.granted == ${granted}`],
  ].flat();
  const when = tests.length > 0 ? ` when { ${tests.join(' && ')} }` : '';
  return `permit(principal, action, resource)${when};`;
}

function oneOf(attribute: string, values: readonly string[] | undefined): string[] {
  return values ? [`${JSON.stringify(values)}.contains(context.${attribute})`] : [];
}

function saidIn(errors: readonly { readonly message: string }[]): string {
  return `Cedar: ${errors.map(({ message }) => message).join('; ')}`;
}
