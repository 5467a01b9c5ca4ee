// @vitest-environment jsdom
/** Keys of the review page: they work where nobody types, and can be turned off. */

import { useState } from 'preact/hooks';
import { act } from 'preact/test-utils';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  type Shortcut,
  ShortcutHelp,
  useShortcuts,
} from '../../../components/review/shortcuts.tsx';
import { clear, has, modalDialogs, one, press, say, show, textOf } from './page.ts';

const pressed: Shortcut[] = [];

beforeAll(modalDialogs);

afterEach(async () => {
  pressed.length = 0;
  await clear();
});

function Page() {
  const [isOn, setOn] = useState(true);
  const [isHelping, setHelping] = useState(false);
  const told = (key: Shortcut) => () => {
    pressed.push(key);
    if (key === '?') setHelping(true);
  };
  useShortcuts(isOn, {
    ...{ j: told('j'), k: told('k'), n: told('n'), d: told('d'), e: told('e'), l: told('l') },
    ...{ t: told('t'), '/': told('/'), f: told('f'), '?': told('?') },
  });
  return (
    <>
      <textarea id="note" />
      <input id="words" type="search" />
      <select id="menu" />
      <input id="radio" type="radio" />
      <button type="button" id="button" />
      <ShortcutHelp
        isOpen={isHelping}
        isOn={isOn}
        say={say}
        onSwitch={setOn}
        onClose={() => setHelping(false)}
      />
    </>
  );
}

async function key(on: string, name: string, more: KeyboardEventInit = {}): Promise<boolean> {
  const event = new KeyboardEvent('keydown', {
    ...{ key: name, bubbles: true, cancelable: true },
    ...more,
  });
  await act(() => void one(on).dispatchEvent(event));
  return event.defaultPrevented;
}

describe('single keys', () => {
  it.each(['body', '#button', '#radio'])('do what they say on %s', async (on) => {
    await show(<Page />);
    expect(await key(on, 'j')).toBe(true);
    expect(pressed).toEqual(['j']);
  });

  it.each(['#note', '#words', '#menu'])('do nothing while somebody types in %s', async (on) => {
    await show(<Page />);
    for (const name of ['j', 'd', 'n', '/', '?']) expect(await key(on, name)).toBe(false);
    expect(pressed).toEqual([]);
  });

  it.each([{ ctrlKey: true }, { altKey: true }, { metaKey: true }, { isComposing: true }])(
    'leave %j to the browser',
    async (more) => {
      await show(<Page />);
      expect(await key('body', 'd', more)).toBe(false);
    },
  );

  it('move while they are held down, and open nothing by it', async () => {
    await show(<Page />);
    await key('body', 'j', { repeat: true });
    await key('body', 'n', { repeat: true });
    expect(pressed).toEqual(['j']);
  });

  it('leave Enter, arrows and other letters alone', async () => {
    await show(<Page />);
    for (const name of ['Enter', 'ArrowDown', 'x', ' '])
      expect(await key('body', name)).toBe(false);
  });

  it('are listed on request, and turned off there', async () => {
    await show(<Page />);
    await key('body', '?');
    expect(textOf('#keys')).toContain('To the decision');
    await press('#keys-on');
    await press('#keys-close');
    expect(has('#keys')).toBe(false);
    expect(await key('body', 'j')).toBe(false);
    expect(pressed).toEqual(['?']);
  });
});
