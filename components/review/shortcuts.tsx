/**
 * Keys of the review page, the list of them, and the switch that turns them off: somebody who speaks
 * to the machine, or whose hand slips, must not decide by it (WCAG 2.2, 2.1.4).
 */
import { useEffect, useRef } from 'preact/hooks';
import type { Say } from '../../core/wording.ts';

export const SHORTCUTS = ['j', 'k', 'Enter', 'n', 'd', 'e', 't', 'l', '/', 'f', '?'] as const;
export type Shortcut = Exclude<(typeof SHORTCUTS)[number], 'Enter'>;

export type ShortcutActions = Readonly<Record<Shortcut, () => void>>;

/** What takes letters, or moves by them. */
const TYPED_IN =
  'textarea, select, input:not([type="radio"]):not([type="checkbox"]):not([type="button"]), [contenteditable]';

/** @returns null where the key is for the page or the browser */
export function shortcutOf(event: KeyboardEvent): Shortcut | null {
  if (event.defaultPrevented || event.isComposing) return null;
  if (event.ctrlKey || event.metaKey || event.altKey) return null;
  const { target } = event;
  if (target instanceof Element && target.closest(`${TYPED_IN}, dialog`)) return null;
  // Held down, they move; nothing else happens twice by it.
  if (event.repeat && event.key !== 'j' && event.key !== 'k') return null;
  const found = SHORTCUTS.find((key) => key === event.key);
  return found === undefined || found === 'Enter' ? null : found;
}

export function useShortcuts(isOn: boolean, actions: ShortcutActions): void {
  const latest = useRef({ isOn, actions });
  // As it is drawn: an effect comes later, and a key that was just turned off would still do something.
  latest.current = { isOn, actions };
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const key = latest.current.isOn ? shortcutOf(event) : null;
      if (key === null) return;
      event.preventDefault();
      latest.current.actions[key]();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
}

export interface ShortcutHelpProps {
  readonly isOpen: boolean;
  readonly isOn: boolean;
  readonly say: Say;
  readonly onSwitch: (isOn: boolean) => void;
  readonly onClose: () => void;
}

export function ShortcutHelp({ isOpen, isOn, say, onSwitch, onClose }: ShortcutHelpProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (isOpen) dialog.current?.showModal();
  }, [isOpen]);
  if (!isOpen) return null;
  return (
    <dialog
      id="keys"
      class="modal keys"
      ref={dialog}
      aria-labelledby="keys-title"
      onClose={onClose}
    >
      <h2 id="keys-title">{say('keys.title')}</h2>
      <label class="keys__switch">
        <input
          type="checkbox"
          id="keys-on"
          checked={isOn}
          onChange={({ currentTarget }) => onSwitch(currentTarget.checked)}
        />
        <span>{say('keys.on')}</span>
      </label>
      <p class="quiet">{say('keys.hint')}</p>
      <table>
        <thead>
          <tr>
            <th scope="col">{say('keys.key')}</th>
            <th scope="col">{say('keys.does')}</th>
          </tr>
        </thead>
        <tbody>
          {SHORTCUTS.map((key) => (
            <tr key={key}>
              <th scope="row">
                <kbd>{key}</kbd>
              </th>
              <td>{say(`keys.${key}`)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <button type="button" id="keys-close" onClick={() => dialog.current?.close()}>
        {say('keys.close')}
      </button>
    </dialog>
  );
}
