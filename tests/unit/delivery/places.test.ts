/** Where records lie, and what they say of themselves. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contentFault, recordName } from '../../../core/delivery/record-shape.ts';
import { placeOf, subjectOf } from '../../../core/delivery/subjects.ts';
import { recordText } from '../../../tools/cluster/records.ts';

describe('a place', () => {
  it.each([
    'overrides.mids.t07.off1001.0190-abc',
    'checkpoints.mids.t07.off1001.dev-12',
    'reviews.mids.t07.attempt-1.0',
    'reviews.mids.t07.attempt-1.12',
  ])('is read from its subject and written back: %s', (subject) => {
    const place = placeOf(subject);
    expect(place && subjectOf(place)).toBe(subject);
  });

  it.each([
    '',
    'overrides',
    'overrides.mids.t07.off1001',
    'overrides.mids.t07.off1001.a.b',
    'overrides.mids.t07.off1001.>',
    'overrides.mids.t07.*.a',
    'overrides.mids..off1001.a',
    'overrides.MIDS.t07.off1001.a',
    'overrides.mids.t07.off 1.a',
    'overrides.mids.-t07.off1.a',
    `overrides.mids.${'t'.repeat(33)}.off1.a`,
    `overrides.mids.t07.off1.${'a'.repeat(97)}`,
    'reviews.mids.t07.attempt.-1',
    'reviews.mids.t07.attempt.01',
    'reviews.mids.t07.attempt.1.5',
    'others.mids.t07.off1.a',
  ])('is none: "%s"', (subject) => {
    expect(placeOf(subject)).toBeNull();
  });

  it.each(['a.b', '*', '>', 'ä', '', 'a b'])('is not made with the id "%s"', (id) => {
    const place = { collection: 'overrides', force: 'f', unit: 'u', depositor: 'd', id } as const;
    expect(() => subjectOf(place)).toThrow(RangeError);
  });
});

describe('what a record says of itself', () => {
  it('is its id, its device and its number', () => {
    expect(recordName(recordText('dev-1', 4, 'x-1'))).toEqual({
      id: 'x-1',
      device: 'dev-1',
      seq: 4,
    });
  });

  it('is read from a newer version with more in its header', () => {
    const line = JSON.stringify({ v: 9, id: 'x', seq: 0, device: 'd', more: { deep: [1] } });
    expect(recordName(JSON.stringify({ line, salt: null, body: null }))?.id).toBe('x');
  });

  it('is nothing, and no exception, for any text', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        expect(recordName(text)).toBeNull();
      }),
    );
  });

  it('has to be where it lies', () => {
    const place = placeOf('overrides.mids.t07.off1.x-1');
    if (!place) return expect.unreachable();
    expect(contentFault(place, recordText('dev-1', 4, 'x-1'))).toBeNull();
    expect(contentFault(place, recordText('dev-1', 4, 'x-2'))).toBe('id-differs');
  });
});
