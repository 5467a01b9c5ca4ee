/** What a test of delivery has an officer do, and what the status page then says. */
import type { Page } from 'playwright';
import { expect } from 'vitest';
import { goesOn } from './officer.ts';
import type { Policing } from './policing.ts';
import { Prompt } from './prompt.ts';

/** The victim's status is looked up, with a reason. */
export async function overridesOnce(police: Policing): Promise<Page> {
  const page = await police.open('/reports/TF/004427/26');
  const prompt = await Prompt.of(page);
  await page.click('#victim-check-status');
  await goesOn(prompt);
  return page;
}

/** The status page, once it says that of delivery. */
export async function deliverySays(police: Policing, state: string): Promise<Page> {
  const status = await police.openOwn('options.html');
  const read = async () => {
    await status.reload();
    await status.waitForSelector('[data-delivery]');
    return status.getAttribute('[data-delivery]', 'data-delivery');
  };
  await expect.poll(read, { timeout: 40_000, interval: 500 }).toBe(state);
  return status;
}
