/** What a reviewer sees of an override that says somebody granted it beforehand. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { recordText } from '../../../core/ledger/record.ts';
import { caseOf } from './force-store.ts';
import { hexId } from './over-indexeddb.ts';
import {
  ANN,
  answers,
  asks,
  assemble,
  disperse,
  goesOn,
  grants,
  round,
  supervisor,
  the,
} from './second-person.ts';
import { type Background, PAGE } from './whole-background.ts';

beforeEach(assemble);
afterEach(disperse);

type Person = typeof the.ann;

/** Entries of one ledger come to the device of somebody else, some of them changed or left out. */
async function delivers(
  from: Person,
  to: Person,
  change: (texts: readonly string[]) => readonly string[] = (texts) => texts,
): Promise<void> {
  const { entries } = await from.all.services.ledger.all();
  const records = change(entries.map(recordText));
  await to.all.services.received.receive({ records, checkpoints: [] }, 'stream');
}

async function listed({ ask }: Background): Promise<unknown> {
  const reply = await ask('cases', null, PAGE);
  return typeof reply === 'object' && reply !== null && 'rows' in reply ? reply.rows : [];
}

const bob = () => supervisor({ ...ANN, id: 'TF-9002' }, 'sup9002');
const seenBy = (who: Person) => caseOf(who.all, hexId(1));
const missing = { row: { authorised: 'grant-missing' } };

describe('an override that says who granted it', () => {
  it('is marked as granted where the grant is here, and whoever gave it is asked nothing', async () => {
    await grants();
    await goesOn(1);
    await delivers(the.officer, the.ann);
    expect(await listed(the.ann.all)).toMatchObject([{ authorised: 'granted' }]);
    expect(await seenBy(the.ann)).toMatchObject({
      row: { authorised: 'granted', bar: 'authorised-it' },
      asksToVouch: false,
    });
    const other = await bob();
    await delivers(the.officer, other);
    await delivers(the.ann, other);
    expect(await seenBy(other)).toMatchObject({ row: { authorised: 'granted', bar: null } });
  });

  it('is not taken at its word: without the grant nobody is said to have given it', async () => {
    await grants();
    await goesOn(1);
    const other = await bob();
    await delivers(the.officer, other);
    expect(await listed(other.all)).toMatchObject([{ authorised: 'grant-missing' }]);
    expect(await seenBy(other)).toMatchObject(missing);
  });

  it('can be denied by whoever it names', async () => {
    await grants();
    await goesOn(1);
    const named = await supervisor();
    await delivers(the.officer, named);
    expect(await seenBy(named)).toMatchObject({ ...missing, asksToVouch: true });
    const said = await named.all.ask('vouch', { id: hexId(1), answer: 'denied' }, PAGE);
    expect(said).toEqual({ ok: true });
    expect(await seenBy(named)).toMatchObject({
      row: { authorised: 'denied' },
      vouched: { by: 'TF-9001' },
      asksToVouch: false,
    });
  });

  it.each([
    ['to another question under the same id', (text: string) => text.replace('0.1.0', '0.1.1')],
    [
      'about another role',
      (text: string) => text.replace('\\"role\\":\\"victim\\"', '\\"role\\":\\"witness\\"'),
    ],
    ['of somebody else', (text: string) => text.replace('TF-4312', 'TF-4313')],
  ])('is not so by a grant %s', async (_, changed) => {
    await grants();
    await goesOn(1);
    const other = await bob();
    await delivers(the.ann, other);
    await delivers(the.officer, other, (texts) =>
      texts.map((text) => (text.includes('\\"step\\":\\"asked\\"') ? changed(text) : text)),
    );
    expect(await seenBy(other)).toMatchObject(missing);
  });

  it('has the grant of whoever came second as one that was not used', async () => {
    const second = await bob();
    await asks();
    await round(the.officer);
    await round(the.ann);
    await round(second);
    await answers(the.ann, 'granted');
    expect(await answers(second, 'granted')).toMatchObject({ code: 'answered-before' });
    await round(the.officer);
    await goesOn(1);
    const reader = await supervisor({ ...ANN, id: 'TF-9003' }, 'sup9003');
    for (const from of [the.officer, the.ann, second]) await delivers(from, reader);
    const { approvals } = await seenBy(reader);
    expect(approvals.map(({ step, by, isUnused }) => `${step} ${by} ${isUnused}`).sort()).toEqual([
      'asked TF-4312 false',
      'granted TF-9001 false',
      'granted TF-9002 true',
    ]);
  });

  it('a second time under the same grant is not so the second time', async () => {
    await grants();
    await goesOn(1);
    const other = await bob();
    await delivers(the.ann, other);
    await delivers(the.officer, other, (texts) => {
      const attempt = texts.find((text) => text.includes('\\"kind\\":\\"attempt\\"')) ?? '';
      const again = attempt
        .replace(`\\"id\\":\\"${hexId(1)}\\"`, `\\"id\\":\\"${hexId(2)}\\"`)
        .replace(/\\"seq\\":\d+/, '\\"seq\\":2');
      return [...texts, again];
    });
    expect(await seenBy(other)).toMatchObject({ row: { authorised: 'granted' } });
    expect(await caseOf(other.all, hexId(2))).toMatchObject(missing);
  });
});
