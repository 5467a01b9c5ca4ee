/** That a reviewer opened the list, or what adds overrides up, is an entry: once while they work at it. */
import { beforeEach, describe, expect, it } from 'vitest';
import { READ_SPAN_MS } from '../../../entrypoints/background/page-read.ts';
import { freshDatabase, hexId } from './over-indexeddb.ts';
import { ALWAYS, afterDecision, at, clock, headersOf, reply } from './planted-visit.ts';
import { type Background, GUARD, override, PAGE, SUPERVISOR } from './whole-background.ts';

beforeEach(freshDatabase);

describe('opening the list', () => {
  const opens = (all: Background, reading = '') =>
    reply(all, 'queue', { reading, after: 0, count: 10 });
  const listReads = async (all: Background) =>
    (await headersOf(all)).flatMap((each) =>
      each?.kind === 'read' && each.of === '' ? [each.reader] : [],
    );

  it('is an entry, one for as long as somebody works at it', async () => {
    const all = await afterDecision();
    const first = await opens(all);
    await opens(all, first.reading);
    await Promise.all([opens(all), opens(at(ALWAYS))]);
    expect(await listReads(all)).toEqual(['TF-9001']);
    clock.now += READ_SPAN_MS;
    await opens(all);
    expect(await listReads(all)).toEqual(['TF-9001', 'TF-9001']);
  });

  it('is an entry again where the one there is came from a clock that was ahead', async () => {
    const all = await afterDecision();
    const before = clock.now;
    clock.now += 86_400_000;
    await opens(all);
    clock.now = before;
    await opens(at(ALWAYS));
    await opens(at(ALWAYS));
    expect(await listReads(all)).toHaveLength(2);
  });

  it('is one of each reviewer who shares the browser', async () => {
    const all = await afterDecision();
    await opens(all);
    await opens(at({ ...ALWAYS, identity: { ...SUPERVISOR.identity, id: 'TF-9002' } }));
    expect(await listReads(all)).toEqual(['TF-9001', 'TF-9002']);
  });

  it('is none of an officer, who sees the own overrides', async () => {
    const officer = at({ ...SUPERVISOR, identity: { id: 'TF-4312', unit: 'CID' } });
    await officer.ask('record', override(1), GUARD);
    await opens(officer);
    expect(await listReads(officer)).toEqual([]);
  });

  it('stands for no other page: patterns and ledgers are entries of their own', async () => {
    const all = await afterDecision();
    await opens(all);
    for (const page of ['patterns', 'ledgers', 'patterns', 'ledgers'] as const)
      await all.ask(page, null, PAGE);
    const pages = (await headersOf(all)).flatMap((each) =>
      each?.kind === 'read' && each.of === '' ? [each.page ?? 'list'] : [],
    );
    expect(pages).toEqual(['list', 'patterns', 'ledgers']);
    await opens(all);
    expect(await listReads(all)).toHaveLength(3);
  });

  it('is no entry of somebody who may not see them: that they asked is', async () => {
    const officer = at({ ...SUPERVISOR, identity: { id: 'TF-4312', unit: 'CID' } });
    await officer.ask('patterns', null, PAGE);
    const kinds = (await headersOf(officer)).map((each) => each?.kind);
    expect(kinds).toContain('read-refused');
    expect(kinds).not.toContain('read');
  });

  it('is no opening of an override', async () => {
    const all = await afterDecision();
    await opens(all);
    expect(await all.ask('reads', { id: hexId(1) }, PAGE)).toEqual({ ok: true, reads: [] });
    await all.ask('case', { id: hexId(1) }, PAGE);
    expect(await all.ask('reads', { id: hexId(1) }, PAGE)).toMatchObject({
      reads: [{ reader: 'TF-9001' }],
    });
  });
});
