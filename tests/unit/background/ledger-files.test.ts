/** Files that leave and come, as our pages ask the background for them. */

import { beforeEach, describe, expect, it } from 'vitest';
import type { Ask } from '../../../core/ask.ts';
import { HANDED_IN, PURPOSES, RECIPIENTS } from '../../../core/ledger/disclosure.ts';
import { parseHeader } from '../../../core/ledger/header-schema.ts';
import { isSound, verifyBundle } from '../../../core/ledger/verify-bundle.ts';
import type { MessageName, Messages } from '../../../core/messages.ts';
import { takeFenced } from '../../../entrypoints/background/received/fenced-in.ts';
import { checkFile, takeFile } from '../../../entrypoints/review/files.ts';
import { makeBundle } from '../../../platform/bundle-file.ts';
import { verifyEd25519 } from '../../../platform/ed25519.ts';
import testForce from '../../../policies/forces/test-force.json' with { type: 'json' };
import { bundleOf, makeLedger } from '../ledger/made-ledger.ts';
import { attemptDraft, freshDatabase } from './over-indexeddb.ts';
import {
  type Background,
  background,
  override,
  PAGE,
  record,
  SUPERVISOR,
} from './whole-background.ts';

beforeEach(freshDatabase);

const HASH = 'a'.repeat(64);
const REFUSED = { ok: false, code: 'not-a-reviewer' };
const quiet = () => undefined;

const one = await makeLedger(40);
const whole = new Blob((await bundleOf([one])).map((line) => `${line}\n`));

function isReply<Name extends MessageName>(value: unknown): value is Messages[Name]['reply'] {
  return value !== undefined;
}

/** As a page of ours asks, with what stops it after so many messages. */
function asking(over: Background, most = Number.POSITIVE_INFINITY): Ask {
  let sent = 0;
  return async (name, body) => {
    if (sent++ >= most) throw new Error('the page was closed');
    const reply = await over.ask(name, body, PAGE);
    if (!isReply<typeof name>(reply)) throw new Error(`no answer to ${name}`);
    return reply;
  };
}

async function linesOf(blob: Blob): Promise<readonly string[]> {
  return (await blob.text()).split('\n').slice(0, -1);
}

async function kindsIn({ services }: Background): Promise<readonly unknown[]> {
  const { lines } = await services.ledger.lines();
  return lines.map(({ line }) => parseHeader(line)?.kind);
}

async function take(over: Background, blob: Blob, ask = asking(over)) {
  const checked = await checkFile(ask, blob, quiet);
  if ('fault' in checked) throw new Error(checked.fault);
  return takeFile(ask, blob, checked, quiet);
}

describe('a file of what this device recorded', () => {
  it('holds, is signed by this device, and is recorded before it leaves', async () => {
    const own = background();
    for (const number of [1, 2, 3]) await record(own, override(number));
    const told: number[] = [];
    const file = await makeBundle(
      asking(own),
      { scope: 'own', since: null, disclosure: HANDED_IN },
      (n) => told.push(n),
    );
    const result = await verifyBundle(await linesOf(file.blob), verifyEd25519);
    expect(isSound(result)).toBe(true);
    expect(result.devices).toMatchObject([{ entries: file.entries }]);
    expect(result.start?.by).toBe((await own.services.device()).id);
    expect(told.at(-1)).toBe(file.entries);
    const [export_] = (await own.services.ledger.lines()).lines.slice(-1);
    expect(parseHeader(export_?.line)).toMatchObject({
      kind: 'export',
      file: file.hash,
      entries: file.entries,
      reader: testForce.identity.id,
      ...HANDED_IN,
    });
  });

  it('is given to nobody where it cannot be recorded', async () => {
    const own = background();
    await record(own, override(1));
    const ask: Ask = async (name, body) => {
      if (name === 'export-done') throw new Error('the background was killed');
      return asking(own)(name, body);
    };
    await expect(
      makeBundle(ask, { scope: 'own', since: null, disclosure: HANDED_IN }, quiet),
    ).rejects.toThrow('killed');
  });

  it('begins after a checkpoint where only what is new is wanted, and still holds', async () => {
    const own = background();
    await record(own, override(1));
    await own.services.checkpoint();
    const [known] = await own.services.ledger.checkpoints();
    for (const number of [2, 3]) await record(own, override(number));
    const since = known?.at ?? 0;
    const { blob, entries } = await makeBundle(
      asking(own),
      { scope: 'own', since, disclosure: HANDED_IN },
      quiet,
    );
    expect(entries).toBe(2);
    const result = await verifyBundle(await linesOf(blob), verifyEd25519);
    expect(isSound(result)).toBe(true);
    expect(result.devices).toMatchObject([{ first: known?.size, entries: 2 }]);
  });
});

