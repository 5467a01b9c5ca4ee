/** What was passed on after a look-up or a referral went on: owed, said in closed terms, counted. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { PassedOn } from '../../../core/ledger/answers.ts';
import { parseHeader } from '../../../core/ledger/header-schema.ts';
import { COLLEAGUE, HER_OWN, history, kinds, OFFICER } from './officers.ts';
import { freshDatabase, hexId } from './over-indexeddb.ts';
import {
  type Background,
  background,
  override,
  PAGE,
  record,
  SUPERVISOR,
} from './whole-background.ts';

beforeEach(freshDatabase);

const DAY = 24 * 3_600_000;
const NO: PassedOn = { passed: 'no', recipient: null, basis: null, told: null, consent: null };
const YES: PassedOn = {
  passed: 'yes',
  recipient: 'immigration-enforcement',
  basis: 'consent',
  told: 'yes',
  consent: 'sought-given',
};

describe('whether anything was passed on', () => {
  const say = (all: Background, said: PassedOn) =>
    all.ask('passed-on', { id: hexId(1), said }, PAGE);
  const passedOn = async (all: Background) => (await history(all)).rows[0]?.passedOn;

  it('is owed of a look-up that was let go, within the days of policy', async () => {
    const all = background({ ...OFFICER, followThroughDays: 7, contains: undefined });
    await record(all, override(1));
    const [row] = (await history(all, 'to-do')).rows;
    expect(row?.passedOn).toEqual({ dueBy: (row?.at ?? 0) + 7 * DAY, said: null, isOpen: true });
  });

  it.each([
    ['that was left', { choice: 'complied', reason: null, explanation: '' }],
    ['of another kind', { signal: 'pnc-check', rule: 'victim-pnc-check-justify' }],
  ] as const)('is not owed of an attempt %s', async (_, change) => {
    const all = background(OFFICER);
    await record(all, override(1, change));
    expect((await history(all)).rows).toHaveLength(1);
    expect(await passedOn(all)).toBeNull();
    expect(await say(all, NO)).toMatchObject({ ok: false });
  });

  it('is said by the officer in closed terms, and holds no words', async () => {
    const all = background(OFFICER);
    await record(all, override(1));
    expect(await say(all, YES)).toMatchObject({ ok: true });
    const { entries } = await all.services.ledger.all();
    expect(parseHeader(entries.at(-1)?.line)).toMatchObject({
      kind: 'follow-through',
      of: hexId(1),
      by: HER_OWN.id,
      as: 'officer',
      ...YES,
      body: null,
    });
    expect(await passedOn(all)).toMatchObject({ isOpen: false, said: YES });
    expect((await history(all)).counts.passedOn).toBe(0);
  });

  it.each(['tf4312', 'TF4312', '4312'])(
    'is no reviewer’s to say of their own override under another way to write it: %s',
    async (id) => {
      const all = background(OFFICER);
      await record(all, override(1));
      await say(background({ ...SUPERVISOR, identity: { ...SUPERVISOR.identity, id } }), NO);
      const said = (await passedOn(all))?.said ?? null;
      expect(said === null || said.as === 'officer').toBe(true);
    },
  );

  it('is said by a reviewer where the officer does not know', async () => {
    const all = background(OFFICER);
    await record(all, override(1));
    await say(all, { ...NO, passed: 'not-known' });
    expect(await passedOn(all)).toMatchObject({ isOpen: true });
    await say(background(SUPERVISOR), NO);
    expect(await passedOn(all)).toMatchObject({ isOpen: false, said: { as: 'reviewer' } });
  });

  it('may be said anew, and what was said stays on record', async () => {
    const all = background(OFFICER);
    await record(all, override(1));
    await say(all, NO);
    await say(all, YES);
    expect(await passedOn(all)).toMatchObject({ said: { passed: 'yes' } });
    expect((await kinds(all)).filter((kind) => kind === 'follow-through')).toHaveLength(2);
  });

  it.each([
    ['to whom', 'recipient', 'no-recipient'],
    ['on what basis', 'basis', 'no-basis'],
    ['whether the victim was told', 'told', 'no-told'],
    ['whether consent was sought', 'consent', 'no-consent'],
  ] as const)('is not recorded without %s', async (_, field, code) => {
    const all = background(OFFICER);
    await record(all, override(1));
    expect(await say(all, { ...YES, [field]: null })).toEqual({ ok: false, code });
    expect(await kinds(all)).not.toContain('follow-through');
  });

  it('is said by no colleague, and cannot be made up of words', async () => {
    const all = background(OFFICER);
    await record(all, override(1));
    expect(await say(background(COLLEAGUE), NO)).toEqual({ ok: false, code: 'not-yours' });
    const made = {
      v: 1,
      name: 'passed-on',
      body: { id: hexId(1), said: { ...YES, basis: 'Amina' } },
    };
    expect(all.send(made, PAGE)).toBeUndefined();
  });

  it('is told to the supervisor with the case, and when it is due', async () => {
    await record(background(OFFICER), override(1));
    const supervisor = background(SUPERVISOR);
    expect(await supervisor.ask('cases', null, PAGE)).toMatchObject({
      rows: [{ passedOn: { said: null, isOpen: true } }],
    });
  });
});
