/** How much a header can hold at most, added up from its schema: there is no room for a sentence. */
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { header, parseHeader } from '../../../core/ledger/header-schema.ts';
import { weightAsRecorded } from '../../../core/ledger/header-shapes.ts';
import { unitAsRecorded } from '../../../core/ledger/unit-recorded.ts';
import { KNOWN_TERMS } from '../../../entrypoints/background/known-terms.ts';
import { attemptDraft } from '../background/over-indexeddb.ts';
import { bitsOfPattern, eitherOf } from './pattern-bits.ts';

/**
 * Who puts a value in. What chance, the clock and sums make, nobody can write in. What policy names,
 * force IT named before there was a record. What is left is what an officer or a page can say.
 */
const MADE = new Set(
  'id prev device at seq body policy record extension key file was of to planted after follows repeats first last dropped entries drift waiting hosts undelivered undeliveredSince transactions matched doneAllTheSame withoutTransaction withoutEntry request grant question'.split(
    ' ',
  ),
);
const BY_POLICY = new Set('by rank rule also unit reviewer reader signed pilots claim'.split(' '));
/** The same of what is inside of a field that somebody else fills in otherwise. */
const INSIDE = new Set(
  'authorisation.request authorisation.grant about.rule about.record'.split(' '),
);
/** Narrower than its shape, which also reads entries of other editions. */
const AS_WRITTEN: Readonly<Record<string, number>> = {
  term: Math.log2(KNOWN_TERMS.size),
  weight: Math.log2(101),
};

/** The part of JSON Schema that headers are made of. */
interface Shape {
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Shape[];
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxItems?: number;
  readonly items?: Shape;
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean;
}

/** @throws Error where a field has no end */
function bitsOf(shape: Shape, field = ''): number {
  const written = AS_WRITTEN[field];
  if (written !== undefined) return written;
  if (shape.anyOf) return eitherOf(shape.anyOf.map((each) => bitsOf(each, field)));
  if ('const' in shape || shape.type === 'null') return 0;
  if (shape.enum) return Math.log2(shape.enum.length);
  switch (shape.type) {
    case 'boolean':
      return 1;
    case 'integer':
      return Math.log2(given(shape.maximum, field) - given(shape.minimum, field) + 1);
    case 'string':
      return bitsOfPattern(given(shape.pattern, field));
    case 'array': {
      const most = given(shape.maxItems, field);
      return Math.log2(most + 1) + most * bitsOf(given(shape.items, field));
    }
    case 'object':
      expect(shape.additionalProperties).toBe(false);
      return fieldsOf(shape)
        .filter(([name]) => !INSIDE.has(`${field}.${name}`))
        .reduce((sum, [name, part]) => sum + bitsOf(part, name), 0);
    default:
      throw new Error(`${field} may be anything`);
  }
}

function given<T>(value: T | undefined, field: string): T {
  if (value === undefined) throw new Error(`there is no end to ${field}`);
  return value;
}

/** A field that may be absent is one bit more. */
function fieldsOf({
  properties = {},
  required = [],
}: Shape): readonly (readonly [string, Shape])[] {
  return Object.entries(properties).map(([name, part]) => [
    name,
    required.includes(name) ? part : { anyOf: [{ type: 'null' }, part] },
  ]);
}

/** Bits of a header that an officer or a page can fill as they like. */
function sayable(shape: Shape): number {
  return fieldsOf(shape)
    .filter(([name]) => !MADE.has(name) && !BY_POLICY.has(name))
    .reduce((sum, [name, part]) => sum + bitsOf(part, name), 0);
}

/**
 * The budget: bits that an officer or a page can put into one header. An attempt's are two staff
 * numbers of at most 32 characters (387), up to twenty pairs of a term of ours and a place on the
 * page (380), how long the prompt stood (27), and choices from lists (40). A decision's are its
 * outcome, whether a remedy is needed, and up to 365 days.
 */
