/** `npm run policy -- explain FILE [--kind ...]`: what a policy answers, and why. */
import type { PolicyInForce } from '../../core/policy/assemble.ts';
import { type Explanation, explain } from '../../core/policy/explain.ts';
import { explanationLines, policyLines, whyLines } from '../../core/policy/explain-words.ts';
import { writeNearest } from '../../core/policy/meaning.ts';
import { nearest } from '../../core/policy/nearest.ts';
import { inForceWith, statedPilots } from '../../core/policy/policy-file.ts';
import { BOTH, EVERYTHING, type Region } from '../../core/policy/regions.ts';
import { onDay } from '../../core/policy/trial.ts';
import { whyRule } from '../../core/policy/why.ts';
import type { Language } from '../../core/vocabulary.ts';
import { type Answer, CommandError } from './answer.ts';
import { readPolicySource } from './read-policy-file.ts';
import { shipped } from './shipped.ts';
import { speechIn } from './speech.ts';

/** As written on the command line; several values stand behind each other with commas. */
export interface Asked {
  readonly kind?: string | undefined;
  readonly role?: string | undefined;
  readonly group?: string | undefined;
  readonly dual?: string | undefined;
  readonly trust?: string | undefined;
  readonly granted?: string | undefined;
  /** Id of a rule: why it decides or does not. */
  readonly rule?: string | undefined;
}

export interface Manner {
  readonly language: Language;
  /** The day on which it is asked, ISO: trials end. */
  readonly day: string;
  readonly json: boolean;
}

export async function explainFile(
  name: string,
  { rule, ...asked }: Asked,
  manner: Manner,
): Promise<Answer> {
  const within = regionAsked(asked);
  const { file } = await readPolicySource(name);
  const { day } = manner;
  const pilots = statedPilots(file.settings, day);
  const policy = inForceWith(file, shipped.baseline, onDay(day), pilots);
  if (rule !== undefined) return explainRule(policy, rule, within, manner);
  const isWhole = Object.values(asked).every((value) => value === undefined);
  const explanations = explain(policy, within, !isWhole);
  if (manner.json) return { code: 0, out: explanations.map((each) => asJson(each)) };
  const speech = speechIn(manner.language);
  const parts = explanations.map((each) => explanationLines(each, speech));
  const all = isWhole ? [policyLines(policy, speech), ...parts] : parts;
  return { code: 0, out: all.flatMap((lines, index) => (index === 0 ? lines : ['', ...lines])) };
}

function explainRule(policy: PolicyInForce, id: string, within: Region, manner: Manner): Answer {
  const why = whyRule(policy, id, within);
  if (!why) {
    const ids = policy.packs.flatMap(({ rules }) => rules.map((rule) => rule.id));
    throw new CommandError(`the policy has no rule "${id}"; ${writeNearest(id, ids)}`);
  }
  if (!manner.json) return { code: 0, out: whyLines(why, speechIn(manner.language)) };
  const { rule, conditions, outdoneBy, ...regions } = why;
  const told = {
    rule: rule.rule.id,
    layer: rule.layer,
    conditions: conditions.map(({ axis, holds }) => ({ axis, holds })),
    outdoneBy: outdoneBy.map((each) => each.rule.id),
  };
  return { code: 0, out: [JSON.stringify({ ...told, ...regions })] };
}

function asJson({ demand, decides, also, regions }: Explanation): string {
  return JSON.stringify({
    ...demand,
    rule: decides && { id: decides.rule.id, layer: decides.layer, sources: decides.rule.sources },
    also: also.map(({ rule, layer }) => ({ id: rule.id, layer, outcome: rule.outcome })),
    regions,
  });
}

/** @throws CommandError where the domain has no such value; it says which there are */
export function regionAsked(asked: Asked): Region {
  return {
    kind: pick('kind', EVERYTHING.kind, asked.kind),
    role: pick('role', EVERYTHING.role, asked.role),
    group: pick('group', EVERYTHING.group, asked.group),
    dual: yesOrNo('dual', asked.dual),
    trust: pick('trust', EVERYTHING.trust, asked.trust),
    granted: yesOrNo('granted', asked.granted),
  };
}

function pick<T extends string>(
  axis: string,
  all: readonly T[],
  written: string | undefined,
): readonly T[] {
  if (written === undefined) return all;
  const wanted = written.split(',').map((each) => each.trim());
  const unknown = wanted.find((each) => !all.some((known) => known === each));
  if (unknown !== undefined) {
    const near = nearest(unknown, all);
    const meant = near === undefined ? '' : `did you mean ${near}? `;
    throw new CommandError(`--${axis} has no "${unknown}"; ${meant}There are ${all.join(', ')}`);
  }
  return all.filter((each) => wanted.includes(each));
}

function yesOrNo(axis: string, written: string | undefined): readonly boolean[] {
  if (written === undefined) return BOTH;
  if (written !== 'yes' && written !== 'no')
    throw new CommandError(`--${axis} is yes or no, and not "${written}"`);
  return [written === 'yes'];
}
