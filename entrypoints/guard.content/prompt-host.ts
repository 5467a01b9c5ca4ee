/**
 * Where the prompt lives: a closed shadow root of our own, a modal dialog in the top layer. All
 * events that are meant for it are taken at `window` before the page hears them, so a page can
 * neither read what is typed into it, nor press its buttons, nor keep the officer from pressing.
 */
import { PROMPT_ACTS, type PromptAct } from '../../components/prompt.ts';
import { lasting } from './lasting.ts';
import { rememberPlace } from './officer-place.ts';
import { PROMPT_STYLE } from './prompt-style.ts';

/** A second click of a double click must not answer a question that was not read. */
const UNREAD_MS = 250;

/** Times that a removed prompt comes back at once; after that it takes its time. */
const QUICK_RETURNS = 5;
const RETURN_MS = 200;

/** The button that records: while it does it is disabled, and loses the focus with that. */
const PRESSED = '[data-do=record],[data-do=confirm]';

const TAKEN = [
  'click',
  'auxclick',
  'dblclick',
  'contextmenu',
  'pointerdown',
  'pointerup',
  'mousedown',
  'mouseup',
  'touchstart',
  'touchend',
  'keydown',
  'keypress',
  'keyup',
  'beforeinput',
  'input',
  'paste',
  'copy',
  'cut',
  'drop',
  'compositionstart',
  'compositionupdate',
  'compositionend',
  'focusin',
  'focusout',
  'wheel',
  'select',
] as const;

const acts: ReadonlySet<string> = new Set(PROMPT_ACTS);

function isAct(value: string | undefined): value is PromptAct {
  return value !== undefined && acts.has(value);
}

export interface PromptHost {
  /** Shows a view in place of the one before and puts the focus on its first act or field. */
  show(view: HTMLElement, focus: 'act' | 'field'): void;
  /** Changes the text of one part of the view. */
  write(id: string, text: string): void;
  /** While an entry is being recorded its button says so and cannot be pressed again. */
  busy(isBusy: boolean, text: string): void;
  /** Puts the focus on a field that is at fault, or back on the button that was pressed. */
  focus(id: string | null): void;
  close(): void;
  readonly isOpen: boolean;
  /** Text of a field of the prompt. */
  field(id: string): string;
  /** A short note that holds nothing. */
  note(text: string, title: string): void;
}

export interface PromptEvents {
  act(act: PromptAct): void;
  /** A field changed; for the hint beside it. */
  changed(id: string): void;
  /** Escape. */
  dismissed(): void;
}

interface Parts {
  readonly host: HTMLElement;
  readonly root: ShadowRoot;
  readonly dialog: HTMLDialogElement;
}

