/** What `diff` and `explain` say of units, rings and suspension. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { policy } from '../../../tools/policy.ts';
import { RULE } from '../policy/policy-files.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'policy-parts-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const at = (name: string): string => path.join(folder, name);
const ON = ['--on', '2026-11-30'];

function put(name: string, value: unknown): string {
  writeFileSync(at(name), JSON.stringify(value, null, 2));
  return at(name);
}

async function told(before: object, after: object, ...more: string[]): Promise<readonly string[]> {
  const files = [put('before.json', before), put('after.json', after)];
  return (await policy(['diff', ...files, ...ON, ...more])).out;
}

const block = {
  ...{ ...RULE, id: 'u-rule', when: { kind: ['pnc-check'], role: ['witness'] } },
  ...{ outcome: 'block', wording: 'pnc-check' },
};
const unit = (name: string, ...rules: readonly object[]) => ({ unit: name, rules });
const ring = (percent: number, ...rules: readonly object[]) => ({ id: 'r', percent, rules });
const STRICTER =
  'Running a PNC or LEDS check, on the record of a witness: policy becomes stricter, from “ask for a recorded reason” to “stop, with no way through but a life at risk”.';
const NOTHING = ['Nothing changes for officers.'];

describe('a rule that is added in a part of the force', () => {
  it('is told under the name of the unit, in both languages', async () => {
    const after = { units: [unit('CID-X', block), unit('CID-Y')] };
    expect(await told({}, after)).toEqual([`In unit CID-X: ${STRICTER}`]);
    const [cy, ...more] = await told({}, after, '--lang', 'cy');
    expect(cy).toMatch(/^Yn uned CID-X: Rhedeg gwiriad PNC/);
    expect(more).toEqual([]);
  });

  it('is told under the name of the rollout, with its share', async () => {
    expect(await told({}, { rollout: ring(50, block) })).toEqual([
      'Rollout r begins: its rules count on 50 devices in a hundred.',
      `On devices in the ring of rollout r: ${STRICTER}`,
    ]);
    expect(await told({ rollout: ring(10, block) }, { rollout: ring(50, block) })).toEqual([
      'The rules of rollout r count on 50 devices in a hundred, instead of 10.',
    ]);
    expect(await told({ rollout: ring(50, block) }, { rules: [block] })).toEqual([
      STRICTER,
      'Rollout r, which counted on 50 devices in a hundred, is over.',
      'On devices in the ring of rollout r: Running a PNC or LEDS check, on the record of a witness: nothing changes there.',
    ]);
    const other = { rollout: { ...ring(50, block), id: 'next' } };
    expect(await told({ rollout: ring(50, block) }, other)).toEqual([
      'Rollout next takes the place of r, on other devices: 50 in a hundred.',
    ]);
  });

  it('is told of everybody alone where a unit meets no more than everybody', async () => {
    const units = [unit('CID-X', { ...RULE, id: 'own', outcome: 'block' })];
    expect(await told({ units }, { units, rules: [block] })).toEqual([STRICTER]);
  });

  it('is none where the unit had it already, and says that nothing changes there', async () => {
    const units = [unit('CID-X', block)];
    expect(await told({ units }, { units, rules: [{ ...block, id: 'own' }] })).toEqual([
      STRICTER,
      'In unit CID-X: Running a PNC or LEDS check, on the record of a witness: nothing changes there.',
    ]);
  });

  it.each<[string, object, object]>([
    ['a unit without rules', {}, { units: [unit('CID-X')] }],
    ['a ring without rules', {}, { rollout: ring(50) }],
    [
      'rules of a policy that is suspended',
      { suspended: true },
      { suspended: true, units: [unit('A', block)] },
    ],
    [
      'a unit written otherwise',
      { units: [unit('CID-X', block)] },
      { units: [unit('cid-x ', block)] },
    ],
    ['a ring that no device is in', {}, { rollout: ring(0, block) }],
    [
      'another name of a rollout that all devices are in',
      { rollout: ring(100, block) },
      { rollout: { ...ring(100, block), id: 'next' } },
    ],
    ['a holiday on a bank holiday or a Saturday', {}, { holidays: ['2026-12-25', '2026-12-26'] }],
  ])('is none for %s', async (_, before, after) => {
    expect(await told(before, after)).toEqual(NOTHING);
  });

  it('is not told by whose profile the file is', async () => {
    const units = [unit('CID-X', block)];
    const identity = { id: 'TF-1', unit: 'CID-X' };
    expect(await told({ identity }, { identity, units })).toEqual([`In unit CID-X: ${STRICTER}`]);
  });

  it('is named in what programs read', async () => {
    const out = await told({}, { units: [unit('A', block)], rollout: ring(5, block) }, '--json');
    const line = z.object({ of: z.string(), unit: z.string().optional() });
    expect(out.map((each) => line.parse(JSON.parse(each)))).toEqual([
      { of: 'ring-begins' },
      { of: 'outcome' },
      { of: 'outcome', unit: 'A' },
    ]);
  });

  it('is told with its trial', async () => {
    const trial = { ...block, mode: 'observe', until: '2026-12-31' };
    const out = await told({}, { units: [unit('A', trial)] });
    expect(out).toEqual([
      'In unit A: Rule u-rule is on trial until 2026-12-31: until then it only records.',
    ]);
  });
});

describe('an explanation', () => {
  const value = { units: [unit('CID-X', block)], rollout: ring(50, { ...block, id: 'r-rule' }) };
  const explained = async (file: object, ...more: readonly string[]) =>
    (await policy(['explain', put('force.json', file), ...ON, ...more])).out;

  it('of a whole policy names ring and units and tells where they answer otherwise', async () => {
    const out = await explained(value);
    expect(out).toContain('Rollout r: rules: 1, on 50 devices in a hundred.');
    expect(out).toContain('Unit CID-X: rules: 1.');
    for (const [heading, rule] of [
      ['On devices in the ring of rollout r, otherwise than above:', 'r-rule (force)'],
      ['In unit CID-X, otherwise than above:', 'u-rule (unit)'],
    ]) {
      const from = out.indexOf(heading ?? '');
      expect(out.slice(from, from + 4)).toEqual([
        heading,
        '',
        'Running a PNC or LEDS check, on the record of a witness: stop, with no way through but a life at risk.',
        `  Decided by rule ${rule}.`,
      ]);
    }
  });

  it('of a case has the answer of the unit beside that of all others', async () => {
    const asked = ['--kind', 'pnc-check', '--role', 'witness', '--json'];
    const line = z.object({ unit: z.string().optional(), outcome: z.string() });
    const out = await explained({ units: value.units }, ...asked);
    expect(out.map((each) => line.parse(JSON.parse(each)))).toEqual([
      { outcome: 'justify' },
      { unit: 'CID-X', outcome: 'block' },
    ]);
    expect(await explained(value, '--kind', 'immigration-lookup')).toEqual(
      await explained({}, '--kind', 'immigration-lookup'),
    );
  });

  it('of a rule finds it in unit and ring', async () => {
    expect((await explained(value, '--rule', 'u-rule')).slice(0, 2)).toEqual([
      'In unit CID-X:',
      'Rule u-rule (unit): stop, with no way through but a life at risk.',
    ]);
    expect((await explained(value, '--rule', 'r-rule'))[0]).toBe(
      'On devices in the ring of rollout r:',
    );
    const both = { units: [unit('A', block), unit('B', block)] };
    const out = await explained(both, '--rule', 'u-rule', '--json');
    expect(out.map((each) => JSON.parse(each).unit)).toEqual(['A', 'B']);
    await expect(explained(value, '--rule', 'u-rul')).rejects.toThrow('write "u-rule"');
  });

  it('of a policy that is suspended says so, and that a rule of it does not count', async () => {
    const suspended = { ...value, rules: [RULE], suspended: true };
    const out = await explained(suspended);
    expect(out.join('\n')).toContain('The force has taken its own policy back');
    expect(out.join('\n')).not.toContain('CID-X');
    for (const rule of ['u-rule', 'r-rule', RULE.id])
      expect(await explained(suspended, '--rule', rule)).toEqual([
        `Rule ${rule} does not count: the force has taken its own policy back.`,
      ]);
    expect((await explained(suspended, '--kind', 'pnc-check'))[0]).toContain('policy back');
    await expect(explained(suspended, '--rule', 'none')).rejects.toThrow('has no rule "none"');
  });

  it('states a pilot that begins later, with both days', async () => {
    const pilots = [{ rule: 'victim-pnc-check-justify', from: '2026-12-01', until: '2027-02-28' }];
    expect(await explained({ pilots })).toContain(
      'National rule victim-pnc-check-justify is a pilot from 2026-12-01 until 2027-02-28.',
    );
  });
});

describe('a host of the build', () => {
  const file = () => put('hosts.json', { sites: ['rms.force.local'], language: 'cy' });
  const HOST = ['--host', 'rms.force.local'];

  it('is taken by check, prove and sign where it is named as for the package', async () => {
    const { code, out } = await policy(['check', file()]);
    expect(code).toBe(1);
    expect(out[0]).toContain('say so here with --host [host-not-permitted]');
    expect((await policy(['prove', file()])).code).toBe(1);
    expect((await policy(['check', file(), ...HOST])).code).toBe(0);
    expect((await policy(['check', file(), '--host', '*.other.local', ...HOST])).code).toBe(0);
    expect((await policy(['prove', file(), ...HOST])).code).toBe(0);
    await policy(['new-key', 'test', '--out', at('key')]);
    const sign = ['sign', file(), '--key', at('key'), '--out', at('signed.json')];
    expect((await policy(sign)).code).toBe(1);
    expect((await policy([...sign, ...HOST])).code).toBe(0);
    expect(readFileSync(at('signed.json'), 'utf8')).toContain('"signature"');
  });

  it('is refused where the package would refuse it', async () => {
    for (const host of ['*.co.uk', 'https://rms.force.local', 'rms.a.police.uk'])
      await expect(policy(['check', file(), '--host', host])).rejects.toThrow(`--host ${host} is`);
  });
});
