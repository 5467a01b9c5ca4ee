/** The guard reads and holds wherever a form can be, and follows what a page does with it. */
import type { Frame, Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { PLACES } from './support/places-pages.ts';
import { Prompt } from './support/prompt.ts';
import { useServedPages } from './support/served-pages.ts';

const HERE = 'places.testforce.police.uk';
const OTHER = 'other.testforce.police.uk';

const served = useServedPages(PLACES, [HERE, OTHER]);
const { holds, lets } = served;

function frameAt(page: Page, index: number): Frame {
  const frame = page.frames()[index];
  if (!frame) throw new Error(`no frame ${index}`);
  return frame;
}

interface DomNode {
  readonly backendNodeId: number;
  readonly nodeValue: string;
  readonly children?: readonly DomNode[] | undefined;
  readonly shadowRoots?: readonly DomNode[] | undefined;
}

/** The element whose text is this, also inside of a closed root. */
function saying(node: DomNode, text: string): DomNode | null {
  if (node.children?.some(({ nodeValue }) => nodeValue === text)) return node;
  for (const child of [...(node.children ?? []), ...(node.shadowRoots ?? [])]) {
    const found = saying(child, text);
    if (found) return found;
  }
  return null;
}

async function pressInRoot(page: Page, text: string): Promise<void> {
  const cdp = await page.context().newCDPSession(page);
  const { root } = await cdp.send('DOM.getDocument', { depth: -1, pierce: true });
  const found = saying(root, text);
  if (!found) throw new Error(`nothing says "${text}"`);
  const { backendNodeId } = found;
  const { model } = await cdp.send('DOM.getBoxModel', { backendNodeId });
  const [x = 0, y = 0] = model.content;
  await page.mouse.click(x + 5, y + 5);
}

describe('in frames', () => {
  it.each(['/srcdoc', '/frame', '/blank'])(
    'a look-up on the victim of the page around is held: %s',
    async (path) => {
      const page = await served.police.open(path, HERE);
      await page.waitForTimeout(200);
      await holds(page, () => frameAt(page, 1).click('#status'));
    },
  );

  it('of another origin the page around says whose record it is, also when that changes', async () => {
    const page = await served.police.open('/foreign', HERE);
    await page.waitForTimeout(500);
    await holds(page, () => frameAt(page, 1).click('#status'));
    await lets(page, () => frameAt(page, 2).click('#status'));
    await page.evaluate(() => {
      const who = document.getElementById('who');
      if (who) who.textContent = 'Witness';
    });
    await page.waitForTimeout(1200);
    await holds(page, () => frameAt(page, 2).click('#status'));
  });

  it('in a set of frames a look-up is held', async () => {
    const page = await served.police.open('/frameset', HERE);
    const frame = page.frame('main');
    await holds(page, async () => frame?.click('#status'));
  });

  it('a window that a page opens is guarded', async () => {
    const page = await served.police.open('/popup', HERE);
    const [popup] = await Promise.all([page.waitForEvent('popup'), page.click('#open')]);
    await popup.waitForLoadState();
    await holds(popup, () => popup.click('#status'));
    await popup.close();
  });
});

describe('in shadow roots', () => {
  it.each(['/open-root', '/closed-root'])('a press with the mouse is held: %s', async (path) => {
    const page = await served.police.open(path, HERE);
    await holds(page, () => pressInRoot(page, 'Check immigration status'));
    await lets(page, () => pressInRoot(page, 'Save draft'));
  });

  it.each(['/open-root', '/closed-root'])('a press with a key is held: %s', async (path) => {
    const page = await served.police.open(path, HERE);
    await pressInRoot(page, 'Immigration status');
    await holds(page, async () => {
      await page.keyboard.press('Tab');
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
    });
  });

  it.each(['/open-root', '/closed-root'])(
    'Enter in a form without a button is held, though its submit event stays inside: %s',
    async (path) => {
      const page = await served.police.open(path, HERE);
      await page.waitForTimeout(900);
      await pressInRoot(page, 'PNC names enquiry');
      // Into the field, which stays empty: typing there is held before any Enter.
      await page.keyboard.press('Tab');
      await holds(page, () => page.keyboard.press('Enter'));
    },
  );

  it('a root that comes late is guarded from its first press', async () => {
    const page = await served.police.open('/late-root', HERE);
    await page.click('#attach');
    await holds(page, () => pressInRoot(page, 'Check immigration status'));
  });
});

describe('a control in a root that is named by what stands outside', () => {
  it.each(['#by-id', '#by-script'])('is held: %s', async (selector) => {
    const page = await served.police.open('/labels-outside', HERE);
    await lets(page, () => page.click('#quiet'));
    await holds(page, () => page.click(selector));
  });
});

describe('a list that acts', () => {
  it('does nothing when the check is chosen, and goes back to what it showed', async () => {
    const page = await served.police.open('/menu', HERE);
    await holds(page, async () => {
      await page.focus('#actions');
      await page.keyboard.type('Run');
    });
    expect(await page.inputValue('#actions')).toBe('Choose an action');
    await lets(page, async () => {
      await page.focus('#actions');
      await page.keyboard.type('Print');
    });
  });

  it('leaves an ordinary list alone', async () => {
    const page = await served.police.open('/menu', HERE);
    await page.selectOption('#reason', 'Statement');
    expect(await page.inputValue('#reason')).toBe('Statement');
    expect(await (await Prompt.of(page)).isOpen()).toBe(false);
  });
});

describe('keys that a page announces', () => {
  it('for a check are held wherever the focus is, and others are not', async () => {
    const page = await served.police.open('/keys', HERE);
    await page.focus('#field');
    await holds(page, () => page.keyboard.press('Control+Shift+Y'));
    await lets(page, () => page.keyboard.press('F9'));
    await page.focus('#field');
    await page.keyboard.type('why');
    expect(await page.inputValue('#field')).toBe('why');
  });
});
