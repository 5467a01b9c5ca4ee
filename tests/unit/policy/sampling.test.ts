/** How much more than all overrides is reviewed: a force may ask for more, never for less. */
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { assemblePolicy, readManagedSettings } from '../../../core/policy/assemble.ts';
import { diff } from '../../../core/policy/diff.ts';
import {
  NATIONAL_SAMPLING,
  NATIONAL_SEED,
  SAMPLE_NAMES,
  WRONG_MATCH,
} from '../../../core/policy/sampling.ts';
import type { ManagedSettings } from '../../../core/policy/schema.ts';
import { NEVER } from '../../../core/policy/trial.ts';
import { textHash } from '../../../core/text-hash.ts';
import { baseline, reasonCodes } from '../../../platform/baseline.ts';

const { seeds: _seeds, ...USUAL } = NATIONAL_SAMPLING;
const SEED = '5eed'.repeat(16);
/** By sha256sum. */
const HASH = '9619e2c3275e1e8be9ca29f0d7e0668cfdc675efcac99dbfa3ed48872c69809f';

function inForce(settings: ManagedSettings | null) {
  return assemblePolicy(baseline, settings, textHash, NEVER);
}

function errorsOf(settings: object) {
  const reading = readManagedSettings(settings, baseline);
  return reading.ok ? [] : reading.errors.map(({ field }) => field);
}

describe('what is picked for review', () => {
  it('is as the nation asks where no force says otherwise', () => {
    expect(inForce(null).sampling).toEqual(NATIONAL_SAMPLING);
  });

  it.each(SAMPLE_NAMES)('may be more and not less: %s', (name) => {
    const least = NATIONAL_SAMPLING[name];
    const all = { ...USUAL, wrongMatchPercent: 100 };
    expect(errorsOf({ sampling: { ...all, [name]: 100 } })).toEqual([]);
    expect(inForce({ sampling: { ...all, [name]: 100 } }).sampling[name]).toBe(100);
    expect(errorsOf({ sampling: { ...USUAL, [name]: least } })).toEqual([]);
    for (const wrong of [least - 1, 101, least + 0.5, String(least), null])
      expect(errorsOf({ sampling: { ...all, [name]: wrong } })).toEqual([`sampling.${name}`]);
  });

  it('has a wrong match looked at a second time as often as anything else, or more often', () => {
    const wrong = { ...USUAL, wrongMatchPercent: 10, secondPercent: 11 };
    expect(errorsOf({ sampling: wrong })).toEqual(['sampling.wrongMatchPercent']);
    expect(errorsOf({ sampling: { ...wrong, wrongMatchPercent: 11 } })).toEqual([]);
    expect(NATIONAL_SAMPLING.wrongMatchPercent).toBeGreaterThan(NATIONAL_SAMPLING.secondPercent);
    expect(reasonCodes.find(({ code }) => code === WRONG_MATCH)?.label.en).toContain('Wrong match');
  });

  it('has a seed that nobody chose: the hash of the title of the report that began it', () => {
    const title = 'Giving Everyone the Confidence and Safety to Report Offences';
    expect(NATIONAL_SEED).toBe(createHash('sha256').update(title).digest('hex'));
  });

  it('goes back to the nation where a force has suspended its policy', () => {
    const sampling = { ...USUAL, heededPercent: 50 };
    const sampleSeeds = [{ month: '2026-12', hash: HASH }];
    expect(inForce({ suspended: true, sampling, sampleSeeds }).sampling).toEqual(NATIONAL_SAMPLING);
  });
});

describe('a seed of the force', () => {
  const promised = { month: '2026-12', hash: HASH };

  it('is promised by its hash, and is the one that was promised', () => {
    expect(errorsOf({ sampleSeeds: [promised] })).toEqual([]);
    expect(errorsOf({ sampleSeeds: [{ ...promised, seed: SEED }] })).toEqual([]);
    const other = { ...promised, seed: 'ab'.repeat(32) };
    expect(errorsOf({ sampleSeeds: [promised, other] })).toEqual(['sampleSeeds[1].seed']);
  });

  it.each([
    ['a month that there is not', { ...promised, month: '2026-13' }, 'month'],
    ['a day', { ...promised, month: '2026-12-01' }, 'month'],
    ['a hash that is none', { ...promised, hash: 'abc' }, 'hash'],
    ['a short seed', { ...promised, seed: '5eed' }, 'seed'],
  ])('is not taken with %s', (_what, seed, field) => {
    expect(errorsOf({ sampleSeeds: [seed] })).toContain(`sampleSeeds[0].${field}`);
  });

  it('is in the policy that entries name from its promise on; to publish it changes no policy', () => {
    const before = inForce({ sampleSeeds: [promised] });
    expect(before.hash).not.toBe(inForce(null).hash);
    expect(inForce({ sampleSeeds: [{ ...promised, seed: SEED }] }).hash).toBe(before.hash);
    expect(inForce({ sampling: USUAL }).hash).toBe(inForce(null).hash);
  });

  it('is said in a difference: promised, published, taken back; shares too', () => {
    const said = (before: ManagedSettings, after: ManagedSettings) =>
      diff(inForce(before), inForce(after)).general;
    const published = { sampleSeeds: [{ ...promised, seed: SEED }] };
    expect(said({}, { sampleSeeds: [promised] })).toEqual([{ of: 'seed-added', month: '2026-12' }]);
    expect(said({ sampleSeeds: [promised] }, published)).toEqual([
      { of: 'seed-published', month: '2026-12' },
    ]);
    expect(said(published, {})).toEqual([{ of: 'seed-removed', month: '2026-12' }]);
    expect(said(published, { sampleSeeds: [promised] })).toEqual([
      { of: 'seed-removed', month: '2026-12' },
    ]);
    expect(said({}, { sampling: { ...USUAL, heededPercent: 20 } })).toEqual([
      { of: 'limit', name: 'heededPercent', before: 5, after: 20 },
    ]);
  });
});
