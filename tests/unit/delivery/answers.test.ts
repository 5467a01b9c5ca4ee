/** What an answer of the stream means for a record: stored, later, or somebody has to look. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deliveredOf, publishAnswer } from '../../../platform/nats/answers.ts';

const failure = (code: number, detail: number) =>
  JSON.stringify({ error: { code, err_code: detail, description: 'said so' } });

describe('an answer of the stream', () => {
  it('is proof only as the acknowledgement of this stream', () => {
    expect(publishAnswer('{"stream":"OVR","seq":7}', 'OVR')).toBe('acknowledged');
    expect(publishAnswer('{"stream":"REV","seq":7}', 'OVR')).toMatchObject({ kind: 'refused' });
  });

  it('is doubt where the server takes it for a duplicate', () => {
    expect(publishAnswer('{"stream":"OVR","seq":7,"duplicate":true}', 'OVR')).toBe('doubt');
  });

  it.each([
    [400, 10_071],
    [400, 10_164],
    [503, 10_077],
    [400, 10_077],
  ])('is doubt and never proof as refusal %i/%i', (code, detail) => {
    expect(publishAnswer(failure(code, detail), 'OVR')).toBe('doubt');
  });

  it.each([
    [503, 10_008, 'unreachable'],
    [500, 10_000, 'busy'],
    [409, 10_158, 'busy'],
    [400, 99_999, 'busy'],
  ])('asks for patience as %i/%i', (code, detail, why) => {
    expect(publishAnswer(failure(code, detail), 'OVR')).toEqual({ kind: 'later', why });
  });

  it('is final where the record is too large', () => {
    expect(publishAnswer(failure(400, 10_054), 'OVR')).toEqual({
      kind: 'refused',
      why: 'too-large',
    });
  });

  it.each(['', '{', 'null', '[]', '{"seq":1}', '{"stream":"OVR","seq":0}', '{"stream":"OVR"}'])(
    'is not understood, and no proof: %s',
    (text) => {
      expect(publishAnswer(text, 'OVR')).toEqual({ kind: 'refused', why: 'not-understood' });
    },
  );

  it('is never proof by chance', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        expect(publishAnswer(text, 'OVR')).not.toBe('acknowledged');
      }),
    );
  });
});

describe('where a message stands', () => {
  it('is read from the short and the long form', () => {
    const at = { position: 12, sent: 3, storedAt: 1_700_000_000_123, pending: 9 };
    expect(deliveredOf('$JS.ACK.OVR.name.1.12.3.1700000000123000000.9')).toEqual(at);
    expect(deliveredOf('$JS.ACK.hub.AHASH.OVR.name.1.12.3.1700000000123000000.9.rnd')).toEqual(at);
  });

  it.each([
    '',
    '$JS.ACK',
    '$JS.ACK.OVR.n.1.0.3.1.9',
    '$JS.ACK.OVR.n.1.x.3.1.9',
    'a.b.c.d.e.f.g.h.i',
  ])('is not read from "%s"', (reply) => {
    expect(deliveredOf(reply)).toBeNull();
  });
});
