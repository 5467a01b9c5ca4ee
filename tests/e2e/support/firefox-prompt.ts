/**
 * Reads the prompt as a screen reader does and works it by keyboard alone, as an officer without a
 * mouse. The prompt's closed root stays closed.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { KeyInput, Page } from 'puppeteer-core';
import { waitUntil } from '../../../tools/browsers/wait.ts';
import { type AxNode, axTree } from './firefox-ax-tree.ts';
import { EXPLANATION, type Reason, SAFETY } from './officer.ts';

/** An answer that comes sooner than this is not taken for one. */
const READING_MS = 450;
const WAIT_MS = 8_000;

/** Firefox's names of the roles that matter here. */
const FIELD_ROLES = new Set(['entry', 'combobox']);
const STOP_ROLES = new Set([...FIELD_ROLES, 'pushbutton']);

/** What the prompt says, as it is read out. */
export interface FirefoxPromptView {
  readonly title: string;
  readonly description: string;
  /** All text of the prompt in its order. */
  readonly text: string;
  /** What stands in the part for faults, empty where there is nothing wrong. */
  readonly message: string;
  /** Names of its buttons and fields, in the order of Tab. */
  readonly stops: readonly string[];
  readonly fields: readonly AxNode[];
}

export class FirefoxPrompt {
  readonly page: Page;
  readonly #privileged: Page;
  #step: string | undefined;
  #at = 0;

  /** @param privileged the session's own page, which may ask Firefox for what it reads out */
  constructor(page: Page, privileged: Page) {
    this.page = page;
    this.#privileged = privileged;
  }

  async isOpen(): Promise<boolean> {
    return (await this.#read()) !== null;
  }

  /** Waits for the prompt, and as long as a person needs to see it. */
  async opened(): Promise<FirefoxPromptView> {
    const view = await this.reads('to open', ({ stops }) => stops.length > 0);
    this.#begin(view.stops[0]);
    await sleep(READING_MS);
    return view;
  }

  async closed(): Promise<void> {
    await waitUntil({
      what: 'the prompt to close',
      read: async () => ((await this.isOpen()) ? undefined : true),
      timeoutMs: WAIT_MS,
    });
  }

  /** Waits until the prompt says what is expected. */
  async reads(
    what: string,
    isExpected: (view: FirefoxPromptView) => boolean,
  ): Promise<FirefoxPromptView> {
    let last: FirefoxPromptView | null = null;
    return waitUntil({
      what: `the prompt ${what}`,
      read: async () => {
        last = await this.#read();
        return last && isExpected(last) ? last : undefined;
      },
      timeoutMs: WAIT_MS,
      hint: () => (last ? `it says: ${last.text}` : 'it is closed'),
    });
  }

  /** Waits for a message about what was given; the prompt then goes to the field at fault. */
  async complains(message: string, field: string): Promise<void> {
    const { stops } = await this.reads(`to say "${message}"`, (view) => view.message === message);
    this.#at = stops.indexOf(field);
  }

  /**
   * Walks to a button or field with Tab. Where the focus is, is counted and not read: Firefox now
   * and then forgets to tell assistive technology, though it shows it.
   */
  async goTo(name: string): Promise<void> {
    const { stops } = await this.reads(`to offer "${name}"`, (view) => view.stops.includes(name));
    if (stops[0] !== this.#step) this.#begin(stops[0]);
    const to = stops.indexOf(name);
    for (; this.#at < to; this.#at++) await this.page.keyboard.press('Tab');
    if (this.#at === to) return;
    await this.page.keyboard.down('Shift');
    for (; this.#at > to; this.#at--) await this.page.keyboard.press('Tab');
    await this.page.keyboard.up('Shift');
  }

  /** Each step of the prompt begins with the focus on its first button or field. */
  #begin(step: string | undefined): void {
    this.#step = step;
    this.#at = 0;
  }

  async press(name: string, key: KeyInput = 'Enter'): Promise<void> {
    await this.goTo(name);
    await this.page.keyboard.press(key);
  }

  async fill(name: string, text: string): Promise<void> {
    await this.goTo(name);
    await this.page.keyboard.type(text);
    await this.reads(`to hold ${name}`, ({ fields }) =>
      fields.some((field) => field.name === name && field.value === text),
    );
  }

  /** Chooses with the arrow key, as a list allows without opening it. */
  async choose(name: string, option: string): Promise<void> {
    await this.goTo(name);
    let value = await this.#valueOf(name, '');
    while (value !== option) {
      await this.page.keyboard.press('ArrowDown');
      value = await this.#valueOf(name, value);
    }
  }

  /** Waits for a field to hold another value than before. */
  async #valueOf(name: string, before: string): Promise<string> {
    const valueIn = ({ fields }: FirefoxPromptView) =>
      fields.find((field) => field.name === name)?.value ?? '';
    const what = `to hold another ${name} than "${before}"`;
    return valueIn(await this.reads(what, (view) => valueIn(view) !== before));
  }

  /** From the first question to the last press, without waiting for what comes of it. */
  async giveReason(given: Reason = {}): Promise<void> {
    await this.opened();
    await this.press('Go on with a reason');
    await this.choose('Reason', given.reason ?? SAFETY);
    await this.fill('Explanation', given.explanation ?? EXPLANATION);
    if (given.authoriser !== undefined)
      await this.fill('Authorised by (staff number)', given.authoriser);
  }

  /** An override with all that it needs, until the prompt is gone. */
  async goOn(given: Reason = {}): Promise<void> {
    await this.giveReason(given);
    await this.press('Record and go on');
    await this.closed();
  }

  async #read(): Promise<FirefoxPromptView | null> {
    const tree = await axTree(this.#privileged);
    const dialog = tree && nodesOf(tree).find(({ role }) => role === 'alertdialog');
    return dialog ? viewOf(dialog) : null;
  }
}

function nodesOf(node: AxNode): readonly AxNode[] {
  return [node, ...node.children.flatMap(nodesOf)];
}

function textOf(nodes: readonly AxNode[]): string {
  return nodes
    .filter(({ role }) => role === 'text leaf')
    .map(({ name }) => name)
    .join(' ');
}

function viewOf(dialog: AxNode): FirefoxPromptView {
  const nodes = nodesOf(dialog).slice(1);
  const alert = nodes.find(({ role }) => role === 'alert' || role === 'status');
  return {
    title: dialog.name,
    description: dialog.description,
    text: textOf(nodes),
    message: alert ? textOf(nodesOf(alert)) : '',
    stops: nodes.filter(({ role }) => STOP_ROLES.has(role)).map(({ name }) => name),
    fields: nodes.filter(({ role }) => FIELD_ROLES.has(role)),
  };
}
