/**
 * What Chromium does with managed settings of an extension before the extension sees them.
 *
 * @source Chromium, `components/policy/core/common/schema.cc` (what a schema may say, and what
 * `Normalize` does to a value) and `schema_map.cc` (`FilterBundle`: setting by setting).
 */

type Settings = Readonly<Record<string, unknown>>;

const ATTRIBUTES: Readonly<Record<string, readonly string[]>> = {
  object: ['additionalProperties', 'patternProperties', 'properties', 'required'],
  array: ['items'],
  string: ['enum', 'pattern'],
  integer: ['enum', 'maximum', 'minimum'],
  number: [],
  boolean: [],
};

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function entries(value: unknown): readonly (readonly [string, unknown])[] {
  return isObject(value) ? Object.entries(value) : [];
}

/** Why Chromium would take none of the settings, however right: faults of the schema itself. */
export function schemaFaults(schema: unknown, path = 'settings', isRoot = true): readonly string[] {
  if (!isObject(schema)) return [`${path} is not a schema`];
  const type = schema['type'];
  const allowed = typeof type === 'string' ? ATTRIBUTES[type] : undefined;
  if (allowed === undefined) return [`${path} has the type ${JSON.stringify(type)}`];
  const known = [...allowed, 'type', 'description', 'id', 'title', 'sensitiveValue'];
  return [
    ...(isRoot && type !== 'object' ? ['the settings are not an object'] : []),
    ...(isRoot && ('additionalProperties' in schema || 'patternProperties' in schema)
      ? ['the settings say something of other names']
      : []),
    ...Object.keys(schema)
      .filter((name) => !known.includes(name))
      .map((name) => `${path} has ${name}, which Chromium ignores`),
    ...entries(schema['properties']).flatMap(([name, each]) =>
      schemaFaults(each, `${path}.${name}`, false),
    ),
    ...(type === 'array' ? schemaFaults(schema['items'], `${path}[]`, false) : []),
    ...('additionalProperties' in schema
      ? schemaFaults(schema['additionalProperties'], `${path}.*`, false)
      : []),
  ];
}

/** What of the settings arrives in `storage.managed`. */
export function delivered(schema: unknown, settings: Settings): Settings {
  const known = new Map(entries(isObject(schema) ? schema['properties'] : {}));
  return Object.fromEntries(
    Object.entries(settings).flatMap(([name, value]) => {
      const fit = known.has(name) ? normalized(known.get(name), value) : WITHHELD;
      return fit === WITHHELD ? [] : [[name, fit]];
    }),
  );
}

const WITHHELD = Symbol('withheld');

function normalized(schema: unknown, value: unknown): unknown {
  if (!isObject(schema)) return WITHHELD;
  switch (schema['type']) {
    case 'object':
      return isObject(value) ? normalizedObject(schema, value) : WITHHELD;
    case 'array': {
      if (!Array.isArray(value)) return WITHHELD;
      const items = value.map((item) => normalized(schema['items'], item));
      return items.includes(WITHHELD) ? WITHHELD : items;
    }
    case 'number':
      return typeof value === 'number' ? value : WITHHELD;
    case 'boolean':
      return typeof value === 'boolean' ? value : WITHHELD;
    case 'string': {
      if (typeof value !== 'string') return WITHHELD;
      const choices = schema['enum'];
      return Array.isArray(choices) && !choices.includes(value) ? WITHHELD : value;
    }
    default:
      throw new Error(`the product's schema has no ${String(schema['type'])}`);
  }
}

function normalizedObject(schema: Settings, value: Settings): unknown {
  const known = new Map(entries(schema['properties']));
  const kept: [string, unknown][] = [];
  for (const [name, each] of Object.entries(value)) {
    const own = known.get(name) ?? schema['additionalProperties'];
    // Without a schema for other names, an unknown one is dropped and the rest goes on.
    if (own === undefined) continue;
    const fit = normalized(own, each);
    if (fit === WITHHELD) return WITHHELD;
    kept.push([name, fit]);
  }
  return Object.fromEntries(kept);
}
