/** A second person who is asked about a look-up that was opened by its address, from our own page of it. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AttemptReport } from '../../../core/messages.ts';
import type { Sender } from '../../../entrypoints/background/listen.ts';
import { hexId } from './over-indexeddb.ts';
import {
  ASKED,
  answers,
  assemble,
  disperse,
  headersOf,
  list,
  round,
  the,
} from './second-person.ts';
import { GUARD, OWN, override, PAGE, stored } from './whole-background.ts';

beforeEach(assemble);
afterEach(disperse);

const TAB = 12;
const HELD: Sender = {
  ...{ id: OWN.id, url: `${OWN.base}held.html` },
  ...{ tab: { id: TAB }, frameId: 0, documentId: 'held-1' },
};
const OPENED: Partial<AttemptReport> = {
  ...{ act: 'open', control: 'link', group: 'DA', outcome: 'approve', reason: 'RR-02' },
  rule: 'victim-immigration-lookup-approve',
};
const asks = (from = HELD) => the.officer.all.ask('ask-now', override(100, OPENED), from);
const state = (from = HELD) => the.officer.all.ask('ask-state', { id: ASKED }, from);
const goesOn = (number: number, change: Partial<AttemptReport> = {}, from = HELD) => {
  const authorisation = { status: 'granted', request: ASKED } as const;
  const report = override(number, { ...OPENED, authorisation, ...change });
  return the.officer.all.ask('proceed', { tabId: TAB, report }, from);
};

async function granted(): Promise<void> {
  await asks();
  for (const who of [the.officer, the.ann]) await round(who);
  await answers(the.ann, 'granted');
  await round(the.officer);
}

describe('a look-up that was opened by its address', () => {
  it('is asked about, seen by the supervisor, granted, and goes on once', async () => {
    expect(await asks()).toEqual({ ok: true, id: ASKED });
    for (const who of [the.officer, the.ann]) await round(who);
    expect(await list(the.ann)).toMatchObject([{ id: ASKED, officer: 'TF-4312', bar: null }]);
    await answers(the.ann, 'granted');
    await round(the.officer);
    expect(await state()).toMatchObject({ step: 'granted', by: 'TF-9001' });
    expect(await goesOn(1)).toMatchObject({ ok: true });
    const [grant] = await headersOf(the.ann);
    expect((await stored(the.officer.all, 1)).header.authorisation).toMatchObject({
      ...{ status: 'granted', by: 'TF-9001', request: ASKED, grant: grant?.id },
    });
    expect(await goesOn(2)).toMatchObject({ fault: { code: 'no-grant', why: 'used' } });
  });

  it.each([
    ['for somebody else than was asked about', { role: 'witness' }, HELD, 'other-act'],
    [
      'with other words',
      { explanation: 'The second caller named another street.' },
      HELD,
      'other-act',
    ],
    ['in another tab', {}, { ...HELD, tab: { id: 13 }, documentId: 'held-2' }, 'other-page'],
    ['after the page was loaded anew', {}, { ...HELD, documentId: 'held-3' }, 'other-page'],
  ] as const)('does not go on by a grant %s', async (_what, change, from, why) => {
    await granted();
    expect(await goesOn(1, change, from)).toMatchObject({ fault: { code: 'no-grant', why } });
  });

  it('does not go on before it was answered, nor by a question that nobody asked', async () => {
    await asks();
    expect(await goesOn(1)).toMatchObject({ ok: false, fault: { code: 'no-grant' } });
    const authorisation = { status: 'granted', request: hexId(77) } as const;
    expect(await goesOn(2, { authorisation })).toMatchObject({ fault: { code: 'no-grant' } });
    expect(await state()).toMatchObject({ step: 'asked' });
  });

  it('goes on by a claim as before, beside which stands what was asked', async () => {
    await asks();
    const claim = { status: 'claimed', by: 'TF-77', rank: 'inspector' } as const;
    expect(await goesOn(1, { authorisation: claim })).toMatchObject({ ok: true });
    const { header } = await stored(the.officer.all, 1);
    expect(header.authorisation).toEqual({ ...claim, request: ASKED });
  });

  it('goes on at once for life at risk, whatever is asked', async () => {
    await asks();
    const emergency = { choice: 'emergency', reason: 'RR-14', authorisation: null } as const;
    expect(await goesOn(1, emergency)).toMatchObject({ ok: true });
  });
});

describe('a question', () => {
  it('is of the page that asked it: neither a guard nor another page of ours hears of it', async () => {
    await granted();
    for (const from of [GUARD, { ...HELD, documentId: 'held-9' }])
      expect(await state(from)).toEqual({ step: 'unknown' });
  });

  it('is over when its tab is closed, whatever its page could still say, and no other tab’s', async () => {
    await asks();
    for (const who of [the.officer, the.ann]) await round(who);
    await the.officer.all.services.asking.closed(1);
    expect(await state()).toMatchObject({ step: 'asked' });
    await the.officer.all.services.asking.closed(TAB);
    expect(await state()).toEqual({ step: 'withdrawn' });
    expect((await headersOf(the.officer)).map(({ step }) => step)).toEqual(['asked', 'withdrawn']);
    for (const who of [the.officer, the.ann]) await round(who);
    expect(await list(the.ann)).toEqual([]);
  });

  it('cannot be put by a page of ours that is in no tab', async () => {
    expect(await asks(PAGE)).toBeUndefined();
    expect(await headersOf(the.officer)).toEqual([]);
  });
});
