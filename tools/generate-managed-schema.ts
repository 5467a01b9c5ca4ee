/**
 * Makes the managed schema that Chromium reads from the extension, out of the zod schema that the
 * extension itself checks settings with, and the whole of it as JSON Schema for editors.
 *
 * Chromium delivers what fits and withholds the rest without a word. So its schema holds types and
 * names only: a wrong value has to reach the extension, which says what is wrong with it.
 */
import { z } from 'zod';
import { managedSettings } from '../core/policy/schema.ts';

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/**
 * What an unknown name within a setting would have to be. Left out, Chromium drops the name alone,
 * and a rule that loses a condition is another rule. So it withholds the whole setting, and
 * `contains` shows that. It refuses `additionalProperties: false`.
 */
const NO_OTHER_NAME = { type: 'string', enum: ['(a name that is not in the schema)'] };

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** @throws TypeError where the schema uses what Chromium cannot read, such as a union */
function forChromium(schema: unknown, path: string): { readonly [key: string]: Json } {
  if (!isObject(schema)) throw new TypeError(`${path}: not a schema`);
  const { type, description, properties, items } = schema;
  const words = typeof description === 'string' ? { description } : {};
  switch (type) {
    case 'object': {
      if (!isObject(properties)) throw new TypeError(`${path}: names no properties`);
      const known = Object.entries(properties).map(([name, each]) => [
        name,
        { ...forChromium(each, `${path}.${name}`) },
      ]);
      return {
        type,
        ...words,
        properties: Object.fromEntries(known),
        // Chromium refuses a schema that says so of the settings themselves.
        ...(path === ROOT ? {} : { additionalProperties: NO_OTHER_NAME }),
      };
    }
    case 'array':
      return { type, ...words, items: forChromium(items, `${path}[]`) };
    case 'integer':
    case 'number':
      // As "integer", 1.5 would not reach the extension to be refused.
      return { type: 'number', ...words };
    case 'string':
    case 'boolean':
      return { type, ...words };
    default:
      throw new TypeError(`${path}: Chromium cannot read ${Object.keys(schema).join(', ')}`);
  }
}

const ROOT = 'settings';

/** All that the zod schema says and JSON Schema can. */
export function settingsSchema(): z.core.JSONSchema.BaseSchema {
  return z.toJSONSchema(managedSettings, { target: 'draft-7', io: 'input' });
}

export function managedSchema(): string {
  return `${JSON.stringify(forChromium(settingsSchema(), ROOT), null, 2)}\n`;
}

export function editorSchema(): string {
  return `${JSON.stringify(settingsSchema(), null, 2)}\n`;
}
