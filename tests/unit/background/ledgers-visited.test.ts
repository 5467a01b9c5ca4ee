import { beforeEach, describe, expect, it, vi } from 'vitest';
import { freshDatabase } from './over-indexeddb.ts';
import { background, override, PAGE, record, SUPERVISOR } from './whole-background.ts';

beforeEach(freshDatabase);

describe('a supervisor who comes to the page of ledgers and leaves it, again and again', () => {
  it('has the own ledger checked once, and once more when it is asked for later', async () => {
    const own = background(SUPERVISOR);
    for (const number of [1, 2, 3]) await record(own, override(number));
    const reads = vi.spyOn(own.services.ledger, 'page');
    const come = () => own.ask('ledgers', null, PAGE);
    const answers = await Promise.all([come(), come(), come()]);
    // The three, and that the page was read: once.
    for (const answer of answers) expect(answer).toMatchObject({ own: { entries: 4 } });
    expect(reads).toHaveBeenCalledTimes(1);
    await come();
    expect(reads).toHaveBeenCalledTimes(2);
  });
});
