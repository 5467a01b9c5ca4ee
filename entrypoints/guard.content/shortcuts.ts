/** Keys that a page says to work as a control: `aria-keyshortcuts="Alt+Shift+P F9"`, "F9=PNC". */
import { all, attribute, type Root, textContentOf } from './native.ts';

const MODIFIERS = {
  control: 'ctrlKey',
  ctrl: 'ctrlKey',
  alt: 'altKey',
  shift: 'shiftKey',
  meta: 'metaKey',
} as const;

const ANNOUNCED = '[aria-keyshortcuts]';
const CAPTIONED = 'button,input[type=submit],input[type=button],a,[role=button],[role=menuitem]';
const LONGEST = 60;

/** Old screens name the key on the button: "F9=PNC", "PNC check (F9)". */
function shows(control: Element, key: string): boolean {
  const caption = textContentOf(control) || attribute(control, 'value') || '';
  return caption.length < LONGEST && caption.split(/\W+/).includes(key);
}

/** The control for which the pressed keys stand. Plain letters are typing, and cost nothing. */
export function controlByShortcut(event: KeyboardEvent, roots: Iterable<Root>): Element | null {
  const { ctrlKey, altKey, metaKey, key } = event;
  const isFunction = /^F\d{1,2}$/.test(key);
  if (!ctrlKey && !altKey && !metaKey && !isFunction) return null;
  for (const root of roots)
    for (const control of all(root, isFunction ? `${ANNOUNCED},${CAPTIONED}` : ANNOUNCED)) {
      if (isFunction && shows(control, key)) return control;
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
