/** The browser's hash of many texts at once is the hash of each by itself. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hashesOf } from '../../../core/ledger/entry.ts';
import { leafHash } from '../../../core/ledger/tree.ts';
import { recordHashes, textHashes } from '../../../platform/text-hashes.ts';

const text = fc.string({ unit: 'binary', maxLength: 60 });
const record = fc.record({
  line: text,
  salt: fc.option(text),
  body: fc.option(text),
});

describe('entries that are hashed together', () => {
  it('get the hashes that each has by itself, whatever letters they hold', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(record, { maxLength: 12 }), async (records) => {
        expect(await recordHashes(records)).toEqual(records.map(hashesOf));
      }),
      { numRuns: 40 },
    );
  });

  it('get them also where one is longer than all before it', async () => {
    const lines = ['a', 'ŵ'.repeat(50_000), 'b', '€'.repeat(40_000), ''];
    const records = lines.map((line) => ({ line, salt: 'ab', body: `${line}!` }));
    expect(await recordHashes(records)).toEqual(records.map(hashesOf));
  });

  it('get them also where two checks run beside each other', async () => {
    const many = (letter: string) =>
      Array.from({ length: 300 }, (_, number) => letter.repeat(number));
    const [one, other] = await Promise.all([
      textHashes(many('a').map((line) => `\0${line}`)),
      textHashes(many('ŷ').map((line) => `\0${line}`)),
    ]);
    expect(one).toEqual(many('a').map(leafHash));
    expect(other).toEqual(many('ŷ').map(leafHash));
  });
});
