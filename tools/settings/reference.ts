/** `docs/managed-settings.md`: every setting with its type and limits, from the schema. */
import { isObject, settingsSchema } from '../generate-managed-schema.ts';
import { type Setting, settingsModel } from './model.ts';

type Schema = Readonly<Record<string, unknown>>;

function property(schema: Schema, name: string): Schema {
  const value = schema[name];
  return isObject(value) ? value : {};
}

/** In words: `list of 1 to 50 texts`. */
function typeOf(schema: Schema): string {
  const { type } = schema;
  if (Array.isArray(schema['enum'])) return schema['enum'].map((each) => `\`${each}\``).join(', ');
  if (type === 'array') {
    const items = property(schema, 'items');
    const inner = items['type'] === 'object' ? 'objects' : plural(typeOf(items));
    return `list of ${inner}${bounds(schema, 'minItems', 'maxItems', 'entries')}`;
  }
  if (type === 'string') return `text${bounds(schema, 'minLength', 'maxLength', 'characters')}`;
  if (type === 'integer') return `whole number${bounds(schema, 'minimum', 'maximum', '')}`;
  if (type === 'boolean') return '`true` or `false`';
  return 'object';
}

function plural(type: string): string {
  return type.startsWith('text') ? type.replace('text', 'texts') : `any of ${type}`;
}

function bounds(schema: Schema, least: string, most: string, unit: string): string {
  const from = schema[least];
  const to = schema[most];
  if (typeof to !== 'number') return '';
  const range = typeof from === 'number' ? `${from} to ${to}` : `at most ${to}`;
  return ` (${[range, unit].filter(Boolean).join(' ')})`;
}

/**
 * A row for the setting itself and one for each name within it, as deep as it goes.
 * @throws TypeError for one without a description: nobody could set it
 */
function rows(schema: Schema, path: string, needed: boolean): readonly string[] {
  const { pattern, description } = schema;
  if (typeof description !== 'string') throw new TypeError(`${path} has no description`);
  const form = typeof pattern === 'string' ? `; form \`${pattern.replaceAll('|', '\\|')}\`` : '';
  const own = `| \`${path}\` | ${typeOf(schema)}${form} | ${needed ? 'yes' : ''} | ${description} |`;
  const holder = schema['type'] === 'array' ? property(schema, 'items') : schema;
  const below = schema['type'] === 'array' ? `${path}[]` : path;
  const required = Array.isArray(holder['required']) ? holder['required'] : [];
  const inner = Object.entries(property(holder, 'properties')).flatMap(([name, each]) =>
    isObject(each) ? rows(each, `${below}.${name}`, required.includes(name)) : [],
  );
  return [own, ...inner];
}

function section({ name, description }: Setting, schema: Schema): string {
  return `## \`${name}\`

${description}.

| field | type | needed | meaning |
|---|---|---|---|
${rows(schema, name, false).join('\n')}`;
}

export function reference(): string {
  const properties = property(settingsSchema(), 'properties');
  const sections = settingsModel().map((each) => section(each, property(properties, each.name)));
  return `# Managed settings

Written by \`npm run generate\` from \`core/policy/schema.ts\`. Each setting may be left out. Whatever is
set, the national baseline holds: a setting can be stricter and never looser, but for \`pilots\`, which
rehearses a national rule for at most 90 days and is shown everywhere. The whole is refused where any part
of it is wrong; the last good settings stay, or the baseline, and the status page names the field.

Give \`contains\`. Chromium withholds a setting in which something has the wrong type or a name that is not
in this list, says nothing, and delivers the others. With \`contains\` that is noticed and reported; without
it a rule can be missing and nobody knows. The files in \`policies/generated/deploy/\` all have it, and the
templates for Group Policy write it by themselves for Chrome and Edge.

${sections.join('\n\n')}
`;
}
