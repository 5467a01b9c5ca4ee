/**
 * What the prompt hears. All events that are meant for it, and all keys while it asks, are taken at
 * `window` before the page hears them: a page can neither read what is typed into it, nor press its
 * buttons, nor write into its fields, nor keep the officer from doing so.
 */
import { PROMPT_ACTS, type PromptAct } from '../../components/prompt.ts';
import type { Identifier } from '../../core/policy/identifiers.ts';
import { lasting } from './lasting.ts';
import { rootElement } from './native.ts';
import { rememberPlace } from './officer-place.ts';
import { createPlace, type Place } from './prompt-place.ts';
import { createTyped, isField } from './typed.ts';

/** What was not seen for so long is not answered: a second click of a double click is no answer. */
const UNREAD_MS = 250;

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
  'focus',
  'blur',
  'focusin',
  'focusout',
  'wheel',
  'select',
] as const;

/** Meant for the prompt while it asks: the page behind it is inert, and got them by taking its focus. */
const KEYS = /^(?:key|beforeinput|input|paste|copy|cut|composition)/;

const MODIFIERS = /^(?:Shift|Control|Alt|Meta)$/;

const acts: ReadonlySet<string> = new Set(PROMPT_ACTS);

function isAct(value: string | undefined): value is PromptAct {
  return value !== undefined && acts.has(value);
}

export interface PromptHost {
  /** Shows a view in place of the one before and puts the focus on its first act or field. */
  show(view: HTMLElement, focus: 'act' | 'field'): void;
  /** Changes the text of one part of the view. */
  write(id: string, text: string, more?: Node): void;
  /** Shows or hides the first part that a selector finds; the focus goes to the button beside it. */
  offer(selector: string, isOffered: boolean): void;
  /** While an entry is being recorded its button says so and cannot be pressed again. */
  busy(isBusy: boolean, text: string): void;
  /** Puts the focus on a field that is at fault, on what is wrong in it, or back on the button. */
  focus(id: string | null, wrong?: Pick<Identifier, 'at' | 'length'>): void;
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
  /** An answer does not count, because the officer may not have seen the question. */
  unseen(): void;
}

