/** The list of overrides as a page is told of it: what changed, and nothing twice. */
import { describe, expect, it } from 'vitest';
import { RowChanges } from '../../../entrypoints/background/queue/changes.ts';
import { rowOf } from '../components/samples.ts';

const many = (count: number) =>
  Array.from({ length: count }, (_, seq) => rowOf({ id: `${seq}`, seq }));

describe('what changed in the list', () => {
  it('is told in parts, every row once', () => {
    const changes = new RowChanges();
    changes.take(many(10));
    const first = changes.after(0, 6);
    const second = changes.after(first.next, 6);
    expect([first.hasMore, second.hasMore]).toEqual([true, false]);
    expect([...first.rows, ...second.rows]).toEqual(many(10));
  });

  it('is nothing where nothing changed, and one row where one did', () => {
    const changes = new RowChanges();
    changes.take(many(10));
    const { next } = changes.after(0, 100);
    expect(changes.take(many(10))).toBe(true);
    expect(changes.after(next, 100).rows).toEqual([]);
    const decided = rowOf({ id: '4', seq: 4, state: 'decided' });
    changes.take(many(10).map((row) => (row.id === '4' ? decided : row)));
    expect(changes.after(next, 100).rows).toEqual([decided]);
    // Whoever reads it from the beginning is told of it once.
    expect(changes.after(0, 100).rows).toHaveLength(10);
  });

  it('is a row of which somebody said what was passed on, or answered a question', () => {
    const owed = { dueBy: 9, said: null, isOpen: true };
    for (const change of [{ passedOn: owed }, { repliedAt: 7 }]) {
      const changes = new RowChanges();
      changes.take(many(3));
      const { next } = changes.after(0, 100);
      const said = rowOf({ id: '1', seq: 1, ...change });
      changes.take(many(3).map((row) => (row.id === '1' ? said : row)));
      expect(changes.after(next, 100).rows).toEqual([said]);
    }
  });

  it('begins anew where a row is not listed any more', () => {
    const changes = new RowChanges();
    changes.take(many(10));
    expect(changes.take(many(9))).toBe(false);
  });

  it('begins anew where more was overtaken than there is', () => {
    const changes = new RowChanges();
    const states = ['open', 'decided'] as const;
    let goesOn = true;
    for (let round = 0; goesOn && round < 1_000; round++)
      goesOn = changes.take(many(5).map((row) => ({ ...row, state: states[round % 2] ?? 'open' })));
    expect(goesOn).toBe(false);
  });
});
