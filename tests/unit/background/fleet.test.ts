/** What force IT's browser keeps of signs of life, who may ask for it, and where they go. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { StreamBatch, StreamItem } from '../../../core/delivery/messages.ts';
import type { FleetRow, FleetSource } from '../../../core/health/fleet-messages.ts';
import { recordText } from '../../../core/ledger/record.ts';
import { handlersFor } from '../../../entrypoints/background/handlers.ts';
import testForce from '../../../policies/forces/test-force.json' with { type: 'json' };
import { beat, HOUR, OTHER } from '../health/fleet-samples.ts';
import { attemptDraft, freshDatabase } from './over-indexeddb.ts';
import { area, type Background, background, GUARD, PAGE, SUPERVISOR } from './whole-background.ts';

beforeEach(freshDatabase);

const AT = 1_790_000_000_000;
const STORE = {
  urls: ['wss://n1.store.testforce.police.uk'],
  force: 'tf',
  name: 'it',
  credentials: { jwt: 'eyJ0.eyJq.c2ln', seed: `SU${'A2'.repeat(28)}` },
};
const FORCE_IT = { ...testForce, delivery: { ...STORE, fleet: true, silentHours: 30 } };

function item(depositor: string, ago: number, change: Parameters<typeof beat>[1] = {}): StreamItem {
  const storedAt = AT - ago * HOUR;
  const line = JSON.stringify(beat(storedAt, change));
  return {
    ...{ subject: `heartbeats.tf.t07.${depositor}.x-${ago}`, storedAt },
    text: recordText({ line, salt: null, body: null }),
  };
}

const batch = (items: readonly StreamItem[], next = 10, behind = 0): StreamBatch => ({
  reading: { collection: 'heartbeats', force: 'tf', unit: null },
  ...{ items, next, behind, trouble: null },
});

/** @returns null where whoever asks may not see them */
async function rowsOf(
  { services }: Background,
  after = 0,
  source: FleetSource = 'store',
): Promise<readonly FleetRow[] | null> {
  const wanted = { source, after, count: 100 };
  const reply = await handlersFor(services)['fleet-rows'](wanted, PAGE);
  return reply.ok ? reply.rows : null;
}

const replyOf = ({ services }: Background) => handlersFor(services).fleet(null, PAGE);

describe('force IT', () => {
  it('has one row for each name, and asks only for those that changed since', async () => {
    const all = background(FORCE_IT);
    await all.ask(
      'stream-records',
      batch([item('off1', 3), item('off2', 3), item('off1', 2)]),
      PAGE,
    );
    const first = await rowsOf(all);
    expect(first?.map(({ name }) => name)).toEqual(['off1', 'off2']);
    await all.ask('stream-records', batch([item('off1', 1, { hosts: false })], 11), PAGE);
    const rows = await rowsOf(all, first?.at(-1)?.changed);
    expect(rows).toHaveLength(1);
    expect(rows?.[0]).toMatchObject({ name: 'off1', devices: [{ beat: { hosts: false } }] });
  });

  it('goes on where it was after the background was killed, and says how far it is', async () => {
    const local = area();
    const all = background(FORCE_IT, local);
    await all.services.policy.ready();
    const [begins] = await all.services.readings.wanted();
    // Nobody reads years of signs of life to know how a device is today.
    expect(begins).toMatchObject({ collection: 'heartbeats', unit: null, from: 1 });
    expect(Math.round((AT - (begins?.since ?? 0)) / (24 * HOUR))).toBe(14);
    await all.ask('stream-records', batch([item('off1', 1)], 77, 3), PAGE);
    expect(await replyOf(all)).toMatchObject({
      ok: true,
      reading: { state: 'behind', behind: 3, newestAt: AT - HOUR },
      limits: { silentMs: 30 * HOUR },
    });
    const woken = background(FORCE_IT, local);
    await woken.services.policy.ready();
    expect(await woken.services.readings.wanted()).toMatchObject([{ from: 77, since: null }]);
    expect(await replyOf(woken)).toMatchObject({ reading: { state: 'unknown' } });
  });

  it('is told why nothing comes, and keeps what it heard', async () => {
    const all = background(FORCE_IT);
    await all.ask('stream-records', batch([item('off1', 1)]), PAGE);
    const trouble = { ...batch([], 10), trouble: 'credential' } as const;
    await all.ask('stream-records', trouble, PAGE);
    expect(await replyOf(all)).toMatchObject({
      reading: { state: 'trouble', why: 'credential' },
    });
    expect(await rowsOf(all)).toHaveLength(1);
  });

  it('takes nothing of what is no sign of life, whoever put it there', async () => {
    const all = background(FORCE_IT);
    const attempt = {
      ...attemptDraft(1),
      v: 1,
      seq: 0,
      prev: '0'.repeat(64),
      body: 'd'.repeat(64),
    };
    const texts = [
      'Maria Kowalska',
      '{"line":"{}","salt":null,"body":null}',
      recordText({ line: JSON.stringify(attempt), salt: 'ab', body: '{"explanation":"Maria"}' }),
      recordText({ line: JSON.stringify({ ...beat(AT), more: 1 }), salt: null, body: null }),
    ];
    const items = texts.map((text): StreamItem => ({ ...item('off1', 1), text }));
    await all.ask('stream-records', batch([...items, item('off2', 1)]), PAGE);
    const rows = await rowsOf(all);
    expect(rows?.map(({ name }) => name)).toEqual(['off2']);
    expect(JSON.stringify(rows)).not.toContain('Maria');
  });

  it('forgets a name that was not heard for ninety days, and keeps one that was', async () => {
    const all = background(FORCE_IT);
    const items = [item('gone', 100 * 24), item('off1', 80 * 24), item('off2', 1)];
    await all.ask('stream-records', batch(items), PAGE);
    await replyOf(all);
    expect((await rowsOf(all))?.map(({ name }) => name)).toEqual(['off1', 'off2']);
  });

  it('begins anew where the settings name another force', async () => {
    const local = area();
    const all = background(FORCE_IT, local);
    await all.ask('stream-records', batch([item('off1', 1)]), PAGE);
    const moved = { ...FORCE_IT, delivery: { ...FORCE_IT.delivery, force: 'other' } };
    const other = background(moved, local);
    await replyOf(other);
    expect(await rowsOf(other)).toEqual([]);
  });
});

