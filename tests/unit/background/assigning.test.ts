/** Who may say who is on a case, in the whole background. */
import { beforeEach, describe, expect, it } from 'vitest';
import { caseOf } from './force-store.ts';
import { COLLEAGUE, kinds, OFFICER } from './officers.ts';
import { freshDatabase, hexId } from './over-indexeddb.ts';
import { background, GUARD, override, PAGE, SUPERVISOR } from './whole-background.ts';

beforeEach(freshDatabase);

const id = hexId(1);
const LISTED = { reviewers: [{ id: 'TF-9001' }, { id: 'TF-9002' }] };
const as = (number: string, more: object = {}) =>
  background({ ...SUPERVISOR, ...more, identity: { ...SUPERVISOR.identity, id: number } });
const recorded = () => background().ask('record', override(1), GUARD);

describe('an officer who does not review and presses the key', () => {
  it('on their own override accuses nobody of reading what is not theirs', async () => {
    await recorded();
    const own = background(OFFICER);
    expect(await own.ask('assign', { id, to: 'TF-4312' }, PAGE)).toEqual({
      ...{ ok: false, code: 'not-a-reviewer' },
    });
    expect(await kinds(own)).toEqual(['attempt']);
  });

  it('on somebody else’s is on record', async () => {
    await recorded();
    const other = background(COLLEAGUE);
    await other.ask('assign', { id, to: 'TF-5000' }, PAGE);
    expect(await kinds(other)).toEqual(['attempt', 'read-refused']);
  });
});
