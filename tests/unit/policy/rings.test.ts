/** Rules that come to a part of the devices first, and the switch that takes a force's policy back. */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { describe, expect, it } from 'vitest';
import { assemblePolicy, readManagedSettings } from '../../../core/policy/assemble.ts';
import { bucketsOf, NO_DEVICE, placeIn } from '../../../core/policy/rings.ts';
import { allCells, compileTable, outcomeAt } from '../../../core/policy/table.ts';
import { onDay } from '../../../core/policy/trial.ts';
import { outcomeRank } from '../../../core/vocabulary.ts';
import { baseline } from '../../../platform/baseline.ts';
import testForce from '../../../policies/forces/test-force.json' with { type: 'json' };

const hash = (text: string): string => bytesToHex(sha256(utf8ToBytes(text)));
const DAY = onDay('2026-11-26');
const DEVICES = Array.from({ length: 2000 }, (_each, index) => bucketsOf(`device-${index}`, hash));

const share = (percent: number, id = 'autumn'): readonly number[] =>
  DEVICES.flatMap((bucketOf, index) => (placeIn({ id, percent }, bucketOf).isIn ? [index] : []));

const STRICTER = {
  id: 'testforce-suspect-pnc-inform',
  when: { kind: ['pnc-check'], role: ['suspect'] },
  outcome: 'inform',
  reasons: [],
  wording: 'pnc-check',
  sources: [{ document: 'Synthetic', edition: '1', checkedOn: '2026-11-01' }],
};

function inForce(change: object, bucketOf = NO_DEVICE) {
  const reading = readManagedSettings({ ...testForce, ...change }, baseline);
  if (!reading.ok) throw new Error(JSON.stringify(reading.errors));
  return assemblePolicy(baseline, reading.settings, hash, DAY, bucketOf);
}

const ruleIds = ({ packs }: ReturnType<typeof inForce>): readonly string[] =>
  packs.flatMap(({ rules }) => rules.map(({ id }) => id));

describe('a ring', () => {
  it('holds about as many devices of a hundred as it says', () => {
    for (const percent of [5, 25, 50]) {
      const part = (share(percent).length / DEVICES.length) * 100;
      expect(Math.abs(part - percent)).toBeLessThan(4);
    }
    expect(share(0)).toEqual([]);
    expect(share(100)).toHaveLength(DEVICES.length);
  });

  it('is the same at every start', () => {
    const again = bucketsOf('device-7', hash);
    expect(again('autumn')).toBe(DEVICES[7]?.('autumn'));
  });

  it('keeps every device when it grows', () => {
    const small = new Set(share(10));
    const large = new Set(share(25));
    expect([...small].filter((device) => !large.has(device))).toEqual([]);
  });

  it('mixes the devices anew for another rollout', () => {
    const first = new Set(share(25));
    const second = share(25, 'winter');
    const both = second.filter((device) => first.has(device)).length / second.length;
    expect(both).toBeLessThan(0.4);
  });

  it('holds no device that has no number yet', () => {
    expect(placeIn({ id: 'autumn', percent: 100 }, bucketsOf('', hash)).isIn).toBe(false);
  });
});

describe('the rules of a rollout', () => {
  const rollout = { id: 'autumn', percent: 50, rules: [STRICTER] };

  it('count on devices of the ring, beside the others, and nowhere else', () => {
    const inside = inForce({ rollout }, () => 49);
    const outside = inForce({ rollout }, () => 50);
    expect(ruleIds(inside)).toContain(STRICTER.id);
    expect(ruleIds(outside)).not.toContain(STRICTER.id);
    for (const id of ruleIds(outside)) expect(ruleIds(inside)).toContain(id);
    expect(inside.version).toBe(`${outside.version}+autumn`);
    expect(inside.hash).not.toBe(outside.hash);
    expect(outside.rollout).toEqual({ id: 'autumn', percent: 50, bucket: 50, isIn: false });
  });

  it('are refused like any other, by the place where they stand', () => {
    const wrong = { ...rollout, rules: [{ ...STRICTER, outcome: 'justify', reasons: ['RR-77'] }] };
    const reading = readManagedSettings({ ...testForce, rollout: wrong }, baseline);
    expect(reading.ok ? [] : reading.errors.map(({ field }) => field)).toEqual([
      'rollout.rules[0].reasons[0]',
    ]);
  });
});

describe('the rules of a unit', () => {
  const units = [{ unit: 'cid-north', rules: [STRICTER] }];
  const identity = (unit: string) => ({ identity: { id: 'TF-4312', unit }, units });

  it('count for whoever belongs to it, as a layer of their own above the force', () => {
    const policy = inForce(identity('CID-North'));
    expect(policy.packs.map(({ layer }) => layer)).toEqual(['national', 'force', 'unit']);
    expect(ruleIds(policy).at(-1)).toBe(STRICTER.id);
  });

  it.each(['CID-South', ''])('count for nobody of another unit: "%s"', (unit) => {
    expect(ruleIds(inForce(identity(unit)))).not.toContain(STRICTER.id);
  });

  it('can only tighten', () => {
    const looser = { ...STRICTER, id: 'looser', when: { kind: ['pnc-check'] }, outcome: 'allow' };
    const policy = inForce({
      ...identity('CID-North'),
      units: [{ unit: 'CID-North', rules: [looser] }],
    });
    const table = compileTable(policy.packs);
    const alone = compileTable([baseline.pack]);
    const under = [...allCells()].filter(
      (cell) => outcomeRank(outcomeAt(table, cell)) < outcomeRank(outcomeAt(alone, cell)),
    );
    expect(under).toEqual([]);
  });

  it('are refused like any other, by the place where they stand', () => {
    const wrong = [{ unit: 'PPU', rules: [{ ...STRICTER, wording: 'no-such-words' }] }];
    const reading = readManagedSettings({ ...testForce, units: wrong }, baseline);
    expect(reading.ok ? [] : reading.errors.map(({ field }) => field)).toEqual([
      'units[0].rules[0].wording',
    ]);
  });
});

describe('a policy that its force has taken back', () => {
  const rollout = { id: 'autumn', percent: 100, rules: [STRICTER] };
  const change = { suspended: true, rollout, repeatMinutes: 5, rules: [STRICTER] };

  it('leaves the national baseline, and who manages and uses the browser', () => {
    const policy = inForce(change, () => 0);
    expect(policy.packs).toEqual([baseline.pack]);
    expect(policy.version).toBe(baseline.pack.version);
    expect(policy.sites).toEqual(baseline.sites);
    expect(policy.limits).toEqual(assemblePolicy(baseline, null, hash, DAY).limits);
    expect(policy.suspended).toBe(true);
    expect(policy.force?.code).toBe('TF');
    expect(policy.identity.id).toBe('TF-4312');
  });

  it('is nowhere under the baseline', () => {
    const table = compileTable(inForce(change, () => 0).packs);
    const alone = compileTable([baseline.pack]);
    const looser = [...allCells()].filter(
      (cell) => outcomeRank(outcomeAt(table, cell)) < outcomeRank(outcomeAt(alone, cell)),
    );
    expect(looser).toEqual([]);
  });

  it('is back when the switch is', () => {
    expect(ruleIds(inForce({ ...change, suspended: false }, () => 0))).toContain(STRICTER.id);
  });
});
