/** The mark on the toolbar button: that something waits, and no word of what. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { waitingMark } from '../../../entrypoints/background/history/mark.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const NOTHING = { owed: 0, questions: 0, news: 0, asked: 0 };

function marked(counts: () => Promise<typeof NOTHING>) {
  const texts: string[] = [];
  const reported: unknown[] = [];
  const setBadgeText = async ({ text }: { text: string }) => {
    texts.push(text);
  };
  const report = (error: unknown) => reported.push(error);
  return { texts, reported, changed: waitingMark(counts, { setBadgeText }, Date.now, report) };
}

describe('the mark on the toolbar button', () => {
  it.each(['owed', 'questions', 'news', 'asked'] as const)(
    'is a dot while there are %s',
    async (name) => {
      let counts = { ...NOTHING, [name]: 2 };
      const { texts, changed } = marked(async () => counts);
      changed();
      await vi.runAllTimersAsync();
      counts = NOTHING;
      changed();
      await vi.runAllTimersAsync();
      expect(texts).toEqual(['•', '']);
    },
  );

  it('counts once for many entries of one moment, and once in ten seconds', async () => {
    const count = vi.fn(async () => NOTHING);
    const { changed } = marked(count);
    for (let entry = 0; entry < 40; entry++) changed();
    await vi.advanceTimersByTimeAsync(1_500);
    expect(count).toHaveBeenCalledTimes(1);
    changed();
    await vi.advanceTimersByTimeAsync(5_000);
    expect(count).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(count).toHaveBeenCalledTimes(2);
  });

  it('stays as it was where the ledger does not answer, and is tried again', async () => {
    const count = vi.fn(async () => ({ ...NOTHING, owed: 1 }));
    count.mockRejectedValueOnce(new Error('the ledger'));
    const { texts, reported, changed } = marked(count);
    changed();
    await vi.runAllTimersAsync();
    expect([texts, reported.length]).toEqual([[], 1]);
    changed();
    await vi.runAllTimersAsync();
    expect(texts).toEqual(['•']);
  });
});
