/** What leaves a device for the force's store, in which order, and what never does. */
import { beforeEach, describe, expect, it } from 'vitest';
import { parseRecord } from '../../../core/ledger/record.ts';
import testForce from '../../../policies/forces/test-force.json' with { type: 'json' };
import { attemptDraft, freshDatabase, hexId } from './over-indexeddb.ts';
import { type Background, background, GUARD, PAGE } from './whole-background.ts';

beforeEach(freshDatabase);

const SEED = `SU${'A2'.repeat(28)}`;
const STORE = {
  urls: ['wss://n1.store.testforce.police.uk'],
  force: 'tf',
  unit: 'ppu',
  name: 'tf-4312',
  credentials: { jwt: 'eyJ0.eyJq.c2ln', seed: SEED },
};
const body = {
  explanation: 'Risk tonight',
  recordReference: null,
  prompt: null,
  policyVersion: '1',
};

interface Device extends Background {
  /** How often the page that delivers was opened and closed. */
  readonly opened: { open: number; close: number };
}

function device(managed: object = { ...testForce, delivery: STORE }, now?: () => number): Device {
  const opened = { open: 0, close: 0 };
  const all = background(managed, undefined, {
    ...(now && { now }),
    courier: {
      ask: async () => opened.open > opened.close,
      open: async () => {
        opened.open++;
      },
      close: async () => {
        opened.close++;
      },
    },
  });
  return { ...all, opened };
}

async function recorded(count: number, managed?: object): Promise<Device> {
  const all = device(managed);
  await all.services.policy.ready();
  for (let number = 0; number < count; number++)
    await all.services.ledger.append(attemptDraft(number), body);
  return all;
}

const keysOf = (records: readonly { readonly key: number }[]) => records.map(({ key }) => key);

describe('a device without a store', () => {
  it('opens nothing, hands out nothing, and says that entries stay here', async () => {
    const all = await recorded(2, testForce);
    await all.services.delivery.start();
    expect(all.opened.open).toBe(0);
    expect(await all.services.delivery.next(-1, 10)).toEqual([]);
    expect(await all.services.delivery.delivered()).toBeNull();
    expect(await all.services.delivery.health()).toMatchObject({ state: 'off', waiting: 0 });
  });

  it('has credentials that only read: nothing of its own is handed out', async () => {
    const { unit: _unit, ...reader } = STORE;
    const all = await recorded(2, { ...testForce, delivery: reader });
    await all.services.delivery.start();
    expect(all.opened.open).toBe(0);
    expect(await all.services.delivery.next(-1, 10)).toEqual([]);
    expect(await all.services.delivery.health()).toMatchObject({ state: 'reader' });
  });
});

describe('what waits', () => {
  it('goes in the order in which it was recorded, to places of this name only', async () => {
    const all = await recorded(5);
    const records = await all.services.delivery.next(-1, 3);
    expect(keysOf(records)).toEqual([0, 1, 2]);
    expect(records.map(({ place }) => place)).toEqual(
      [0, 1, 2].map((number) => ({
        ...{ collection: 'overrides', force: 'tf', unit: 'ppu', depositor: 'tf-4312' },
        id: hexId(number),
      })),
    );
    expect(parseRecord(records[1]?.text ?? '')?.place.seq).toBe(1);
    expect(keysOf(await all.services.delivery.next(2, 10))).toEqual([3, 4]);
  });

  it('waits for as long as it is not stored, also behind what is', async () => {
    const all = await recorded(5);
    const { outbox } = all.services.delivery;
    await outbox.settle([0, 2, 3]);
    expect(keysOf(await all.services.delivery.next(-1, 10))).toEqual([1, 4]);
    expect((await outbox.waiting()).count).toBe(4);
    await outbox.settle([1]);
    expect((await outbox.waiting()).count).toBe(1);
  });

  it('is handed out again after the background was killed, where that is not certain', async () => {
    const all = await recorded(5);
    await all.services.delivery.outbox.settle([0, 2, 3]);
    const woken = device();
    await woken.services.policy.ready();
    expect(keysOf(await woken.services.delivery.next(-1, 10))).toEqual([1, 2, 3, 4]);
  });

  it('is handed out also where the question is what woke the background', async () => {
    await recorded(2);
    const woken = device();
    expect(await woken.ask('outbox', { after: -1, count: 10 }, PAGE)).toHaveLength(2);
    expect(await device().ask('recheck', { from: 0 }, PAGE)).toMatchObject({ records: [] });
  });

  it('opens the page that delivers once, and again when the page left with something new', async () => {
    const all = await recorded(1);
    await all.services.delivery.start();
    await all.services.delivery.start();
    expect(all.opened.open).toBe(1);
    await all.services.delivery.done();
    expect(all.opened).toEqual({ open: 2, close: 1 });
  });

  it('is not offered again every few seconds to a store that refuses it', async () => {
    const all = await recorded(1);
    await all.services.delivery.start();
    await all.services.delivery.reported({ state: 'refused', why: 'credential' });
    await all.services.delivery.done();
    expect(all.opened).toEqual({ open: 1, close: 1 });
    expect(await all.services.delivery.health()).toMatchObject({
      ...{ state: 'refused', why: 'credential', waiting: 1 },
    });
    await all.services.delivery.renew();
    expect(all.opened.open).toBe(2);
  });
});

