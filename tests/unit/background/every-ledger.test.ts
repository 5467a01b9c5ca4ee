/** Patterns, and who read what, as a page of ours asks: over all ledgers here, for reviewers only. */
import { beforeEach, describe, expect, it } from 'vitest';
import { parseHeader } from '../../../core/ledger/header-schema.ts';
import { attemptDraft, freshDatabase, hexId } from './over-indexeddb.ts';
import { background, override, PAGE, record, SUPERVISOR } from './whole-background.ts';

beforeEach(freshDatabase);

const WEEK = 7 * 86_400_000;

describe('patterns', () => {
  it('are counted over the entries of this device', async () => {
    const over = background(SUPERVISOR);
    const { at } = attemptDraft(0);
    for (let number = 0; number < 5; number++)
      await over.services.ledger.append(attemptDraft(number, { at: at - WEEK }), null);
    expect(await over.ask('patterns', null, PAGE)).toMatchObject({
      ok: true,
      doubtful: 0,
      found: { held: 5, people: [{ kind: 'repeat-lookups', n: 1, of: 5 }] },
    });
  });

  it('are for reviewers, and that somebody else asked is recorded', async () => {
    const over = background();
    expect(await over.ask('patterns', null, PAGE)).toEqual({ ok: false, code: 'not-a-reviewer' });
    const { lines } = await over.services.ledger.lines();
    expect(parseHeader(lines.at(-1)?.line)).toMatchObject({ kind: 'read-refused' });
  });
});

describe('who opened an override', () => {
  it('is told to a reviewer, oldest first, and only of that one', async () => {
    const over = background(SUPERVISOR);
    for (const number of [1, 2]) await record(over, override(number));
    for (const number of [1, 2, 1]) await over.ask('case', { id: hexId(number) }, PAGE);
    const reply = await over.ask('reads', { id: hexId(1) }, PAGE);
    expect(reply).toMatchObject({
      ok: true,
      reads: [{ reader: 'TF-9001' }, { reader: 'TF-9001' }],
    });
  });

  it('is nobody else’s to know', async () => {
    const over = background();
    expect(await over.ask('reads', { id: hexId(1) }, PAGE)).toEqual({
      ...{ ok: false, code: 'not-a-reviewer' },
    });
  });
});
