import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Envelope } from '../../../core/messages.ts';
import { requestOver, type Transport } from '../../../platform/send.ts';
import { chooseLanguage, promptFor, promptWording, sayIn } from '../../../platform/wording.ts';

const envelope: Envelope<'case'> = { v: 1, name: 'case', body: { id: 'ab'.repeat(16) } };
const ask = (transport: Transport<'case'>) => requestOver(transport, envelope, 1000);

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

it('gives a supervisor’s page the answer, also where the answer is that there is no such case', async () => {
  expect(await ask(async () => null)).toBeNull();
});

it('does not take silence for an answer', async () => {
  await expect(ask(async () => undefined)).rejects.toMatchObject({ code: 'no-reply' });
});

it('says when the background cannot be reached', async () => {
  const failed = ask(() => Promise.reject(new Error('no receiver')));
  await expect(failed).rejects.toMatchObject({
    code: 'not-delivered',
    message: 'case: not-delivered',
  });
});

it('does not wait for ever, and leaves no clock running', async () => {
  // Backgrounds of other tests may still be at work; from here on they get no turn.
  vi.clearAllTimers();
  const answer = expect(ask(() => new Promise(() => undefined))).rejects.toMatchObject({
    code: 'timed-out',
  });
  vi.advanceTimersByTime(1000);
  await answer;
  await ask(async () => null);
  expect(vi.getTimerCount()).toBe(0);
});

it.each([
  ['cy', 'en-GB', 'cy'],
  ['en', 'cy-GB', 'en'],
  [null, 'cy', 'cy'],
  [null, 'cy-GB', 'cy'],
  [null, 'en-GB', 'en'],
  [null, 'cyx', 'en'],
  [null, '', 'en'],
] as const)('speaks to a reader who chose %s in a browser in %s: %s', (chosen, ui, language) => {
  expect(chooseLanguage(chosen, ui)).toBe(language);
});

it('has every prompt in both languages, and no prompt for a key that nobody wrote', () => {
  expect(Object.keys(promptWording.cy).sort()).toEqual(Object.keys(promptWording.en).sort());
  expect(promptFor('immigration-lookup', 'cy')?.title).toBe(
    promptWording.cy['immigration-lookup.title'],
  );
  expect(promptFor('no-such-wording', 'en')).toBeNull();
  expect(sayIn('en', promptWording)('ui.faultShort', { needs: 30, has: 4 })).toContain('30');
});