describe('why a file leaves, and to whom', () => {
  it('is of closed lists, in which nobody is who enforces immigration law', async () => {
    const over = background(SUPERVISOR);
    for (const change of [{ recipient: 'immigration-enforcement' }, { recipient: 'home-office' }]) {
      const body = { scope: 'all', file: HASH, entries: 1, ...HANDED_IN, ...change };
      expect(over.send({ v: 1, name: 'export-done', body }, PAGE)).toBeUndefined();
    }
    expect(await kindsIn(over)).not.toContain('export');
    expect([...PURPOSES, ...RECIPIENTS].join()).not.toMatch(/immigration|home|border/);
  });

  it('is an entry', async () => {
    const over = background(SUPERVISOR);
    const disclosure = { purpose: 'integrity', recipient: 'inspectorate' } as const;
    await over.ask('export-done', { scope: 'all', file: HASH, entries: 1, ...disclosure }, PAGE);
    const { lines } = await over.services.ledger.lines();
    expect(parseHeader(lines.at(-1)?.line)).toMatchObject({ kind: 'export', ...disclosure });
  });
});

describe('whoever is no reviewer', () => {
  it.each([
    ['ledgers', null],
    ['export-begin', { scope: 'all', since: null }],
    ['export-page', { scope: 'all', device: one.device, from: 0, before: 9 }],
    ['export-done', { scope: 'all', file: HASH, entries: 1, ...HANDED_IN }],
    ['known', { devices: [one.device] }],
    ['import-begin', { file: HASH, entries: 1, doubts: [] }],
    ['import-lines', { file: HASH, before: 0, lines: [], begins: [] }],
    ['import-end', { file: HASH }],
  ] as const)('is refused, and that they asked is an entry: %s', async (name, body) => {
    const officer = background();
    expect(await officer.ask(name, body, PAGE)).toEqual(REFUSED);
    expect((await kindsIn(officer)).filter((kind) => kind === 'read-refused')).toHaveLength(1);
  });

  it('gets nothing of another device with a file of their own', async () => {
    const supervisor = background(SUPERVISOR);
    await take(supervisor, whole);
    const officer = background();
    const body = { scope: 'own', device: one.device, from: 0, before: 40 } as const;
    expect(await officer.ask('export-page', body, PAGE)).toEqual(REFUSED);
    const { blob } = await makeBundle(
      asking(officer),
      { scope: 'own', since: null, disclosure: HANDED_IN },
      quiet,
    );
    expect(await blob.text()).not.toContain(one.device);
  });

  it('reads their own overrides and nobody else’s', async () => {
    const officer = background();
    await record(officer, override(1));
    const other = attemptDraft(2, {
      device: (await officer.services.device()).id,
      officer: 'TF-0001',
    });
    await officer.services.ledger.append(other, null);
    expect(await officer.ask('cases', null, PAGE)).toMatchObject({
      rows: [{ officer: 'TF-4312' }],
    });
    expect(await officer.ask('case', { id: other.id }, PAGE)).toEqual({ refused: true });
    expect((await kindsIn(officer)).at(-1)).toBe('read-refused');
  });
});

