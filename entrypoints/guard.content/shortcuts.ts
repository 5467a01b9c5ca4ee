/** Keys that a page says to work as a control: `aria-keyshortcuts="Alt+Shift+P F9"`. */
import { all, attribute, type Root } from './native.ts';

const MODIFIERS = {
  control: 'ctrlKey',
  ctrl: 'ctrlKey',
  alt: 'altKey',
  shift: 'shiftKey',
  meta: 'metaKey',
} as const;

/** The control for which the pressed keys stand. Plain letters are typing, and cost nothing. */
export function controlByShortcut(event: KeyboardEvent, roots: Iterable<Root>): Element | null {
  const { ctrlKey, altKey, metaKey, key } = event;
  if (!ctrlKey && !altKey && !metaKey && !/^F\d{1,2}$/.test(key)) return null;
  for (const root of roots)
    for (const control of all(root, '[aria-keyshortcuts]')) {
      const shortcuts = attribute(control, 'aria-keyshortcuts')?.split(/\s+/) ?? [];
      if (shortcuts.some((shortcut) => isPressed(shortcut, event))) return control;
    }
  return null;
}

function isPressed(shortcut: string, event: KeyboardEvent): boolean {
  const keys = shortcut.toLowerCase().split('+');
  const key = keys.pop();
  const wanted = new Set(keys.map((each) => Reflect.get(MODIFIERS, each)));
  return (
    key === event.key.toLowerCase() &&
    Object.values(MODIFIERS).every((modifier) => event[modifier] === wanted.has(modifier))
  );
}
