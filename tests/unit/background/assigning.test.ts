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

describe('where settings list who reviews', () => {
  it('whoever is not on the list can neither take a case nor give it', async () => {
    await recorded();
    const refused = { ok: false, code: 'not-named' };
    expect(await as('TF-9003', LISTED).ask('assign', { id, to: 'TF-9003' }, PAGE)).toEqual(refused);
    const lead = as('TF-9003', { ...LISTED, reviewLeads: ['TF-9003'] });
    expect(await lead.ask('assign', { id, to: 'TF-9001' }, PAGE)).toEqual(refused);
    expect(await kinds(lead)).toEqual(['attempt']);
  });

  it('what somebody else said elsewhere shows nobody on it', async () => {
    await recorded();
    await as('TF-9003').ask('assign', { id, to: 'TF-9003' }, PAGE);
    expect((await caseOf(as('TF-9002'), id)).row.assigned).toMatchObject({ to: 'TF-9003' });
    const { row, assignments } = await caseOf(as('TF-9002', LISTED), id);
    expect([row.assigned, assignments]).toEqual([null, []]);
  });
});

describe('a lead who had a part in an override', () => {
  const lead = () =>
    as('TF-4312', {
      reviewers: [...LISTED.reviewers, { id: 'TF-4312' }],
      reviewLeads: ['TF-4312'],
    });

  it('neither gives it to anybody nor takes it off them', async () => {
    await recorded();
    const refused = { ok: false, code: 'had-part' };
    expect(await lead().ask('assign', { id, to: 'TF-9001' }, PAGE)).toEqual(refused);
    await as('TF-9001', LISTED).ask('assign', { id, to: 'TF-9001' }, PAGE);
    expect(await lead().ask('assign', { id, to: null }, PAGE)).toEqual(refused);
    expect((await caseOf(as('TF-9002', LISTED), id)).row.assigned).toMatchObject({ to: 'TF-9001' });
  });
});
