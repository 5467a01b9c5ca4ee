/** Whoever an override names as having authorised it says whether that is so, once. */
import { beforeEach, describe, expect, it } from 'vitest';
import { LedgerError } from '../../../entrypoints/background/ledger/error.ts';
import { caseOf } from './force-store.ts';
import { freshDatabase, hexId } from './over-indexeddb.ts';
import {
  type Background,
  background,
  GUARD,
  headersIn,
  override,
  PAGE,
  SUPERVISOR,
} from './whole-background.ts';

beforeEach(freshDatabase);

const NAMED = 'TF-2200';
const as = (id: string, reviewer: boolean) => ({
  ...SUPERVISOR,
  identity: { id, unit: 'PPU', reviewer },
});
const inspector = () => background(as(NAMED, false));

async function claimed(): Promise<void> {
  const authorisation = { status: 'claimed', by: NAMED, rank: 'inspector' } as const;
  await background().ask('record', override(1, { authorisation }), GUARD);
}

const say = ({ ask }: Background, answer: 'confirmed' | 'denied') =>
  ask('vouch', { id: hexId(1), answer }, PAGE);

async function answersIn(all: Background) {
  return (await headersIn(all)).filter(({ kind }) => kind === 'authorisation');
}

describe('whoever is named', () => {
  it.each(['confirmed', 'denied'] as const)(
    'sees it, is asked, and has %s it: an entry',
    async (answer) => {
      await claimed();
      const all = inspector();
      expect(await all.ask('cases', null, PAGE)).toMatchObject({
        rows: [{ id: hexId(1), authorised: 'claimed', bar: 'not-a-reviewer' }],
      });
      expect((await caseOf(all, hexId(1))).asksToVouch).toBe(true);
      expect(await say(all, answer)).toEqual({ ok: true });
      expect(await answersIn(all)).toMatchObject([{ of: hexId(1), by: NAMED, answer }]);
      const seen = await caseOf(background(SUPERVISOR), hexId(1));
      expect(seen).toMatchObject({ asksToVouch: false, row: { authorised: answer, bar: null } });
      expect((await caseOf(inspector(), hexId(1))).asksToVouch).toBe(false);
    },
  );

  it('answers once: the second answer is refused, also of two at the same moment', async () => {
    await claimed();
    const all = inspector();
    const replies = await Promise.all([say(all, 'denied'), say(all, 'confirmed')]);
    expect(replies).toEqual([{ ok: true }, { ok: false, code: 'answered' }]);
    expect(await say(inspector(), 'confirmed')).toEqual({ ok: false, code: 'answered' });
    expect(await answersIn(all)).toHaveLength(1);
  });

  it('is still barred from deciding, whatever the answer', async () => {
    await claimed();
    await say(inspector(), 'denied');
    const { row } = await caseOf(background(as(NAMED, true)), hexId(1));
    expect(row.bar).toBe('authorised-it');
  });

  it('keeps the question where the answer could not be written down', async () => {
    await claimed();
    const all = inspector();
    await all.services.device();
    all.services.ledger.append = () => Promise.reject(new LedgerError('storage-failed', 'full'));
    expect(await say(all, 'confirmed')).toEqual({ ok: false, code: 'failed' });
    expect((await caseOf(inspector(), hexId(1))).asksToVouch).toBe(true);
  });
});

describe('nobody else answers for them', () => {
  it.each([
    ['the officer', 'TF-4312'],
    ['another supervisor', 'TF-9001'],
    ['somebody whose number only looks like it', 'TF-22OO'],
    ['somebody of the same digits', '2200'],
  ])('%s', async (_who, id) => {
    await claimed();
    const all = background(as(id, true));
    expect(await say(all, 'confirmed')).toEqual({ ok: false, code: 'not-named' });
    expect((await caseOf(all, hexId(1))).row.authorised).toBe('claimed');
    expect(await answersIn(all)).toEqual([]);
  });

  it('where nobody is named there is nothing to answer, and nothing is shown as claimed', async () => {
    await background().ask('record', override(1), GUARD);
    expect(await say(inspector(), 'confirmed')).toEqual({ ok: false, code: 'not-named' });
    expect((await caseOf(background(SUPERVISOR), hexId(1))).row.authorised).toBeNull();
  });
});
