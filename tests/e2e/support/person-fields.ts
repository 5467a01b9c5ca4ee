/** Fields for a person's name and date of birth, and an officer who fills them in. */
import type { Page } from 'playwright';

export interface PersonDetails {
  readonly family: string;
  readonly given?: string;
  readonly birth?: string;
}

/** @param of begins the ids of the fields */
export function personFields(of: string): string {
  return `<p><label for="${of}-family">Surname</label> <input id="${of}-family"></p>
<p><label for="${of}-given">Forename(s)</label> <input id="${of}-given"></p>
<p><label for="${of}-birth">Date of birth</label> <input id="${of}-birth"></p>`;
}

/** Types them and leaves the last field. */
export async function typesPerson(page: Page, of: string, details: PersonDetails): Promise<void> {
  for (const [detail, text] of Object.entries(details)) await page.fill(`#${of}-${detail}`, text);
  await page.locator('body').press('Tab');
}

/** Other pages are told when the officer leaves the field. */
export const TOLD_MS = 400;
