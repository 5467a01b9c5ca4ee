/** Who may do what, each tried on a real server with a client that is not ours. */
import type { NatsConnection } from '@nats-io/nats-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isWithoutUnit, type Role } from '../../tools/cluster/roles.ts';
import { Stage } from '../../tools/cluster/stage.ts';
import { outcomeOf, subscriptionOutcome } from './support/asked.ts';
import { consumer, get, NOT_FOR_ANYBODY } from './support/questions.ts';
import { askedOfSecondPersons } from './support/second-persons.ts';

const REFUSED = 'refused by permission';
let stage: Stage;
let officer: NatsConnection;
let supervisor: NatsConnection;
let reader: NatsConnection;
let fleet: NatsConnection;

beforeAll(async () => {
  stage = await Stage.open();
  const enter = (name: string, role: Role) =>
    stage.connect(name, stage.token({ name, role, units: isWithoutUnit(role) ? [] : ['t07'] }));
  officer = await enter('off1001', 'officer');
  supervisor = await enter('sup55', 'supervisor');
  reader = await enter('siem', 'reader');
  fleet = await enter('it', 'fleet');
  for (const subject of [
    'overrides.mids.t07.off1001.mine',
    'overrides.mids.t07.off1002.theirs',
    'overrides.mids.t08.off2001.elsewhere',
    'checkpoints.mids.t07.off1001.dev-1',
    'heartbeats.mids.t07.off1001.beat',
    'heartbeats.mids.t08.off2001.beat',
    'answers.mids.t07.off1001.attempt.0',
    'answers.mids.t07.off1002.attempt.0',
  ])
    expect(await outcomeOf(stage.admin, subject, '{}')).toBe('allowed');
});
afterAll(async () => {
  await Promise.all([officer, supervisor, reader, fleet].map((each) => each?.close()));
  await stage?.close();
});

