/** The published OCSF schema files with our extension, and what in an event is not as they say. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { PROJECT } from '../../../tools/build.ts';

const SCHEMA = path.resolve(PROJECT, '../shared/ocsf');
const EXTENSION = path.join(PROJECT, 'docs/siem/ocsf-extension');

export const hasSchema = existsSync(path.join(SCHEMA, 'dictionary.json'));
if (!hasSchema) console.log('../shared/ocsf: skipped, not present');

const attribute = z.looseObject({
  requirement: z.string().optional(),
  type: z.string().optional(),
  is_array: z.boolean().optional(),
  enum: z.record(z.string(), z.unknown()).optional(),
});
type Attribute = z.infer<typeof attribute>;

const part = z.looseObject({
  name: z.string().optional(),
  uid: z.number().optional(),
  extends: z.string().optional(),
  category: z.string().optional(),
  attributes: z.record(z.string(), z.unknown()).default({}),
  constraints: z
    .looseObject({
      at_least_one: z.array(z.string()).optional(),
      just_one: z.array(z.string()).optional(),
    })
    .optional(),
});
type Part = z.infer<typeof part>;

interface Whole {
  readonly attributes: ReadonlyMap<string, Attribute>;
  readonly atLeastOne: readonly (readonly string[])[];
  readonly category: string | undefined;
}

function read(file: string): Part {
  return part.parse(JSON.parse(readFileSync(file, 'utf8')));
}

export class OcsfSchema {
  readonly #dictionary: ReadonlyMap<string, Attribute>;
  readonly #types: ReadonlyMap<
    string,
    { readonly type?: string | undefined; readonly regex?: string | undefined }
  >;
  readonly #classes = new Map<string, Part>();
  readonly #objects = new Map<string, string>();
  readonly #wholes = new Map<string, Whole>();
  readonly #categories: ReadonlyMap<string, number>;

  constructor() {
    const types = z.looseObject({ type: z.string().optional(), regex: z.string().optional() });
    const dictionary = z.looseObject({
      attributes: z.record(z.string(), attribute),
      types: z.object({ attributes: z.record(z.string(), types) }).optional(),
    });
    const published = dictionary.parse(
      JSON.parse(readFileSync(path.join(SCHEMA, 'dictionary.json'), 'utf8')),
    );
    const own = dictionary.parse(
      JSON.parse(readFileSync(path.join(EXTENSION, 'dictionary.json'), 'utf8')),
    );
    // What OCSF has keeps its meaning: an extension may not say it anew with another type.
    this.#dictionary = new Map(Object.entries({ ...own.attributes, ...published.attributes }));
    this.#types = new Map(Object.entries(published.types?.attributes ?? {}));
    for (const file of readdirSync(path.join(SCHEMA, 'events'), {
      recursive: true,
      encoding: 'utf8',
    }))
      if (file.endsWith('.json')) {
        const found = read(path.join(SCHEMA, 'events', file));
        this.#classes.set(found.name ?? file, found);
      }
    for (const root of [SCHEMA, EXTENSION])
      for (const file of readdirSync(path.join(root, 'objects')))
        this.#objects.set(file.replace('.json', ''), path.join(root, 'objects', file));
    const categories = read(path.join(SCHEMA, 'categories.json')).attributes;
    this.#categories = new Map(
      Object.entries(categories).map(([name, value]) => [
        name,
        z.looseObject({ uid: z.number() }).parse(value).uid,
      ]),
    );
  }

  /** Names of the attributes that the extension says anew with another type. */
  clashes(): readonly string[] {
    const own = read(path.join(EXTENSION, 'dictionary.json')).attributes;
    return Object.entries(own)
      .filter(([name, value]) => {
        const { type } = attribute.parse(value);
        return this.#dictionary.get(name)?.type !== type;
      })
      .map(([name]) => name);
  }

  /** @returns what is wrong, each with its path; nothing where the event is valid */
  faults(event: unknown): readonly string[] {
    const read = z.looseObject({
      class_uid: z.number(),
      category_uid: z.number(),
      activity_id: z.number(),
      type_uid: z.number(),
      metadata: z.looseObject({ profiles: z.array(z.string()) }),
    });
    const parsed = read.safeParse(event);
    if (!parsed.success)
      return parsed.error.issues.map(({ path: at, message }) => `${at.join('.')}: ${message}`);
    const { class_uid, category_uid, activity_id, type_uid, metadata } = parsed.data;
    const found = [...this.#classes.keys()].find((name) => this.#uidOf(name) === class_uid);
    if (found === undefined) return [`class_uid: ${class_uid} is no class`];
    const whole = this.#wholeClass(found, metadata.profiles);
    const faults = this.#object(parsed.data, whole, '');
    if (type_uid !== class_uid * 100 + activity_id) faults.push('type_uid: does not add up');
    if (category_uid !== (this.#categories.get(whole.category ?? '') ?? 0))
      faults.push('category_uid: another one');
    return faults;
  }

  #uidOf(name: string): number | null {
    const own = this.#classes.get(name);
    if (name === 'base_event') return 0;
    if (own?.uid === undefined) return null;
    return (this.#categories.get(this.#categoryOf(name) ?? '') ?? 0) * 1000 + own.uid;
  }

  #categoryOf(name: string): string | undefined {
    const own = this.#classes.get(name);
    return own?.category ?? (own?.extends ? this.#categoryOf(own.extends) : undefined);
  }

  #wholeClass(name: string, profiles: readonly string[]): Whole {
    const attributes = new Map<string, Attribute>();
    const add = (each: string): void => {
      const own = this.#classes.get(each);
      if (own?.extends) add(own.extends);
      this.#merge(attributes, own?.attributes ?? {}, profiles);
    };
    add(name);
    if (profiles.includes('right_to_report/ledger'))
      this.#merge(
        attributes,
        read(path.join(EXTENSION, 'profiles/ledger.json')).attributes,
        profiles,
      );
    // Of a class and its category there is one number each; the base class has its own in the file.
    attributes.set('class_uid', { type: 'integer_t', requirement: 'required' });
    attributes.set('category_uid', { type: 'integer_t', requirement: 'required' });
    return { attributes, atLeastOne: [], category: this.#categoryOf(name) };
  }

  #wholeObject(name: string): Whole {
    const known = this.#wholes.get(name);
    if (known) return known;
    const file = this.#objects.get(name);
    if (file === undefined) throw new Error(`no object ${name}`);
    const own = read(file);
    const base = own.extends ? this.#wholeObject(own.extends) : null;
    const attributes = new Map(base?.attributes);
    this.#merge(attributes, own.attributes, []);
    const one = own.constraints?.at_least_one;
    // A child's own constraint stands in the place of its parent's.
    const atLeastOne = one ? [one] : (base?.atLeastOne ?? []);
    const whole = { attributes, atLeastOne, category: undefined };
    this.#wholes.set(name, whole);
    return whole;
  }

  #merge(
    into: Map<string, Attribute>,
    attributes: Readonly<Record<string, unknown>>,
    profiles: readonly string[],
  ): void {
    const includes = z
      .union([z.string(), z.array(z.string())])
      .default([])
      .parse(attributes['$include']);
    for (const file of [includes].flat()) {
      const included = read(path.join(SCHEMA, file));
      // Attributes of a profile are there only where the event says that it uses the profile.
      if (profiles.includes(included.name ?? '')) this.#merge(into, included.attributes, profiles);
    }
    for (const [name, value] of Object.entries(attributes)) {
      if (name === '$include') continue;
      const before = into.get(name) ?? this.#dictionary.get(name) ?? {};
      const more = attribute.parse(value);
      const kinds = { ...before.enum, ...more.enum };
      into.set(name, {
        ...before,
        ...more,
        ...(Object.keys(kinds).length > 0 ? { enum: kinds } : {}),
      });
    }
  }

  #object(value: object, whole: Whole, at: string): string[] {
    const faults: string[] = [];
    for (const [name, { requirement }] of whole.attributes)
      if (requirement === 'required' && !(name in value)) faults.push(`${at}${name}: required`);
    for (const one of whole.atLeastOne)
      if (!one.some((name) => name in value)) faults.push(`${at}: none of ${one.join(', ')}`);
    for (const [name, inside] of Object.entries(value)) {
      const found = whole.attributes.get(name);
      if (!found) faults.push(`${at}${name}: no attribute here`);
      else if (found.is_array === true && !Array.isArray(inside))
        faults.push(`${at}${name}: no list`);
      else
        for (const each of found.is_array ? z.array(z.unknown()).parse(inside) : [inside])
          faults.push(...this.#value(each, found, `${at}${name}`));
    }
    return faults;
  }

  #value(value: unknown, { type = '', enum: kinds }: Attribute, at: string): readonly string[] {
    if (!this.#types.has(type)) {
      if (typeof value !== 'object' || value === null) return [`${at}: no object`];
      return this.#object(value, this.#wholeObject(type), `${at}.`);
    }
    if (kinds && !(String(value) in kinds))
      return [`${at}: ${String(value)} is none of its values`];
    const own = this.#types.get(type);
    const basic = own?.type ?? type;
    const isRight =
      basic === 'string_t'
        ? typeof value === 'string' && (!own?.regex || new RegExp(own.regex).test(value))
        : basic === 'boolean_t'
          ? typeof value === 'boolean'
          : basic === 'json_t' || Number.isSafeInteger(value);
    return isRight ? [] : [`${at}: no ${type}`];
  }
}
