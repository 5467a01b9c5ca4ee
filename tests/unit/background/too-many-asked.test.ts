/** What one token of the store can do to those who answer: nothing to the questions of others. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { recordText } from '../../../core/ledger/record.ts';
import { hexId } from './over-indexeddb.ts';
import {
  ASKED,
  answers,
  asks,
  assemble,
  disperse,
  lies,
  list,
  round,
  state,
  the,
} from './second-person.ts';

beforeEach(assemble);
afterEach(disperse);

/** Questions as a changed extension would put them there. */
async function puts(depositor: string, numbers: readonly number[], words: string): Promise<void> {
  const { ledger, device } = the.officer.all.services;
  const { id: own } = await device();
  for (const number of numbers) {
    const id = hexId(number);
    const common = { id, at: the.officer.clock.now, device: own, extension: '0.1.0' };
    const about = {
      ...({ signal: 'immigration-lookup', role: 'victim', group: 'DA' } as const),
      ...({ rule: 'x', reason: 'RR-02', record: null, needs: 'inspector' } as const),
    };
    const draft = { kind: 'approval', step: 'asked', request: id, by: 'TF-4312', about } as const;
    await ledger.append({ ...common, ...draft, policy: 'f'.repeat(64) }, { explanation: words });
    const stored = await ledger.entry(id);
    if (stored) lies.set(`asks.mids.t07.${depositor}.${id}`, recordText(stored));
  }
}

const some = (from: number, count: number) => Array.from({ length: count }, (_, n) => from + n);
const USUAL_WORDS = 'Suspect may be armed; need to know tonight.';

describe('questions of one token', () => {
  it('that are longer than an officer can write are not kept', async () => {
    await puts('off9', [300], 'w'.repeat(60_000));
    await puts('off9', [301], `${'w'.repeat(1_001)}`);
    await puts('off9', [302], '"'.repeat(1_000));
    await round(the.ann);
    expect((await list(the.ann)).map(({ id }) => id)).toEqual([hexId(302)]);
    expect(JSON.stringify(the.ann.all.session.store.get('asked-of-me')).length).toBeLessThan(
      10_000,
    );
  });

  it('take the place of no other’s, however many they are', async () => {
    await asks();
    await round(the.officer);
    await puts('off9', some(300, 40), USUAL_WORDS);
    await round(the.ann);
    await round(the.ann);
    const rows = await list(the.ann);
    expect(rows.map(({ id }) => id)).toContain(ASKED);
    expect(rows).toHaveLength(11);
  });

  it('for which there is no room are told, and reading goes on', async () => {
    await asks();
    await round(the.officer);
    const told = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const { set } = the.ann.all.session;
    the.ann.all.session.set = async () => {
      throw new Error('QUOTA_BYTES quota exceeded');
    };
    await round(the.ann);
    expect(told).toHaveBeenCalled();
    the.ann.all.session.set = set;
    await round(the.ann);
    expect(await list(the.ann)).toHaveLength(1);
    told.mockRestore();
  });
});

it('a note that is longer than one may be is no answer', async () => {
  await asks();
  await round(the.officer);
  await round(the.ann);
  await answers(the.ann, 'denied', 'Ask the victim herself first');
  const { ledger } = the.ann.all.services;
  const last = (await ledger.newest(1)).entries.at(-1);
  const { id, ...header } = JSON.parse(last?.line ?? '{}');
  await ledger.append({ ...header, id: hexId(77) }, { note: 'n'.repeat(60_000) });
  const long = await ledger.entry(hexId(77));
  expect(id).not.toBe(hexId(77));
  if (long) lies.set(`grants.mids.t07.off4312.${ASKED}`, recordText(long));
  await round(the.officer);
  expect(await state()).toEqual({ step: 'spoilt' });
});
