/** An officer at a screen of the records system, with the guard or without it. */
import type { Page } from 'playwright';
import { goesOn, type Reason } from '../support/officer.ts';
import { HOST } from '../support/policing.ts';
import { Prompt } from '../support/prompt.ts';

/** An answer that comes sooner than this is not taken for one. */
const READING_MS = 280;

/** Runs in the browser. The prompt stands behind the body, in a root that is closed. */
function isPromptThere(isExpected: boolean): boolean {
  const isThere = document.documentElement.lastElementChild?.localName === 'div';
  return isThere === isExpected;
}

export interface Flow {
  /** Ends the sentence "reaches the server as without us: ...". */
  readonly name: string;
  /** In the bytes that reach the server: proof that the flow did what its name says. */
  readonly sends: string;
  /** The browser is not asked where the guard asks first. */
  readonly isAskedByGuard?: boolean;
  readonly run: (officer: Officer) => Promise<void>;
}

export class Officer {
  readonly page: Page;
  readonly host: string;
  readonly isGuarded: boolean;
  /** What the browser asked on behalf of the page, in order. */
  readonly questions: string[] = [];
  /** What the officer answers to questions of the browser. */
  answersYes = false;

  constructor(page: Page, host: string) {
    this.page = page;
    this.host = host;
    this.isGuarded = host === HOST;
    page.on('dialog', async (dialog) => {
      this.questions.push(`${dialog.type()}: ${dialog.message()}`);
      await (this.answersYes ? dialog.accept() : dialog.dismiss());
    });
  }

  async opens(path: string): Promise<void> {
    await this.page.goto(`http://${this.host}${path}`);
  }

  /** Nothing to do where there is no guard: the page must not know that it happened. */
  async pressesAndLeaves(selector: string, key: 'Enter' | 'Escape' = 'Enter'): Promise<void> {
    if (!this.isGuarded) return;
    await this.page.click(selector);
    await this.page.waitForFunction(isPromptThere, true);
    await this.page.waitForTimeout(READING_MS);
    await this.page.keyboard.press(key);
    await this.page.waitForFunction(isPromptThere, false);
  }

  /** As above, after half an explanation has been typed into the prompt. */
  async beginsAReasonAndLeaves(selector: string): Promise<void> {
    if (!this.isGuarded) return;
    const prompt = await Prompt.of(this.page);
    await this.page.click(selector);
    await prompt.opened();
    await prompt.press('Go on with a reason');
    await prompt.fill('Explanation', 'She asked whether');
    await this.page.keyboard.press('Escape');
    await prompt.closed();
  }

  /** Presses what is held, and goes on with a reason where there is a guard. */
  async goesOnWith(selector: string, reason: Reason = {}): Promise<void> {
    if (!this.isGuarded) return this.page.click(selector);
    const prompt = await Prompt.of(this.page);
    await this.page.click(selector);
    await goesOn(prompt, reason);
  }

  /** Types at the end of what a field holds, key by key. */
  async writes(selector: string, text: string): Promise<void> {
    await this.page.focus(selector);
    await this.page.keyboard.press('ControlOrMeta+End');
    await this.page.keyboard.type(text);
  }

  async sees(selector: string): Promise<void> {
    await this.page.waitForSelector(selector);
  }
}
