/** An answer that comes to the store late, where somebody else's lies by then. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import {
  ANN,
  ASKED,
  answers,
  asks,
  assemble,
  disperse,
  round,
  supervisor,
  the,
} from './second-person.ts';
import { PAGE } from './whole-background.ts';

beforeEach(assemble);
afterEach(disperse);

const lost = async () => the.ann.all.services.answering.lost();

it('is told to whoever gave it, also when the page no longer waits for it', async () => {
  const bob = await supervisor({ ...ANN, id: 'TF-9002' }, 'sup9002');
  await asks();
  await round(the.officer);
  await round(the.ann);
  await round(bob);
  const { answering } = the.ann.all.services;
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const said = the.ann.all.ask(
    'answer-asked',
    { id: ASKED, answer: 'granted', note: '', dwellMs: 1 },
    PAGE,
  );
  await vi.waitFor(async () => expect(await answering.puts()).toHaveLength(1));
  vi.advanceTimersByTime(10_000);
  vi.useRealTimers();
  expect(await said).toEqual({ ok: true, trouble: 'unreachable' });
  expect(await lost()).toEqual([]);
  await answers(bob, 'denied', 'Ask the victim herself first');
  await round(the.ann);
  expect(await lost()).toEqual([{ id: ASKED, by: 'TF-9002' }]);
  expect(await answering.puts()).toEqual([]);
});