describe('once all is stored', () => {
  async function settleAll(all: Device): Promise<void> {
    const records = await all.services.delivery.next(-1, 100);
    await all.services.delivery.outbox.settle(keysOf(records));
  }

  it('the device signs for it, for its key’s entry too, and hands that in once', async () => {
    const all = await recorded(2);
    await settleAll(all);
    // The first signature is itself preceded by the entry of the key.
    expect(await all.services.delivery.delivered()).toBeNull();
    await settleAll(all);
    const handed = await all.services.delivery.delivered();
    const { id } = await all.services.device();
    expect(handed?.place).toMatchObject({ collection: 'checkpoints', id: `${id}-3` });
    expect(handed?.text).toContain(`right-to-report/${id}\n3\n`);
    expect(await all.services.delivery.delivered()).toBeNull();
    expect(await all.services.ledger.delivered()).toMatchObject([{ size: 3 }]);
  });

  it('it is noted when, also after the clock was ahead by years and was put right', async () => {
    const clock = { now: 1_990_000_000_000 };
    const all = device({ ...testForce, delivery: STORE }, () => clock.now);
    await all.services.policy.ready();
    for (const year of [2033, 2026]) {
      clock.now = Date.UTC(year, 10, 26);
      await all.services.ledger.append(attemptDraft(year), body);
      await settleAll(all);
      await all.services.delivery.delivered();
      await settleAll(all);
      await all.services.delivery.delivered();
    }
    const noted = (await all.services.ledger.delivered()).map(({ at }) =>
      new Date(at).getFullYear(),
    );
    expect(noted).toEqual([2033, 2026]);
  });

  it('it is looked for again once in a run of the browser, with the words that are still here', async () => {
    const all = await recorded(3);
    await all.services.delivery.outbox.settle([0, 1]);
    const { records, next } = await all.services.delivery.recheck(0);
    expect(keysOf(records)).toEqual([0, 1]);
    expect(await all.services.delivery.recheck(next ?? 0)).toEqual({ records: [], next: null });
    expect(await all.services.delivery.recheck(0)).toEqual({ records: [], next: null });
  });

  it('a part of much is looked for, and all of it where one of them was lost', async () => {
    const all = await recorded(0);
    await Promise.all(
      Array.from({ length: 330 }, (_, number) =>
        all.services.ledger.append(attemptDraft(number), null),
      ),
    );
    await all.services.delivery.outbox.settle(Array.from({ length: 320 }, (_, seq) => seq));
    const { records, next } = await all.services.delivery.recheck(0);
    expect(keysOf(records).slice(-64)).toEqual(Array.from({ length: 64 }, (_, at) => 256 + at));
    expect(records.length).toBeLessThanOrEqual(128);
    await all.ask('delivery-fault', { code: 'store-lost' }, PAGE);
    const seen: number[] = [];
    for (let from = next; from !== null; ) {
      const page = await all.services.delivery.recheck(from);
      seen.push(...keysOf(page.records));
      from = page.next;
    }
    expect(seen).toEqual(Array.from({ length: 320 }, (_, seq) => seq));
    expect(await all.services.delivery.recheck(0)).toEqual({ records: [], next: null });
  });
});

describe('the credentials', () => {
  it('reach the page that delivers, and no guard, status page or record', async () => {
    const all = await recorded(1);
    const answers = await Promise.all([
      all.ask('policy', null, GUARD),
      all.ask('status', null, PAGE),
      all.ask('held', null, PAGE),
      all.ask('tab', { tabId: 7 }, PAGE),
      all.ask('owed', null, PAGE),
      all.ask('cases', null, PAGE),
      all.services.ledger.all(),
    ]);
    expect(JSON.stringify(answers)).not.toContain(SEED);
    expect(JSON.stringify(answers)).not.toContain(STORE.credentials.jwt);
    expect(JSON.stringify(await all.ask('delivery-settings', null, PAGE))).toContain(SEED);
    expect(await all.ask('delivery-settings', null, GUARD)).toBeUndefined();
  });
});
