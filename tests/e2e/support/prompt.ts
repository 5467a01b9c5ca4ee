/**
 * Reads and works the prompt as a person does: by what assistive technology is told, by the mouse
 * at the place where a button is seen, and by the keyboard. The prompt's closed root stays closed.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { CDPSession, Page } from 'playwright';
import { type AxNode, axTree, frameIds } from './ax-tree.ts';

/** An answer counts only when the prompt has been on the screen for a while. */
const READING_MS = 450;
const WAIT_MS = 15_000;
/** Each key costs a browser several milliseconds; what follows comes at once, as dictation does. */
const KEYS = 16;

export interface PromptField {
  readonly role: string;
  readonly name: string;
  readonly value: string;
  readonly description: string;
}

/** What the prompt says, as it is read out. */
export interface PromptView {
  readonly title: string;
  readonly description: string;
  /** All text of the prompt in its order. */
  readonly text: string;
  /** What stands in the part for faults, empty where there is nothing wrong. */
  readonly message: string;
  /** The same without what is only told, such as how a question to a supervisor stands. */
  readonly alert: string;
  readonly buttons: readonly string[];
  readonly fields: readonly PromptField[];
  /** Name of what has the focus. */
  readonly focused: string;
}

interface Found {
  readonly view: PromptView;
  readonly nodes: readonly AxNode[];
}

const FIELD_ROLES = new Set(['textbox', 'combobox', 'listbox', 'checkbox']);

export class Prompt {
  readonly page: Page;
  readonly #cdp: CDPSession;

  private constructor(page: Page, cdp: CDPSession) {
    this.page = page;
    this.#cdp = cdp;
  }

  static async of(page: Page): Promise<Prompt> {
    const cdp = await page.context().newCDPSession(page);
    await cdp.send('Accessibility.enable');
    await cdp.send('DOM.enable');
    return new Prompt(page, cdp);
  }

  async isOpen(): Promise<boolean> {
    return (await this.#find()) !== null;
  }

  /** Waits for the prompt, and as long as a person needs to see it. */
  async opened(): Promise<PromptView> {
    const view = await this.reads(() => true);
    await sleep(READING_MS);
    return view;
  }

  async closed(): Promise<void> {
    const endsAt = Date.now() + WAIT_MS;
    while (await this.isOpen()) {
      if (Date.now() > endsAt) throw new Error('the prompt did not close');
      await sleep(20);
    }
  }

  /** Waits until the prompt says what is expected. */
  async reads(isExpected: (view: PromptView) => boolean): Promise<PromptView> {
    const endsAt = Date.now() + WAIT_MS;
    let last: PromptView | null = null;
    do {
      last = (await this.#find())?.view ?? null;
      if (last && isExpected(last)) return last;
      await sleep(20);
    } while (Date.now() < endsAt);
    throw new Error(`the prompt says: ${last === null ? 'nothing, it is closed' : last.text}`);
  }

  /** Waits for a message of the prompt about what was given. */
  async complains(): Promise<string> {
    return (await this.reads(({ alert }) => alert !== '')).alert;
  }

  /** Presses a button with the mouse, where it stands on the screen. */
  async press(name: string, clickCount = 1): Promise<void> {
    const { x, y } = await this.#placeOf('button', name);
    await this.page.mouse.click(x, y, { clickCount });
  }

  /** Where a button is on the screen. */
  async placeOfButton(name: string): Promise<{ readonly x: number; readonly y: number }> {
    const { x, y } = await this.#placeOf('button', name);
    return { x, y };
  }

  async fill(name: string, text: string): Promise<void> {
    const { x, y } = await this.#placeOf('textbox', name);
    await this.page.mouse.click(x, y);
    await this.page.keyboard.press('ControlOrMeta+A');
    await this.page.keyboard.press('Delete');
    await this.page.keyboard.type(text.slice(0, KEYS));
    if (text.length > KEYS) await this.page.keyboard.insertText(text.slice(KEYS));
  }

  /** Chooses by typing and the arrow key, as a list allows without opening it. */
  async choose(name: string, option: string): Promise<void> {
    const { node } = await this.#placeOf('combobox', name);
    await this.#cdp.send('DOM.focus', { backendNodeId: node.id });
    // No more than a word: a space that comes late opens the list, and the next press closes it.
    await this.page.keyboard.type(option.split(' ')[0] ?? option);
    const valueIn = ({ fields }: PromptView) => fields.find((field) => field.name === name)?.value;
    for (let value = valueIn(await this.reads(() => true)); value !== option; ) {
      const before = value;
      await this.page.keyboard.press('ArrowDown');
      value = valueIn(await this.reads((view) => valueIn(view) !== before));
    }
  }

  async #placeOf(role: string, name: string) {
    const found = await this.#find();
    const node = found?.nodes.find((each) => each.role === role && each.name === name);
    if (!node) {
      const has = found ? `it has: ${found.view.buttons.join(', ')}` : 'it is closed';
      throw new Error(`the prompt has no ${role} "${name}"; ${has}`);
    }
    await this.#cdp.send('DOM.scrollIntoViewIfNeeded', { backendNodeId: node.id });
    const { model } = await this.#cdp.send('DOM.getBoxModel', { backendNodeId: node.id });
    const [left = 0, top = 0, , , right = 0, bottom = 0] = model.border;
    return { x: (left + right) / 2, y: (top + bottom) / 2, node };
  }

  async #find(): Promise<Found | null> {
    for (const frameId of await frameIds(this.#cdp)) {
      const tree = await axTree(this.#cdp, frameId);
      const dialog = tree.find(({ role }) => role === 'alertdialog');
      if (dialog) return readDialog(dialog, within(tree, dialog));
    }
    return null;
  }
}

function within(tree: readonly AxNode[], root: AxNode): readonly AxNode[] {
  const byKey = new Map(tree.map((node) => [node.key, node]));
  const walk = (node: AxNode): readonly AxNode[] => [
    node,
    ...node.children.flatMap((key) => {
      const child = byKey.get(key);
      return child ? walk(child) : [];
    }),
  ];
  return walk(root);
}

function readDialog(dialog: AxNode, nodes: readonly AxNode[]): Found {
  const [, ...inner] = nodes;
  const texts = (list: readonly AxNode[]) =>
    list
      .filter(({ role }) => role === 'StaticText')
      .map(({ name }) => name)
      .join(' ');
  const alert = inner.find(({ role }) => role === 'alert');
  const told = inner.find(({ role }) => role === 'alert' || role === 'status');
  const textIn = (part: AxNode | undefined) => (part ? texts(within(inner, part)) : '');
  return {
    nodes: inner,
    view: {
      title: dialog.name,
      description: dialog.description,
      text: texts(inner),
      message: textIn(told),
      alert: textIn(alert),
      buttons: inner.filter(({ role }) => role === 'button').map(({ name }) => name),
      fields: inner.filter(({ role }) => FIELD_ROLES.has(role)),
      focused: inner.find(({ focused }) => focused)?.name ?? '',
    },
  };
}
