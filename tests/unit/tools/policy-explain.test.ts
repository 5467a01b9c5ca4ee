/** `npm run policy -- explain` and `diff` as force IT and scrutiny panels run them. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { PROJECT } from '../../../tools/build.ts';
import { policy } from '../../../tools/policy.ts';
import { RULE } from '../policy/policy-files.ts';

const FORCE = path.join(PROJECT, 'policies/forces/test-force.json');
const NATIONAL = path.join(PROJECT, 'policies/national/baseline.json');

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'policy-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function said(...args: readonly string[]): Promise<readonly string[]> {
  const { code, out } = await policy(args);
  expect(code).toBe(0);
  return out;
}

const CASE = ['--kind', 'immigration-lookup', '--role', 'victim', '--group', 'DA'];
const CELL = [...CASE, '--dual', 'no', '--trust', 'generic', '--granted', 'no'];

describe('one case explained', () => {
  it('names outcome, rule, layer, reasons, text, the other rule that applies, and every source', async () => {
    const [first, ...lines] = await said('explain', FORCE, ...CELL);
    expect(first).toBe(
      'Looking up immigration status, on the record of a victim, for domestic abuse, where that person is not also a suspect, on a screen without a site profile: ask for a reason, and for an inspector or above to authorise.',
    );
    expect(lines).toContain('  Decided by rule victim-immigration-lookup-approve (national).');
    expect(lines).toContain(
      '  Applies as well: rule victim-immigration-lookup-justify (national): ask for a recorded reason.',
    );
    expect(lines.join('\n')).toContain(
      'Reasons that are taken: Immediate safety of the victim or others (RR-01); ',
    );
    expect(lines.join('\n')).toContain(
      'The officer reads “Victim record check”: This looks up the immigration status',
    );
    expect(lines.filter((line) => line.startsWith('  Applies as well'))).toHaveLength(1);
    expect(lines.filter((line) => line.startsWith('  Rests on '))).toHaveLength(3);
  });

  it('is explained in Welsh with the Welsh reasons and the Welsh text', async () => {
    const text = (await said('explain', FORCE, ...CELL, '--lang', 'cy')).join('\n');
    expect(text).toContain(
      'Chwilio am statws mewnfudo, ar gofnod dioddefwr, ar gyfer cam-drin domestig',
    );
    expect(text).toContain('Diogelwch uniongyrchol y dioddefwr neu eraill (RR-01)');
    expect(text).toContain('“Gwiriad cofnod dioddefwr”');
    expect(text).not.toMatch(/\b(?:Decided|Rests|Reasons|officer reads)\b/);
  });

  it('is one answer where what is left open makes no difference', async () => {
    const out = await said('explain', FORCE, ...CASE);
    expect(out[0]).toBe(
      'Looking up immigration status, on the record of a victim, for domestic abuse: ask for a reason, and for an inspector or above to authorise.',
    );
    expect(out).not.toContain('');
  });

  it('is several answers where it does, and says that no rule applies', async () => {
    const out = await said('explain', NATIONAL, '--kind', 'pnc-check', '--json');
    const line = z.object({ outcome: z.string(), rule: z.object({ id: z.string() }).nullable() });
    const answers = out.map((each) => line.parse(JSON.parse(each)));
    expect(answers.map(({ outcome, rule }) => [outcome, rule?.id ?? null])).toEqual([
      ['justify', 'victim-pnc-check-justify'],
      ['allow', null],
      ['inform', 'unknown-pnc-check-inform'],
    ]);
  });

  it('says of a rule on trial until when, and what it will ask for', async () => {
    const file = path.join(folder, 'trial.json');
    const rule = { ...RULE, mode: 'observe', until: '2026-12-31' };
    writeFileSync(file, JSON.stringify({ rules: [rule] }));
    const asked = [
      'explain',
      file,
      '--kind',
      'immigration-context',
      '--group',
      'HATE',
      '--role',
      'victim',
    ];
    const [before, ...why] = await said(...asked, '--on', '2026-12-31');
    expect(before).toMatch(/: record only\.$/);
    expect(why).toContain(
      '  Rule force-victim-context-warn is on trial until 2026-12-31; from the next day: ask to confirm.',
    );
    const [after] = await said(...asked, '--on', '2027-01-01');
    expect(after).toMatch(/: ask to confirm\.$/);
  });

  it.each([
    [['--on', 'Christmas'], '--on is a date'],
    [['--role', 'victm'], '--role has no "victm"; did you mean victim? There are victim, witness,'],
    [['--kind', 'pnc'], '--kind has no "pnc"; there are immigration-lookup, immigration-field,'],
    [['--dual', 'maybe'], '--dual is yes or no'],
    [['--lang', 'fr'], '--lang is en or cy'],
    [['--rol', 'victim'], "Unknown option '--rol'"],
  ])('is refused where the question has no answer: %j', async (args, message) => {
    await expect(policy(['explain', FORCE, ...args])).rejects.toThrow(message);
  });
});

describe('one rule explained', () => {
  const RULE_ID = 'testforce-victim-context-inform';

  it('says of each condition whether it holds, and where the rule decides', async () => {
    const asked = [
      '--kind',
      'immigration-context',
      '--group',
      'DA,HATE',
      '--role',
      'suspect,victim',
    ];
    expect(await said('explain', FORCE, '--rule', RULE_ID, ...asked)).toEqual([
      `Rule ${RULE_ID} (force): show a note.`,
      '  Holds: entering nationality or a travel document.',
      '  Holds in part of what is asked: on the record of a victim or a witness.',
      '  Holds in part of what is asked: for domestic abuse, a sexual offence or modern slavery or trafficking.',
      '  Decides here: Entering nationality or a travel document, on the record of a victim, for domestic abuse.',
    ]);
  });

  it('says which condition fails', async () => {
    const out = await said('explain', FORCE, '--rule', RULE_ID, '--kind', 'pnc-check');
    expect(out).toContain('  Does not hold: entering nationality or a travel document.');
    expect(out.at(-1)).toBe('  Decides nowhere in what is asked.');
  });

  it('says which rule decides instead, in Welsh as well', async () => {
    const rule = 'victim-immigration-lookup-justify';
    const out = await said('explain', NATIONAL, '--rule', rule, '--group', 'DA', '--lang', 'cy');
    expect(out).toContain("  Nid yw'n penderfynu yn unman yn yr hyn a ofynnir.");
    expect(out.at(-1)).toContain('victim-immigration-lookup-approve (cenedlaethol)');
    expect(out.join()).not.toMatch(/\bwhy\.|[{}]/);
  });

  it('is refused where there is none of that name', async () => {
    await expect(policy(['explain', FORCE, '--rule', 'victim-pnc-check'])).rejects.toThrow(
      'the policy has no rule "victim-pnc-check"',
    );
  });
});

describe('a whole policy explained', () => {
  it('begins with layers, times, hosts and profiles, and has every rule that decides', async () => {
    const out = await said('explain', FORCE);
    expect(out.slice(0, 19)).toEqual([
      'Policy 2026.11.2+TF 2026.1; rules: 12.',
      '  national: national-baseline, version 2026.11.2; rules: 11.',
      '  force: force, version TF 2026.1; rules: 1.',
      'Hours within which a life at risk has to be explained: 24.',
      'Minutes for which the same attempt is not asked about again: 60.',
      'Days for which the words of an entry are kept after its review was decided: 2192.',
      'Days for which words that were delivered stay on the device: 30.',
      'Hours within which an override for a life at risk is reviewed: 24.',
      'Hours within which an override for another offence, for a disclosure or for no listed reason is reviewed: 72.',
      'Days within which any other override is reviewed: 14.',
      'Working days for an answer where more information was asked for: 5.',
      'Days within which it is said whether anything was passed on after an override: 14.',
      'Of attempts that were held and went no further, reviewed in a hundred: 5.',
      'Of attempts that went on without a hold of their own, reviewed in a hundred: 2.',
      'Of decisions on a wrong match, looked at by a second reviewer in a hundred: 10.',
      'Of all other decisions, looked at by a second reviewer in a hundred: 0.',
      'Hours for which whoever took an override is on it: 72.',
      'From 2027-01-01 on it takes an inspector or above to close in review: for the reason Disclosure to Immigration Enforcement (RR-10).',
      'Guarded hosts: *.police.uk, rms.testforce.police.uk.',
    ]);
    expect(out.filter((line) => line.startsWith('  Decided by rule '))).toHaveLength(12);
  });
});

describe('two policies compared', () => {
  it('say in one sentence what the sample force adds', async () => {
    const out = await said('diff', NATIONAL, FORCE);
    expect(out[0]).toMatch(
      /^Entering nationality or a travel document, .*: policy becomes stricter, from “record only” to “show a note”\.$/,
    );
    const rules = out.filter((line) => /stricter|less strict|reasons|rank/.test(line));
    expect(rules).toHaveLength(1);
  });

  it('say nothing but that nothing changes where nothing does', async () => {
    expect(await said('diff', FORCE, FORCE, '--lang', 'cy')).toEqual([
      'Nid oes dim yn newid i swyddogion.',
    ]);
    expect(await said('diff', FORCE, FORCE, '--json')).toEqual([]);
  });

  it('are not compared where one cannot be read', async () => {
    const broken = path.join(folder, 'broken.json');
    writeFileSync(broken, '{"rules": [');
    const { code, out } = await policy(['diff', NATIONAL, broken]);
    expect(code).toBe(2);
    expect(out).toEqual([
      expect.stringContaining(`${broken}:1:12: error: rules[0] ends too early`),
    ]);
    const told = z.object({ file: z.string(), problems: z.array(z.object({ line: z.int() })) });
    for (const command of [
      ['diff', broken, NATIONAL],
      ['explain', broken],
      ['prove', broken],
    ]) {
      const answer = await policy([...command, '--json']);
      expect(answer.code).toBe(2);
      expect(told.parse(JSON.parse(answer.out[0] ?? ''))).toMatchObject({ file: broken });
    }
    await expect(policy(['diff', NATIONAL])).rejects.toThrow('it is diff A B');
  });
});
