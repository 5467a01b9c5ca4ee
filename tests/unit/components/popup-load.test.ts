/** The popup keeps up with the tab it is about. */
import { describe, expect, it } from 'vitest';
import type { TabState } from '../../../core/messages.ts';
import { follower } from '../../../entrypoints/popup/load.ts';

const TAB: TabState = {
  guarded: true,
  signals: 0,
  held: 0,
  recordedHere: 0,
  drift: false,
  policyVersion: '2026.1',
  pilot: null,
  force: null,
  origin: 'managed',
  language: null,
};

describe('following a tab', () => {
  it('asks once more for all that changed while it was asking', async () => {
    const asked: ((tab: TabState) => void)[] = [];
    const shown: (number | undefined)[] = [];
    const look = follower(
      () => new Promise((answer) => asked.push(answer)),
      (tab) => shown.push(tab?.held),
    );
    const first = look();
    await look();
    await look();
    expect(asked).toHaveLength(1);
    asked[0]?.(TAB);
    await expect.poll(() => asked.length).toBe(2);
    asked[1]?.({ ...TAB, held: 1 });
    await first;
    expect(shown).toEqual([0, 1]);
    expect(asked).toHaveLength(2);
  });

  it('shows why there was no answer, and the answer to the next question', async () => {
    const answers = [Promise.reject(new Error('gone')), Promise.resolve(TAB)];
    const shown: unknown[] = [];
    const look = follower(
      () => answers.shift() ?? Promise.resolve(TAB),
      (tab, failure) => shown.push([tab?.guarded, failure !== null]),
    );
    await look();
    await look();
    expect(shown).toEqual([
      [undefined, true],
      [true, false],
    ]);
  });
});
