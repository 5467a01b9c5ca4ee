/** Settings as forces might write them: made from the schema itself, and then spoilt. */
import fc from 'fast-check';
import { settingsSchema } from '../../tools/generate-managed-schema.ts';

export type Settings = Readonly<Record<string, unknown>>;

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Hosts where this build may work; the schema knows the form of a host and not whose it is. */
const HOSTS = fc.constantFrom('rms.force.police.uk', '*.crime.force.police.uk', 'police.uk');
/** What the schema leaves to a look into shipped data or a parser. */
const KNOWN: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  sites: fc.array(HOSTS, { maxLength: 3 }),
  hosts: fc.array(HOSTS, { minLength: 1, maxLength: 2 }),
  reasons: fc.constantFrom(['RR-01'], ['RR-01', 'RR-02']),
  wording: fc.constantFrom('immigration-lookup', 'immigration-context'),
  selector: fc.constantFrom('#role', '.victim > b'),
  says: fc.constantFrom('#role', 'select[name=r]'),
  block: fc.constant('fieldset'),
  address: fc.constantFrom('/person/check', 'rms.force.police.uk/check/*'),
  url: fc.webUrl(),
  pilots: fc.constantFrom(
    [{ rule: 'victim-pnc-check-justify', from: '2026-12-01', until: '2027-02-28' }],
    [{ rule: 'victim-immigration-lookup-approve', from: '2028-02-29', until: '2028-02-29' }],
  ),
  sampleSeeds: fc.constantFrom(
    [{ month: '2026-12', hash: 'ab'.repeat(32) }],
    [
      {
        month: '2026-12',
        hash: '9619e2c3275e1e8be9ca29f0d7e0668cfdc675efcac99dbfa3ed48872c69809f',
        seed: '5eed'.repeat(16),
      },
    ],
  ),
  wrongMatchPercent: fc.constant(100),
};

function fitting(schema: unknown, name = ''): fc.Arbitrary<unknown> {
  const known = KNOWN[name];
  if (known !== undefined) return known;
  if (!isObject(schema)) return fc.jsonValue();
  const { type, properties, items, required } = schema;
  if (Array.isArray(schema['enum'])) return fc.constantFrom(...schema['enum']);
  switch (type) {
    case 'object': {
      const inner = Object.entries(isObject(properties) ? properties : {});
      const needed = Array.isArray(required) ? required.map(String) : [];
      const each = Object.fromEntries(inner.map(([key, own]) => [key, fitting(own, key)]));
      return fc.record(each, { requiredKeys: needed, noNullPrototype: true });
    }
    case 'array':
      return fc.array(fitting(items), { minLength: numberOf(schema['minItems'], 0), maxLength: 3 });
    case 'integer':
    case 'number':
      return fc.integer({
        min: numberOf(schema['minimum'], 0),
        max: numberOf(schema['maximum'], 1000),
      });
    case 'boolean':
      return fc.boolean();
    default:
      return typeof schema['pattern'] === 'string'
        ? fc.stringMatching(new RegExp(schema['pattern']), {
            maxLength: roomFor(schema['pattern']),
          })
        : fc.string({ minLength: 1, maxLength: 12, unit: 'grapheme' });
  }
}

/** Short, but for what says that it is long, such as a key. */
function roomFor(pattern: string): number {
  return 12 + Math.max(0, ...[...pattern.matchAll(/\{(\d+)/g)].map(([, count]) => Number(count)));
}

function numberOf(value: unknown, otherwise: number): number {
  return typeof value === 'number' ? value : otherwise;
}

const schema = settingsSchema();
const names = Object.keys(schema.properties ?? {}).filter((name) => name !== 'contains');

/** Settings that fit the schema of fields; what a schema cannot say may still be wrong. */
export const fittingSettings: fc.Arbitrary<Settings> = fc
  .record(
    Object.fromEntries(names.map((name) => [name, fitting(schema.properties?.[name], name)])),
    { requiredKeys: [], noNullPrototype: true },
  )
  .map((settings) => settings);

/** One thing is put, taken away or added, at any depth. */
const SPOIL = fc.record({
  at: fc.array(fc.nat(), { minLength: 1, maxLength: 6 }),
  how: fc.constantFrom('replace', 'remove', 'add'),
  value: fc.oneof(
    fc.constantFrom(null, true, 0, -1, 1.5, 61, '', 'en', [], {}, ['victim'], 'https://x', 1e12),
    fc.jsonValue({ maxDepth: 2 }),
  ),
});

function spoilt(value: unknown, at: readonly number[], how: string, put: unknown): unknown {
  const [next = 0, ...rest] = at;
  if (Array.isArray(value) && value.length > 0 && rest.length > 0) {
    const index = next % value.length;
    return value.map((item, n) => (n === index ? spoilt(item, rest, how, put) : item));
  }
  if (!isObject(value)) return how === 'add' && Array.isArray(value) ? [...value, put] : put;
  if (how === 'add' && rest.length === 0) return { ...value, nonsense: put };
  const keys = Object.keys(value);
  const key = keys[next % Math.max(keys.length, 1)];
  if (key === undefined) return { nonsense: put };
  if (rest.length > 0) return { ...value, [key]: spoilt(value[key], rest, how, put) };
  if (how === 'remove')
    return Object.fromEntries(keys.filter((other) => other !== key).map((k) => [k, value[k]]));
  return { ...value, [key]: put };
}

export const spoiltSettings: fc.Arbitrary<Settings> = fc
  .tuple(fittingSettings, SPOIL)
  .map(([settings, { at, how, value }]) => {
    const result = spoilt(settings, at, how, value);
    return isObject(result) ? result : {};
  });
