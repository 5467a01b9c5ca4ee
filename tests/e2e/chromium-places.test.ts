/** The guard reads and holds wherever a form can be, and follows what a page does with it. */
import type { Frame, Page } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { holdsOn, letsOn } from './support/holding.ts';
import { type HtmlServer, serveHtml } from './support/html-server.ts';
import { PLACES } from './support/places-pages.ts';
import { type Policing, startPolicing } from './support/policing.ts';
import { Prompt } from './support/prompt.ts';

const HERE = 'places.testforce.police.uk';
const OTHER = 'other.testforce.police.uk';

let police: Policing;
let server: HtmlServer;
beforeAll(async () => {
  server = await serveHtml(PLACES);
  police = await startPolicing({ hosts: { [HERE]: server.port, [OTHER]: server.port } });
});
afterAll(async () => {
  await police.close();
  await server.close();
});
beforeEach(async () => {
  server.clear();
  await police.ledger.begin();
});
afterEach(() => police.tidy());

const holds = (page: Page, act: () => Promise<unknown>) => holdsOn(server, page, act);
const lets = (page: Page, act: () => Promise<unknown>) => letsOn(server, page, act);

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
      const page = await police.open(path, HERE);
      await page.waitForTimeout(200);
      await holds(page, () => frameAt(page, 1).click('#status'));
    },
  );

  it('of another origin the page around says whose record it is, also when that changes', async () => {
    const page = await police.open('/foreign', HERE);
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
    const page = await police.open('/frameset', HERE);
    const frame = page.frame('main');
    await holds(page, async () => frame?.click('#status'));
  });

  it('a window that a page opens is guarded', async () => {
    const page = await police.open('/popup', HERE);
    const [popup] = await Promise.all([page.waitForEvent('popup'), page.click('#open')]);
    await popup.waitForLoadState();
    await holds(popup, () => popup.click('#status'));
    await popup.close();
  });
});

describe('in shadow roots', () => {
  it.each(['/open-root', '/closed-root'])('a press with the mouse is held: %s', async (path) => {
    const page = await police.open(path, HERE);
    await holds(page, () => pressInRoot(page, 'Check immigration status'));
    await lets(page, () => pressInRoot(page, 'Save draft'));
  });

  it.each(['/open-root', '/closed-root'])('a press with a key is held: %s', async (path) => {
    const page = await police.open(path, HERE);
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
      const page = await police.open(path, HERE);
      await page.waitForTimeout(900);
      await pressInRoot(page, 'PNC names enquiry');
      await page.keyboard.press('Tab');
      await page.keyboard.type('Someone');
      await holds(page, () => page.keyboard.press('Enter'));
    },
  );

  it('a root that comes late is guarded from its first press', async () => {
    const page = await police.open('/late-root', HERE);
    await page.click('#attach');
    await holds(page, () => pressInRoot(page, 'Check immigration status'));
  });
});

describe('a control in a root that is named by what stands outside', () => {
  it.each(['#by-id', '#by-script'])('is held: %s', async (selector) => {
    const page = await police.open('/labels-outside', HERE);
    await lets(page, () => page.click('#quiet'));
    await holds(page, () => page.click(selector));
  });
});

