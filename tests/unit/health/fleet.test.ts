/** What is known of a device from what it says, and how it stands then. */
import { describe, expect, it } from 'vitest';
import { isOfDevice } from '../../../core/health/device-words.ts';
import { type FleetName, heard, heardOf } from '../../../core/health/fleet.ts';
import { compareVersions, newestOf } from '../../../core/health/fleet-newest.ts';
import {
  type FleetReasonCode,
  fleetLimits,
  standingOf,
} from '../../../core/health/fleet-standing.ts';
import { FAULT_CODES } from '../../../core/ledger/header.ts';
import { parseHeader } from '../../../core/ledger/header-schema.ts';
import { attemptDraft } from '../background/over-indexeddb.ts';
import { beat, DEVICE, HOUR, known, NOW, OTHER, taken, word } from './fleet-samples.ts';

const DAY = 24 * HOUR;
const limits = fleetLimits(60);

function standing(name: FleetName, all: readonly FleetName[] = [name], asOf = NOW) {
  const newest = newestOf(all, asOf, limits.silentMs);
  const { state, reasons } = standingOf(name, { asOf, limits, newest });
  return { state, codes: reasons.map(({ code }): FleetReasonCode => code), reasons };
}

const last = (...change: Parameters<typeof beat>[1][]) =>
  known(...change.map((each, n) => taken(beat(NOW - (change.length - n) * HOUR, each))));

describe('what lies among signs of life', () => {
  it('is what a device says of itself, and nothing that an officer did', () => {
    const base = beat(NOW);
    const fault = (code: string) =>
      parseHeader(JSON.stringify({ ...common(), kind: 'fault', code }));
    const mine: readonly string[] = FAULT_CODES.filter((code) => {
      const header = fault(code);
      return header !== null && isOfDevice(header);
    });
    expect(FAULT_CODES.filter((code) => !mine.includes(code))).toEqual([
      'emergency-stored-aside',
      'classification-differs',
      'network-stopped',
    ]);
    expect(isOfDevice(base)).toBe(true);
    const attempt = parseHeader(
      JSON.stringify({ ...attemptDraft(1), v: 1, seq: 0, prev: '0'.repeat(64), body: null }),
    );
    expect(attempt !== null && isOfDevice(attempt)).toBe(false);
  });

  it('has no body: whatever comes with one goes where words go', () => {
    expect(isOfDevice({ ...beat(NOW), body: 'd'.repeat(64) })).toBe(false);
  });
});

function common() {
  const { v, id, seq, prev, at, device, extension, policy, body } = beat(NOW);
  return { v, id, seq, prev, at, device, extension, policy, body };
}

describe('a device', () => {
  it('that was heard an hour ago and has nothing to complain of is well', () => {
    expect(standing(last({}))).toMatchObject({ state: 'well', codes: [] });
  });

  it.each([
    ['the permission for its hosts', { hosts: false }, 'hosts-off'],
    ['its last settings refused', { origin: 'last-good' }, 'policy-refused'],
    ['all its settings refused', { origin: 'baseline-rejected' }, 'policy-refused'],
    ['settings that it cannot read', { origin: 'baseline-not-loaded' }, 'policy-not-loaded'],
    ['no settings', { origin: 'baseline-none-configured' }, 'policy-none'],
    ['an emergency outside of its ledger', { waiting: 1 }, 'emergencies'],
    ['a profile that does not fit', { drift: 2 }, 'drift'],
  ] as const)('that says it lacks or has %s is failing', (_, change, code) => {
    expect(standing(last(change))).toMatchObject({ state: 'failing', codes: [code] });
  });

  it('with an entry that waits while what came after it was delivered is failing', () => {
    const waits = { undelivered: 3, undeliveredSince: NOW - 5 * HOUR };
    expect(standing(last(waits, waits))).toMatchObject({ state: 'failing', codes: ['stuck'] });
    expect(standing(last(waits, waits)).reasons[0]).toMatchObject({ n: 3, ms: 4 * HOUR });
    expect(standing(last(waits, waits, { undelivered: 0 })).state).toBe('well');
  });

  it('whose entries waited for the network over a week-end is well', () => {
    const waits = { undelivered: 60, undeliveredSince: NOW - 60 * HOUR };
    const together = known(
      ...[3, 2, 1].map((ago) => taken(beat(NOW - ago * HOUR, waits), { storedAt: NOW - 60_000 })),
    );
    expect(standing(together)).toMatchObject({ state: 'well', codes: [] });
  });

  it('that got its permission back is well, and that it was gone is told for a day', () => {
    const back = last({ hosts: false }, { hosts: true });
    expect(standing(back)).toMatchObject({ state: 'well', codes: ['permission-back'] });
    const later = known(taken(beat(NOW - 30 * HOUR, { hosts: false })), taken(beat(NOW - HOUR)));
    expect(standing(later)).toMatchObject({ state: 'well', codes: [] });
  });

  it('that lost it again is failing', () => {
    expect(standing(last({}, { hosts: false }, {}, { hosts: false })).state).toBe('failing');
  });

  it('whose guard failed on a page is failing for a day', () => {
    const fault = { kind: 'fault', code: 'guard-error' } as const;
    const failed = (at: number) =>
      known(taken(beat(at)), taken(word(at, fault)), taken(beat(NOW - HOUR)));
    expect(standing(failed(NOW - 3 * HOUR))).toMatchObject({
      state: 'failing',
      codes: ['guard-error'],
    });
    expect(standing(failed(NOW - 30 * HOUR)).state).toBe('well');
  });

  it('is silent after three days and not before, whatever it said last', () => {
    const at = (ago: number) => known(taken(beat(NOW - ago, { hosts: false })));
    expect(standing(at(71 * HOUR)).state).toBe('failing');
    expect(standing(at(73 * HOUR))).toMatchObject({
      state: 'silent',
      codes: ['hosts-off', 'silent'],
    });
  });

  it('is silent by the store’s clock, also where its own is a year ahead', () => {
    const storedAt = NOW - 4 * DAY;
    const ahead = known(taken(beat(NOW + 365 * DAY), { storedAt }));
    expect(standing(ahead)).toMatchObject({ state: 'silent', codes: ['clock-ahead', 'silent'] });
  });
});

