/** What a decision records of who made it, in the whole background. */
import { beforeEach, describe, expect, it } from 'vitest';
import { caseOf, decides } from './force-store.ts';
import { OFFICER } from './officers.ts';
import { freshDatabase, hexId } from './over-indexeddb.ts';
import {
  type Background,
  background,
  GUARD,
  headersIn,
  override,
  PAGE,
  supervisorAs,
} from './whole-background.ts';

beforeEach(freshDatabase);

const RANKED = { deciding: [{ from: '2026-01-01', reasons: ['RR-10'], rank: 'inspector' }] };

async function decisionsIn(all: Background) {
  return (await headersIn(all)).filter((each) => each.kind === 'review');
}

describe('a decision on a life at risk, before its reason was given', () => {
  const emergency = { choice: 'emergency', reason: 'RR-14', explanation: '' } as const;
  const given = {
    ...{ id: hexId(1), reason: 'RR-10' },
    explanation: 'She asked us to tell them where she is, as she said on the telephone.',
  };

  it.each([
    ['by an inspector counts when the reason asks for one', 'inspector', 'decided'],
    ['by a sergeant does not', 'sergeant', 'open'],
  ] as const)('%s', async (_, rank, state) => {
    await background().ask('record', override(1, emergency), GUARD);
    const reviewer = supervisorAs('TF-9002', RANKED, { rank });
    expect(await decides(reviewer, hexId(1))).toMatchObject({ ok: true });
    expect(await decisionsIn(reviewer)).toMatchObject([{ rank, unit: 'PPU' }]);
    const officer = background({ ...OFFICER, ...RANKED });
    expect(await officer.ask('give-reason', given, PAGE)).toMatchObject({ ok: true });
    const { row, decisions } = await caseOf(supervisorAs('TF-9001', RANKED), hexId(1));
    expect(row.state).toBe(state);
    expect(decisions).toMatchObject([{ status: state === 'decided' ? 'stands' : 'barred' }]);
  });

  it('says nothing of who made it where the reason was given at once, and no rule is of it', async () => {
    await background().ask('record', override(1), GUARD);
    const reviewer = supervisorAs('TF-9002', RANKED, { rank: 'inspector' });
    await decides(reviewer, hexId(1));
    expect(Object.keys((await decisionsIn(reviewer))[0] ?? {})).not.toContain('rank');
  });
});
