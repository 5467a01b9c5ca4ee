/** Two supervisors, one decision. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DecisionDeposit } from '../../core/delivery/store.ts';
import { recordText } from '../../tools/cluster/records.ts';
import { FORCE, Stage } from '../../tools/cluster/stage.ts';
import { readAll } from './support/reading.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await Stage.open();
});
afterAll(() => stage?.close());

function decision(by: string, attempt: string, number = 0): DecisionDeposit {
  return {
    place: { collection: 'reviews', force: FORCE, unit: 't07', attempt, number },
    text: recordText(by, 1, `${by}-${attempt}`),
  };
}

describe('an officer', () => {
  const place = { force: FORCE, unit: 't07', depositor: 'off9', attempt: 'told', number: 0 };

  it('hears what a supervisor told, word for word, and nothing where nothing was told', async () => {
    const { store: supervisor } = stage.device({ name: 'sup9', role: 'supervisor' });
    const { store: officer } = stage.device({ name: 'off9' });
    expect(await officer.hear(place)).toEqual({ kind: 'nothing' });
    const { text } = decision('sup9', 'told');
    expect(await supervisor.tell({ place, text })).toMatchObject({ kind: 'stored' });
    expect(await supervisor.tell({ place, text })).toEqual({ kind: 'stored', how: 'read-back' });
    expect(await supervisor.tell({ place, text: '' })).toMatchObject({ why: 'other-bytes' });
    expect(await officer.hear(place)).toEqual({ kind: 'heard', text });
    // In place of what was no decision.
    const next = { ...place, number: 1 };
    expect(await supervisor.tell({ place: next, text: '' })).toMatchObject({ kind: 'stored' });
    expect(await officer.hear(next)).toEqual({ kind: 'heard', text: '' });
  });

  it('hears of nobody else, and tells nobody', async () => {
    const { store } = stage.device({ name: 'off8' });
    expect(await store.hear(place)).toEqual({ kind: 'refused', why: 'permission' });
    expect(await store.tell({ place, text: 'x' })).toEqual({ kind: 'refused', why: 'permission' });
  });
});

describe('a decision', () => {
  it('is taken once, and whoever comes second is shown the first', async () => {
    const [ann, bob] = ['ann', 'bob'].map((name) => stage.device({ name, role: 'supervisor' }));
    if (!ann || !bob) return expect.unreachable();
    expect(await ann.store.decide(decision('ann', 'a1'))).toMatchObject({ kind: 'stored' });
    expect(await bob.store.decide(decision('bob', 'a1'))).toEqual({
      kind: 'taken',
      text: decision('ann', 'a1').text,
    });
    expect(await ann.store.decide(decision('ann', 'a1'))).toEqual({
      kind: 'stored',
      how: 'read-back',
    });
  });

  it('can be turned round by the next one, which also is taken once', async () => {
    const { store } = stage.device({ name: 'cat', role: 'supervisor' });
    const { store: other } = stage.device({ name: 'dan', role: 'supervisor' });
    await store.decide(decision('cat', 'a2'));
    expect(await other.decide(decision('dan', 'a2', 1))).toMatchObject({ kind: 'stored' });
    expect(await store.decide(decision('cat', 'a2', 1))).toMatchObject({ kind: 'taken' });
  });

  it('is refused to an officer', async () => {
    const { store } = stage.device({ name: 'off1' });
    expect(await store.decide(decision('off1', 'a3'))).toEqual({
      kind: 'refused',
      why: 'permission',
    });
  });

  it('is one only, however many decide at the same moment on all nodes', async () => {
    const attempts = Array.from({ length: 100 }, (_, index) => `race-${index}`);
    const racers = ['eve', 'fay', 'gus'].map((name) => stage.device({ name, role: 'supervisor' }));
    const outcomes = await Promise.all(
      attempts.map((attempt) =>
        Promise.all(
          racers.map(async ({ name, store }) => {
            for (;;) {
              const answer = await store.decide(decision(name, attempt));
              // In doubt while the first of the three is on its way.
              if (answer.kind !== 'later') return answer;
            }
          }),
        ),
      ),
    );
    for (const [index, three] of outcomes.entries()) {
      const winners = three.filter(({ kind }) => kind === 'stored');
      expect(winners.length, attempts[index]).toBe(1);
      const winner = racers[three.findIndex(({ kind }) => kind === 'stored')]?.name ?? '';
      for (const answer of three)
        if (answer.kind === 'taken')
          expect(answer.text).toBe(decision(winner, attempts[index] ?? '').text);
    }
    const { store } = stage.device({ name: 'hal', role: 'supervisor' });
    const all = await readAll(store, { collection: 'reviews' });
    expect(
      all.taken.filter(
        ({ place }) => place.collection === 'reviews' && place.attempt.startsWith('race-'),
      ).length,
    ).toBe(100);
  });
});
