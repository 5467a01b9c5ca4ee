/** What a supervisor reads, in order and whole, whatever else lies in the stream. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Batch } from '../../core/delivery/store.ts';
import { deposit, recordText } from '../../tools/cluster/records.ts';
import { FORCE, Stage } from '../../tools/cluster/stage.ts';
import { readAll } from './support/reading.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await Stage.open();
  const { store } = stage.device({ name: 'off1' });
  await Promise.all(Array.from({ length: 3_000 }, (_, seq) => store.append(deposit('off1', seq))));
  const { store: elsewhere } = stage.device({ name: 'off2', units: ['t08'] });
  for (let seq = 0; seq < 5; seq++) await elsewhere.append(deposit('off2', seq, 't08'));
});
afterAll(() => stage?.close());

const idsOf = ({ taken }: Pick<Batch, 'taken'>) =>
  taken.map(({ place }) => (place.collection === 'reviews' ? '' : place.id));

describe('a supervisor', () => {
  it('reads the unit in order, and no other unit', async () => {
    const { store } = stage.device({ name: 'sup1', role: 'supervisor' });
    const all = await readAll(store);
    expect(all.end.kind).toBe('caught-up');
    expect(all.quarantined).toEqual([]);
    expect(idsOf(all)).toEqual(Array.from({ length: 3_000 }, (_, seq) => `off1-${seq}`));
    expect(all.taken[17]?.text).toBe(deposit('off1', 17).text);
    expect(Math.abs((all.taken[17]?.storedAt ?? 0) - Date.now())).toBeLessThan(60_000);
  });

  it('goes on from where the last reading ended, without reading the rest again', async () => {
    const { store } = stage.device({ name: 'sup2', role: 'supervisor' });
    const first = await readAll(store);
    if (first.end.kind !== 'caught-up') return expect.unreachable();
    const { store: officer } = stage.device({ name: 'off3' });
    await officer.append(deposit('off3', 0));
    const second = await readAll(store, { from: first.end.next });
    expect(idsOf(second)).toEqual(['off3-0']);
    if (second.end.kind !== 'caught-up') return expect.unreachable();
    const third = await readAll(store, { from: second.end.next });
    expect(third).toMatchObject({ taken: [], end: second.end });
  });

  it('sees a record that comes while the page is open', async () => {
    const { store } = stage.device({ name: 'sup3', role: 'supervisor' });
    const { store: officer } = stage.device({ name: 'off4' });
    const stop = new AbortController();
    const seen: string[] = [];
    const request = {
      collection: 'overrides',
      force: FORCE,
      unit: 't07',
      from: 1,
      live: true,
    } as const;
    const reading = store.readUnit(
      request,
      (batch) => {
        seen.push(...idsOf(batch));
        if (seen.includes('off4-9')) stop.abort();
      },
      stop.signal,
    );
    await officer.append(deposit('off4', 9));
    expect((await reading).kind).toBe('caught-up');
    expect(seen.at(-1)).toBe('off4-9');
  });

  it('never holds more than the window, however slowly it is taken', async () => {
    const { store } = stage.device({ name: 'sup4', role: 'supervisor' });
    const before = await stage.bytesSentTo('sup4');
    const sent: number[] = [];
    let taken = 0;
    const stop = new AbortController();
    await store.readUnit(
      {
        collection: 'overrides',
        force: FORCE,
        unit: 't07',
        from: 1,
        live: false,
        windowBytes: 1,
      },
      async (batch) => {
        taken += batch.taken.reduce((sum, { text }) => sum + text.length, 0);
        await new Promise((resolve) => setTimeout(resolve, 40));
        sent.push((await stage.bytesSentTo('sup4')) - before - taken);
        if (sent.length === 3) stop.abort();
      },
      stop.signal,
    );
    expect(Math.min(...sent)).toBeGreaterThan(0);
    // The smallest window is 512 KiB; subjects and addresses come on top of the records.
    expect(Math.max(...sent)).toBeLessThan(2 * 512 * 1024);
  });

  it('reads all that devices of the unit hand in, in the order in which the store took it', async () => {
    const { store } = stage.device({ name: 'sup9', role: 'supervisor', units: ['t09'] });
    const { store: officer } = stage.device({ name: 'off9', units: ['t09'] });
    const collections = ['overrides', 'heartbeats', 'overrides', 'heartbeats'] as const;
    for (const [seq, collection] of collections.entries()) {
      const { place, text } = deposit('off9', seq, 't09');
      const answer = await officer.append({ place: { ...place, collection }, text });
      expect(answer).toMatchObject({ kind: 'stored' });
    }
    const read = await readAll(store, { collection: 'ledger', unit: 't09' });
    expect(read.quarantined).toEqual([]);
    expect(read.taken.map(({ place }) => place.collection)).toEqual(collections);
    const { taken } = await readAll(store, { collection: 'heartbeats', unit: 't09' });
    expect(idsOf({ taken })).toEqual(['off9-1', 'off9-3']);
    // From a time on, and of what is not there yet the first word is that there is nothing.
    const later = { collection: 'heartbeats', unit: 't09', since: Date.now() + 60_000 } as const;
    expect((await readAll(store, later)).taken).toEqual([]);
    const stop = new AbortController();
    const said: number[] = [];
    const request = { ...later, force: FORCE, from: 1, live: true };
    await store.readUnit(
      request,
      ({ taken, behind }) => {
        said.push(taken.length, behind);
        stop.abort();
      },
      stop.signal,
    );
    expect(said).toEqual([0, 0]);
  });

  it('reads the whole force where the token is a reader’s', async () => {
    const { store } = stage.device({ name: 'siem', role: 'reader', units: [] });
    const all = await readAll(store, { unit: null });
    const units = new Set(all.taken.map(({ place }) => place.unit));
    expect([...units].sort()).toEqual(['t07', 't08', 't09']);
  });

  it.each(['t08', null])('is refused another unit (%s)', async (unit) => {
    const { store } = stage.device({ name: 'sup5', role: 'supervisor' });
    const { end, taken } = await readAll(store, { unit });
    expect(end).toEqual({ kind: 'refused', why: 'permission' });
    expect(taken).toEqual([]);
  });

  it('of as many units as a token may name reads all of them live', async () => {
    const units = Array.from({ length: 20 }, (_, number) => `w${number}`);
    for (const unit of units) {
      const { store } = stage.device({ name: `of-${unit}`, units: [unit] });
      expect(await store.append(deposit(`of-${unit}`, 0, unit))).toMatchObject({ kind: 'stored' });
    }
    const { store } = stage.device({ name: 'sup9', role: 'supervisor', units });
    const stop = new AbortController();
    const seen = new Set<string>();
    const ends = units.flatMap((unit) =>
      (['overrides', 'checkpoints'] as const).map((collection) =>
        store.readUnit(
          { collection, force: FORCE, unit, from: 1, live: true },
          (batch) => {
            for (const id of idsOf(batch)) seen.add(id);
            if (seen.size === units.length) stop.abort();
          },
          stop.signal,
        ),
      ),
    );
    const late = setTimeout(() => stop.abort(), 20_000);
    await Promise.all(ends);
    clearTimeout(late);
    expect([...seen].sort()).toEqual(units.map((unit) => `of-${unit}-0`).sort());
  });

  it('is told what takes the batch failed with', async () => {
    const { store } = stage.device({ name: 'sup6', role: 'supervisor' });
    const request = {
      collection: 'overrides',
      force: FORCE,
      unit: 't07',
      from: 1,
      live: false,
    } as const;
    const failing = store.readUnit(request, () => {
      throw new RangeError('the disk is full');
    });
    await expect(failing).rejects.toThrow('the disk is full');
  });
});

describe('what is malformed, oversized or hostile', () => {
  const unit = 'bad';
  const at = (name: string) => `overrides.mids.${unit}.mallory.${name}`;
  const good = recordText('dev-1', 3, 'good');
  const cases: readonly (readonly [subject: string, payload: string | Uint8Array, why: string])[] =
    [
      [at('empty'), '', 'not-a-record'],
      [at('nonsense'), '{', 'not-a-record'],
      [at('list'), '[]', 'not-a-record'],
      [at('null'), 'null', 'not-a-record'],
      [at('no-line'), '{"line":null,"salt":null,"body":null}', 'not-a-record'],
      [at('order'), '{"salt":null,"line":"{}","body":null}', 'not-a-record'],
      [at('more'), `${good.slice(0, -1)},"more":1}`, 'not-a-record'],
      [at('trailing'), `${good} x`, 'not-a-record'],
      [at('deep'), '['.repeat(30_000), 'not-a-record'],
      [
        at('proto'),
        '{"line":"{\\"__proto__\\":{\\"id\\":\\"x\\"}}","salt":null,"body":null}',
        'not-a-record',
      ],
      [at('seq'), recordText('dev-1', -1, 'seq'), 'not-a-record'],
      [at('fraction'), recordText('dev-1', 0.5, 'fraction'), 'not-a-record'],
      [at('dots'), recordText('dev.1', 1, 'dots'), 'not-a-record'],
      [at('of-another'), recordText('dev-1', 1, 'another'), 'id-differs'],
      [at('latin'), new Uint8Array([0x7b, 0xe9, 0x7d]), 'not-utf8'],
      [at('bad_id'), recordText('dev-1', 1, 'bad_id'), 'not-a-place'],
      [`overrides.mids.${unit}.UPPER.x`, recordText('dev-1', 1, 'x'), 'not-a-place'],
      [`overrides.mids.${unit}.mallory`, good, 'not-a-place'],
      [`overrides.mids.${unit}.mallory.a.b`, good, 'not-a-place'],
      [at('x'.repeat(300)), good, 'not-a-place'],
      [
        at('large'),
        recordText('d'.repeat(60), 1, 'large').replace('1.0', 'x'.repeat(65_600)),
        'too-large',
      ],
    ];

  it('is named and put aside, and the rest goes on', async () => {
    for (const [subject, payload] of cases) {
      const answer = await stage.admin.request(subject, payload, { timeout: 5_000 });
      expect(answer.json(), subject.slice(0, 60)).toMatchObject({ stream: 'OVR' });
      const name = `good-${cases.findIndex((each) => each[0] === subject)}`;
      await stage.admin.request(at(name), recordText('dev-1', 3, name), { timeout: 5_000 });
    }
    const { store } = stage.device({ name: 'sup7', role: 'supervisor', units: [unit] });
    const all = await readAll(store, { unit });
    expect(all.quarantined.map(({ subject, why }) => [subject, why])).toEqual(
      cases.map(([subject, , why]) => [subject.slice(0, 256), why]),
    );
    expect(idsOf(all)).toEqual(cases.map((_, index) => `good-${index}`));
  });

  it('is a checkpoint that is none, or lies where it does not belong', async () => {
    const note = (device: string, size: number) =>
      `right-to-report/${device}\n${size}\n${'A'.repeat(43)}=\n\n— x y\n`;
    const put = (id: string, text: string) =>
      stage.admin.request(`checkpoints.mids.${unit}.mallory.${id}`, text, { timeout: 5_000 });
    await put('dev-1-10', note('dev-1', 10));
    await put('dev-1-11', note('dev-1', 12));
    await put('dev-1-13', 'something else');
    const { store } = stage.device({ name: 'sup8', role: 'supervisor', units: [unit] });
    const all = await readAll(store, { unit, collection: 'checkpoints' });
    expect(idsOf(all)).toEqual(['dev-1-10']);
    expect(all.quarantined.map(({ why }) => why)).toEqual(['id-differs', 'not-a-checkpoint']);
  });
});
