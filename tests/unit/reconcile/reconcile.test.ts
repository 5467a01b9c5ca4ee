/** PNC transactions and entries: which belong together, and what stands alone. */
import { describe, expect, it } from 'vitest';
import {
  countsByOfficer,
  type ReconcileOptions,
  reconcile,
  type SeenCheck,
  type Transaction,
} from '../../../core/reconcile/reconcile.ts';

const START = Date.UTC(2026, 10, 26, 9);
const MINUTE = 60_000;
const [DESK, CAR] = ['00000000000000aa', '00000000000000bb'];

let count = 0;
const check = (minute: number, more: Partial<SeenCheck> = {}): SeenCheck => ({
  id: String(count++),
  device: DESK,
  at: START + minute * MINUTE,
  officer: 'TF-4312',
  unit: 'CID',
  choice: 'overridden',
  ...more,
});
const transaction = (minute: number, more: Partial<Transaction> = {}): Transaction => ({
  line: count++,
  moments: [START + minute * MINUTE],
  officer: 'TF-4312',
  terminal: '',
  ...more,
});
const WITHIN_TEN: ReconcileOptions = {
  withinMs: 10 * MINUTE,
  first: START - 1000 * MINUTE,
  last: START + 1000 * MINUTE,
  devices: new Map(),
};

describe('a transaction and an entry', () => {
  it('of one officer within ten minutes belong together', () => {
    const [seen, logged] = [check(0), transaction(9)];
    const { matched, withoutEntry, withoutTransaction } = reconcile([seen], [logged], WITHIN_TEN);
    expect(matched).toEqual([{ check: seen, transaction: logged, apart: 9 * MINUTE }]);
    expect([...withoutEntry, ...withoutTransaction]).toEqual([]);
  });

  it('are of one officer whether or not the number has a hyphen', () => {
    const logged = transaction(0, { officer: 'TF4312' });
    expect(reconcile([check(0)], [logged], WITHIN_TEN).matched).toHaveLength(1);
  });

  it('are of one officer whatever the case of the number', () => {
    expect(
      reconcile([check(0)], [transaction(0, { officer: 'tf-4312' })], WITHIN_TEN).matched,
    ).toHaveLength(1);
  });

  it.each(['4312', 'PC4312', '04312'])('are of one officer where the log writes %j', (officer) => {
    const result = reconcile([check(0)], [transaction(0, { officer })], WITHIN_TEN);
    expect(result).toMatchObject({ matched: [{ apart: 0 }], withoutEntry: [] });
  });

  it('of a number alone are nobody’s where officers of two forces have it', () => {
    const checks = [check(0), check(1, { officer: 'NP-4312' })];
    const { matched } = reconcile(checks, [transaction(0, { officer: '4312' })], WITHIN_TEN);
    expect(matched).toEqual([]);
  });

  it.each([
    ['eleven minutes apart', transaction(11)],
    ['of another officer', transaction(0, { officer: 'TF-9' })],
    ['of another force', transaction(0, { officer: 'NP-4312' })],
    ['of another number', transaction(0, { officer: '43120' })],
  ])('%s each stand alone', (_what, logged) => {
    const seen = check(0);
    const result = reconcile([seen], [logged], WITHIN_TEN);
    expect(result).toMatchObject({
      matched: [],
      withoutEntry: [logged],
      withoutTransaction: [seen],
    });
  });

  it('before the log begins or after it ends is in no list: the log can say nothing of it', () => {
    const options = { ...WITHIN_TEN, first: START, last: START + 60 * MINUTE };
    const [inside, before, after] = [check(30), check(-5), check(65)];
    // Its line may stand in the log that begins where this one ends.
    const atTheEnd = check(55);
    const { withoutTransaction } = reconcile([inside, before, after, atTheEnd], [], options);
    expect(withoutTransaction).toEqual([inside]);
    expect(reconcile([before], [transaction(1)], options).matched).toHaveLength(1);
  });

  it('belong together only once: the second look-up of a minute has no entry', () => {
    const [first, second] = [transaction(1), transaction(0)];
    const result = reconcile([check(0)], [first, second], WITHIN_TEN);
    expect(result.matched.map((pair) => pair.transaction)).toEqual([second]);
    expect(result.withoutEntry).toEqual([first]);
  });

  it('are the nearest in time, not the first that would do', () => {
    const [early, late] = [check(0), check(8)];
    const logged = transaction(9);
    const result = reconcile([early, late], [logged], WITHIN_TEN);
    expect(result.matched.map((pair) => pair.check)).toEqual([late]);
    expect(result.withoutTransaction).toEqual([early]);
  });

  it('of a terminal that is known to be another machine do not belong together', () => {
    const options = { ...WITHIN_TEN, devices: new Map([['t17', CAR]]) };
    const logged = transaction(0, { terminal: 'T17' });
    expect(reconcile([check(0)], [logged], options).matched).toEqual([]);
    expect(reconcile([check(0, { device: CAR })], [logged], options).matched).toHaveLength(1);
  });

  it('of a terminal that is not listed may be any machine', () => {
    const options = { ...WITHIN_TEN, devices: new Map([['t17', CAR]]) };
    expect(
      reconcile([check(0)], [transaction(0, { terminal: 'T4' })], options).matched,
    ).toHaveLength(1);
  });

  it('in the hour that comes twice belong together by either of its moments', () => {
    const [first = 0] = transaction(0).moments;
    const logged = transaction(0, { moments: [first - 60 * MINUTE, first] });
    expect(reconcile([check(2)], [logged], WITHIN_TEN).matched).toHaveLength(1);
    expect(reconcile([check(-62)], [logged], WITHIN_TEN).matched).toHaveLength(1);
  });
});

