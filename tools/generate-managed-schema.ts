/**
 * Makes the managed schema that Chromium reads from the extension, out of the zod schema that the
 * extension itself checks settings with. Chromium refuses `additionalProperties: false` and
 * unions, and does not know every keyword: only what it takes is kept. What is lost here is still
 * checked at run time.
 */
import { z } from 'zod';
import { managedSettings } from '../core/policy/schema.ts';

const KEPT = new Set([
  'type',
  'properties',
  'items',
  'enum',
  'description',
  'required',
  'pattern',
  'minimum',
  'maximum',
  'minItems',
  'maxItems',
]);

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** @throws Error where the schema uses a union, which Chromium cannot read */
function forChromium(schema: unknown, path: string): Json {
  if (!isObject(schema)) throw new TypeError(`${path}: not a schema`);
  for (const keyword of ['anyOf', 'oneOf', 'allOf', '$ref']) {
    if (keyword in schema) throw new TypeError(`${path}: Chromium cannot read ${keyword}`);
  }
  const kept: Record<string, Json> = {};
  for (const [key, value] of Object.entries(schema)) {
    if (!KEPT.has(key)) continue;
    if (key === 'properties' && isObject(value)) {
      kept[key] = Object.fromEntries(
        Object.entries(value).map(([name, each]) => [name, forChromium(each, `${path}.${name}`)]),
      );
    } else if (key === 'items') kept[key] = forChromium(value, `${path}[]`);
    else kept[key] = JSON.parse(JSON.stringify(value));
  }
  return kept;
}

export function managedSchema(): string {
  const schema = z.toJSONSchema(managedSettings, { target: 'draft-7', io: 'input' });
  return `${JSON.stringify(forChromium(schema, 'settings'), null, 2)}\n`;
}
