import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readManagedSettings } from '../../../core/policy/assemble.ts';
import { baseline } from '../../../platform/baseline.ts';
import testForce from '../../../policies/forces/test-force.json' with { type: 'json' };
import { listed } from '../../../tools/settings/deployment.ts';
import { fittingSettings, type Settings, spoiltSettings } from '../../settings/arbitrary.ts';
import { delivered, schemaFaults } from '../../settings/chromium-schema.ts';

const schema: unknown = JSON.parse(
  readFileSync(new URL('../../../public/managed-schema.json', import.meta.url), 'utf8'),
);

function isTaken(settings: unknown): boolean {
  return readManagedSettings(settings, baseline).ok;
}

const anySettings = fc.oneof(fittingSettings, spoiltSettings);

const WRONG_WITHIN: readonly (readonly [string, Settings])[] = [
  ['a rule with a condition that is spelt wrongly', { rules: [{ when: { rolle: ['victim'] } }] }],
  ['rules that are one rule and no list', { rules: { id: 'x' } }],
  ['a number in words', { repeatMinutes: '30' }],
];

describe('the managed schema', () => {
  it('says nothing that Chromium cannot read or would ignore', () => {
    expect(schemaFaults(schema)).toEqual([]);
  });

  it('lets the sample force through unchanged', () => {
    expect(delivered(schema, testForce)).toEqual(testForce);
  });

  it('lets through unchanged whatever the extension takes', () => {
    let taken = 0;
    fc.assert(
      fc.property(anySettings, (settings) => {
        if (!isTaken(settings)) return;
        taken += 1;
        expect(delivered(schema, settings)).toEqual(settings);
      }),
      { numRuns: 250 },
    );
    expect(taken).toBeGreaterThan(4);
  }, 60_000);

  it('makes Chromium and Firefox take or refuse the same settings, where these say what they contain', () => {
    const seen = { taken: 0, refused: 0, withheld: 0 };
    fc.assert(
      fc.property(anySettings, (given) => {
        const settings = listed(given);
        const inFirefox = isTaken(settings);
        const arrived = delivered(schema, settings);
        expect(isTaken(arrived)).toBe(inFirefox);
        seen[inFirefox ? 'taken' : 'refused'] += 1;
        if (Object.keys(arrived).length < Object.keys(settings).length) seen.withheld += 1;
      }),
      { numRuns: 450 },
    );
    expect(seen.taken).toBeGreaterThan(8);
    expect(seen.refused).toBeGreaterThan(40);
    expect(seen.withheld).toBeGreaterThan(8);
  }, 60_000);

  it.each(WRONG_WITHIN)(
    'withholds the whole setting, and the list of settings shows it: %s',
    (_, wrong) => {
      const arrived = delivered(schema, listed({ language: 'en', ...wrong }));
      expect(Object.keys(arrived)).toEqual(['language', 'contains']);
      expect(readManagedSettings(arrived, baseline)).toMatchObject({
        ok: false,
        errors: [
          { field: Object.keys(wrong)[0], reason: expect.stringContaining('did not arrive') },
        ],
      });
    },
  );

  it('leaves a wrong value for the extension to name', () => {
    const wrong = { repeatMinutes: 61.5, language: 'fr', force: { code: 'tf' } };
    expect(delivered(schema, wrong)).toEqual(wrong);
    const reading = readManagedSettings(wrong, baseline);
    expect(reading.ok ? [] : reading.errors.map(({ field }) => field)).toEqual([
      'force.code',
      'force.name',
      'language',
      'repeatMinutes',
    ]);
  });
});
