/** An officer and a supervisor, each with a background of their own, and what lies between them. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { AskedRow } from '../../../core/approval/messages.ts';
import { ASKING_MS, GRANT_MS } from '../../../core/approval/standing.ts';
import { subjectOf } from '../../../core/delivery/subjects.ts';
import { readHeaders } from '../../../core/ledger/header-schema.ts';
import type { AttemptReport } from '../../../core/messages.ts';
import testForce from '../../../policies/forces/test-force.json' with { type: 'json' };
import { freshDatabase, hexId } from './over-indexeddb.ts';
import { type Background, background, GUARD, override, PAGE, stored } from './whole-background.ts';

const SEED = `SU${'A'.repeat(56)}`;
const STORE = {
  urls: ['wss://ovr1.testforce.police.uk'],
  force: 'mids',
  unit: 't07',
  credentials: { jwt: 'eyJ0.eyJq.c2ln', seed: SEED },
};
const MINUTE = 60_000;

interface Person {
  readonly all: Background;
  readonly clock: { now: number };
}

/** Each has a ledger of their own. */
async function person(settings: object): Promise<Person> {
  freshDatabase();
  const clock = { now: 1_790_000_000_000 };
  const all = background({ ...testForce, ...settings }, undefined, { now: () => clock.now });
  await all.services.policy.ready();
  await all.services.device();
  return { all, clock };
}

const ANN = { id: 'TF-9001', unit: 'PPU', reviewer: true, rank: 'inspector' };
const supervisor = (identity: object = ANN, name = 'sup9001') =>
  person({ identity, delivery: { ...STORE, name, reads: ['t07'] } });

/** What the store holds, by place: the first that lies there stands. */
const lies = new Map<string, string>();
let officer: Person;
let ann: Person;

beforeEach(async () => {
  lies.clear();
  officer = await person({ delivery: { ...STORE, name: 'off4312' } });
  ann = await supervisor();
});

/** What the page that speaks to the store does in a round. */
async function round({ all, clock }: Person): Promise<void> {
  const work = await all.services.asking.work();
  for (const { id, place, text } of [...work.puts, ...(await all.services.answering.puts())]) {
    const subject = subjectOf(place);
    const before = lies.get(subject);
    if (before === undefined) lies.set(subject, text);
    const isMine = (before ?? text) === text;
    const answer = isMine
      ? ({ kind: 'stored', how: 'acknowledged' } as const)
      : ({ kind: 'taken', text: before ?? '' } as const);
    await all.ask('approval-put', { id, answer }, PAGE);
  }
  for (const place of work.hears) {
    const text = lies.get(subjectOf(place));
    if (text !== undefined) await all.ask('approval-heard', { place, text }, PAGE);
  }
  const items = [...lies].map(([subject, text]) => ({ subject, text, storedAt: clock.now }));
  const reading = { collection: 'asked', force: 'mids', unit: 't07' } as const;
  const batch = { reading, items, next: items.length + 1, behind: 0, trouble: null };
  await all.ask('stream-records', batch, PAGE);
}

const ACT: Partial<AttemptReport> = {
  group: 'DA',
  outcome: 'approve',
  rule: 'victim-immigration-lookup-approve',
  reason: 'RR-02',
};
const USUAL: Partial<AttemptReport> = {
  group: 'OTHER',
  outcome: 'justify',
  rule: 'victim-immigration-lookup-justify',
};
const ASKED = hexId(100);

const asks = (change: Partial<AttemptReport> = {}, from = GUARD) =>
  officer.all.ask('ask-now', override(100, { ...ACT, ...change }), from);
const state = (from = GUARD) => officer.all.ask('ask-state', { id: ASKED }, from);
const goesOn = (number: number, change: Partial<AttemptReport> = {}, from = GUARD) =>
  officer.all.ask(
    'record',
    override(number, {
      ...ACT,
      authorisation: { status: 'granted', request: ASKED },
      ...change,
    }),
    from,
  );