/** @param signal ends the listeners */
export function createPromptHost(events: PromptEvents, signal: AbortSignal): PromptHost {
  let parts: Parts | null = null;
  let openedAt = 0;
  let wanted = false;
  let noteTimer = 0;
  let backToPage = (): void => {};
  let returns = 0;

  /** A page that always takes the prompt away must not keep itself busy with that for ever. */
  function comeBack(): void {
    if (!wanted || !parts || (parts.host.isConnected && parts.dialog.open)) return;
    if (returns++ < QUICK_RETURNS) attach(parts);
    else setTimeout(() => wanted && parts && !parts.host.isConnected && attach(parts), RETURN_MS);
  }
  const keeper = new MutationObserver(comeBack);

  function build(): Parts {
    const host = document.createElement('div');
    // Inline and important: no rule of the page can hide it or lay it under something.
    host.style.cssText =
      'all:initial!important;position:fixed!important;inset:0 auto auto 0!important;width:0!important;height:0!important;display:block!important;visibility:visible!important;opacity:1!important;z-index:2147483647!important';
    const root = host.attachShadow({ mode: 'closed' });
    style(root);
    const dialog = document.createElement('dialog');
    dialog.setAttribute('role', 'alertdialog');
    dialog.setAttribute('aria-labelledby', 'title');
    dialog.setAttribute('aria-describedby', 'why');
    root.append(dialog);
    dialog.addEventListener('cancel', (event) => {
      event.preventDefault();
      events.dismissed();
    });
    // The browser itself closes a dialog at the second Escape, whatever became of the first.
    dialog.addEventListener('close', comeBack);
    root.addEventListener('change', (event) => {
      if (event.target instanceof HTMLElement) events.changed(event.target.id);
    });
    return { host, root, dialog };
  }

  function attach({ host, dialog }: Parts): void {
    document.documentElement.append(host);
    if (dialog.open) dialog.close();
    dialog.showModal();
  }

  lasting(() => {
    for (const type of TAKEN)
      addEventListener(type, onEvent, { capture: true, signal, passive: type === 'wheel' });
  });

  function onEvent(event: Event): void {
    if (!parts || event.target !== parts.host) return;
    event.stopImmediatePropagation();
    if (event instanceof MouseEvent && event.detail > 1) {
      // The rest of a double click is not an answer, and does not take the focus away.
      if (event.type === 'mousedown' && !isField(pressed(parts, event))) event.preventDefault();
      return;
    }
    if (event.type !== 'click' || !event.isTrusted || !(event instanceof MouseEvent)) return;
    const button = pressed(parts, event)?.closest('[data-do]');
    if (!(button instanceof HTMLButtonElement) || button.disabled) return;
    if (performance.now() - openedAt < UNREAD_MS || !isSeen(parts)) return;
    const act = button.dataset['do'];
    if (isAct(act)) events.act(act);
  }

  return {
    show(view, focus) {
      parts ??= build();
      const opening = !parts.dialog.open || !parts.host.isConnected;
      wanted = true;
      parts.dialog.replaceChildren(view);
      if (opening) {
        backToPage = rememberPlace();
        returns = 0;
        attach(parts);
        openedAt = performance.now();
        keeper.observe(document, { childList: true, subtree: true });
      }
      focusOn(parts, focus);
    },
    write(id, text) {
      const part = parts?.root.getElementById(id);
      if (part) part.textContent = text;
    },
    busy(isBusy, text) {
      const button = parts?.root.querySelector(PRESSED);
      if (!(button instanceof HTMLButtonElement)) return;
      button.disabled = isBusy;
      button.textContent = text;
    },
    focus(id) {
      const part = id === null ? null : parts?.root.getElementById(id);
      (part ?? parts?.root.querySelector<HTMLElement>(PRESSED))?.focus({ preventScroll: true });
      // On a small screen the message stands above what is seen.
      parts?.root.getElementById('message')?.scrollIntoView({ block: 'nearest' });
    },
    close() {
      wanted = false;
      keeper.disconnect();
      if (!parts) return;
      // Out of the page first: a dialog that closes gives the focus back without the caret.
      parts.host.remove();
      backToPage();
      parts.dialog.close();
      // An empty prompt: the fields of the next one are new.
      parts.dialog.replaceChildren();
    },
    get isOpen() {
      return wanted;
    },
    field(id) {
      const field = parts?.root.getElementById(id) ?? null;
      return isField(field) ? field.value : '';
    },
    note(text, title) {
      if (wanted) return;
      parts ??= build();
      const { host, root } = parts;
      root.querySelector('.note')?.remove();
      const note = document.createElement('p');
      note.className = 'note';
      note.setAttribute('role', 'status');
      const strong = document.createElement('b');
      strong.textContent = `${title}. `;
      note.append(strong, text);
      root.append(note);
      if (!host.isConnected) document.documentElement.append(host);
      clearTimeout(noteTimer);
      noteTimer = window.setTimeout(() => {
        note.remove();
        if (!wanted) host.remove();
      }, 8000);
    },
  };
}

function isField(
  element: Element | null,
): element is HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement {
  return (
    element instanceof HTMLInputElement ||
    element instanceof HTMLTextAreaElement ||
    element instanceof HTMLSelectElement
  );
}

function style(root: ShadowRoot): void {
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

/** What was pressed: by place for a pointer, by focus for a key. */
function pressed({ root }: Parts, event: MouseEvent): Element | null {
  return event.detail === 0
    ? root.activeElement
    : root.elementFromPoint(event.clientX, event.clientY);
}

/** Nothing of the page lies over the prompt or makes it invisible. */
function isSeen({ host, dialog }: Parts): boolean {
  if (!host.isConnected || !dialog.open) return false;
  for (let element: Element | null = host; element; element = element.parentElement) {
    const { opacity, visibility } = getComputedStyle(element);
    if (Number(opacity) < 0.9 || visibility !== 'visible') return false;
  }
  const box = dialog.getBoundingClientRect();
  const middle = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
  return middle === host;
}

function focusOn({ dialog }: Parts, focus: 'act' | 'field'): void {
  const target = dialog.querySelector(focus === 'act' ? 'button.main' : 'select,textarea,input');
  if (target instanceof HTMLElement) target.focus();
}
