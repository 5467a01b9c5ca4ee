/** The part of Sigma that our rules use; anything else is an error, so that no rule is misread. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseAllDocuments } from 'yaml';
import { z } from 'zod';
import { PROJECT } from '../../../tools/build.ts';
import type { OcsfEvent } from '../../../tools/siem/event.ts';

const FOLDER = path.join(PROJECT, 'docs/siem/sigma');

const head = {
  title: z.string().max(256),
  id: z.uuid(),
  name: z.string().optional(),
  status: z.enum(['experimental', 'test', 'stable']),
  description: z.string(),
  author: z.string(),
  date: z.iso.date(),
  falsepositives: z.array(z.string()).optional(),
  level: z.enum(['informational', 'low', 'medium', 'high', 'critical']),
};
const scalar = z.union([z.string(), z.number(), z.boolean()]);
const detection = z.strictObject({
  ...head,
  logsource: z.strictObject({
    product: z.literal('right-to-report'),
    service: z.literal('ledger'),
  }),
  detection: z.strictObject({
    selection: z.record(z.string(), z.union([scalar, z.array(scalar)])),
    condition: z.literal('selection'),
  }),
});
const correlation = z.strictObject({
  ...head,
  correlation: z.strictObject({
    type: z.enum(['event_count', 'value_count']),
    rules: z.tuple([z.string()]),
    'group-by': z.array(z.string()).min(1),
    timespan: z.string().regex(/^\d+[dh]$/),
    condition: z.strictObject({ gte: z.number(), field: z.string().optional() }),
  }),
});
type Detection = z.infer<typeof detection>;
type Correlation = z.infer<typeof correlation>;
export type Rule = Detection | Correlation;

export function readRules(): readonly Rule[] {
  return readdirSync(FOLDER).flatMap((file) =>
    parseAllDocuments(readFileSync(path.join(FOLDER, file), 'utf8')).map((document) => {
      const value: unknown = document.toJS();
      return typeof value === 'object' && value !== null && 'correlation' in value
        ? correlation.parse(value)
        : detection.parse(value);
    }),
  );
}

/** @returns title of each rule that alerts; one that others count does not alert by itself */
export function alerts(rules: readonly Rule[], events: readonly OcsfEvent[]): readonly string[] {
  return rules
    .filter((rule) => rule.level !== 'informational')
    .filter((rule) =>
      'detection' in rule
        ? events.some((event) => matches(rule, event))
        : correlates(rule, rules, events),
    )
    .map(({ title }) => title)
    .sort();
}

function fieldOf(event: unknown, name: string): unknown {
  return name.split('.').reduce<unknown>((value, key) => {
    if (typeof value !== 'object' || value === null) return undefined;
    return new Map<string, unknown>(Object.entries(value)).get(key);
  }, event);
}

function matches({ detection: { selection } }: Detection, event: OcsfEvent): boolean {
  return Object.entries(selection).every(([key, wanted]) => {
    const [name = '', modifier, ...more] = key.split('|');
    if ((modifier !== undefined && modifier !== 'startswith') || more.length > 0)
      throw new Error(`a modifier that is not understood: ${key}`);
    const value = fieldOf(event, name);
    return [wanted].flat().some((each) => {
      if (modifier === 'startswith')
        return typeof value === 'string' && value.startsWith(String(each));
      return value === each;
    });
  });
}

function correlates(
  {
    correlation: {
      rules: [named],
      condition,
      timespan,
      'group-by': groupBy,
    },
  }: Correlation,
  rules: readonly Rule[],
  events: readonly OcsfEvent[],
): boolean {
  const counted = rules.find(({ name }) => name === named);
  if (!counted || !('detection' in counted)) throw new Error(`no rule is called ${named}`);
  const span = Number(timespan.slice(0, -1)) * (timespan.endsWith('d') ? 24 : 1) * 3_600_000;
  const found = events.filter((event) => matches(counted, event));
  const groups = new Map<string, OcsfEvent[]>();
  for (const event of found) {
    const key = JSON.stringify(groupBy.map((name) => fieldOf(event, name) ?? null));
    groups.set(key, [...(groups.get(key) ?? []), event]);
  }
  return [...groups].some(([key, group]) => {
    if (key.includes('null')) return false;
    return group.some(({ time }) => {
      const within = group.filter((each) => each.time >= time && each.time < time + span);
      const { field } = condition;
      const count = field
        ? new Set(within.map((each) => fieldOf(each, field))).size
        : within.length;
      return count >= condition.gte;
    });
  });
}
