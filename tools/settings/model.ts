/** The settings as forms and registries see them: a name, a kind, words, and limits. */
import { isObject, settingsSchema } from '../generate-managed-schema.ts';

/** `structure` is what no form can show: it is written as JSON. A `group` has simple members only. */
export type SettingKind = 'text' | 'choice' | 'number' | 'switch' | 'texts' | 'group' | 'structure';

export interface Setting {
  readonly name: string;
  /** With the names it lies within: `force.code`. */
  readonly path: string;
  readonly kind: SettingKind;
  readonly description: string;
  readonly required: boolean;
  /** Of a text: most characters. Of a number: its bounds. */
  readonly least: number | undefined;
  readonly most: number | undefined;
  readonly choices: readonly string[];
  readonly members: readonly Setting[];
}

type Schema = Readonly<Record<string, unknown>>;

/** @throws TypeError for a setting that has no description: nobody could set it */
export function settingsModel(): readonly Setting[] {
  return membersOf(settingsSchema(), '');
}

function membersOf(schema: Schema, path: string): readonly Setting[] {
  const { properties, required } = schema;
  const needed = Array.isArray(required) ? required : [];
  return Object.entries(isObject(properties) ? properties : {}).map(([name, own]) => {
    if (!isObject(own)) throw new TypeError(`${name} is not a schema`);
    return settingOf(own, name, path === '' ? name : `${path}.${name}`, needed.includes(name));
  });
}

function settingOf(schema: Schema, name: string, path: string, required: boolean): Setting {
  const { description } = schema;
  if (typeof description !== 'string') throw new TypeError(`${path} has no description`);
  const kind = kindOf(schema);
  return {
    name,
    path,
    kind,
    description,
    required,
    least: numberIn(schema, 'minimum'),
    most: numberIn(schema, kind === 'number' ? 'maximum' : 'maxLength'),
    choices: kind === 'choice' && Array.isArray(schema['enum']) ? schema['enum'].map(String) : [],
    members: kind === 'group' ? membersOf(schema, path) : [],
  };
}

function numberIn(schema: Schema, name: string): number | undefined {
  const value = schema[name];
  return typeof value === 'number' ? value : undefined;
}

function kindOf(schema: Schema): SettingKind {
  const { type, items, properties } = schema;
  if (type === 'string') return Array.isArray(schema['enum']) ? 'choice' : 'text';
  if (type === 'integer' || type === 'number') return 'number';
  if (type === 'boolean') return 'switch';
  if (type === 'array')
    return isObject(items) && items['type'] === 'string' ? 'texts' : 'structure';
  const inner = Object.values(isObject(properties) ? properties : {});
  const simple = inner.every(
    (each) => isObject(each) && !['group', 'structure', 'texts'].includes(kindOf(each)),
  );
  return simple && inner.length > 0 ? 'group' : 'structure';
}
