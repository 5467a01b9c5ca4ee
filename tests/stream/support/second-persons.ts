/** Who may ask a second person, and who may answer, on a cluster that is there already. */
import type { NatsConnection } from '@nats-io/nats-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Stage } from '../../../tools/cluster/stage.ts';
import { outcomeOf } from './asked.ts';
import { consumer, get } from './questions.ts';

const REFUSED = 'refused by permission';

interface There {
  readonly stage: Stage;
  readonly officer: NatsConnection;
  readonly supervisor: NatsConnection;
  /** Who reads the whole force, and who looks after devices. */
  readonly others: readonly NatsConnection[];
}

export function askedOfSecondPersons(there: () => There): void {
  describe('what is asked of a second person', () => {
    beforeAll(async () => {
      for (const subject of [
        'asks.mids.t07.off1002.theirs',
        'asks.mids.t08.off2001.elsewhere',
        'grants.mids.t07.off1001.mine',
        'grants.mids.t07.off1002.theirs',
      ])
        expect(await outcomeOf(there().stage.admin, subject, '{}')).toBe('allowed');
    });

    it.each([
      ['asks a second person under the own name', 'asks.mids.t07.off1001.mine', '{}'],
      ['reads the own question back', get('ASK', 'asks.mids.t07.off1001.mine'), ''],
      ['takes the own question back', 'withdrawals.mids.t07.off1001.mine', '{}'],
      ['hears the answer to the own question', get('ASK', 'grants.mids.t07.off1001.mine'), ''],
    ])('an officer %s', async (_, subject, body) => {
      expect(await outcomeOf(there().officer, subject, body)).toBe('allowed');
    });

    it.each([
      ['another officer’s questions', 'asks.mids.t07.off1002.new'],
      ['the own questions in another unit', 'asks.mids.t08.off1001.new'],
      ['what takes another officer’s question back', 'withdrawals.mids.t07.off1002.theirs'],
      ['an answer to the own question', 'grants.mids.t07.off1001.new'],
      ['an answer to another officer’s', 'grants.mids.t07.off1002.new'],
    ])('an officer does not write %s', async (_, subject) => {
      expect(await outcomeOf(there().officer, subject, '{}')).toBe(REFUSED);
    });

    it.each([
      ['another officer’s question', get('ASK', 'asks.mids.t07.off1002.theirs')],
      ['the answer to another officer', get('ASK', 'grants.mids.t07.off1002.theirs')],
      ['anybody’s question', get('ASK', 'asks.mids.t07.*.theirs')],
      ['what is asked in the unit', '$JS.API.CONSUMER.CREATE.ASK.n.asks.mids.t07.>'],
      ['even the own questions in order', '$JS.API.CONSUMER.CREATE.ASK.n.asks.mids.t07.off1001.>'],
    ])('an officer does not read %s', async (_, subject) => {
      expect(await outcomeOf(there().officer, subject)).toBe(REFUSED);
    });

    it.each([
      [
        'reads what is asked in the own unit, and what is answered',
        '$JS.API.CONSUMER.CREATE.ASK.asked.*.mids.t07.>',
        { ...consumer('*.mids.t07.>', { name: 'asked' }), stream_name: 'ASK' },
      ],
      ['answers an officer of the own unit', 'grants.mids.t07.off1001.another', '{}'],
      ['asks somebody else as well', 'asks.mids.t07.sup55.own', '{}'],
    ])('a supervisor %s', async (_, subject, body) => {
      expect(await outcomeOf(there().supervisor, subject, body)).toBe('allowed');
    });

    it.each([
      ['an answer to the own question', 'grants.mids.t07.sup55.own'],
      ['an answer in another unit', 'grants.mids.t08.off2001.elsewhere'],
      ['a question as an officer', 'asks.mids.t07.off1001.forged'],
      ['what takes an officer’s question back', 'withdrawals.mids.t07.off1001.forged'],
    ])('a supervisor does not write %s', async (_, subject) => {
      expect(await outcomeOf(there().supervisor, subject, '{}')).toBe(REFUSED);
    });

    it.each([
      ['what is asked in another unit', '$JS.API.CONSUMER.CREATE.ASK.mine.*.mids.t08.>'],
      ['what is asked in the force', '$JS.API.CONSUMER.CREATE.ASK.mine.asks.mids.>'],
      ['a question of another unit', get('ASK', 'asks.mids.t08.off2001.elsewhere')],
    ])('a supervisor does not read %s', async (_, subject) => {
      expect(await outcomeOf(there().supervisor, subject, consumer('*.mids.t08.>'))).toBe(REFUSED);
    });

    it('is nobody’s to overwrite, and of two answers the first stands', async () => {
      const second = { answer: 2 };
      expect(await outcomeOf(there().officer, 'asks.mids.t07.off1001.once', {})).toBe('allowed');
      expect(await outcomeOf(there().officer, 'asks.mids.t07.off1001.once', second)).toBe(
        'error 10077',
      );
      expect(await outcomeOf(there().supervisor, 'grants.mids.t07.off1001.once', {})).toBe(
        'allowed',
      );
      expect(await outcomeOf(there().supervisor, 'grants.mids.t07.off1001.once', second)).toBe(
        'error 10077',
      );
    });

    it('is read by neither the security centre nor force IT, and kept in no copy', async () => {
      for (const each of there().others)
        for (const subject of [
          get('ASK', 'asks.mids.t07.off1002.theirs'),
          '$JS.API.CONSUMER.CREATE.ASK.n.asks.mids.>',
          'grants.mids.t07.off1002.x',
        ])
          expect(await outcomeOf(each, subject, '{}'), subject).toBe(REFUSED);
      const mirror = await outcomeOf(there().stage.admin, '$JS.API.STREAM.INFO.ASK-MIRROR');
      expect(mirror).toBe('error 10059');
    });

    it('is gone from the store after an hour by the store’s own setting', async () => {
      const info = await there().stage.admin.request('$JS.API.STREAM.INFO.ASK', '', {
        timeout: 5_000,
      });
      const { config } = info.json<{ config: { max_age: number; deny_delete: boolean } }>();
      expect(config).toMatchObject({ max_age: 3_600_000_000_000, deny_delete: true });
    });
  });
}
