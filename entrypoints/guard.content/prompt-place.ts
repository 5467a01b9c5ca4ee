/**
 * Where the prompt stands: an element of ours at the end of the page's root, whose closed root
 * holds a modal dialog in the top layer. The page can take hold of the element, and of nothing in
 * it. Whatever the page does to it or lays over it, it comes back.
 */
import { listOf, rootElement } from './native.ts';
import { PROMPT_STYLE } from './prompt-style.ts';
import { isOurHost, knownRoots } from './roots.ts';
import { type Sight, watchSight } from './sight.ts';

/** Times that the prompt comes back at once; after that it takes its time. */
const QUICK_RETURNS = 5;
/** A page that always takes the prompt away must not keep itself busy with that for ever. */
const RETURN_MS = 200;

/** Inline and important: no rule of the page can hide it or lay it under something. */
const HOST_STYLE =
  'all:initial!important;position:fixed!important;inset:0 auto auto 0!important;width:0!important;height:0!important;display:block!important;visibility:visible!important;opacity:1!important;z-index:2147483647!important';

/** What a browser lays over the page, in the order in which it came. */
const TOP_LAYER = ':modal,:popover-open,:fullscreen';

export interface Place {
  readonly host: HTMLElement;
  readonly root: ShadowRoot;
  readonly dialog: HTMLDialogElement;
  /** Puts the prompt on top of the page and keeps it there. */
  hold(): void;
  /** Takes it out of the page. */
  leave(): void;
  /** Gives the focus back to the part of the prompt that had it, where the page took it. */
  keepFocus(): void;
  readonly sight: Sight;
}

/** @param signal ends the listeners */
export function createPlace(signal: AbortSignal): Place {
  const host = document.createElement('div');
  isOurHost(host);
  const root = host.attachShadow({ mode: 'closed' });
  const dialog = document.createElement('dialog');
  dialog.setAttribute('role', 'alertdialog');
  dialog.setAttribute('aria-labelledby', 'title');
  dialog.setAttribute('aria-describedby', 'pilot why');
  let focused: HTMLElement | null = null;
  let ownStyle = '';
  let isHeld = false;
  let returns = 0;
  let timer = 0;
  /** What lay over the page already when the prompt was put on top of it. */
  let below = new Set<Element>();

  root.append(dialog);
  dress();

  root.addEventListener('focusin', ({ target }) => {
    if (target instanceof HTMLElement) focused = target;
  });
  const keeper = new MutationObserver(comeBack);
  const sight = watchSight(dialog, () => isHeld && returns < QUICK_RETURNS && raise());
  // The browser itself closes a dialog at the second Escape, whatever became of the first.
  dialog.addEventListener('close', comeBack);
  for (const type of ['toggle', 'fullscreenchange'])
    addEventListener(
      type,
      ({ target }) => target instanceof Element && below.delete(target) && comeBack(),
      { capture: true, signal },
    );

  /** The look of it, without anything that the page has put there. */
  function dress(): void {
    for (const { name } of [...host.attributes]) if (name !== 'style') host.removeAttribute(name);
    const zoom = rootOfPage()?.currentCSSZoom ?? 1;
    host.style.cssText = `${HOST_STYLE};zoom:${1 / zoom}!important`;
    ownStyle = host.style.cssText;
    // Another document takes adopted sheets away, and the page may have moved it there.
    if (!root.querySelector('style') && root.adoptedStyleSheets.length === 0) addStyle(root);
  }

  function isInPlace(): boolean {
    return (
      host.parentNode === rootOfPage() &&
      dialog.matches(':modal') &&
      host.attributes.length === 1 &&
      host.style.cssText === ownStyle &&
      Math.abs((host.currentCSSZoom ?? 1) - 1) < 0.05 &&
      !document.activeViewTransition &&
      [...topLayer()].every((each) => below.has(each))
    );
  }

  function comeBack(): void {
    if (!isHeld || isInPlace()) return;
    if (returns < QUICK_RETURNS) raise();
  }

  function raise(): void {
    returns++;
    const { scrollTop } = dialog;
    document.activeViewTransition?.skipTransition();
    below = topLayer();
    rootOfPage()?.append(host);
    dress();
    if (!host.isConnected) return;
    if (dialog.open) dialog.close();
    dialog.showModal();
    dialog.scrollTop = scrollTop;
    focused?.focus({ preventScroll: true });
  }

  return {
    host,
    root,
    dialog,
    sight,
    hold() {
      isHeld = true;
      returns = 0;
      focused = null;
      raise();
      sight.begin();
      keeper.observe(document, { childList: true, subtree: true });
      keeper.observe(host, { attributes: true });
      clearInterval(timer);
      timer = window.setInterval(() => {
        returns = Math.min(returns, QUICK_RETURNS - 1);
        comeBack();
      }, RETURN_MS);
    },
    keepFocus() {
      // The officer may be in another window.
      if (isHeld && root.activeElement === null && document.hasFocus())
        focused?.focus({ preventScroll: true });
    },
    leave() {
      isHeld = false;
      clearInterval(timer);
      keeper.disconnect();
      sight.end();
      host.remove();
    },
  };
}

/** Null while a page that writes itself anew has taken its root away. */
function rootOfPage(): Element | null {
  return rootElement(document);
}

function topLayer(): Set<Element> {
  return new Set([...knownRoots(document)].flatMap((root) => listOf(root, TOP_LAYER)));
}

function addStyle(root: ShadowRoot): void {
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(PROMPT_STYLE);
    root.adoptedStyleSheets = [sheet];
  } catch {
    // Firefox does not let a content script adopt a sheet; a style element of ours is allowed.
    const element = document.createElement('style');
    element.textContent = PROMPT_STYLE;
    root.append(element);
  }
}