/** @param signal ends the listeners */
export function createPromptHost(events: PromptEvents, signal: AbortSignal): PromptHost {
  let place: Place | null = null;
  let isAsking = false;
  let shownAt = 0;
  let noteTimer = 0;
  let backToPage = (): void => {};
  /** The button on which a press began: one that ends on another is no press. */
  let pressedOn: Element | null = null;
  const keysDown = new Set<string>();
  /** An act that was pressed while the prompt could not be seen. */
  let unseen: PromptAct | null = null;
  const typed = createTyped(() => place?.root ?? null, signal);

  function build(): Place {
    const built = createPlace(signal);
    built.dialog.addEventListener('cancel', (event) => {
      event.preventDefault();
      events.dismissed();
    });
    built.root.addEventListener('change', (event) => {
      if (event.target instanceof HTMLElement) events.changed(event.target.id);
    });
    return built;
  }

  lasting(() => {
    for (const type of TAKEN)
      addEventListener(type, onEvent, { capture: true, signal, passive: type === 'wheel' });
  });

  function onEvent(event: Event): void {
    if (!place) return;
    if (event.target !== place.host) {
      if (!isAsking || !KEYS.test(event.type)) return;
      event.stopImmediatePropagation();
      place.keepFocus();
      return;
    }
    if (event instanceof KeyboardEvent && isLateModifier(event)) return;
    event.stopImmediatePropagation();
    if (event.type === 'focusout') setTimeout(() => isAsking && place?.keepFocus(), 0);
    if (!(event instanceof MouseEvent)) return;
    if (event.type === 'mousedown') pressedOn = buttonAt(place, event);
    if (event.detail > 1) {
      // The rest of a double click is not an answer, and does not take the focus away.
      if (event.type === 'mousedown' && !isField(pressed(place, event))) event.preventDefault();
    } else if (event.type === 'click' && event.isTrusted) onPress(place, event);
  }

  /** A page that saw Shift or Control go down has to see it go up, or takes it for held. */
  function isLateModifier({ type, key }: KeyboardEvent): boolean {
    if (type === 'keydown') keysDown.add(key);
    return type === 'keyup' && !keysDown.delete(key) && MODIFIERS.test(key);
  }

  function onPress(at: Place, event: MouseEvent): void {
    const button = buttonAt(at, event);
    if (!(button instanceof HTMLButtonElement) || button.disabled) return;
    const act = button.dataset['do'];
    if (!isAct(act) || (event.detail > 0 && pressedOn !== button)) return;
    const seenFor = at.sight.seenFor(event.timeStamp);
    if (seenFor >= UNREAD_MS) {
      events.act(act);
    } else if (seenFor < 0 && act === 'emergency' && unseen === act) {
      // Never refused: who presses it again means it, whatever the screen shows.
      events.act(act);
    } else if (seenFor < 0 && performance.now() - shownAt > UNREAD_MS) {
      unseen = act;
      events.unseen();
    }
  }

  return {
    show(view, focus) {
      place ??= build();
      place.dialog.replaceChildren(view);
      typed.forget();
      unseen = null;
      if (!isAsking) {
        isAsking = true;
        backToPage = rememberPlace();
        shownAt = performance.now();
        place.hold();
      }
      focusOn(place, focus);
    },
    write(id, text, more) {
      place?.root.getElementById(id)?.replaceChildren(text, ...(more ? [more] : []));
    },
    offer(selector, isOffered) {
      const part = place?.root.querySelector(selector);
      const isLeft = !isOffered && part?.matches(':focus');
      part?.toggleAttribute('hidden', !isOffered);
      if (isLeft) part?.parentElement?.querySelector<HTMLElement>(':not([hidden])')?.focus();
    },
    busy(isBusy, text) {
      const button = place?.root.querySelector(PRESSED);
      if (!(button instanceof HTMLButtonElement)) return;
      button.disabled = isBusy;
      button.textContent = text;
    },
    focus(id, wrong) {
      const part = id === null ? null : place?.root.getElementById(id);
      if (wrong && part instanceof HTMLTextAreaElement)
        part.setSelectionRange(wrong.at, wrong.at + wrong.length);
      (part ?? place?.root.querySelector<HTMLElement>(PRESSED))?.focus({ preventScroll: true });
      // On a small screen the message stands above what is seen.
      place?.root.getElementById('message')?.scrollIntoView({ block: 'nearest' });
    },
    close() {
      isAsking = false;
      if (!place) return;
      // Out of the page first: a dialog that closes gives the focus back without the caret.
      place.leave();
      backToPage();
      place.dialog.close();
      // An empty prompt: the fields of the next one are new.
      place.dialog.replaceChildren();
    },
    get isOpen() {
      return isAsking;
    },
    field: (id) => typed.value(id),
    note(text, title) {
      if (isAsking) return;
      place ??= build();
      const { host, root } = place;
      root.querySelector('.note')?.remove();
      const note = document.createElement('p');
      note.className = 'note';
      note.setAttribute('role', 'status');
      const strong = document.createElement('b');
      strong.textContent = `${title}. `;
      note.append(strong, text);
      root.append(note);
      if (!host.isConnected) rootElement(document).append(host);
      clearTimeout(noteTimer);
      noteTimer = window.setTimeout(() => {
        note.remove();
        if (!isAsking) host.remove();
      }, 8000);
    },
  };
}

/** What was pressed: by place for a pointer, by focus for a key. */
function pressed({ root }: Place, event: MouseEvent): Element | null {
  return event.detail === 0
    ? root.activeElement
    : root.elementFromPoint(event.clientX, event.clientY);
}

function buttonAt(place: Place, event: MouseEvent): Element | null {
  return pressed(place, event)?.closest('[data-do]') ?? null;
}

function focusOn({ dialog }: Place, focus: 'act' | 'field'): void {
  const target = dialog.querySelector(focus === 'act' ? 'button.main' : 'select,textarea,input');
  if (target instanceof HTMLElement) target.focus();
}