describe('an officer', () => {
  it.each([
    ['hands in under the own name', 'overrides.mids.t07.off1001.new', '{}'],
    ['hands in a sign of life under the own name', 'heartbeats.mids.t07.off1001.new', '{}'],
    ['hands in a checkpoint under the own name', 'checkpoints.mids.t07.off1001.dev-2', '{}'],
    ['reads the own record back', get('OVR', 'overrides.mids.t07.off1001.mine'), ''],
    ['reads the own sign of life back', get('OVR', 'heartbeats.mids.t07.off1001.beat'), ''],
    ['hears a decision on the own override', get('REV', 'answers.mids.t07.off1001.attempt.0'), ''],
    ['reads the own checkpoint back', get('OVR', 'checkpoints.mids.t07.off1001.dev-1'), ''],
  ])('%s', async (_, subject, body) => {
    expect(await outcomeOf(officer, subject, body)).toBe('allowed');
  });

  it.each([
    ['another officer', 'overrides.mids.t07.off1002.new'],
    ['the own name in another unit', 'overrides.mids.t08.off1001.new'],
    ['the own name in another force', 'overrides.wmp.t07.off1001.new'],
    ['another officer’s signs of life', 'heartbeats.mids.t07.off1002.new'],
    ['the own signs of life in another unit', 'heartbeats.mids.t08.off1001.new'],
    ['another officer’s checkpoints', 'checkpoints.mids.t07.off1002.dev-1'],
    ['decisions', 'reviews.mids.t07.attempt.0'],
    ['what officers are told', 'answers.mids.t07.off1001.attempt.1'],
    ['somebody’s inbox', '_INBOX_sup55.x'],
  ])('does not write as or to: %s', async (_, subject) => {
    expect(await outcomeOf(officer, subject, '{}')).toBe(REFUSED);
  });

  it.each([
    ['another officer’s record', get('OVR', 'overrides.mids.t07.off1002.theirs')],
    ['another unit’s record', get('OVR', 'overrides.mids.t08.off2001.elsewhere')],
    ['another officer’s sign of life', get('OVR', 'heartbeats.mids.t08.off2001.beat')],
    ['how devices are', '$JS.API.CONSUMER.CREATE.OVR.name.heartbeats.mids.>'],
    ['decisions', get('REV', 'reviews.mids.t07.attempt.0')],
    ['what another officer is told', get('REV', 'answers.mids.t07.off1002.attempt.0')],
    ['what anybody is told', get('REV', 'answers.mids.t07.*.attempt.0')],
    ['what is told in order', '$JS.API.CONSUMER.CREATE.REV.n.answers.mids.t07.off1001.>'],
    ['the unit', '$JS.API.CONSUMER.CREATE.OVR.name.overrides.mids.t07.>'],
    ['even the own records in order', '$JS.API.CONSUMER.CREATE.OVR.n.overrides.mids.t07.off1001.>'],
    ['what a supervisor’s consumer has', '$JS.API.CONSUMER.MSG.NEXT.OVR.name'],
  ])('does not read: %s', async (_, subject) => {
    expect(await outcomeOf(officer, subject)).toBe(REFUSED);
  });

  it.each(NOT_FOR_ANYBODY)('may not ask %s', async (subject) => {
    expect(await outcomeOf(officer, subject, '{}')).toBe(REFUSED);
  });

  it.each(['{"seq":2}', '{"last_by_subj":"overrides.mids.t07.off1002.theirs"}'])(
    'does not get another record by a question inside the own one: %s',
    async (body) => {
      const subject = get('OVR', 'overrides.mids.t07.off1001.mine');
      expect(await outcomeOf(officer, subject, body)).toBe('status 408');
    },
  );

  it.each(['overrides.>', '>', '_INBOX_sup55.>', '_INBOX.>', '$JS.>', 'mirror.deliver.>'])(
    'does not listen to %s',
    async (subject) => {
      expect(await subscriptionOutcome(officer, subject)).toBe(REFUSED);
    },
  );

  it('does not overwrite the own record, nor with headers that replace or expire', async () => {
    const mine = 'overrides.mids.t07.off1001.mine';
    expect(await outcomeOf(officer, mine, '{"other":1}')).toBe('error 10077');
    expect(await outcomeOf(officer, mine, '{}', { 'Nats-Rollup': 'sub' })).toBe('error 10111');
    const fresh = 'overrides.mids.t07.off1001.short-lived';
    expect(await outcomeOf(officer, fresh, '{}', { 'Nats-TTL': '1s' })).toBe('error 10166');
  });
});

