/**
 * A copy of the prompt as it is shown, in a page that axe can read: axe cannot look into a closed
 * root, and the build is not opened for it.
 */
import type { Page } from 'playwright';
import { PROMPT_STYLE } from '../../../entrypoints/guard.content/prompt-style.ts';

interface DomNode {
  readonly backendNodeId: number;
  readonly localName: string;
  readonly attributes?: readonly string[] | undefined;
  readonly children?: readonly DomNode[] | undefined;
  readonly shadowRoots?: readonly DomNode[] | undefined;
}

/** @returns a new page that shows the prompt of the given one */
export async function copyPrompt(page: Page, lang: string): Promise<Page> {
  const cdp = await page.context().newCDPSession(page);
  const { root } = await cdp.send('DOM.getDocument', { depth: -1, pierce: true });
  const dialog = findDialog(root);
  if (dialog === null) throw new Error('no prompt is open');
  const { outerHTML } = await cdp.send('DOM.getOuterHTML', {
    backendNodeId: dialog.backendNodeId,
  });
  const copy = await page.context().newPage();
  await copy.setViewportSize(page.viewportSize() ?? { width: 1280, height: 900 });
  await copy.setContent(
    `<!doctype html><html lang="${lang}"><title>Prompt</title>
     <style>${PROMPT_STYLE}</style><main><h1>Page</h1>${outerHTML}</main></html>`,
  );
  return copy;
}

function findDialog(node: DomNode): DomNode | null {
  if (node.localName === 'dialog' && node.attributes?.includes('alertdialog')) return node;
  for (const child of [...(node.children ?? []), ...(node.shadowRoots ?? [])]) {
    const found = findDialog(child);
    if (found) return found;
  }
  return null;
}
