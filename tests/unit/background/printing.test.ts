/** What goes to paper is an entry, before it does: what for, for whom, and by whom. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { Disclosure } from '../../../core/ledger/disclosure.ts';
import type { Printing } from '../../../core/ledger/printed.ts';
import { freshDatabase, hexId } from './over-indexeddb.ts';
import { afterDecision, at, headersOf } from './planted-visit.ts';
import { type Background, GUARD, override, PAGE, SUPERVISOR } from './whole-background.ts';

beforeEach(freshDatabase);

const ASKED: Printing & Disclosure = {
  ...({ page: 'case', of: hexId(1), entries: 1 } as const),
  ...({ purpose: 'criminal-proceedings', recipient: 'prosecution' } as const),
};

const printsIn = async (all: Background) =>
  (await headersOf(all)).filter((each) => each?.kind === 'print');

describe('printing an override', () => {
  it('is an entry with its purpose and for whom it is, and nothing of what it says', async () => {
    const all = await afterDecision();
    expect(await all.ask('print', ASKED, PAGE)).toEqual({ ok: true });
    const [entry, ...more] = await printsIn(all);
    expect(entry).toMatchObject({ ...ASKED, reader: 'TF-9001', body: null });
    expect(more).toEqual([]);
  });

  it('is an entry too of one that was kept aside, by the id that the ledger gave it', async () => {
    const all = await afterDecision();
    const aside = { ...ASKED, of: `${hexId(1)}-aside` };
    expect(await all.ask('print', aside, PAGE)).toEqual({ ok: true });
    expect(await printsIn(all)).toMatchObject([{ of: aside.of }]);
  });

  it('is told beside who opened it', async () => {
    const all = await afterDecision();
    await all.ask('case', { id: hexId(1) }, PAGE);
    await all.ask('print', ASKED, PAGE);
    await all.ask('print', { ...ASKED, page: 'queue', of: '', entries: 40 }, PAGE);
    expect(await all.ask('reads', { id: hexId(1) }, PAGE)).toMatchObject({
      ok: true,
      reads: [{ reader: 'TF-9001' }, { reader: 'TF-9001', printed: 'prosecution' }],
    });
  });

  it('is recorded of an officer too, who prints what is their own', async () => {
    const officer = at({ ...SUPERVISOR, identity: { id: 'TF-4312', unit: 'CID' } });
    await officer.ask('record', override(1), GUARD);
    const own = { ...ASKED, page: 'history', of: '', entries: 1 } as const;
    expect(await officer.ask('print', own, PAGE)).toEqual({ ok: true });
    expect(await printsIn(officer)).toMatchObject([{ page: 'history', reader: 'TF-4312' }]);
  });

  it.each([
    ['for whoever enforces immigration law', { recipient: 'immigration-enforcement' }],
    ['for a purpose that no log may be used for', { purpose: 'immigration' }],
    ['without a purpose', { purpose: undefined }],
    ['of a page that shows no entries', { page: 'options' }],
    ['with a name in place of an id', { of: 'Ana Smith' }],
    ['of more than there can be', { entries: -1 }],
  ])('is refused %s, and no entry', async (_what, change) => {
    const all = await afterDecision();
    expect(await all.ask('print', { ...ASKED, ...change } as never, PAGE)).toBeUndefined();
    expect(await printsIn(all)).toEqual([]);
  });

  it('is nothing that a page of the web can ask for', async () => {
    const all = await afterDecision();
    expect(await all.ask('print', ASKED, GUARD)).toBeUndefined();
    expect(await printsIn(all)).toEqual([]);
  });
});
