/**
 * Turns what zod refuses into what is wrong and what to write instead. It repeats no value but
 * names of rules and of hosts: settings also hold who uses a browser.
 */
import type { z } from 'zod';
import { writeNearest } from './meaning.ts';
import { nearest } from './nearest.ts';
import { hostPattern } from './shapes.ts';
import { toldIssues } from './told-issues.ts';

export interface ShapeFault {
  readonly path: readonly PropertyKey[];
  /** The name of the field is wrong and not its value. */
  readonly onName: boolean;
  readonly what: string;
  readonly instead: string;
}

type Issue = z.core.$ZodIssue;

/**
 * @param value what was checked
 * @param shape JSON schema of the same, for the names and descriptions of fields
 */
export function shapeFaults(
  issues: readonly Issue[],
  value: unknown,
  shape: unknown,
): readonly ShapeFault[] {
  return toldIssues(issues).flatMap((issue) => faultsOf(issue, value, shape));
}

function faultsOf(issue: Issue, value: unknown, shape: unknown): readonly ShapeFault[] {
  const { path } = issue;
  const described = describedAt(shape, path);
  if (issue.code === 'unrecognized_keys') {
    const known = Object.keys(described.properties);
    return issue.keys.map((key) => ({
      path: [...path, key],
      onName: true,
      what: 'is no field that a policy has here',
      instead: known.length > 0 ? insteadOfKey(key, known) : 'take it out',
    }));
  }
  const written = at(value, path);
  return [{ path, onName: false, ...inWords(issue, written, described) }];
}

function insteadOfKey(key: string, known: readonly string[]): string {
  const near = nearest(key, known);
  return near === undefined
    ? `take it out; what there may be is ${known.join(', ')}`
    : `write "${near}", or take it out`;
}

function inWords(
  issue: Issue,
  written: unknown,
  { description, isRequired }: Described,
): { what: string; instead: string } {
  const explain = description ? ` (${description})` : '';
  switch (issue.code) {
    case 'invalid_type':
      return written === undefined
        ? { what: 'is missing', instead: `add it as ${nameOf(issue.expected)}${explain}` }
        : {
            what: `has to be ${nameOf(issue.expected)}`,
            instead: `write ${nameOf(issue.expected)}${explain}`,
          };
    case 'invalid_value': {
      const values = issue.values.map(String);
      if (written === undefined)
        return { what: 'is missing', instead: `add one of ${values.join(', ')}` };
      return {
        what: 'is none of the values that are allowed',
        instead: writeNearest(typeof written === 'string' ? written : '', values),
      };
    }
    case 'too_big':
      return tooBig(issue);
    case 'too_small':
      return issue.origin === 'number' || issue.origin === 'int'
        ? { what: 'is too small', instead: `write ${issue.minimum} or more` }
        : {
            what: 'is empty',
            instead: `fill it in${isRequired ? '' : ', or take the field out'}${explain}`,
          };
    case 'invalid_format':
      return { what: issue.message, instead: formatted(issue.message, written) + explain };
    default:
      return {
        what: issue.message,
        instead: (/YYYY/.test(issue.message) ? DATE_SAMPLE : 'change it') + explain,
      };
  }
}

function tooBig({ origin, maximum }: Extract<Issue, { code: 'too_big' }>): {
  what: string;
  instead: string;
} {
  if (origin === 'array')
    return { what: `holds more than ${maximum} parts`, instead: `leave at most ${maximum}` };
  if (origin === 'string')
    return { what: `is longer than ${maximum} characters`, instead: 'write less' };
  return { what: 'is too big', instead: `write ${maximum} or less` };
}

/** A name that is nearly right is put right; a date gets a sample. */
function formatted(message: string, written: unknown): string {
  if (/hyphens$/.test(message) && typeof written === 'string') {
    const slug = written
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '');
    if (slug !== '' && slug.length <= 80) return `write "${slug}"`;
  }
  if (/host name/.test(message) && typeof written === 'string') {
    const host = written.toLowerCase().replace(/^[a-z]+:\/\/|[:/].*$/g, '');
    if (hostPattern.safeParse(host).success) return `write "${host}"`;
    return 'write one such as rms.force.police.uk, or *.force.police.uk for all below it';
  }
  return /YYYY/.test(message) ? DATE_SAMPLE : 'put it right';
}

const DATE_SAMPLE = 'write a date such as 2026-11-30';

const TYPE_NAMES: Readonly<Record<string, string>> = {
  string: 'a text in double quotes',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list in square brackets',
  object: 'an object in curly brackets',
};

function nameOf(type: string): string {
  return TYPE_NAMES[type] ?? type;
}

interface Described {
  /** Not to be left out. */
  readonly isRequired: boolean;
  readonly description: string;
  readonly properties: Readonly<Record<string, unknown>>;
}

function describedAt(shape: unknown, path: readonly PropertyKey[]): Described {
  let node: unknown = shape;
  let isRequired = false;
  for (const part of path) {
    const required = get(node, 'required');
    isRequired = Array.isArray(required) && required.includes(part);
    node = typeof part === 'number' ? get(node, 'items') : get(get(node, 'properties'), part);
  }
  const description = get(node, 'description');
  const properties = get(node, 'properties');
  return {
    isRequired,
    description: typeof description === 'string' ? description : '',
    properties: isObject(properties) ? properties : {},
  };
}

/** What stands at a place of what was read; undefined where nothing does. */
export function at(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(get, value);
}

function get(value: unknown, key: PropertyKey): unknown {
  return isObject(value) && Object.hasOwn(value, key) ? Reflect.get(value, key) : undefined;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
