import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { MAX_RULES } from '../../../core/policy/model.ts';
import { PROBLEM_CODES } from '../../../core/policy/problem-codes.ts';
import { problemsIn, RULE, SOURCE } from './policy-files.ts';

describe('a file whose shape is wrong', () => {
  const settings = (rule: object): string =>
    JSON.stringify({ rules: [{ ...RULE, ...rule }] }, null, 1);

  it.each([
    [
      'a role that is misspelt',
      settings({ when: { role: ['victm'] } }),
      'rules[0].when.role[0]',
      'write "victim"',
    ],
    [
      'an outcome in capitals',
      settings({ outcome: 'APPROVE' }),
      'rules[0].outcome',
      'write "approve"',
    ],
    [
      'an outcome of another world',
      settings({ outcome: 'quarantine' }),
      'rules[0].outcome',
      'write one of allow, observe, inform, warn, justify, approve, block',
    ],
    [
      'a field that is misspelt',
      settings({ reason: [] }),
      'rules[0].reason',
      'write "reasons", or take it out',
    ],
    [
      'an id with spaces',
      settings({ id: 'Victim: warn!' }),
      'rules[0].id',
      'write "victim-warn" (Name of the rule, the same for ever)',
    ],
    [
      'an empty condition',
      settings({ when: { kind: [] } }),
      'rules[0].when.kind',
      'fill it in, or take the field out (What the control would do)',
    ],
    [
      'a name that is empty',
      '{"force":{"code":"AF","name":""}}',
      'force.name',
      'fill it in (Name of the force)',
    ],
    [
      'a condition that is no list',
      settings({ when: { kind: 'pnc-check' } }),
      'rules[0].when.kind',
      'write a list in square brackets (What the control would do)',
    ],
    [
      'an address where a host belongs',
      '{"sites":["https://rms.a.police.uk/crime"]}',
      'sites[0]',
      'write "rms.a.police.uk"',
    ],
    [
      'hours beyond the national limit',
      '{"reasonWithinHours":48}',
      'reasonWithinHours',
      'write 24 or less',
    ],
    [
      'a date in the order of England',
      settings({ sources: [{ ...SOURCE, checkedOn: '01/11/2026' }] }),
      'rules[0].sources[0].checkedOn',
      'write a date such as 2026-11-30 (Date on which somebody read it)',
    ],
    [
      'a pack without a layer',
      '{"id":"a","version":"1","rules":[]}',
      'layer',
      'add one of national, force, unit',
    ],
    ['a name that shows nothing', '{"   "1}', '"   "', 'write a colon after the name'],
    [
      'a list instead of settings',
      '[]',
      '(the file as a whole)',
      'write an object in curly brackets',
    ],
  ])('is refused with what to write instead: %s', (_, text, field, instead) => {
    expect(problemsIn(text).map((each) => [each.field, each.instead])).toContainEqual([
      field,
      instead,
    ]);
  });

  it(`is refused: more than ${MAX_RULES} rules`, () => {
    const rules = Array.from({ length: MAX_RULES + 1 }, (_, index) => ({
      ...RULE,
      id: `r-${index}`,
    }));
    expect(problemsIn(JSON.stringify({ rules }))).toMatchObject([
      { field: 'rules', what: 'holds more than 500 parts', line: 1, column: 10 },
    ]);
    expect(problemsIn(JSON.stringify({ rules: rules.slice(1) }))).toEqual([]);
  });

  it('is refused without repeating who uses the browser', () => {
    const problems = problemsIn('{"identity":{"id":"John Smith","unit":7,"reviewer":"yes"}}');
    expect(problems.map(({ field }) => field)).toEqual([
      'identity.id',
      'identity.unit',
      'identity.reviewer',
    ]);
    expect(JSON.stringify(problems)).not.toMatch(/smith/i);
  });
});

it('has every code explained on the page for force IT, and no other', () => {
  const file = path.join(import.meta.dirname, '../../../docs/testing-a-policy.md');
  const rows = readFileSync(file, 'utf8').match(/^\| `.*` \| (?:error|warning)/gm) ?? [];
  const codes = rows.flatMap((row) => [...row.matchAll(/`([a-z-]+)`/g)].map(([, code]) => code));
  expect(codes.sort()).toEqual([...PROBLEM_CODES].sort());
});