const BUDGET: Readonly<Record<string, number>> = {
  attempt: 850,
  'follow-up': 210,
  // Five answers from lists, and whether an officer or a reviewer gives them.
  'follow-through': 14,
  reply: 0,
  review: 13,
  authorisation: 1,
  // Who is on it is named by policy; `to` of an answer is an entry.
  assignment: 0,
  // What is asked about, in terms from lists; the rank of who answers; how long it took.
  approval: 60,
  // The list, one override, or one of two pages.
  read: 2,
  'read-refused': 0,
  // An outcome, and how long the case was open. Which case it was, the draw says.
  planted: 31,
  fault: 4,
  heartbeat: 3,
  'policy-change': 3,
  'device-key': 0,
  retention: 1,
  'export,import': 10,
  // Which of seven pages, and a purpose and a recipient from their lists.
  print: 8,
  reconciliation: 0,
  gap: 3,
};

const kinds = header.options.map((option): [string, Shape] => {
  const shape: Shape = z.toJSONSchema(option) as Shape;
  const kind = shape.properties?.['kind'];
  return [kind?.enum?.join() ?? String(kind?.const), shape];
});

describe('what a header can hold at most', () => {
  it('has a budget for each kind of entry', () => {
    expect(kinds.map(([kind]) => kind).sort()).toEqual(Object.keys(BUDGET).sort());
  });

  it.each(kinds)('stays within the budget: %s', (kind, schema) => {
    expect(sayable(schema)).toBeLessThanOrEqual(BUDGET[kind] ?? -1);
  });

  it.each(kinds)('is an end to each field, also of what nobody can write into: %s', (_, schema) => {
    expect(bitsOf(schema)).toBeGreaterThan(0);
    expect(bitsOf(schema)).toBeLessThan(Number.POSITIVE_INFINITY);
  });
});

const LINE = { ...attemptDraft(1), v: 1, seq: 0, prev: '0'.repeat(64), body: null };

describe('a stored line', () => {
  it('is read as it was written', () => {
    expect(parseHeader(JSON.stringify(LINE))).toMatchObject({ kind: 'attempt', seq: 0 });
  });

  it('of an edition without repeats, profiles and officers of the page is read as well', () => {
    const { repeats: _r, trust: _t, officerFrom: _o, ...old } = LINE;
    expect(parseHeader(JSON.stringify(old))).toMatchObject({ repeats: null, trust: 'generic' });
  });

  it.each([
    ['id', 'amina-khalil-1984'],
    ['device', 'Amina Khalil'],
    ['policy', 'Amina Khalil'],
    ['rule', 'Amina Khalil'],
    ['also', ['Amina Khalil']],
    ['reason', 'Amina'],
    ['record', 'TF/12345/26'],
    ['officer', 'Amina Khalil'],
    ['unit', 'x'.repeat(33)],
    ['unit', 'CID\n12/03/1984'],
    ['slot', 19840312],
    ['dwellMs', 7700900123],
    ['evidence', [{ term: 'Amina Khalil', source: 'label', weight: 1 }]],
    ['evidence', [{ term: 'immigration', source: 'label', weight: 19840312 }]],
    ['authorisation', { status: 'claimed', by: 'Amina Khalil', rank: 'inspector' }],
    ['extension', 'Amina'],
    ['at', 1.5],
    ['name', 'Amina Khalil'],
  ])('in which somebody put something else into %s is none of ours', (field, value) => {
    expect(parseHeader(JSON.stringify({ ...LINE, [field]: value }))).toBeNull();
  });
});

describe('what is written', () => {
  it('has no more of a weight than its hundredths', () => {
    expect([0.123_456_789, 1, 0].map(weightAsRecorded)).toEqual([0.12, 1, 0]);
  });

  it('keeps the name of any unit so that it can be read again', () => {
    for (const unit of [
      'CID-North',
      'Uned Ymchwilio Môn & Arfon',
      'A – B’s',
      '警察',
      'x'.repeat(50),
    ])
      expect(
        parseHeader(JSON.stringify({ ...LINE, unit: unitAsRecorded(unit) })),
        unit,
      ).not.toBeNull();
  });
});
