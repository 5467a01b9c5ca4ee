/** Every case that can be shown is shown by its page, and nothing else is. */
import { describe, expect, it } from 'vitest';
import { unshowable } from '../../core/policy/counterexample.ts';
import { CELLS } from '../../core/policy/demand.ts';
import { SIGNAL_KINDS } from '../../core/vocabulary.ts';
import { forgetAll } from '../../entrypoints/guard.content/changes.ts';
import { seeSignals } from '../../entrypoints/guard.content/inventory.ts';
import { counterexamplePage } from '../../tools/policy/counterexample-page.ts';

Reflect.set(globalThis, 'chrome', { dom: { openOrClosedShadowRoot: () => null } });

function seenOn(html: string) {
  document.open();
  document.write(html);
  document.close();
  forgetAll();
  return seeSignals(document).map(({ control, decision }) => ({
    id: control.id,
    cell: decision.cell,
  }));
}

const shown = CELLS.filter((cell) => unshowable(cell) === null && cell.trust === 'generic');

describe('the page of a counterexample', () => {
  // A mention is in what is written, an offence in what is chosen: neither is there when a page opens.
  it.each(SIGNAL_KINDS.filter((kind) => !/-(?:mention|offence)$/.test(kind)))(
    'is read as exactly its case: %s for every person, offence and second role',
    (kind) => {
      const cells = shown.filter((cell) => cell.kind === kind);
      expect(cells.length).toBe((7 + 4) * 9);
      for (const cell of cells)
        expect(seenOn(counterexamplePage(cell, ['Why -- <script>']))).toEqual([
          { id: 'control', cell },
        ]);
    },
  );
});
