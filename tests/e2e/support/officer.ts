/** What an officer does at the prompt, step by step. */
import type { Page } from 'playwright';
import type { Prompt } from './prompt.ts';

export const SAFETY = 'Immediate safety of the victim or others';
export const EXPLANATION = 'The offender may return tonight, the result decides on a safe place.';

export interface Reason {
  readonly reason?: string;
  readonly explanation?: string;
  /** Staff number of the second person, where one is needed. */
  readonly authoriser?: string;
}

/** From the first question to the last press, without waiting for what comes of it. */
export async function givesReason(prompt: Prompt, given: Reason = {}): Promise<void> {
  await prompt.opened();
  await prompt.press('Go on with a reason');
  await prompt.choose('Reason', given.reason ?? SAFETY);
  await prompt.fill('Explanation', given.explanation ?? EXPLANATION);
  if (given.authoriser !== undefined) {
    await prompt.fill('Authorised by (staff number)', given.authoriser);
  }
}

/** An override with all that it needs, until the prompt is gone. */
export async function goesOn(prompt: Prompt, given: Reason = {}): Promise<void> {
  await givesReason(prompt, given);
  await prompt.press('Record and go on');
  await prompt.closed();
}

/** What a form would send at this moment. */
export function formData(page: Page, form: string): Promise<Record<string, string>> {
  return page.locator(form).evaluate((element) => {
    if (!(element instanceof HTMLFormElement)) throw new Error('not a form');
    const data: Record<string, string> = {};
    for (const [name, value] of new FormData(element)) data[name] = String(value);
    return data;
  });
}

export function focusedId(page: Page): Promise<string> {
  return page.evaluate(() => document.activeElement?.id ?? '');
}
