/** The Sigma rules: each alerts on what it is for, and none on an ordinary week of a force. */
import { describe, expect, it } from 'vitest';
import type { HeaderDraft } from '../../../core/ledger/header.ts';
import { entryEvents } from '../../../tools/siem/entry-events.ts';
import type { OcsfEvent } from '../../../tools/siem/event.ts';
import { emptyState } from '../../../tools/siem/state.ts';
import { findingEvent, quarantinedEvent } from '../../../tools/siem/stream-events.ts';
import { due, noteHeader, noteStored } from '../../../tools/siem/watch.ts';
import { attemptDraft, hexId } from '../background/over-indexeddb.ts';
import { DEVICE, NOW, received } from './samples.ts';
import { alerts, readRules } from './sigma.ts';

const rules = readRules();
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const limits = { silentMs: 72 * HOUR, undecidedMs: 14 * DAY };
const OTHER = 'aaaabbbbccccdddd';

let made = 1000;
const common = (day: number, device = DEVICE) => ({
  id: hexId(++made),
  at: NOW + day * DAY,
  device,
  extension: '0.1.0',
  policy: 'f'.repeat(64),
});
const beat = (day: number, device = DEVICE): HeaderDraft => ({
  ...common(day, device),
  kind: 'heartbeat',
  origin: 'managed',
  hosts: true,
  drift: 0,
  waiting: 0,
});
const override = (day: number, officer: string, id = hexId(++made)): HeaderDraft =>
  attemptDraft(0, { id, at: NOW + day * DAY, officer });
const review = (day: number, of: string): HeaderDraft => ({
  ...common(day),
  kind: 'review',
  of,
  outcome: 'RV-1',
  reviewer: 'TF-9000',
});
const pilot = (day: number, device: string, first: string, until: string): HeaderDraft => ({
  ...common(day, device),
  kind: 'policy-change',
  origin: 'managed',
  was: '',
  pilots: [{ rule: 'victim-pnc', first, until }],
});

/** As the forwarder makes them: each entry, and after the last one what did not come. */
function eventsOf(drafts: readonly HeaderDraft[], now = 0): readonly OcsfEvent[] {
  const state = emptyState('mids');
  const events = received(drafts).flatMap((each, index) => {
    const storedAt = drafts[index]?.at ?? NOW;
    const found = entryEvents({ ...each, storedAt });
    noteStored(state, drafts[index]?.device ?? null, storedAt);
    if (found.header) noteHeader(state, found.header, storedAt, each.place.collection);
    return found.events;
  });
  return [...events, ...due(state, limits, Math.max(now, state.newest)).events];
}

const alertsOf = (drafts: readonly HeaderDraft[], now?: number) =>
  alerts(rules, eventsOf(drafts, now));

const seen = hexId(7);
/** Twenty days of two devices: overrides that were decided on, four in one day, a weekend off. */
const CLEAN: readonly HeaderDraft[] = [
  pilot(0, DEVICE, '2026-01-05', '2026-03-31'),
  pilot(1, OTHER, '2026-01-09', '2026-03-31'),
  ...[0.1, 0.2, 0.3].map((day) => override(day, 'TF-1', hexId(20 + day * 10))),
  override(0.4, 'TF-1', seen),
  ...[21, 22, 23].map((number) => review(2, hexId(number))),
  review(13, seen),
  ...Array.from({ length: 10 }, (_, index) => [
    beat(index * 2),
    beat(index * 2 + 0.5, OTHER),
  ]).flat(),
  override(18, 'TF-1'),
];

