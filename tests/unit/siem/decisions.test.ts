/** Decisions as the SIEM hears of them: recorded by a reviewer, and standing in their place. */
import { describe, expect, it } from 'vitest';
import type { Received } from '../../../core/delivery/store.ts';
import { entryEvents } from '../../../tools/siem/entry-events.ts';
import { emptyState } from '../../../tools/siem/state.ts';
import { noteHeader } from '../../../tools/siem/watch.ts';
import { hexId } from '../background/over-indexeddb.ts';
import { DEVICE, NOW, received } from './samples.ts';

const claim = { force: 'mids', unit: 't07', number: 0 };
const review = {
  ...{ id: hexId(50), at: NOW, device: DEVICE, extension: '0.1.0', policy: 'f'.repeat(64) },
  ...{ of: hexId(1), outcome: 'RV-1', reviewer: 'TF-9000' },
  kind: 'review',
} as const;

/** The same entry where the reviewer handed it in, and in a place of decisions. */
function entryAt(draft: typeof review & { readonly claim?: typeof claim }, attempt = hexId(1)) {
  const [inLedger] = received([draft]);
  if (inLedger === undefined) throw new Error('one entry was expected');
  const place = { collection: 'reviews', attempt, ...claim } as const;
  const inPlace: Received = { ...inLedger, place };
  return { inLedger, inPlace };
}

describe('a decision that claims a place', () => {
  const { inLedger, inPlace } = entryAt({ ...review, claim });

  it('is told as recorded and as standing, apart by the collection, with its number', () => {
    const of = (each: Received) => entryEvents(each).events[0]?.right_to_report;
    const same = { kind: 'review', of: hexId(1), review_outcome: 'RV-1', claim_number: 0 };
    expect(of(inLedger)).toMatchObject({ ...same, collection: 'overrides' });
    expect(of(inPlace)).toMatchObject({ ...same, collection: 'reviews' });
    const uids = [inLedger, inPlace].map((each) => entryEvents(each).events[0]?.metadata.uid);
    expect(new Set(uids).size).toBe(2);
  });

  it('decides nothing until it lies there', () => {
    const state = emptyState('mids');
    state.undecided.set(hexId(1), NOW);
    for (const [each, isOpen] of [
      [inLedger, true],
      [inPlace, false],
    ] as const) {
      const { header } = entryEvents(each);
      if (header) noteHeader(state, header, NOW, each.place.collection);
      expect(state.undecided.has(hexId(1))).toBe(isOpen);
    }
  });

  it('that claims none, where there is no store to decide in, decides by itself', () => {
    const state = emptyState('mids');
    state.undecided.set(hexId(1), NOW);
    const { header } = entryEvents(entryAt(review).inLedger);
    if (header) noteHeader(state, header, NOW, 'overrides');
    expect(state.undecided.size).toBe(0);
  });

  it.each([
    ['lies in the place of another override', entryAt({ ...review, claim }, hexId(2)).inPlace],
    ['claims no place at all', entryAt(review).inPlace],
  ])('is told as misplaced where it %s, and decides nothing', (_, each) => {
    const { header, events } = entryEvents(each);
    expect(header).toBeNull();
    expect(events[0]?.right_to_report).toMatchObject({
      ...{ kind: 'unreadable', ledger_code: 'misplaced', collection: 'reviews' },
    });
  });
});