describe('a supervisor', () => {
  const create = '$JS.API.CONSUMER.CREATE.OVR.mine.overrides.mids.t07.>';

  it.each([
    ['decides in the own unit', 'reviews.mids.t07.attempt.0', '{}'],
    ['tells an officer of the own unit', 'answers.mids.t07.off1001.attempt.1', '{}'],
    ['reads back what was told', get('REV', 'answers.mids.t07.off1001.attempt.0'), ''],
    ['hands in the own ledger', 'overrides.mids.t07.sup55.new', '{}'],
    ['reads the own unit', create, consumer('overrides.mids.t07.>')],
    [
      'reads the own unit in one order, over all that devices hand in',
      '$JS.API.CONSUMER.CREATE.OVR.whole.*.mids.t07.>',
      consumer('*.mids.t07.>', { name: 'whole' }),
    ],
    ['reads one record of the unit', get('OVR', 'overrides.mids.t07.off1002.theirs'), ''],
  ])('%s', async (_, subject, body) => {
    expect(await outcomeOf(supervisor, subject, body)).toBe('allowed');
  });

  it.each([
    ['a record of an officer', 'overrides.mids.t07.off1001.new'],
    ['a checkpoint of an officer', 'checkpoints.mids.t07.off1001.dev-9'],
    ['a sign of life of an officer', 'heartbeats.mids.t07.off1001.dev-9'],
    ['to an officer of another unit', 'answers.mids.t08.off2001.attempt.0'],
    ['a decision in another unit', 'reviews.mids.t08.attempt.0'],
    ['a decision in another force', 'reviews.wmp.t07.attempt.0'],
  ])('does not write %s', async (_, subject) => {
    expect(await outcomeOf(supervisor, subject, '{}')).toBe(REFUSED);
  });

  it.each([
    ['another unit', '$JS.API.CONSUMER.CREATE.OVR.mine.overrides.mids.t08.>'],
    ['the force', '$JS.API.CONSUMER.CREATE.OVR.mine.overrides.mids.>'],
    ['another unit over all places', '$JS.API.CONSUMER.CREATE.OVR.mine.*.mids.t08.>'],
    ['the force over all places', '$JS.API.CONSUMER.CREATE.OVR.mine.*.mids.>'],
    ['another unit’s signs of life', '$JS.API.CONSUMER.CREATE.OVR.mine.heartbeats.mids.t08.>'],
    ['all units by a star', '$JS.API.CONSUMER.CREATE.OVR.mine.overrides.mids.*.>'],
    ['another unit’s decisions', '$JS.API.CONSUMER.CREATE.REV.mine.reviews.mids.t08.>'],
    ['another unit’s record', get('OVR', 'overrides.mids.t08.off2001.elsewhere')],
    ['what another unit’s officers were told', get('REV', 'answers.mids.t08.off2001.attempt.0')],
  ])('does not read %s', async (_, subject) => {
    expect(await outcomeOf(supervisor, subject, consumer('overrides.mids.t08.>'))).toBe(REFUSED);
  });

  it.each([
    ['another filter inside', consumer('overrides.mids.t08.>'), 'error 10131'],
    ['no filter inside', consumer(''), 'error 10131'],
    [
      'several filters inside',
      consumer('', { filter_subjects: ['overrides.mids.t07.>', 'overrides.mids.t08.>'] }),
      'error 10137',
    ],
  ])('gets no consumer with %s', async (_, body, outcome) => {
    expect(await outcomeOf(supervisor, create, body)).toBe(outcome);
  });

  it.each(NOT_FOR_ANYBODY)('may not ask %s', async (subject) => {
    expect(await outcomeOf(supervisor, subject, '{}')).toBe(REFUSED);
  });
});

describe('a reader for the security centre', () => {
  it('reads the force and writes nothing', async () => {
    const create = '$JS.API.CONSUMER.CREATE.OVR.siem.overrides.mids.>';
    const whole = consumer('overrides.mids.>', { name: 'siem' });
    expect(await outcomeOf(reader, create, whole)).toBe('allowed');
    for (const subject of [
      'overrides.mids.t07.siem.x',
      'checkpoints.mids.t07.siem.x',
      'heartbeats.mids.t07.siem.x',
      'reviews.mids.t07.x.0',
      'overrides.mids.{{tag(unit)}}.siem.x',
    ])
      expect(await outcomeOf(reader, subject, '{}'), subject).toBe(REFUSED);
  });

  it.each(NOT_FOR_ANYBODY)('may not ask %s', async (subject) => {
    expect(await outcomeOf(reader, subject, '{}')).toBe(REFUSED);
  });
});

