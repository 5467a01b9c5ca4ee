/**
 * What the officer typed into the prompt. A page can type as well, into whatever has the focus, by
 * editing commands, and the browser marks what comes of it as trusted. But no microtask runs between
 * two listeners while a script of the page is running; and in Firefox, whose own automation looks
 * like a script, no `beforeinput` announces what comes of a command.
 */
import { lasting } from './lasting.ts';

export interface Typed {
  /** Value of a field of the prompt, as the officer left it. */
  value(id: string): string;
  /** The fields are new. */
  forget(): void;
}

type TextField = HTMLInputElement | HTMLTextAreaElement;

/** Only Firefox knows where on the screen its window stands by this name. */
const COMMANDS_ARE_SILENT = 'mozInnerScreenX' in window;

/** @param signal ends the listeners */
export function createTyped(prompt: () => ShadowRoot | null, signal: AbortSignal): Typed {
  const values = new Map<string, string>();
  let isAnnounced = false;
  let isScript = false;

  const announced = (event: Event): void => {
    isAnnounced = event.isTrusted && event.target === prompt()?.host;
  };
  const begin = (): void => {
    isScript = true;
    queueMicrotask(() => {
      isScript = false;
    });
  };
  const take = (event: Event): void => {
    const root = prompt();
    const field = root?.activeElement ?? null;
    if (!event.isTrusted || event.target !== root?.host || !isTextField(field)) return;
    if (!isScript || (COMMANDS_ARE_SILENT && isAnnounced)) values.set(field.id, field.value);
    else field.value = values.get(field.id) ?? '';
    isAnnounced = false;
  };
  // Before the listeners that keep the event from the page.
  lasting(() => {
    addEventListener('beforeinput', announced, { capture: true, signal });
    addEventListener('input', begin, { capture: true, signal });
    addEventListener('input', take, { capture: true, signal });
  });

  return {
    value(id) {
      const field = prompt()?.getElementById(id);
      // Nothing that a page can do changes what a list of ours shows.
      return field instanceof HTMLSelectElement ? field.value : (values.get(id) ?? '');
    },
    forget: () => values.clear(),
  };
}

function isTextField(element: Element | null): element is TextField {
  return element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement;
}

export function isField(element: Element | null): boolean {
  return isTextField(element) || element instanceof HTMLSelectElement;
}