describe('a page that changes', () => {
  it('and moves a check to the victim has it held there, and let go back with the suspect', async () => {
    const page = await police.open('/moves', HERE);
    const move = (id: string) =>
      page.evaluate((to) => {
        const check = document.getElementById('pnc');
        if (check) document.getElementById(to)?.append(check);
      }, id);
    await lets(page, () => page.click('#pnc'));
    await move('victim');
    await holds(page, () => page.click('#pnc'));
    await move('suspect');
    await lets(page, () => page.click('#pnc'));
  });

  it('and moves a control to another document and back still has it read', async () => {
    const page = await police.open('/moves', HERE);
    await page.evaluate(() => {
      const check = document.getElementById('pnc');
      const frame = document.getElementById('elsewhere');
      if (!check || !(frame instanceof HTMLIFrameElement)) return;
      frame.contentDocument?.body.append(check);
      document.getElementById('victim')?.append(check);
    });
    await holds(page, () => page.click('#pnc'));
  });

  it('and renames a control by the text that it points to has the new name read', async () => {
    const page = await police.open('/renames', HERE);
    await lets(page, () => page.click('#named'));
    await page.evaluate(() => {
      const words = document.getElementById('words');
      if (words) words.textContent = 'Check immigration status';
    });
    await holds(page, () => page.click('#named'));
  });

  it('and renames a field has what is typed into it held before it is there', async () => {
    const page = await police.open('/renames', HERE);
    await page.click('#field');
    await page.keyboard.type('Cook');
    await page.evaluate(() => {
      const label = document.getElementById('label');
      if (label?.firstChild) label.firstChild.nodeValue = 'Immigration status';
    });
    await holds(page, () => page.keyboard.press('x'));
    expect(await page.inputValue('#field')).toBe('Cook');
  });

  it('and uses a row again for another person has the new person read', async () => {
    const page = await police.open('/recycled', HERE);
    const say = (role: string) =>
      page.evaluate((text) => {
        const cell = document.getElementById('role');
        if (cell?.firstChild) cell.firstChild.nodeValue = text;
      }, role);
    await lets(page, () => page.click('#pnc'));
    await say('Victim');
    await holds(page, () => page.click('#pnc'));
    await say('Suspect');
    await lets(page, () => page.click('#pnc'));
  });

  it('and says by script alone that a row is about another person has that person read', async () => {
    const page = await police.open('/reused-row', HERE);
    const show = (role: string) => page.evaluate(`show('${role}')`);
    await lets(page, () => page.click('#pnc'));
    await lets(page, () => page.click('#pnc'));
    await show('Victim');
    await holds(page, () => page.click('#pnc'));
    await show('Suspect');
    await lets(page, () => page.click('#pnc'));
  });

  it('and asks about another person than a moment ago has that person read', async () => {
    const page = await police.open('/reused-row', HERE);
    const prompt = await Prompt.of(page);
    page.on('dialog', (dialog) => dialog.dismiss());
    await page.focus('#pnc');
    const asks = (role: string) =>
      page.evaluate(`show('${role}'); confirm('Run a PNC check on this person?')`);
    await asks('Suspect');
    expect(await prompt.isOpen()).toBe(false);
    await asks('Victim');
    await prompt.opened();
  });

  it('and turns to another tab, or goes on along its path, has the new person read', async () => {
    const page = await police.open('/ways', HERE);
    await lets(page, () => page.click('#pnc'));
    await page.evaluate('turn()');
    await holds(page, () => page.click('#pnc'));
    await page.evaluate("walk('Suspect')");
    await lets(page, () => page.click('#pnc'));
    await page.evaluate("walk('Victim')");
    await holds(page, () => page.click('#pnc'));
  });

  it('and goes from a suspect to a victim without loading has the victim read', async () => {
    const page = await police.open('/app', HERE);
    await lets(page, () => page.click('#pnc'));
    await page.evaluate('go()');
    await holds(page, () => page.click('#pnc'));
  });

  it('and comes back from the back-forward cache is still guarded', async () => {
    const page = await police.open('/plain', HERE);
    await page.goto(`http://${HERE}/banner`);
    await page.goBack();
    await holds(page, () => page.click('#status'));
  });

  it('has a role that is chosen after the fields were filled read at once', async () => {
    const page = await police.open('/role', HERE);
    await page.selectOption('#role', 'Victim');
    await holds(page, () => page.click('#pnc'));
    await page.selectOption('#role', 'Suspect');
    await lets(page, () => page.click('#pnc'));
  });

  it('and opens a dialog that says nothing is about what was pressed before it came', async () => {
    const page = await police.open('/modal', HERE);
    await page.click('#more');
    await holds(page, () => page.click('#pnc'));
    await page.click('#close');
    await page.click('#other');
    await lets(page, () => page.click('#pnc'));
  });
});

describe('a list that acts', () => {
  it('does nothing when the check is chosen, and goes back to what it showed', async () => {
    const page = await police.open('/menu', HERE);
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
    const page = await police.open('/menu', HERE);
    await page.selectOption('#reason', 'Statement');
    expect(await page.inputValue('#reason')).toBe('Statement');
    expect(await (await Prompt.of(page)).isOpen()).toBe(false);
  });
});

describe('keys that a page announces', () => {
  it('for a check are held wherever the focus is, and others are not', async () => {
    const page = await police.open('/keys', HERE);
    await page.focus('#field');
    await holds(page, () => page.keyboard.press('Control+Shift+Y'));
    await lets(page, () => page.keyboard.press('F9'));
    await page.focus('#field');
    await page.keyboard.type('why');
    expect(await page.inputValue('#field')).toBe('why');
  });
});
