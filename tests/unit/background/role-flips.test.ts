/** A role that was changed after a hold: what the background accepts, and what it writes down. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { AttemptReport } from '../../../core/messages.ts';
import { promptFor } from '../../../platform/wording.ts';
import { freshDatabase } from './over-indexeddb.ts';
import { background, override, record, stored } from './whole-background.ts';

beforeEach(freshDatabase);

const changed: Partial<AttemptReport> = {
  role: 'suspect',
  roleBefore: 'victim',
  reason: 'RR-15',
  prompt: { language: 'en', title: '', why: '', instead: '' },
};

describe('a correction of a role', () => {
  it('is recorded with both roles and the prompt that said so', async () => {
    const all = background();
    expect(await record(all, override(1, changed))).toMatchObject({ ok: true });
    const { header, body } = await stored(all, 1);
    expect(header).toMatchObject({
      role: 'suspect',
      roleBefore: 'victim',
      reason: 'RR-15',
      rule: 'victim-immigration-lookup-justify',
      outcome: 'justify',
    });
    expect(body?.prompt).toEqual(promptFor('immigration-lookup', 'en', { roleBefore: 'victim' }));
    expect(body?.prompt?.why).toContain('down as a victim');
  });

  it('needs no second person, where a check on the victim would', async () => {
    const sensitive = {
      group: 'DA',
      outcome: 'approve',
      rule: 'victim-immigration-lookup-approve',
      authorisation: null,
    } as const;
    expect(await record(background(), override(1, { ...changed, ...sensitive }))).toMatchObject({
      ok: true,
    });
    expect(
      await record(background(), override(2, { ...changed, ...sensitive, reason: 'RR-01' })),
    ).toMatchObject({ ok: false, code: 'reason-refused' });
  });

  it('is no reason for a check on somebody who still is a victim', async () => {
    const reply = await record(background(), override(1, { reason: 'RR-15' }));
    expect(reply).toMatchObject({ ok: false, code: 'reason-refused' });
  });

  it('is out of shape where it is from a role that nobody protects', () => {
    expect(() => override(1, { ...changed, roleBefore: 'suspect' })).toThrow(/roleBefore/);
  });

  it('without a reason does not let the check go on as one on a suspect', async () => {
    const reply = await record(
      background(),
      override(1, { ...changed, choice: 'unasked', reason: null, outcome: 'allow', rule: '' }),
    );
    expect(reply).toMatchObject({ ok: false, code: 'stricter-outcome' });
  });
});