describe('a clock', () => {
  it('that is ahead is told by how much at least', () => {
    const ahead = known(taken(beat(NOW + 2 * HOUR), { storedAt: NOW - HOUR }));
    expect(standing(ahead)).toMatchObject({ state: 'failing', codes: ['clock-ahead'] });
    expect(standing(ahead).reasons[0]?.ms).toBe(3 * HOUR);
  });

  it('that was ahead and is right again is not told any more', () => {
    const right = known(
      taken(beat(NOW + 365 * DAY, { seq: 5 }), { storedAt: NOW - 2 * HOUR }),
      taken(beat(NOW - HOUR, { seq: 6 })),
    );
    expect(standing(right)).toMatchObject({ state: 'well', codes: [] });
    expect(right.devices[0]?.seq).toBe(6);
  });

  it('a few minutes off is not worth a word', () => {
    expect(standing(known(taken(beat(NOW), { storedAt: NOW - 4 * 60_000 }))).codes).toEqual([]);
  });

  it('that is behind and a delivery that is slow look alike, and are told as that', () => {
    const late = known(
      ...[3, 2, 1].map((ago) =>
        taken(beat(NOW - (ago + 6) * HOUR), { storedAt: NOW - ago * HOUR }),
      ),
    );
    expect(standing(late)).toMatchObject({ state: 'stale', codes: ['late'] });
  });

  it('is not blamed for a morning without a network', () => {
    const at = NOW - HOUR;
    const together = known(
      ...[6, 5, 4, 3, 2, 1].map((ago) => taken(beat(NOW - ago * HOUR), { storedAt: at })),
    );
    expect(standing(together)).toMatchObject({ state: 'well', codes: [] });
  });
});

describe('what comes again or out of order', () => {
  const name = last({ hosts: false }, {});

  it('changes nothing where it is the same', () => {
    const again = [taken(beat(NOW - 2 * HOUR, { hosts: false })), taken(beat(NOW - HOUR))];
    expect(again.reduce<FleetName>((so, each) => heard(so, each), name)).toEqual(name);
  });

  it('says that the device lives, and nothing new, where the store had lost it', () => {
    const restored = heard(name, taken(beat(NOW - 2 * HOUR, { hosts: false }), { storedAt: NOW }));
    expect(restored.devices[0]).toMatchObject({ heardAt: NOW, beat: { hosts: true } });
  });

  it('is told as an older copy of the profile where it goes on from an earlier place', () => {
    const copy = heard(name, taken(beat(NOW, { seq: 3 })));
    expect(standing(copy)).toMatchObject({
      state: 'failing',
      codes: ['went-back', 'permission-back'],
    });
    expect(copy.devices[0]?.seq).toBe(3);
  });
});

