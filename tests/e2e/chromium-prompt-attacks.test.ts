/** A page that works against the prompt: it neither hides it, nor answers it, nor reads it. */
import type { Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { differenceOf } from './support/pictures.ts';
import { type Asked, ATTACKING_PAGE, askedOn, HIDING } from './support/prompt-attacks.ts';
import { useServedPages } from './support/served-pages.ts';

const HOST = 'old.testforce.police.uk';

const served = useServedPages(new Map([['/record', ATTACKING_PAGE]]), [HOST]);

const asked = (): Promise<Asked> => askedOn(served.police, HOST);

/** What the screen shows within the prompt. */
async function picture(page: Page): Promise<string> {
  const png = await page.screenshot({ clip: { x: 380, y: 240, width: 520, height: 400 } });
  return png.toString('base64');
}

describe('a page that', () => {
  it.each(HIDING)('%s does not keep the officer from the prompt', async (_name, script) => {
    const { page, prompt } = await asked();
    const before = await picture(page);
    await page.evaluate(script);
    await page.waitForTimeout(900);
    const after = await picture(page);
    expect(await differenceOf(page, before, after)).toBeLessThan(0.01);
    expect((await prompt.opened()).title).toBe('Victim record check');
    await prompt.press('Do not go on');
    await prompt.closed();
    await served.police.ledger.attempt('complied');
    expect(served.server.lookUps).toEqual([]);
  });
});
