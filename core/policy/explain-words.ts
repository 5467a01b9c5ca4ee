/** An explanation of a policy in lines of plain text. */
import type { Rank } from '../vocabulary.ts';
import type { Say } from '../wording.ts';
import type { PolicyInForce } from './assemble.ts';
import { TIME_NAMES } from './clocks.ts';
import { decidingPlaces } from './deciding-words.ts';
import { demandOf } from './demand.ts';
import { reasonList, type Speech } from './diff-words.ts';
import type { Explanation, LayeredRule } from './explain.ts';
import type { ReasonCode, Source } from './model.ts';
import type { Pilot } from './pilots.ts';
import type { PolicyFile } from './policy-file.ts';
import { axisWords, demandWords, regionWords } from './region-words.ts';
import type { Region } from './regions.ts';
import { RETENTION_NAMES } from './retention.ts';
import { SAMPLE_NAMES } from './sampling.ts';
import { partsIn } from './ways.ts';
import type { RuleWhy } from './why.ts';

export interface FullSpeech extends Speech {
  /** Who has to authorise beforehand under a reason; undefined for one that nobody knows. */
  readonly second: (
    code: string,
  ) => Pick<ReasonCode, 'secondAuthorisation' | 'whenSensitive'> | undefined;
  /** The text of a prompt; null where the key has none. */
  readonly prompt: (
    wording: string,
  ) => { readonly title: string; readonly why: string; readonly instead: string } | null;
}

/** What holds whatever is asked. */
export function policyLines(policy: PolicyInForce, speech: Speech): readonly string[] {
  const { say } = speech;
  const { version, packs, limits, retention, clocks, sampling, deciding, sites, profiles } = policy;
  const count = packs.reduce((sum, { rules }) => sum + rules.length, 0);
  return [
    say('explain.policy', { version, count }),
    ...packs.map(({ id, layer, rules, version: own }) => {
      const places = { layer: say(`layer.${layer}`), pack: id, version: own };
      return indented(say('explain.layer', { ...places, count: rules.length }));
    }),
    say('explain.limit.reasonWithinHours', { value: limits.reasonWithinHours }),
    say('explain.limit.repeatMinutes', { value: limits.repeatMinutes }),
    ...RETENTION_NAMES.map((name) => say(`explain.limit.${name}`, { value: retention[name] })),
    ...TIME_NAMES.map((name) => say(`explain.limit.${name}`, { value: clocks[name] })),
    ...SAMPLE_NAMES.map((name) => say(`explain.limit.${name}`, { value: sampling[name] })),
    say('explain.limit.assignedHours', { value: deciding.assignedHours }),
    ...deciding.rules.map((rule) => say('explain.deciding', decidingPlaces(rule, speech))),
    say('explain.sites', { list: sites.guarded.join(', ') }),
    ...(profiles.length > 0
      ? [say('explain.profiles', { list: profiles.map(({ name }) => name).join('; ') })]
      : []),
  ];
}

/** What of the file counts on some devices or days only, and whether it counts at all. */
export function partLines(
  file: PolicyFile,
  pilots: readonly Pilot[],
  { say }: Speech,
): readonly string[] {
  if (file.settings?.suspended) return [say('explain.suspended')];
  const percent = file.settings?.rollout?.percent ?? 0;
  return [
    ...pilots.map(({ rule, from, until }) => say('explain.pilotStated', { rule, from, until })),
    ...partsIn(file).map(({ of, name, count }) =>
      say(`explain.part.${of}`, { name, count, percent }),
    ),
  ];
}

/** One answer: where, what, why, on what it rests. */
export function explanationLines(
  { demand, decides, also, trials, regions }: Explanation,
  speech: FullSpeech,
): readonly string[] {
  const { say, reason, prompt } = speech;
  const text = demand.wording === '' ? null : prompt(demand.wording);
  return [
    ...regions.map((region) =>
      say('explain.demand', { region: regionWords(region, say), demand: demandWords(demand, say) }),
    ),
    ...[
      decides ? say('explain.rule', ruleWords(decides, say)) : say('explain.noRule'),
      ...(demand.reasons.length > 0
        ? [say('explain.reasons', { list: reasonList(demand.reasons, reason) })]
        : []),
      ...secondLines(demand.reasons, speech),
      ...(text ? [say('explain.text', { ...text })] : []),
      ...also.map((each) => say('explain.also', ruleWords(each, say))),
      ...trials.map((rule) =>
        say(rule.mode === 'rehearse' ? 'explain.pilot' : 'explain.trial', {
          rule: rule.id,
          until: rule.until ?? '',
          demand: demandWords(demandOf(rule), say),
        }),
      ),
      ...(decides ? sourceLines(decides.rule.sources, say) : []),
    ].map(indented),
  ];
}

/** Reasons that need somebody else whatever the rule asks; none where there is no such reason. */
function secondLines(codes: readonly string[], { say, second }: FullSpeech): readonly string[] {
  const rank = (name: Rank): string => say(`rank.${name}`);
  const needs = codes.flatMap((code) => {
    const { secondAuthorisation: usual = 'none', whenSensitive = usual } = second(code) ?? {};
    if (usual === 'none' || whenSensitive === 'none') return [];
    const places = { code, usual: rank(usual), sensitive: rank(whenSensitive) };
    return [say(usual === whenSensitive ? 'explain.secondOne' : 'explain.secondTwo', places)];
  });
  return needs.length > 0 ? [say('explain.second', { list: needs.join('; ') })] : [];
}

/** One rule: each condition, where it decides, and what outdoes it where it does not. */
export function whyLines(why: RuleWhy, { say }: Speech): readonly string[] {
  const { rule, conditions, decidesIn, outdoneIn, outdoneBy } = why;
  const where = (key: string, regions: readonly Region[]): readonly string[] =>
    regions.map((region) => say(key, { region: regionWords(region, say) }));
  return [
    say('why.rule', ruleWords(rule, say)),
    ...[
      ...conditions.map(({ axis, wanted, holds }) =>
        say(`why.${holds}`, { condition: axisWords(axis, wanted, say) }),
      ),
      ...(decidesIn.length > 0 ? where('why.decides', decidesIn) : [say('why.decidesNot')]),
      ...where('why.outdone', outdoneIn),
      ...outdoneBy.map((each) => say('why.outdoneBy', ruleWords(each, say))),
    ].map(indented),
  ];
}

function ruleWords({ rule, layer }: LayeredRule, say: Say): Record<string, string> {
  return {
    rule: rule.id,
    layer: say(`layer.${layer}`),
    demand: demandWords(demandOf(rule), say),
  };
}

function sourceLines(sources: readonly Source[], say: Say): readonly string[] {
  if (sources.length === 0) return [say('explain.noSource')];
  return sources.map(({ document, edition, paragraph, url, checkedOn }) => {
    const place = [paragraph, url].flatMap((part) => (part ? [`, ${part}`] : [])).join('');
    return say('explain.source', { document, edition, place, date: checkedOn });
  });
}

function indented(line: string): string {
  return `  ${line}`;
}
