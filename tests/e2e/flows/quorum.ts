/** Two supervisors who have to decide alike, each in a browser of their own, over the force's store. */
import type { Page } from 'playwright';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Stage } from '../../../tools/cluster/stage.ts';
import type { Policing } from '../support/policing.ts';
import { decisionsOn, outcomeOf, pressUnheard, writes } from '../support/stream-reviews.ts';

export interface QuorumParts {
  readonly stage: Stage;
  readonly supervisor: Policing;
  readonly officer: Policing;
  /** An override in the store, for each of the tests. */
  readonly cases: readonly string[];
  /** Has policy ask for two who decide alike, of both. */
  readonly askForTwo: () => Promise<void>;
}

const NOTE = 'Read with the officer, and right';

export function decideTogether(parts: () => QuorumParts): void {
  describe('two supervisors who have to decide alike', () => {
    let ann: Page;
    let bob: Page;
    const idOf = (number: number) => parts().cases[number] ?? '';
    const isClosed = (page: Page, id: string) =>
      page.waitForSelector(`[data-case-id="${id}"][data-case-state=decided]`, {
        state: 'attached',
        timeout: 20_000,
      });

    beforeAll(() => parts().askForTwo());
    beforeEach(async () => {
      ann = await parts().supervisor.openOwn('review.html#state=all');
      bob = await parts().officer.openOwn('review.html#state=all');
    });

    it('the first corrects a slip, the second agrees, and both are told each time', async () => {
      const id = idOf(0);
      await writes(ann, id, 'RV-4', 'Ann: pressed the wrong one');
      await ann.click('#decide');
      await ann.waitForSelector('#decided:not([data-waits])');
      expect(await ann.textContent('#decided')).toContain('stays open: 1 of the 2');
      await bob.waitForSelector(`[data-case-id="${id}"] [data-quorum="1"]`, { timeout: 20_000 });

      await ann.reload();
      await ann.waitForSelector('#bar[data-bar=awaits-others]');
      await ann.click('#reverse > summary');
      await writes(ann, id, 'RV-1', 'Ann: a slip, it was needed');
      await ann.click('#decide');
      await ann.waitForSelector('#decided:not([data-waits])');

      await writes(bob, id, 'RV-1', '');
      await bob.waitForSelector('[data-decision=RV-4][data-status=followed]');
      await bob.waitForSelector('[data-decision=RV-1][data-status=stands]');
      await bob.click('#decide');
      await bob.waitForSelector('#decided:not([data-waits])');
      await Promise.all([isClosed(ann, id), isClosed(bob, id)]);
      expect(await decisionsOn(parts().stage, id)).toEqual([
        ...['TF-9001 RV-4', 'TF-9001 RV-1', 'TF-9002 RV-1'],
      ]);
    });

    it('at the same moment: one is first, the other is told, keeps the note, and closes it', async () => {
      const id = idOf(1);
      await Promise.all([writes(ann, id, 'RV-1', NOTE), writes(bob, id, 'RV-1', NOTE)]);
      const { stage, supervisor, officer } = parts();
      await pressUnheard(stage, id, { page: ann, at: supervisor }, { page: bob, at: officer });
      const ends = await Promise.all([outcomeOf(ann), outcomeOf(bob)]);
      expect([...ends].sort()).toEqual(['decided', 'refused']);
      const isAnn = ends[0] === 'decided';
      const [winner, loser] = isAnn ? [ann, bob] : [bob, ann];
      const won = isAnn ? 'TF-9001' : 'TF-9002';
      expect(await winner.textContent('#decided')).toContain('stays open: 1 of the 2');
      expect(await loser.textContent('#error-summary')).toMatch(new RegExp(`reviewer ${won}`, 'i'));
      expect(await loser.inputValue('#decision-note')).toBe(NOTE);
      expect(await decisionsOn(parts().stage, id)).toEqual([`${won} RV-1`]);

      await loser.focus('#form-changed-reload');
      await loser.keyboard.press('Enter');
      await loser.waitForSelector('#why[data-why=quorum]');
      expect(await loser.inputValue('#decision-note')).toBe(NOTE);
      await loser.check('#outcome-RV-1');
      await loser.click('#decide');
      await loser.waitForSelector('#decided:not([data-waits])');
      await Promise.all([isClosed(ann, id), isClosed(bob, id)]);
      const lost = isAnn ? 'TF-9002' : 'TF-9001';
      expect(await decisionsOn(parts().stage, id)).toEqual([`${won} RV-1`, `${lost} RV-1`]);
    });
  });
}
