/** What lies at the place of a decision is the reviewer's entry, or is named and put aside. */
import { describe, expect, it } from 'vitest';
import type { DecisionPlace } from '../../../core/delivery/subjects.ts';
import { EMPTY_TIP, sealEntry } from '../../../core/ledger/entry.ts';
import type { HeaderDraft } from '../../../core/ledger/header.ts';
import { recordText } from '../../../core/ledger/record.ts';
import { readDecision } from '../../../core/review/decision-text.ts';
import { attemptDraft, hexId } from '../background/over-indexeddb.ts';

const PLACE: DecisionPlace = {
  ...{ force: 'mids', unit: 't07', attempt: hexId(1), number: 0 },
  collection: 'reviews',
};
const { id, at, device, extension, policy } = attemptDraft(9);
const DRAFT = {
  ...{ id, at, device, extension, policy, of: hexId(1) },
  kind: 'review',
  ...{ outcome: 'RV-1', reviewer: 'TF-9001', claim: { force: 'mids', unit: 't07', number: 0 } },
} as const;
const NOTE = { note: 'Discussed at supervision' };

function textOf(draft: HeaderDraft = DRAFT, body: typeof NOTE | null = NOTE): string {
  return recordText(sealEntry(draft, body, EMPTY_TIP, 'ab'.repeat(16)));
}
const codeOf = (text: string, place = PLACE) => {
  const read = readDecision(place, text);
  return read.ok ? 'taken' : read.code;
};

describe('what lies at the place of a decision', () => {
  it('is taken as it is, with its words or without', () => {
    expect(readDecision(PLACE, textOf())).toMatchObject({
      ok: true,
      header: { id, outcome: 'RV-1', reviewer: 'TF-9001' },
      record: { body: JSON.stringify(NOTE) },
    });
    const bare = JSON.stringify({ ...JSON.parse(textOf()), salt: null, body: null });
    expect(codeOf(bare)).toBe('taken');
  });

  it.each([
    ['another force', { force: 'kent' }],
    ['another unit', { unit: 't08' }],
    ['another attempt', { attempt: hexId(2) }],
    ['another number', { number: 1 }],
  ])('is not in its place under %s, and is named by device and entry', (_, change) => {
    expect(readDecision({ ...PLACE, ...change }, textOf())).toEqual({
      ...{ ok: false, code: 'misplaced', device, seq: 0 },
    });
  });

  it('is not in its place where it claims none', () => {
    const { claim: _claim, ...free } = DRAFT;
    expect(codeOf(textOf(free))).toBe('misplaced');
  });

  it.each([
    ['nothing', ''],
    ['no JSON', '<script>alert(1)</script>'],
    ['more than a record', textOf().replace(/}$/, ',"more":1}')],
    ['an attempt', textOf(attemptDraft(1), null)],
    ['a header with more in it', textOf().replace('\\"kind\\"', '\\"name\\":\\"Ann\\",\\"kind\\"')],
    ['a version that is not known', textOf().replace('\\"v\\":1', '\\"v\\":2')],
    ['a name for a reviewer', textOf().replace('TF-9001', 'Ann Other')],
    ['far too much', textOf().replace('supervision', 'x'.repeat(70_000))],
  ])('is unreadable where it is %s', (_, text) => {
    expect(codeOf(text)).toBe('unreadable');
  });

  it('has other words than its entry says where somebody changed them', () => {
    expect(codeOf(textOf().replace('supervision', 'leisure'))).toBe('body-changed');
  });

  it('has no words but a note', () => {
    const more = { ...NOTE, name: 'Ann Other' };
    expect(codeOf(textOf(DRAFT, more))).toBe('body-changed');
  });
});
