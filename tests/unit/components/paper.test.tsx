// @vitest-environment jsdom
/** Printing: asked what for and for whom, recorded, and only then handed to the browser. */
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { PaperDialog } from '../../../components/paper/paper-dialog.tsx';
import type { Ask } from '../../../core/ask.ts';
import type { Printing } from '../../../core/ledger/printed.ts';
import { Paper } from '../../../platform/paper.ts';
import {
  choose,
  clear,
  has,
  modalDialogs,
  one,
  press,
  say,
  sayWelsh,
  show,
  textOf,
} from './page.ts';

const LIST: Printing = { page: 'queue', of: '', entries: 12 };
const OPEN: Printing = { page: 'case', of: 'a'.repeat(32), entries: 1 };

type Reply = { readonly ok: true } | { readonly ok: false; readonly code: string };

let order: string[];
let reply: () => Promise<Reply>;
let paper: Paper;
let words = say;

async function draw(): Promise<void> {
  await show(
    <PaperDialog
      {...paper.state}
      say={words}
      onPrint={(chosen) => paper.print(chosen)}
      onLeave={() => paper.leave()}
    />,
  );
}

const state = () => document.documentElement.dataset['paper'];

beforeAll(modalDialogs);
beforeEach(() => {
  order = [];
  words = say;
  reply = async () => ({ ok: true });
  document.documentElement.dataset['paper'] = '';
  paper = new Paper({
    ask: (async (name: string, body: object) => {
      order.push(`${name} ${JSON.stringify(body)}`);
      return reply();
    }) as unknown as Ask,
    changed: () => undefined,
    shown: () => OPEN,
    print: () => {
      order.push(`paper of ${paper.state.printing}, ${state()}`);
    },
    document,
  });
});
afterEach(clear);

async function answers(): Promise<void> {
  await choose('#paper-purpose', 'lawfulness');
  await choose('#paper-recipient', 'inspectorate');
  await press('#paper-print');
}

const settled = async () => {
  await new Promise((resolve) => setTimeout(resolve, 0));
  await draw();
};

const key = (init: KeyboardEventInit) => {
  const event = new KeyboardEvent('keydown', { bubbles: true, cancelable: true, ...init });
  document.dispatchEvent(event);
  return event.defaultPrevented;
};

describe('whoever wants to print', () => {
  it('is asked, is recorded, and only then the browser prints', async () => {
    paper.want(LIST);
    await draw();
    expect(one('#paper').hasAttribute('open')).toBe(true);
    expect(textOf('#paper-title')).toBe('Print the list');
    await answers();
    await settled();
    const [recorded, printed, ...more] = order;
    expect(recorded).toBe(
      `print ${JSON.stringify({ ...LIST, purpose: 'lawfulness', recipient: 'inspectorate' })}`,
    );
    expect([printed, more]).toEqual(['paper of queue, recorded', []]);
    expect(state()).toBe('');
    expect(paper.state.printing).toBeNull();
  });

  it('is told what is missing, and nothing is recorded or printed', async () => {
    paper.want(LIST);
    await draw();
    await press('#paper-print');
    expect(order).toEqual([]);
    expect(textOf('#paper-purpose-fault')).toContain('Choose what it is for');
    expect(document.activeElement?.id).toBe('paper-purpose');
  });

  it('prints nothing where it cannot be recorded, and is told so', async () => {
    reply = async () => ({ ok: false, code: 'storage-full' });
    paper.want(LIST);
    await draw();
    await answers();
    await settled();
    expect(order).toHaveLength(1);
    expect(textOf('#paper-failed')).toContain('Nothing was printed');
    expect(textOf('#paper-failed')).toContain('storage-full');
    expect(state()).toBe('');
  });

  it('prints nothing where nobody answers', async () => {
    reply = () => Promise.reject(new Error('cut off'));
    paper.want(LIST);
    await draw();
    await answers();
    await settled();
    expect(order).toHaveLength(1);
    expect(has('#paper-failed')).toBe(true);
  });

  it('prints nothing where they left it while it was recorded, or went to something else', async () => {
    let recorded = (_reply: Reply): void => undefined;
    reply = () => new Promise((resolve) => (recorded = resolve));
    paper.want(LIST);
    await draw();
    await answers();
    await press('#paper-print');
    paper.leave();
    paper.want(OPEN);
    recorded({ ok: true });
    await settled();
    // One entry for two presses, and no paper that another entry is about.
    expect(order).toHaveLength(1);
    expect(order[0]).toContain('"page":"queue"');
    expect(paper.state.asking).toEqual(OPEN);
  });

  it('may leave it', async () => {
    paper.want(LIST);
    await draw();
    await press('#paper-leave');
    expect([paper.state.asking, order]).toEqual([null, []]);
    await draw();
    expect(one('#paper').hasAttribute('open')).toBe(false);
  });

  it('by the browser’s own key is asked about what is open', () => {
    expect(key({ key: 'p', ctrlKey: true })).toBe(true);
    expect(paper.state.asking).toEqual(OPEN);
    paper.leave();
    expect(key({ key: 'P', metaKey: true })).toBe(true);
    expect(paper.state.asking).toEqual(OPEN);
  });

  it.each([
    ['a letter', { key: 'p' }],
    ['a private window', { key: 'P', ctrlKey: true, shiftKey: true }],
    ['another key', { key: 's', ctrlKey: true }],
  ])('is not meant by %s', (_what, init) => {
    expect(key(init)).toBe(false);
    expect(paper.state.asking).toBeNull();
  });

  it('by the browser’s menu gets a page that says what to do, in both languages', async () => {
    await draw();
    expect(textOf('.unrecorded')).toContain('Nothing of this page is printed before');
    words = sayWelsh;
    await draw();
    expect(textOf('.unrecorded')).toContain('Ni chaiff dim o’r dudalen hon ei argraffu');
  });
});