describe('an officer who chose not to check', () => {
  it.each(['complied', 'asked', 'abandoned', 'corrected'] as const)(
    'and in whose name the log has a check then is shown: %s',
    (choice) => {
      const [seen, logged] = [check(0, { choice }), transaction(3)];
      const result = reconcile([seen], [logged], WITHIN_TEN);
      expect(result.doneAllTheSame).toEqual([
        { check: seen, transaction: logged, apart: 3 * MINUTE },
      ]);
      expect([...result.matched, ...result.withoutEntry]).toEqual([]);
    },
  );

  it('and in whose name the log has none is in no list', () => {
    const result = reconcile([check(0, { choice: 'complied' })], [], WITHIN_TEN);
    expect([...result.doneAllTheSame, ...result.withoutTransaction]).toEqual([]);
  });

  it('and then gave a reason made one check, that of the reason', () => {
    const [stopped, gone] = [check(2, { choice: 'abandoned' }), check(0)];
    const result = reconcile([stopped, gone], [transaction(2)], WITHIN_TEN);
    expect(result.matched.map((pair) => pair.check)).toEqual([gone]);
    expect(result.doneAllTheSame).toEqual([]);
  });
});

describe('a log whose clock is an hour off', () => {
  const checks = [...Array(6).keys()].map((n) => check(n * 90));
  const moved = (minutes: number) => [...Array(6).keys()].map((n) => transaction(n * 90 + minutes));

  it.each([
    [-60, 1],
    [60, -1],
    [0, 0],
  ])('by %i minutes would fit if it were moved by %i hours', (minutes, hoursOff) => {
    expect(reconcile(checks, moved(minutes), WITHIN_TEN).hoursOff).toBe(hoursOff);
  });

  it('is not told by four lines', () => {
    expect(reconcile(checks, moved(-60).slice(0, 4), WITHIN_TEN).hoursOff).toBe(0);
  });
});

describe('numbers by officer', () => {
  it('add up to the lists, however the number is written', () => {
    const result = reconcile(
      [check(0), check(100, { choice: 'complied' }), check(300)],
      [
        transaction(0),
        transaction(101),
        transaction(500, { officer: '4312' }),
        transaction(0, { officer: 'TF-9' }),
      ],
      WITHIN_TEN,
    );
    expect(countsByOfficer(result)).toEqual([
      { officer: 'TF-4312', matched: 1, doneAllTheSame: 1, withoutTransaction: 1, withoutEntry: 1 },
      { officer: 'TF-9', matched: 0, doneAllTheSame: 0, withoutTransaction: 0, withoutEntry: 1 },
    ]);
  });
});