describe('a file of another device', () => {
  it('is taken in once, recorded, and its overrides can be decided here', async () => {
    const supervisor = background(SUPERVISOR);
    expect(await take(supervisor, whole)).toMatchObject({ fresh: 40, known: 0, quarantined: 0 });
    expect(await take(supervisor, whole)).toMatchObject({ fresh: 0, known: 40 });
    expect((await kindsIn(supervisor)).filter((kind) => kind === 'import')).toHaveLength(2);
    const id = parseHeader(one.entries[4]?.line)?.id ?? '';
    expect(await supervisor.ask('case', { id }, PAGE)).toMatchObject({
      row: { device: one.device, standing: 'signed', seq: 4 },
      body: { explanation: 'Reason 4' },
      proof: { state: 'proved', size: 10 },
    });
    const decision = { id, outcome: 'RV-1', note: '', reverses: null };
    expect(await supervisor.ask('decide', decision, PAGE)).toMatchObject({ ok: true });
    expect(await supervisor.ask('case', { id }, PAGE)).toMatchObject({ row: { state: 'decided' } });
  });

  it('goes on where it was cut off, and is recorded once', async () => {
    const supervisor = background(SUPERVISOR);
    const long = await makeLedger(700, 'ffeeddccbbaa0099', undefined, 5_000);
    const blob = new Blob((await bundleOf([long])).map((line) => `${line}\n`));
    await expect(take(supervisor, blob, asking(supervisor, 3))).rejects.toThrow('closed');
    const [row] = await supervisor.services.received.devices();
    expect(row?.entries).toBeGreaterThan(100);
    expect(row?.entries).toBeLessThan(700);
    // Another background, as after a restart of the browser.
    const after = background(SUPERVISOR);
    expect(await take(after, blob)).toMatchObject({ fresh: 700, known: 0, quarantined: 0 });
    expect((await kindsIn(after)).filter((kind) => kind === 'import')).toHaveLength(1);
  }, 30_000);

  it('is told as an entry, once, where something of it does not hold', async () => {
    const supervisor = background(SUPERVISOR);
    const cut = new Blob((await bundleOf([one])).toSpliced(12, 3).map((line) => `${line}\n`));
    await take(supervisor, cut);
    await take(supervisor, cut);
    const { lines } = await supervisor.services.ledger.lines();
    const gaps = lines.flatMap(({ line }) => {
      const header = parseHeader(line);
      return header?.kind === 'gap' ? [header] : [];
    });
    expect(gaps).toMatchObject([{ code: 'missing', of: one.device, first: 10, last: 12 }]);
  });

  it('shows a decision by whoever made the override, and it does not count', async () => {
    const supervisor = background({
      ...SUPERVISOR,
      identity: { ...SUPERVISOR.identity, id: 'TF-4312' },
    });
    await take(supervisor, whole);
    const id = parseHeader(one.entries[4]?.line)?.id ?? '';
    const { id: device } = await supervisor.services.device();
    const { at, extension, policy } = attemptDraft(9_000);
    const common = { at, extension, policy, device, id: 'b'.repeat(32), of: id };
    await supervisor.services.ledger.append(
      { ...common, kind: 'review', outcome: 'RV-1', reviewer: 'tf-4312' },
      { note: '' },
    );
    expect(await supervisor.ask('case', { id }, PAGE)).toMatchObject({
      row: { state: 'open', bar: 'own-override' },
      decisions: [{ status: 'void' }],
    });
  });
});

describe('a ledger of this profile that was fenced off', () => {
  it('can still be read and handed in, with what does not hold of it', async () => {
    const before = background(SUPERVISOR);
    for (const number of [1, 2, 3]) await record(before, override(number));
    await before.services.checkpoint();
    const device = (await before.services.device()).id;
    await spoil(['meta', 'head']);
    await spoil(['entries', 1]);
    const after = background(SUPERVISOR);
    await after.services.ledger.check();
    await takeFenced(after.services.received);
    await after.services.received.settle();
    const { blob } = await makeBundle(
      asking(after),
      { scope: 'own', since: null, disclosure: HANDED_IN },
      quiet,
    );
    expect(await blob.text()).toContain(device);
    expect(await after.ask('ledgers', null, PAGE)).toMatchObject({
      others: [{ device, source: 'fenced', findings: [{ code: 'missing', first: 1, last: 1 }] }],
    });
  });
});

function spoil([store, key]: readonly [string, string | number]): Promise<void> {
  return new Promise((resolve) => {
    const opening = indexedDB.open('right-to-report');
    opening.onsuccess = () => {
      const tx = opening.result.transaction(store, 'readwrite');
      tx.objectStore(store).delete(key);
      tx.oncomplete = () => {
        opening.result.close();
        resolve();
      };
    };
  });
}
