/** A decision that somebody turns round, in a force without a store: a new one, which names the first. */
import { beforeEach, describe, expect, it } from 'vitest';
import { freshDatabase, hexId } from './over-indexeddb.ts';
import { background, GUARD, headersIn, override, PAGE, SUPERVISOR } from './whole-background.ts';

beforeEach(freshDatabase);

const OTHER = { ...SUPERVISOR, identity: { ...SUPERVISOR.identity, id: 'TF-9002' } };
const decision = (outcome: string, note: string, reverses: string | null = null) => ({
  ...{ id: hexId(1), outcome, note, reverses },
  apart: outcome === 'RV-3' ? { followUpDays: 14 } : {},
});

async function decided() {
  await background().ask('record', override(1), GUARD);
  const first = background(SUPERVISOR);
  await first.ask('decide', decision('RV-3', 'Not needed for this crime'), PAGE);
  const all = background(OTHER);
  const [review] = (await headersIn(all)).filter(({ kind }) => kind === 'review');
  return { all, first: String(review?.id) };
}

describe('a closed case', () => {
  it('is turned round by a new decision, and both stay in the ledger', async () => {
    const { all, first } = await decided();
    const asked = decision('RV-1', 'Needed: the witness was abroad', first);
    expect(await all.ask('decide', asked, PAGE)).toMatchObject({ ok: true });
    expect((await headersIn(all)).filter(({ kind }) => kind === 'review')).toMatchObject([
      { outcome: 'RV-3', reviewer: 'TF-9001' },
      { outcome: 'RV-1', reviewer: 'TF-9002', follows: [first] },
    ]);
    expect(await all.ask('case', { id: hexId(1) }, PAGE)).toMatchObject({
      row: { state: 'decided', decision: { outcome: 'RV-1', reviewer: 'TF-9002' } },
      decisions: [{ status: 'followed' }, { status: 'stands' }],
    });
  });

  it.each([
    ['without saying why', 'RV-1', '', true, 'note-needed'],
    [
      'without naming the decision',
      'RV-1',
      'Needed after all, by what came later',
      false,
      'already-decided',
    ],
  ] as const)('is not turned round %s', async (_what, outcome, note, isNamed, code) => {
    const { all, first } = await decided();
    const asked = decision(outcome, note, isNamed ? first : null);
    expect(await all.ask('decide', asked, PAGE)).toMatchObject({ ok: false, code });
  });

  it('is not turned round by whoever made the override', async () => {
    const { first } = await decided();
    const own = background({ ...SUPERVISOR, identity: { ...SUPERVISOR.identity, id: 'TF-4312' } });
    const asked = decision('RV-1', 'Needed: the witness was abroad', first);
    expect(await own.ask('decide', asked, PAGE)).toMatchObject({ ok: false, code: 'own-override' });
  });

  it('that was turned round meanwhile is not turned round by who saw only the first', async () => {
    const { all, first } = await decided();
    await all.ask('decide', decision('RV-1', 'Needed: the witness was abroad', first), PAGE);
    const late = decision('RV-4', 'Against policy, and to be told', first);
    expect(await all.ask('decide', late, PAGE)).toMatchObject({
      ...{ ok: false, code: 'already-decided' },
      by: { reviewer: 'TF-9002', outcome: 'RV-1' },
    });
  });

  it('is turned round as one where a question came before, or two who agreed', async () => {
    await background().ask('record', override(1), GUARD);
    const ann = background(SUPERVISOR);
    await ann.ask('decide', decision('RV-5', 'Which line of enquiry needed this?'), PAGE);
    const closing = decision('RV-3', 'No answer that says more');
    expect(await ann.ask('decide', closing, PAGE)).toMatchObject({ ok: true });
    const shown = async () => Object(await ann.ask('case', { id: hexId(1) }, PAGE));
    // The decision that counts is the later one, and not the question before it.
    expect(await shown()).toMatchObject({
      row: { state: 'decided', decision: { outcome: 'RV-3' } },
    });
    const first = (await shown()).row.decision.id;
    const bob = background(OTHER);
    const turned = decision('RV-1', 'Needed: the witness was abroad', first);
    expect(await bob.ask('decide', turned, PAGE)).toMatchObject({ ok: true });
    expect(await shown()).toMatchObject({
      row: { state: 'decided', decision: { outcome: 'RV-1', reviewer: 'TF-9002' } },
    });
  });
});
