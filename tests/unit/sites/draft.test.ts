/** A profile while it is made: from what was pointed at to what is saved. */
import { describe, expect, it } from 'vitest';
import { emptyDraft, finished, pathPattern, withPicked } from '../../../core/sites/draft.ts';
import type { Picked } from '../../../core/sites/picked.ts';
import { faultsOf } from './profiles.ts';

const picked: Picked = {
  selectors: [{ selector: '#thing', count: 1 }],
  blocks: [{ selector: '.person', count: 3 }],
  options: [],
  tag: 'button',
  reads: { kind: null, role: 'unknown', outcome: null, group: 'OTHER' },
};

const draft = { ...emptyDraft('rms.force.police.uk', '/card/12'), id: 'card', name: 'Card' };

describe('the path of a screen', () => {
  it.each([
    ['/cards/TF/004312/26', '/cards/TF/*'],
    ['/person/12/edit', '/person/*/edit'],
    ['/victims', '/victims'],
    ['', '/'],
  ])('of %s leaves open what differs from record to record: %s', (path, pattern) => {
    expect(pathPattern(path)).toBe(pattern);
  });
});

describe('what was pointed at', () => {
  it('becomes a look-up where the guard read nothing, and else what it read', () => {
    expect(withPicked(draft, 'control', picked).controls).toEqual([
      { selector: '#thing', treat: 'immigration-lookup' },
    ]);
    const reads = { ...picked.reads, kind: 'pnc-check' } as const;
    expect(withPicked(draft, 'control', { ...picked, reads }).controls?.[0]?.treat).toBe(
      'pnc-check',
    );
  });

  it('speaks for its own part of the screen where there is one for each person', () => {
    const each = { ...picked, selectors: [{ selector: '.role', count: 3 }] };
    expect(withPicked(draft, 'role', each).roles).toEqual([{ block: '.person', says: '.role' }]);
    expect(withPicked(draft, 'role', picked).roles).toEqual([{ says: '#thing' }]);
  });

  it('is added to what is there, and replaces the one reference', () => {
    const twice = withPicked(withPicked(draft, 'flag', picked), 'flag', picked);
    expect(twice.flags).toHaveLength(2);
    const other = { ...picked, selectors: [{ selector: '#other', count: 1 }] };
    const again = withPicked(withPicked(draft, 'reference', picked), 'reference', other);
    expect(again.reference).toEqual({ selector: '#other' });
  });
});

describe('what is saved', () => {
  it('is a profile, without words that say nothing and lists that are empty', () => {
    const options = [
      { text: 'V1', role: 'victim' },
      { text: '--', role: 'unknown' },
    ] as const;
    const saved = finished({ ...withPicked(draft, 'role', { ...picked, options }), flags: [] });
    expect(saved.roles).toEqual([{ says: '#thing', words: [{ text: 'V1', role: 'victim' }] }]);
    expect('flags' in saved).toBe(false);
    expect(faultsOf(saved)).toEqual([]);
  });

  it('is not one before it has a name and something to read', () => {
    expect(faultsOf(finished(emptyDraft('rms.force.police.uk', '/')))).not.toEqual([]);
  });
});