async function list({ all }: Person): Promise<readonly AskedRow[]> {
  const reply = await all.ask('asked', { isShown: true }, PAGE);
  return typeof reply === 'object' && reply !== null && 'rows' in reply
    ? await all.services.answering.list()
    : [];
}
/** Without the wait for a store that nobody runs here: it is answered in the next round. */
async function answers(who: Person, answer: 'granted' | 'denied', note = ''): Promise<unknown> {
  const said = who.all.ask('answer-asked', { id: ASKED, answer, note, dwellMs: 9_000 }, PAGE);
  const settled = await Promise.race([said, until(async () => (await waits(who)) > 0)]);
  if (settled !== 'there') return settled;
  await round(who);
  return said;
}
const waits = async ({ all }: Person) => (await all.services.answering.puts()).length;
async function until(isSo: () => Promise<boolean>): Promise<'there' | 'never'> {
  for (let tries = 0; tries < 200; tries++) {
    if (await isSo()) return 'there';
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  return 'never';
}
async function headersOf({ all }: Person) {
  const { headers } = readHeaders((await all.services.ledger.all()).entries);
  return headers.filter((each) => each.kind === 'approval');
}

async function grants(): Promise<void> {
  await asks();
  await round(officer);
  await round(ann);
  expect(await answers(ann, 'granted')).toEqual({ ok: true, trouble: null });
  await round(officer);
}

describe('an officer who asks a second person', () => {
  it('is in the ledger before it leaves, by closed terms, with the words in the body', async () => {
    expect(await asks()).toEqual({ ok: true, id: ASKED });
    const [header] = await headersOf(officer);
    expect(header).toMatchObject({
      step: 'asked',
      request: ASKED,
      by: 'TF-4312',
      about: {
        signal: 'immigration-lookup',
        role: 'victim',
        group: 'DA',
        rule: 'victim-immigration-lookup-approve',
        reason: 'RR-02',
        needs: 'inspector',
      },
    });
    expect(header?.about?.record).toMatch(/^[0-9a-f]{16}$/);
    const { puts } = await officer.all.services.asking.work();
    expect(puts.map(({ place }) => subjectOf(place))).toEqual([`asks.mids.t07.off4312.${ASKED}`]);
    expect(puts[0]?.text).toContain('threatened to kill');
    expect(puts[0]?.text).not.toContain('TF/12345/26');
  });

  it('is asked once, however often no answer came to the page', async () => {
    await asks();
    await asks();
    expect(await headersOf(officer)).toHaveLength(1);
  });

  it.each([
    [
      'an explanation with a name in it',
      { explanation: 'Her name is Tess and she is at risk tonight' },
    ],
    ['no reason', { reason: null }],
    ['a reason that the rule does not take', { reason: 'RR-10' }],
  ])('is refused and nothing leaves: %s', async (_, change) => {
    expect(await asks(change)).toMatchObject({ ok: false, code: 'refused' });
    expect(await headersOf(officer)).toEqual([]);
    expect((await officer.all.services.asking.work()).puts).toEqual([]);
  });

  it('is told that nobody else is needed, or that there is nobody to ask', async () => {
    expect(await asks({ ...USUAL, reason: 'RR-05' })).toMatchObject({
      code: 'not-needed',
    });
    officer = await person({});
    expect(await asks()).toMatchObject({ ok: false, code: 'no-store' });
  });

  it('where the reason asks for a sergeant asks for one', async () => {
    await asks(USUAL);
    expect((await headersOf(officer))[0]?.about?.needs).toBe('sergeant');
  });
});

describe('a supervisor of the unit', () => {
  it('sees who asks what, why, and for how long yet, and that is in the ledger once', async () => {
    await asks();
    await round(officer);
    await round(ann);
    expect(await list(ann)).toMatchObject([
      {
        id: ASKED,
        officer: 'TF-4312',
        unit: 't07',
        about: { reason: 'RR-02', needs: 'inspector' },
        words: 'Suspect has threatened to kill her tonight; need to know about weapons.',
        leftMs: ASKING_MS,
        bar: null,
      },
    ]);
    await list(ann);
    const { headers } = readHeaders((await ann.all.services.ledger.all()).entries);
    expect(headers.filter((each) => each.kind === 'read' && each.of === ASKED)).toHaveLength(1);
  });

  it.each([
    ['the officer', { ...ANN, id: 'tf-4312' }, 'own'],
    ['somebody whose number reads like the officer’s', { ...ANN, id: '4312' }, 'may-be-own'],
    ['of too low a rank', { ...ANN, rank: 'sergeant' }, 'rank-too-low'],
    ['of no rank', { ...ANN, rank: undefined }, 'no-rank'],
  ])('may not answer: %s', async (_, identity, bar) => {
    const other = await supervisor(identity, 'sup5');
    await asks();
    await round(officer);
    await round(other);
    expect((await list(other)).map((each) => each.bar)).toEqual([bar]);
    expect(await answers(other, 'granted')).toEqual({ ok: false, code: bar });
    expect(await headersOf(other)).toEqual([]);
  });

  it('who is no reviewer is not shown it', async () => {
    const other = await supervisor({ ...ANN, reviewer: false }, 'sup6');
    await asks();
    await round(officer);
    await round(other);
    expect(await other.all.ask('asked', { isShown: true }, PAGE)).toEqual({
      ok: false,
      code: 'not-a-reviewer',
    });
    expect(await answers(other, 'granted')).toMatchObject({ ok: false });
  });

  it('says why it is denied, and names nobody', async () => {
    await asks();
    await round(officer);
    await round(ann);
    expect(await answers(ann, 'denied')).toMatchObject({ code: 'note-needed' });
    expect(await answers(ann, 'denied', 'Ask Mrs Amina Khalil what she wants')).toMatchObject({
      code: 'note-holds-identifier',
    });
    expect(await headersOf(ann)).toEqual([]);
    expect(await answers(ann, 'denied', 'Ask the victim herself first')).toMatchObject({
      ok: true,
    });
    await round(officer);
    expect(await state()).toEqual({
      step: 'denied',
      by: 'TF-9001',
      note: 'Ask the victim herself first',
    });
    expect(await goesOn(1)).toMatchObject({ fault: { code: 'no-grant', why: 'not-granted' } });
  });

  it('who comes second is told who was first', async () => {
    const bob = await supervisor({ ...ANN, id: 'TF-9002' }, 'sup9002');
    await asks();
    await round(officer);
    await round(ann);
    await round(bob);
    expect(await answers(ann, 'denied', 'Ask the victim herself first')).toMatchObject({
      ok: true,
    });
    expect(await answers(bob, 'granted')).toEqual({
      ok: false,
      code: 'answered-before',
      by: 'TF-9001',
    });
    await round(officer);
    expect(await state()).toMatchObject({ step: 'denied' });
  });
});

describe('a grant', () => {
  it('lets the act go on once, and the entry says by whom, by ids of both entries', async () => {
    await grants();
    expect(await state()).toMatchObject({ step: 'granted', by: 'TF-9001', rank: 'inspector' });
    expect(await goesOn(1)).toMatchObject({ ok: true });
    const [grant] = await headersOf(ann);
    expect(grant).toMatchObject({ step: 'granted', by: 'TF-9001', dwellMs: 9_000 });
    expect((await stored(officer.all, 1)).header.authorisation).toEqual({
      status: 'granted',
      by: 'TF-9001',
      rank: 'inspector',
      request: ASKED,
      grant: grant?.id,
    });
    // The same attempt again is a retry, another one is not.
    expect(await goesOn(1)).toMatchObject({ ok: true });
    expect(await goesOn(2)).toMatchObject({ fault: { code: 'no-grant', why: 'used' } });
    expect(await state()).toEqual({ step: 'used' });
  });

  it.each([
    ['another record', { recordReference: 'TF/99999/26' }, GUARD, 'other-act'],
    [
      'an edited reason',
      { explanation: 'Suspect is armed; need to know about weapons.' },
      GUARD,
      'other-act',
    ],
    ['another reason code', { reason: 'RR-01' }, GUARD, 'other-act'],
    ['another control', { control: 'link' }, GUARD, 'other-act'],
    ['another person of the record', { slot: 2 }, GUARD, 'other-act'],
    ['another tab', {}, { ...GUARD, tab: { id: 8 }, documentId: 'doc-2' }, 'other-page'],
    ['another page in the same tab', {}, { ...GUARD, documentId: 'doc-3' }, 'other-page'],
  ] as const)('does not count for %s', async (_, change, from, why) => {
    await grants();
    expect(await goesOn(1, change, from)).toMatchObject({
      ok: false,
      code: 'reason-refused',
      fault: { code: 'no-grant', why },
    });
    // It still counts for what it was given for.
    expect(await goesOn(2)).toMatchObject({ ok: true });
  });

  it('does not count late, and a claim goes as before with what was asked', async () => {
    await grants();
    officer.clock.now += GRANT_MS;
    expect(await state()).toEqual({ step: 'lapsed' });
    expect(await goesOn(1)).toMatchObject({ fault: { why: 'late' } });
    const claim = { status: 'claimed', by: 'TF-77', rank: 'inspector' } as const;
    expect(await goesOn(2, { authorisation: claim })).toMatchObject({ ok: true });
    expect((await stored(officer.all, 2)).header.authorisation).toEqual({
      ...claim,
      request: ASKED,
    });
  });

  it('that the page makes up counts for nothing', async () => {
    expect(await goesOn(1)).toMatchObject({ fault: { code: 'no-grant', why: 'not-granted' } });
    await asks();
    expect(await goesOn(2)).toMatchObject({ fault: { code: 'no-grant', why: 'not-granted' } });
    const { size } = await officer.all.services.ledger.head();
    expect(size).toBe(1);
  });

  it('is shown to the page that asked and to no other', async () => {
    await grants();
    expect(await state({ ...GUARD, documentId: 'doc-9' })).toEqual({ step: 'unknown' });
  });
});

describe('a question', () => {
  it('that is taken back is in the ledger, gone from the list, and granted no more', async () => {
    await grants();
    await officer.all.ask('ask-withdraw', { id: ASKED }, GUARD);
    expect(await state()).toEqual({ step: 'withdrawn' });
    expect(await goesOn(1)).toMatchObject({ fault: { why: 'not-granted' } });
    const steps = (await headersOf(officer)).map(({ step }) => step);
    expect(steps).toEqual(['asked', 'withdrawn']);
    await round(officer);
    expect([...lies.keys()]).toContain(`withdrawals.mids.t07.off4312.${ASKED}`);
  });

  it('that is taken back before it is answered cannot be answered any more', async () => {
    await asks();
    await round(officer);
    await round(ann);
    await officer.all.ask('ask-withdraw', { id: ASKED }, GUARD);
    await round(officer);
    await round(ann);
    expect(await list(ann)).toEqual([]);
    expect(await answers(ann, 'granted')).toEqual({ ok: false, code: 'over' });
  });

  it('is taken back by nobody else', async () => {
    await asks();
    await officer.all.ask('ask-withdraw', { id: ASKED }, { ...GUARD, documentId: 'doc-9' });
    expect(await state()).toMatchObject({ step: 'asked' });
  });

  it('that nobody answers is over after ten minutes, which is in the ledger once', async () => {
    await asks();
    await round(officer);
    await round(ann);
    officer.clock.now += ASKING_MS;
    await round(officer);
    await round(officer);
    expect(await state()).toEqual({ step: 'expired' });
    expect((await headersOf(officer)).map(({ step }) => step)).toEqual(['asked', 'expired']);
    await round(ann);
    expect(await list(ann)).toEqual([]);
  });

  it('is over for the supervisor as well, by a clock that is an hour wrong', async () => {
    await asks();
    await round(officer);
    ann.clock.now += 60 * MINUTE;
    await round(ann);
    expect(await list(ann)).toMatchObject([{ leftMs: ASKING_MS }]);
    ann.clock.now += ASKING_MS;
    expect(await list(ann)).toEqual([]);
  });

  it('waits without the store, and says so; nothing was granted', async () => {
    await asks();
    await officer.all.ask(
      'approval-put',
      { id: ASKED, answer: { kind: 'later', why: 'unreachable' } },
      PAGE,
    );
    expect(await state()).toMatchObject({ step: 'asked', trouble: 'unreachable' });
    expect(await goesOn(1)).toMatchObject({ ok: false });
    await round(officer);
    expect(await state()).toMatchObject({ step: 'asked', trouble: null });
  });

  it('is not asked again of a store that refuses it, and says so', async () => {
    await asks();
    const answer = { kind: 'refused', why: 'permission' } as const;
    await officer.all.ask('approval-put', { id: ASKED, answer }, PAGE);
    expect(await state()).toMatchObject({ step: 'asked', trouble: 'permission' });
    expect(await officer.all.services.asking.work()).toEqual({ puts: [], hears: [] });
  });

  it('is not answered by what somebody else put in the place of the answer', async () => {
    await asks();
    await round(officer);
    lies.set(`grants.mids.t07.off4312.${ASKED}`, '{"line":"{}","salt":null,"body":null}');
    await round(officer);
    expect(await state()).toEqual({ step: 'spoilt' });
    expect(await goesOn(1)).toMatchObject({ fault: { why: 'not-granted' } });
  });
});