describe('a name', () => {
  const first = taken(beat(NOW - 5 * HOUR, { undelivered: 7 }));
  const other = (ago: number) => taken(beat(NOW - ago * HOUR, { device: OTHER }));

  it('whose device was installed anew is one, and says what the device before had not delivered', () => {
    const anew = known(first, other(4), other(1));
    expect(standing(anew)).toMatchObject({ state: 'well', codes: ['reinstalled'] });
    expect(standing(anew).reasons[0]).toMatchObject({ what: DEVICE, n: 7, at: NOW - 4 * HOUR });
  });

  it('under which two devices hand in is failing', () => {
    const two = known(first, other(4), taken(beat(NOW - 3 * HOUR)), other(2));
    expect(standing(two)).toMatchObject({ state: 'failing', codes: ['two-devices'] });
  });

  it('under which two devices once handed in says so, and is well', () => {
    const earlier = (ago: number) => taken(beat(NOW - ago * HOUR));
    const once = known(earlier(60), other(59), earlier(58), other(1));
    expect(standing(once)).toMatchObject({ state: 'well', codes: ['earlier-device'] });
  });

  it('is in the unit in which it was heard last', () => {
    expect(known(first, { ...other(1), unit: 't08' }).unit).toBe('t08');
  });

  it('keeps a few devices, however many one name brings', () => {
    const many = Array.from({ length: 40 }, (_, n) =>
      taken(beat(NOW - (40 - n) * HOUR, { device: n.toString(16).padStart(16, '0') })),
    );
    expect(known(...many).devices).toHaveLength(5);
  });
});

describe('versions and policies', () => {
  const many = (
    count: number,
    change: Parameters<typeof beat>[1],
    sinceDays: number,
    unit = 't07',
  ) =>
    Array.from({ length: count }, (_, n) => {
      const where = { name: `off${unit}-${change?.extension}-${n}`, unit };
      return known(
        taken(beat(NOW - sinceDays * DAY, change), where),
        taken(beat(NOW - HOUR, change), where),
      );
    });

  it('are compared part by part', () => {
    const sorted = ['0.10.0', '0.9.9', '1', '0.9', '0.9.9.1'].sort(compareVersions);
    expect(sorted).toEqual(['0.9', '0.9.9', '0.9.9.1', '0.10.0', '1']);
  });

  it('that two days ago came to one in twenty make the others out of date', () => {
    const old = many(38, { extension: '0.9.0' }, 9);
    const all = [...old, ...many(2, { extension: '0.10.0' }, 3)];
    expect(standing(all[0] ?? last({}), all)).toMatchObject({
      state: 'stale',
      codes: ['old-version'],
    });
    expect(standing(all.at(-1) ?? last({}), all).state).toBe('well');
    const early = [...old, ...many(2, { extension: '0.10.0' }, 1)];
    expect(standing(early[0] ?? last({}), early).state).toBe('well');
  });

  it('that one device alone claims make nobody out of date', () => {
    const all = [...many(39, { extension: '0.9.0' }, 9), ...many(1, { extension: '99.0' }, 8)];
    expect(standing(all[0] ?? last({}), all).state).toBe('well');
  });

  it('go by the version that was signed, where settings are', () => {
    const key = '0011aabb';
    const all = [
      ...many(10, { extension: '1', signed: { version: 7, key } }, 9),
      ...many(3, { extension: '1', signed: { version: 8, key }, policy: 'b'.repeat(64) }, 4, 't08'),
    ];
    expect(standing(all[0] ?? last({}), all)).toMatchObject({
      state: 'stale',
      codes: ['old-policy'],
    });
  });

  it('without a signature are older where more than half of the unit went on', () => {
    const all = [
      ...many(3, { extension: '1', policy: 'a'.repeat(64) }, 9),
      ...many(4, { extension: '1.0', policy: 'b'.repeat(64) }, 3),
    ];
    expect(standing(all[0] ?? last({}), all).codes).toEqual(['old-policy']);
    expect(standing(all.at(-1) ?? last({}), all).codes).toEqual([]);
    // A rollout that has come to less than half leaves the others where they should be.
    const ring = [...all, ...many(3, { extension: '1.0.0', policy: 'a'.repeat(64) }, 9)];
    expect(standing(ring[0] ?? last({}), ring).codes).toEqual([]);
  });
});

describe('a ledger that lies here', () => {
  it('tells of its device by its own clock, of which nothing can be said', () => {
    const device = heardOf(null, beat(NOW + 9 * HOUR), NOW - HOUR, false);
    const name = { name: null, unit: null, devices: [device] };
    expect(standing(name)).toMatchObject({ state: 'well', codes: [] });
  });
});
