/** An officer and a supervisor, each with a background of their own, and what lies between them. */
import { expect } from 'vitest';
import type { AskedRow } from '../../../core/approval/messages.ts';
import { subjectOf } from '../../../core/delivery/subjects.ts';
import type { AttemptReport } from '../../../core/messages.ts';
import testForce from '../../../policies/forces/test-force.json' with { type: 'json' };
import { freshDatabase, hexId } from './over-indexeddb.ts';
import {
  type Background,
  background,
  GUARD,
  headersIn,
  override,
  PAGE,
} from './whole-background.ts';

const SEED = `SU${'A'.repeat(56)}`;
const STORE = {
  urls: ['wss://ovr1.testforce.police.uk'],
  force: 'mids',
  unit: 't07',
  credentials: { jwt: 'eyJ0.eyJq.c2ln', seed: SEED },
};

interface Person {
  readonly all: Background;
  readonly clock: { now: number };
}

/** Ends what each who is there does by settings. */
const leaving: (() => Promise<void>)[] = [];

/** Each has a ledger of their own. */
export async function person(settings: object): Promise<Person> {
  freshDatabase();
  const clock = { now: 1_790_000_000_000 };
  let managed: unknown = { ...testForce, ...settings };
  const all = background(null, undefined, { now: () => clock.now, managed: async () => managed });
  await all.services.policy.ready();
  await all.services.device();
  leaving.push(async () => {
    managed = testForce;
    await all.services.policy.changed();
    await all.services.delivery.start();
  });
  return { all, clock };
}

/** What waits to be delivered would else be looked for in the database of the next test. */
export async function disperse(): Promise<void> {
  for (const leave of leaving.splice(0)) await leave();
}

export const ANN = { id: 'TF-9001', unit: 'PPU', reviewer: true, rank: 'inspector' };
export const supervisor = (identity: object = ANN, name = 'sup9001') =>
  person({ identity, delivery: { ...STORE, name, reads: ['t07'] } });

/** What the store holds, by place: the first that lies there stands. */
export const lies = new Map<string, string>();
/** Who is there, anew for each test. */
export const the: { officer: Person; ann: Person } = { officer: nobody(), ann: nobody() };

function nobody(): Person {
  return { all: background(), clock: { now: 0 } };
}

export async function assemble(): Promise<void> {
  lies.clear();
  the.officer = await person({ delivery: { ...STORE, name: 'off4312' } });
  the.ann = await supervisor();
}

/** What the page that speaks to the store does in a round. */
export async function round({ all, clock }: Person): Promise<void> {
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
export const USUAL: Partial<AttemptReport> = {
  group: 'OTHER',
  outcome: 'justify',
  rule: 'victim-immigration-lookup-justify',
};
export const ASKED = hexId(100);

export const asks = (change: Partial<AttemptReport> = {}, from = GUARD) =>
  the.officer.all.ask('ask-now', override(100, { ...ACT, ...change }), from);
export const state = (from = GUARD) => the.officer.all.ask('ask-state', { id: ASKED }, from);
export const goesOn = (number: number, change: Partial<AttemptReport> = {}, from = GUARD) =>
  the.officer.all.ask(
    'record',
    override(number, {
      ...ACT,
      authorisation: { status: 'granted', request: ASKED },
      ...change,
    }),
    from,
  );
export async function list({ all }: Person): Promise<readonly AskedRow[]> {
  const reply = await all.ask('asked', { isShown: true }, PAGE);
  return typeof reply === 'object' && reply !== null && 'rows' in reply
    ? await all.services.answering.list()
    : [];
}
/** Without the wait for a store that nobody runs here: it is answered in the next round. */
export async function answers(
  who: Person,
  answer: 'granted' | 'denied',
  note = '',
): Promise<unknown> {
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
export async function headersOf({ all }: Person) {
  return (await headersIn(all)).filter((each) => each.kind === 'approval');
}

export async function grants(): Promise<void> {
  await asks();
  await round(the.officer);
  await round(the.ann);
  expect(await answers(the.ann, 'granted')).toEqual({ ok: true, trouble: null });
  await round(the.officer);
}
