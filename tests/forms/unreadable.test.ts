import { describe, expect, it } from 'vitest';
import { assess } from '../../entrypoints/guard.content/assess.ts';
import { readOrHold } from '../../entrypoints/guard.content/unreadable.ts';

/** A button whose reading fails, as a page that meddles with its own elements can bring about. */
function unreadable(text: string): HTMLButtonElement {
  const button = document.createElement('button');
  button.textContent = text;
  Object.defineProperty(button, 'type', {
    get() {
      throw new Error('meddled with');
    },
  });
  document.body.replaceChildren(button);
  return button;
}

describe('a control that cannot be read', () => {
  it.each(['Check immigration status', 'Run PNC', 'Gwirio statws mewnfudo'])(
    'is held when it says "%s"',
    (text) => {
      const button = unreadable(text);
      expect(() => assess(button)).toThrow('meddled with');
      expect(readOrHold(button, () => assess(button))?.decision.outcome).toBe('warn');
    },
  );

  it.each(['Save report', 'Next', 'Add witness'])('goes its way when it says "%s"', (text) => {
    const button = unreadable(text);
    expect(readOrHold(button, () => assess(button))).toBeNull();
  });

  it('is held by its words where a field of it stands in the way of them', () => {
    const form = document.createElement('form');
    form.innerHTML =
      '<input name="getAttribute"><input name="textContent"><button>Check immigration status</button>';
    document.body.replaceChildren(form);
    const fails = () => {
      throw new Error('meddled with');
    };
    expect(readOrHold(form, fails)?.decision.outcome).toBe('warn');
  });

  it('holds a question of the page by the words of the question', () => {
    const fails = () => {
      throw new Error('meddled with');
    };
    const held = readOrHold(document.body, fails, () => 'Run a PNC check on this person now?');
    expect(held?.decision.outcome).toBe('warn');
    expect(readOrHold(document.body, fails, () => 'Leave without saving?')).toBeNull();
  });
});
