/** Patterns as a page of ours asks for them: over all ledgers that are here, for reviewers only. */
import { beforeEach, describe, expect, it } from 'vitest';
import { parseHeader } from '../../../core/ledger/header-schema.ts';
import { attemptDraft, freshDatabase } from './over-indexeddb.ts';
import { background, PAGE, SUPERVISOR } from './whole-background.ts';

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
