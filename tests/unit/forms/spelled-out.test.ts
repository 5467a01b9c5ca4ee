/** Abbreviations that a label spells out itself. */
import { describe, expect, it } from 'vitest';
import { spelledOut } from '../../../core/forms/spelled-out.ts';

describe('a label', () => {
  it.each([
    ['BRP no. (building regs permit)', 'brp', 'building regs permit'],
    ['ILR (initial log report)', 'ilr', 'initial log report'],
    ['In case of emergency (ICE)', 'ice', 'in case emergency'],
    ['HO on call (house officer)', 'ho', 'house officer'],
    ['PNC (post-natal care) visit', 'pnc', 'post natal care'],
  ])('that says "%s" says what %s stands for', (label, short, long) => {
    expect(spelledOut(label).get(short)).toBe(long);
  });

  it.each([
    'BRP no.',
    'BRP (if any)',
    'ILR (expires 12/27)',
    'Immigration status (see guidance)',
    'PNC check (F9)',
    '(ILR)',
    'ILR ()',
  ])('that says "%s" spells nothing out', (label) => {
    expect(spelledOut(label).size).toBe(0);
  });
});
