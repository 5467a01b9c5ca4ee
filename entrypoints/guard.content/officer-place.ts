/** Where the officer was in the page: what had the focus, and where the next character would go. */
import { shadowRootOf } from './roots.ts';

/** @returns what brings the officer back there, as long as the page still has the place */
export function rememberPlace(): () => void {
  const focused = focusedElement();
  const caret = focused instanceof HTMLElement && focused.isContentEditable ? readCaret() : null;
  return () => {
    if (!(focused instanceof HTMLElement) || !focused.isConnected) return;
    // A text control brings its own caret back with the focus, rich text does not.
    focused.focus({ preventScroll: true });
    caret?.();
  };
}

function focusedElement(): Element | null {
  let focused = document.activeElement;
  for (let inner = focused; inner; inner = shadowRootOf(inner)?.activeElement ?? null) {
    focused = inner;
  }
  return focused;
}

function readCaret(): (() => void) | null {
  const selection = getSelection();
  if (!selection) return null;
  const { anchorNode, anchorOffset, focusNode, focusOffset } = selection;
  if (!anchorNode || !focusNode) return null;
  return () => {
    if (!anchorNode.isConnected || !focusNode.isConnected) return;
    // A page that changed the text meanwhile may have made it shorter.
    const within = (node: Node, offset: number) =>
      Math.min(
        offset,
        node.nodeType === Node.TEXT_NODE ? textLength(node) : node.childNodes.length,
      );
    selection.setBaseAndExtent(
      anchorNode,
      within(anchorNode, anchorOffset),
      focusNode,
      within(focusNode, focusOffset),
    );
  };
}

function textLength(node: Node): number {
  return node.textContent?.length ?? 0;
}
