/** What an officer's device hands in, and what it may not. */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { flush } from '../../core/delivery/flush.ts';
import { MAX_RECORD_BYTES } from '../../core/delivery/store.ts';
import { deposit, MemoryOutbox } from '../../tools/cluster/records.ts';
import { Stage } from '../../tools/cluster/stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await Stage.open();
});
afterAll(() => stage?.close());

const quietly = {
  pause: (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms)),
  random: Math.random,
};

describe('a record that is handed in', () => {
  it('is stored once, and known to be there when it comes again', async () => {
    const { store } = stage.device({ name: 'off1001' });
    const record = deposit('off1001', 1);
    expect(await store.append(record)).toEqual({ kind: 'stored', how: 'acknowledged' });
    expect(await store.append(record)).toEqual({ kind: 'stored', how: 'read-back' });
    expect(await store.verify(record)).toEqual({ kind: 'held' });
  });

  it('is not taken for stored where its place holds other bytes', async () => {
    const { store } = stage.device({ name: 'off1002' });
    await store.append(deposit('off1002', 1));
    const other = { ...deposit('off1002', 1), text: deposit('off1002', 2).text };
    expect(await store.append(other)).toEqual({ kind: 'refused', why: 'other-bytes' });
    expect(await store.verify(other)).toEqual({ kind: 'differs' });
  });

  it('is missing until it is stored', async () => {
    const { store } = stage.device({ name: 'off1003' });
    expect(await store.verify(deposit('off1003', 7))).toEqual({ kind: 'missing' });
  });

  it('cannot be kept out by somebody who uses its number as a message id', async () => {
    const { token } = stage.device({ name: 'off1004' });
    const hostile = await stage.connect('off1004', token);
    const victim = deposit('off1005', 1);
    const headers = { 'Nats-Msg-Id': victim.place.id };
    const taken = await stage.publish(hostile, 'overrides.mids.t07.off1004.x', 'x', headers);
    expect(taken).toMatchObject({ stream: 'OVR' });
    await hostile.close();
    const { store } = stage.device({ name: 'off1005' });
    expect(await store.append(victim)).toEqual({ kind: 'stored', how: 'acknowledged' });
    // A node that is behind the others does not know of it yet.
    await expect.poll(() => store.verify(victim)).toEqual({ kind: 'held' });
  });

  it('is refused when it is larger than any record, by the device and by the server', async () => {
    const { store, token } = stage.device({ name: 'off1006' });
    const large = { ...deposit('off1006', 1), text: 'x'.repeat(MAX_RECORD_BYTES + 1) };
    expect(await store.append(large)).toEqual({ kind: 'refused', why: 'too-large' });
    const hostile = await stage.connect('off1006', token);
    const answer = await stage.publish(
      hostile,
      'overrides.mids.t07.off1006.big',
      'x'.repeat(MAX_RECORD_BYTES + 2_000),
    );
    expect(answer).toMatchObject({ error: { err_code: 10_054 } });
    await hostile.close();
  });
});

describe('a record whose name is no name', () => {
  it.each(['a.b', '>', '*', '', 'a b', 'ä'])(
    'is refused and holds nothing up: "%s"',
    async (id) => {
      const { store } = stage.device({ name: 'off1007' });
      const record = deposit('off1007', 1);
      const wrong = { ...record, place: { ...record.place, id } };
      expect(await store.append(wrong)).toEqual({ kind: 'refused', why: 'not-understood' });
      expect(await store.verify(wrong)).toEqual({ kind: 'refused', why: 'not-understood' });
    },
  );
});

describe('an outbox', () => {
  it('is emptied in order, each record once', async () => {
    const { store } = stage.device({ name: 'off2001' });
    const outbox = new MemoryOutbox('off2001', 2_000);
    const report = () => expect.unreachable();
    expect(await flush(store, outbox, { ...quietly, report })).toEqual({
      kind: 'empty',
      refused: 0,
    });
    expect(outbox.settled.length).toBe(2_000);
    const order: number[] = [];
    const { store: supervisor } = stage.device({ name: 'sup1', role: 'supervisor' });
    const end = await supervisor.readUnit(
      { collection: 'overrides', force: 'mids', unit: 't07', from: 1, live: false },
      ({ taken }) => {
        for (const { place } of taken)
          if (place.collection === 'overrides' && place.depositor === 'off2001')
            order.push(Number(place.id.split('-')[1]));
      },
    );
    expect(end.kind).toBe('caught-up');
    expect(order).toEqual(Array.from({ length: 2_000 }, (_, index) => index));
  });

  it('goes on past a record that cannot be stored, and keeps it', async () => {
    const { store } = stage.device({ name: 'off2002' });
    const outbox = new MemoryOutbox('off2002', 20);
    await store.append({ ...deposit('off2002', 5), text: deposit('off2002', 6).text });
    const reported: unknown[] = [];
    const end = await flush(store, outbox, {
      ...quietly,
      report: ({ key }, why) => reported.push([key, why]),
    });
    expect(end).toEqual({ kind: 'empty', refused: 1 });
    expect(reported).toEqual([[5, 'other-bytes']]);
    expect([...outbox.waiting.keys()]).toEqual([5]);
  });

  it('stops at once and keeps all where the credential is for another unit', async () => {
    const { store } = stage.device({ name: 'off2003' });
    const outbox = new MemoryOutbox('off2003', 500, 't08');
    const reported: unknown[] = [];
    const end = await flush(store, outbox, {
      ...quietly,
      report: (_, why) => reported.push(why),
    });
    expect(end).toEqual({ kind: 'refused', why: 'permission' });
    expect(reported).toEqual(['permission']);
    expect(outbox.waiting.size).toBe(500);
  });
});

describe('a node that was set up to take less than a record', () => {
  it('refuses the large one for good, and takes the others', async () => {
    for (const node of stage.cluster.nodes) {
      const file = path.join(stage.cluster.dir, 'nodes', node.planned.name, 'nats-server.conf');
      writeFileSync(file, readFileSync(file, 'utf8').replace('256KB', '1KB'));
      node.signal('SIGHUP');
    }
    const large = { ...deposit('off3001', 1), text: 'x'.repeat(3_000) };
    const { store } = stage.device({ name: 'off3001' });
    await vi.waitFor(async () => {
      const answer = await store.append(large);
      expect(answer).toEqual({ kind: 'refused', why: 'too-large' });
    }, 10_000);
    expect(await store.append(deposit('off3001', 2))).toMatchObject({ kind: 'stored' });
  });
});