describe('the page of devices', () => {
  it.each([
    ['an officer', testForce],
    [
      'an officer whose entries are delivered',
      { ...testForce, delivery: { ...STORE, unit: 'ppu' } },
    ],
    ['somebody whom the settings keep out', { ...testForce, delivery: { ...STORE, fleet: false } }],
  ])('tells %s nothing', async (_, managed) => {
    const all = background(managed);
    await all.services.beat();
    expect(await replyOf(all)).toMatchObject({ ok: false, code: 'not-for-you' });
    for (const source of ['store', 'ledgers'] as const)
      expect(await rowsOf(all, 0, source)).toBeNull();
  });

  it('is not answered to a page of the force', async () => {
    const all = background(FORCE_IT);
    expect(await all.ask('fleet', null, GUARD)).toBeUndefined();
    expect(await all.ask('stream-records', batch([item('off1', 1)]), GUARD)).toBeUndefined();
  });

  it('takes signs of life from nobody where no token for them is set', async () => {
    const all = background(testForce);
    await all.ask('stream-records', batch([item('off1', 1)]), PAGE);
    expect(await all.services.fleet.rows(0, 10)).toEqual([]);
  });

  it('tells a reviewer of this device and of those whose ledgers were brought, and not of the store', async () => {
    const all = background(SUPERVISOR);
    await all.services.beat();
    const [line] = [JSON.stringify(beat(AT - HOUR, { device: OTHER, seq: 0 }))];
    await all.services.received.receive(
      { records: [recordText({ line: line ?? '', salt: null, body: null })], checkpoints: [] },
      'bundle',
    );
    expect(await replyOf(all)).toMatchObject({ ok: true, reading: null });
    const rows = await rowsOf(all, 0, 'ledgers');
    expect(rows?.map(({ name }) => name)).toEqual([null, null]);
    expect(rows?.[0]?.devices[0]?.device).toBe((await all.services.device()).id);
    expect(rows?.[1]).toMatchObject({ devices: [{ device: OTHER, heardAt: AT - HOUR, lags: [] }] });
    expect(await rowsOf(all)).toBeNull();
  });

  it('tells force IT of its own device, and of no ledger of others that lies there', async () => {
    const all = background(FORCE_IT);
    await all.services.beat();
    const line = JSON.stringify(beat(AT - HOUR, { device: OTHER, seq: 0 }));
    await all.services.received.receive(
      { records: [recordText({ line, salt: null, body: null })], checkpoints: [] },
      'bundle',
    );
    expect(await rowsOf(all, 0, 'ledgers')).toHaveLength(1);
  });
});

describe('what a reviewer reads', () => {
  it('is taken in also where it is what woke the background', async () => {
    const delivery = { ...STORE, name: 'sup1', unit: 'ppu', reads: ['ppu'] };
    const all = background({ ...SUPERVISOR, delivery });
    const { text } = item('off1', 1, { device: OTHER, seq: 0 });
    const reading = { collection: 'ledger', force: 'tf', unit: 'ppu' } as const;
    const subject = 'heartbeats.tf.ppu.off1.x';
    const items = [
      { subject, storedAt: AT, text },
      // Nothing of another unit is taken in for this one.
      { subject: 'overrides.tf.other.off2.y', storedAt: AT, text: item('off2', 1).text },
    ];
    await all.ask('stream-records', { ...batch(items), reading }, PAGE);
    expect((await all.services.received.devices()).map(({ device }) => device)).toEqual([OTHER]);
    expect(await all.services.readings.wanted()).toContainEqual(
      expect.objectContaining({ ...reading, from: 10 }),
    );
  });
});

describe('what a device hands in', () => {
  it('goes to the place of signs of life where it says how the device is, and of nothing else', async () => {
    const delivery = { ...STORE, name: 'off1', unit: 'ppu' };
    const all = background({ ...testForce, delivery });
    await all.services.policy.ready();
    await all.services.beat();
    await all.services.ledger.append(attemptDraft(1), null);
    const places = new Map(
      (await all.services.delivery.next(-1, 50)).map(({ place, text }) => [
        /\\"kind\\":\\"([a-z-]+)/.exec(text)?.[1],
        place.collection,
      ]),
    );
    expect(places.get('heartbeat')).toBe('heartbeats');
    expect(places.get('attempt')).toBe('overrides');
    expect(places.get('device-key')).toBe('overrides');
  });
});