describe('the rules', () => {
  it('stay silent on three ordinary weeks', () => {
    expect(alertsOf(CLEAN)).toEqual([]);
  });

  it('have names of their own', () => {
    expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length);
  });

  const fire: readonly (readonly [string, string, readonly HeaderDraft[]])[] = [
    ['a device is not heard of for four days', 'A device is silent', [beat(22), beat(23)]],
    [
      'a ledger has two entries in one place',
      'A ledger does not hold',
      [{ ...common(19), kind: 'gap', code: 'forked', of: OTHER, first: 3, last: 5 }],
    ],
    [
      'an override waits for more than two weeks',
      'An override has not been decided on',
      [
        override(19, 'TF-3'),
        ...[20, 23, 26, 29, 32, 34].flatMap((day) => [beat(day), beat(day, OTHER)]),
      ],
    ],
    [
      'one officer overrides five times in a day',
      'Many overrides by one officer in a day',
      [19.1, 19.2, 19.3, 19.4, 19.5].map((day) => override(day, 'TF-5')),
    ],
    [
      'a device cannot take its policy',
      'A policy was rejected',
      [{ ...common(19), kind: 'fault', code: 'policy-rejected' }],
    ],
    [
      'a device begins another pilot of the same rule',
      'A second pilot of one rule',
      [pilot(19, 'eeeebbbbccccdddd', '2026-05-01', '2026-07-29')],
    ],
    [
      'the store lost what it had acknowledged',
      'The store lost or changed what it had acknowledged',
      [{ ...common(19), kind: 'fault', code: 'store-lost' }],
    ],
  ];
  for (const [what, title, more] of fire)
    it(`alert when ${what}, and say nothing else`, () => {
      expect(alertsOf([...CLEAN, ...more])).toEqual([title]);
    });

  it('alert when nothing at all comes any more, and blame no single device for it', () => {
    expect(alertsOf(CLEAN, NOW + 25 * DAY)).toEqual(['The stream is silent']);
  });

  it('alert on what cannot be read, and on a stream that no longer holds what it held', () => {
    const strange = { position: 4, storedAt: NOW, subject: 'x', why: 'not-a-place' } as const;
    expect(alerts(rules, [quarantinedEvent(strange, 'overrides')])).toEqual([
      'Something in the stream cannot be read',
    ]);
    expect(alerts(rules, [findingEvent('stream-differs', 'overrides', 4, NOW)])).toEqual([
      'The stream no longer holds what was read from it',
    ]);
  });

  it('do not count overrides of different officers, or of different days, together', () => {
    const spread = [19.1, 19.2, 19.3, 19.4].map((day) => override(day, 'TF-5'));
    expect(alertsOf([...CLEAN, ...spread, override(19.5, 'TF-6')])).toEqual([]);
    const slow = [14, 15, 16, 17, 18, 19].map((day) => override(day, 'TF-5'));
    expect(alertsOf([...CLEAN, ...slow])).toEqual([]);
  });

  it('do not count what officers complied with', () => {
    const complied = [19.1, 19.2, 19.3, 19.4, 19.5].map((day) =>
      attemptDraft(0, { id: hexId(++made), at: NOW + day * DAY, choice: 'complied' }),
    );
    expect(alertsOf([...CLEAN, ...complied])).toEqual([]);
  });
});

describe('what does not come', () => {
  it('is said once, and again only after the device was heard of', () => {
    const state = emptyState('mids');
    noteStored(state, OTHER, NOW);
    noteStored(state, DEVICE, NOW + 4 * DAY);
    const first = due(state, limits, NOW + 4 * DAY);
    expect(first.events.map(({ right_to_report }) => right_to_report['of'])).toEqual([OTHER]);
    // Not sent yet: it is due again, under the same name.
    expect(due(state, limits, NOW + 4 * DAY).events[0]?.metadata.uid).toBe(
      first.events[0]?.metadata.uid,
    );
    first.settle();
    expect(due(state, limits, NOW + 4 * DAY).events).toEqual([]);
    noteStored(state, OTHER, NOW + 4 * DAY);
    noteStored(state, DEVICE, NOW + 9 * DAY);
    expect(due(state, limits, NOW + 9 * DAY).events).toHaveLength(1);
  });

  it('has an end in memory, however many devices and overrides there are', () => {
    const state = emptyState('mids');
    for (let number = 0; number < 100_050; number++) noteStored(state, hexId(number), NOW + number);
    expect(state.devices.size).toBe(100_000);
    expect(state.devices.has(hexId(49))).toBe(false);
    expect(state.devices.has(hexId(50))).toBe(true);
  });
});