describe('force IT, which looks after devices', () => {
  const create = '$JS.API.CONSUMER.CREATE.OVR.it.heartbeats.mids.>';

  it.each([
    [
      'reads how the devices of the force are',
      create,
      consumer('heartbeats.mids.>', { name: 'it' }),
    ],
    ['reads one sign of life', get('OVR', 'heartbeats.mids.t08.off2001.beat'), ''],
  ])('%s', async (_, subject, body) => {
    expect(await outcomeOf(fleet, subject, body)).toBe('allowed');
  });

  it.each([
    ['what officers wrote', '$JS.API.CONSUMER.CREATE.OVR.it.overrides.mids.>'],
    ['what one unit wrote', '$JS.API.CONSUMER.CREATE.OVR.it.overrides.mids.t07.>'],
    ['all places at once', '$JS.API.CONSUMER.CREATE.OVR.it.*.mids.>'],
    ['all places of one unit', '$JS.API.CONSUMER.CREATE.OVR.it.*.mids.t07.>'],
    ['everything', '$JS.API.CONSUMER.CREATE.OVR.it.>'],
    ['checkpoints', '$JS.API.CONSUMER.CREATE.OVR.it.checkpoints.mids.>'],
    ['decisions', '$JS.API.CONSUMER.CREATE.REV.it.reviews.mids.>'],
    ['another force', '$JS.API.CONSUMER.CREATE.OVR.it.heartbeats.wmp.>'],
    ['one officer’s record', get('OVR', 'overrides.mids.t07.off1001.mine')],
    ['one checkpoint', get('OVR', 'checkpoints.mids.t07.off1001.dev-1')],
    ['one decision', get('REV', 'reviews.mids.t07.attempt.0')],
    ['what an officer was told', get('REV', 'answers.mids.t07.off1001.attempt.0')],
    ['what somebody’s consumer of decisions has', '$JS.API.CONSUMER.MSG.NEXT.REV.name'],
  ])('does not read %s', async (_, subject) => {
    expect(await outcomeOf(fleet, subject, consumer('overrides.mids.>'))).toBe(REFUSED);
  });

  it.each([
    ['another filter inside', consumer('overrides.mids.>', { name: 'it' }), 'error 10131'],
    ['no filter inside', consumer('', { name: 'it' }), 'error 10131'],
    [
      'several filters inside',
      consumer('', { name: 'it', filter_subjects: ['heartbeats.mids.>', 'overrides.mids.>'] }),
      'error 10137',
    ],
  ])('gets no consumer with %s', async (_, body, outcome) => {
    expect(await outcomeOf(fleet, create, body)).toBe(outcome);
  });

  it.each([
    '{"last_by_subj":"overrides.mids.t07.off1001.mine"}',
    '{"seq":1}',
    '{"batch":10,"next_by_subj":"overrides.>"}',
    '{"multi_last":["overrides.>"]}',
  ])('does not get a record by a question inside a sign of life: %s', async (body) => {
    const subject = get('OVR', 'heartbeats.mids.t08.off2001.beat');
    expect(await outcomeOf(fleet, subject, body)).toBe('status 408');
  });

  it.each([
    'heartbeats.mids.t07.it.x',
    'heartbeats.mids.t07.off1001.forged',
    'overrides.mids.t07.it.x',
    'checkpoints.mids.t07.it.x',
    'reviews.mids.t07.attempt.0',
  ])('does not write %s', async (subject) => {
    expect(await outcomeOf(fleet, subject, '{}')).toBe(REFUSED);
  });

  it.each(['overrides.>', 'heartbeats.>', '>', '_INBOX_sup55.>', 'mirror.deliver.>'])(
    'does not listen to %s',
    async (subject) => {
      expect(await subscriptionOutcome(fleet, subject)).toBe(REFUSED);
    },
  );

  it.each(NOT_FOR_ANYBODY)('may not ask %s', async (subject) => {
    expect(await outcomeOf(fleet, subject, '{}')).toBe(REFUSED);
  });
});

askedOfSecondPersons(() => ({ stage, officer, supervisor, others: [reader, fleet] }));

describe('an administrator', () => {
  it.each([
    ['delete a record', '$JS.API.STREAM.MSG.DELETE.OVR', { seq: 1 }, 'error 10057'],
    ['purge the stream', '$JS.API.STREAM.PURGE.OVR', {}, 'error 10110'],
    ['purge one place', '$JS.API.STREAM.PURGE.OVR', { filter: 'overrides.>' }, 'error 10110'],
    ['see the mirror', '$JS.API.STREAM.INFO.OVR-MIRROR', '', 'error 10059'],
    ['delete the mirror', '$JS.API.STREAM.DELETE.OVR-MIRROR', '', 'error 10059'],
  ])('cannot %s', async (_, subject, body, outcome) => {
    expect(await outcomeOf(stage.admin, subject, body)).toBe(outcome);
  });

  it('cannot allow deleting again', async () => {
    const info = await stage.admin.request('$JS.API.STREAM.INFO.OVR', '', { timeout: 5_000 });
    const { config } = info.json<{ config: object }>();
    for (const change of [{ deny_delete: false }, { deny_purge: false }])
      expect(
        await outcomeOf(stage.admin, '$JS.API.STREAM.UPDATE.OVR', { ...config, ...change }),
      ).toBe('error 10052');
  });
});
