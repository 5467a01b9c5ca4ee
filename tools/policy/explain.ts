/** `npm run policy -- explain FILE [--kind ...]`: what a policy answers, and why. */
import type { PolicyInForce } from '../../core/policy/assemble.ts';
import { type Explanation, explain, explainBeyond } from '../../core/policy/explain.ts';
import {
  explanationLines,
  partLines,
  policyLines,
  whyLines,
} from '../../core/policy/explain-words.ts';
import { writeNearest } from '../../core/policy/meaning.ts';
import { nearest } from '../../core/policy/nearest.ts';
import { type PolicyFile, statedPilots } from '../../core/policy/policy-file.ts';
import { BOTH, EVERYTHING, type Region } from '../../core/policy/regions.ts';
import { onDay } from '../../core/policy/trial.ts';
import { ALONE, inForceIn, partsIn, type Way } from '../../core/policy/ways.ts';
import { type RuleWhy, whyRule } from '../../core/policy/why.ts';
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
  if (rule !== undefined) return explainRule(file, rule, within, manner);
  const policy = policyOf(file, ALONE, manner);
  const isWhole = Object.values(asked).every((value) => value === undefined);
  const explanations = explain(policy, within, !isWhole);
  const parts = partsIn(file).map((part) => ({
    part,
    told: explainBeyond(policyOf(file, part.way, manner), policy, within, !isWhole),
  }));
  if (manner.json) {
    const ofParts = parts.flatMap(({ part, told }) =>
      told.map((each) => asJson(each, { [part.of]: part.name })),
    );
    return { code: 0, out: [...explanations.map((each) => asJson(each)), ...ofParts] };
  }
  const speech = speechIn(manner.language);
  const { say } = speech;
  const pilots = (file.settings?.pilots ?? []).filter(({ until }) => until >= manner.day);
  const blocks = [
    ...(isWhole ? [[...policyLines(policy, speech), ...partLines(file, pilots, speech)]] : []),
    ...(!isWhole && policy.suspended ? [partLines(file, pilots, speech)] : []),
    ...explanations.map((each) => explanationLines(each, speech)),
    ...parts.flatMap(({ part, told }) => [
      ...(told.length > 0 ? [[say(`explain.in.${part.of}`, { name: part.name })]] : []),
      ...told.map((each) => explanationLines(each, speech)),
    ]),
  ];
  return { code: 0, out: blocks.flatMap((lines, index) => (index === 0 ? lines : ['', ...lines])) };
}

function policyOf(file: PolicyFile, way: Way, { day }: Manner): PolicyInForce {
  const pilots = statedPilots(file.settings, day);
  return inForceIn(way, file, shipped.baseline, onDay(day), pilots);
}

/** A rule that counts for everybody is explained once, one of units in each that has it. */
function explainRule(file: PolicyFile, id: string, within: Region, manner: Manner): Answer {
  const { json, language } = manner;
  const speech = speechIn(language);
  const everybodys = whyRule(policyOf(file, ALONE, manner), id, within);
  if (everybodys)
    return { code: 0, out: json ? [whyJson(everybodys)] : whyLines(everybodys, speech) };
  const parts = partsIn(file);
  const told = parts.flatMap((part) => {
    const why = whyRule(policyOf(file, part.way, manner), id, within);
    if (!why) return [];
    const { of, name } = part;
    return json
      ? [whyJson(why, { [of]: name })]
      : [speech.say(`why.in.${of}`, { name }), ...whyLines(why, speech)];
  });
  if (told.length > 0) return { code: 0, out: told };
  const ids = [ALONE, ...parts.map(({ way }) => way)].flatMap((way) => idsIn(file, way, manner));
  if (file.settings?.suspended && isTakenBack(file, id, manner))
    return {
      code: 0,
      out: [
        json
          ? JSON.stringify({ rule: id, suspended: true })
          : speech.say('why.suspended', { rule: id }),
      ],
    };
  throw new CommandError(`the policy has no rule "${id}"; ${writeNearest(id, [...new Set(ids)])}`);
}

function idsIn(file: PolicyFile, way: Way, manner: Manner): readonly string[] {
  return policyOf(file, way, manner).packs.flatMap(({ rules }) => rules.map((rule) => rule.id));
}

/** Whether it would count if the policy were not suspended. */
function isTakenBack(file: PolicyFile, id: string, manner: Manner): boolean {
  const back = { ...file, settings: file.settings && { ...file.settings, suspended: false } };
  return [ALONE, ...partsIn(back).map(({ way }) => way)].some((way) =>
    idsIn(back, way, manner).includes(id),
  );
}

function whyJson(why: RuleWhy, where: object = {}): string {
  const { rule, conditions, outdoneBy, ...regions } = why;
  const told = {
    ...{ rule: rule.rule.id, layer: rule.layer },
    conditions: conditions.map(({ axis, holds }) => ({ axis, holds })),
    outdoneBy: outdoneBy.map((each) => each.rule.id),
  };
  return JSON.stringify({ ...where, ...told, ...regions });
}

function asJson({ demand, decides, also, regions }: Explanation, where: object = {}): string {
  return JSON.stringify({
    ...where,
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
    const meant = near === undefined ? 'there' : `did you mean ${near}? There`;
    throw new CommandError(`--${axis} has no "${unknown}"; ${meant} are ${all.join(', ')}`);
  }
  return all.filter((each) => wanted.includes(each));
}

function yesOrNo(axis: string, written: string | undefined): readonly boolean[] {
  if (written === undefined) return BOTH;
  if (written !== 'yes' && written !== 'no')
    throw new CommandError(`--${axis} is yes or no, and not "${written}"`);
  return [written === 'yes'];
}
