/**
 * What Firefox gives to assistive technology, of the tab in front, with its frames. WebDriver BiDi
 * does not look into the prompt's closed root; Firefox's own accessibility tree, asked from the
 * session's privileged page, holds what a screen reader reads out.
 */
import type { Page } from 'puppeteer-core';

export interface AxNode {
  /** The ARIA role where the page gives one, else Firefox's own name for it. */
  readonly role: string;
  readonly name: string;
  readonly value: string;
  readonly description: string;
  readonly children: readonly AxNode[];
}

/** What this file uses of Firefox's privileged scope. */
interface Accessible {
  readonly role: number;
  readonly name: string | null;
  readonly value: string;
  readonly description: string;
  readonly attributes: { has(name: string): boolean; getStringProperty(name: string): string };
  readonly childCount: number;
  getChildAt(index: number): Accessible;
}
interface AccessibilityService {
  getAccessibleFor(node: unknown): Accessible | null;
  getStringRole(role: number): string;
}
declare const Cc: Readonly<
  Record<'@mozilla.org/accessibilityService;1', { getService(kind: unknown): AccessibilityService }>
>;
declare const Ci: { readonly nsIAccessibilityService: unknown };
declare const Services: {
  readonly wm: {
    getMostRecentWindow(kind: string): {
      readonly gBrowser: { readonly selectedBrowser: { focus(): void } };
    };
  };
};

/** Called once before it is needed: with the first question Firefox only starts to build the tree. */
export async function startAxTree(privileged: Page): Promise<void> {
  await privileged.evaluate(readTree);
}

export async function axTree(privileged: Page): Promise<AxNode | null> {
  const tree: AxNode | null = JSON.parse(await privileged.evaluate(readTree));
  return tree;
}

/** Out of the address bar, where Firefox puts the focus of a new tab, into the page. */
export async function focusPage(privileged: Page): Promise<void> {
  await privileged.evaluate(() =>
    Services.wm.getMostRecentWindow('navigator:browser').gBrowser.selectedBrowser.focus(),
  );
}

/** Runs in the browser. */
function readTree(): string {
  const service = Cc['@mozilla.org/accessibilityService;1'].getService(Ci.nsIAccessibilityService);
  const roleOf = ({ attributes, role }: Accessible): string =>
    attributes?.has('xml-roles')
      ? attributes.getStringProperty('xml-roles')
      : service.getStringRole(role);
  const nodeOf = (accessible: Accessible): unknown => ({
    role: roleOf(accessible),
    name: accessible.name ?? '',
    value: accessible.value,
    description: accessible.description,
    children: Array.from({ length: accessible.childCount }, (_, index) =>
      nodeOf(accessible.getChildAt(index)),
    ),
  });
  const { selectedBrowser } = Services.wm.getMostRecentWindow('navigator:browser').gBrowser;
  const shown = service.getAccessibleFor(selectedBrowser);
  try {
    return JSON.stringify(shown && nodeOf(shown));
  } catch {
    // The page changed while it was read: there is nothing to tell, the caller reads again.
    return 'null';
  }
}
