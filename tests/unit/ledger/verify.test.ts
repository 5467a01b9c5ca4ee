import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EMPTY_HEAD, type Head, type StoredEntry, sealEntry } from '../../../core/ledger/entry.ts';
import { leafHash } from '../../../core/ledger/tree.ts';
import { verifyChain, verifyChainBy } from '../../../core/ledger/verify.ts';
import { textHashes } from '../../../platform/text-hashes.ts';
import { attemptDraft } from '../background/over-indexeddb.ts';

function ledgerOf(count: number): { entries: StoredEntry[]; head: Head } {
  const entries: StoredEntry[] = [];
  let head: Head = EMPTY_HEAD;
  for (let number = 0; number < count; number++) {
    const body = {
      explanation: `Reason ${number}`,
      recordReference: null,
      prompt: null,
      policyVersion: '1',
    };
    const entry = sealEntry(attemptDraft(number), number % 3 === 2 ? null : body, head, 'ab');
    entries.push(entry);
    head = { size: entry.seq + 1, hash: entry.hash };
  }
  return { entries, head };
}

function at(entries: readonly StoredEntry[], index: number): StoredEntry {
  const entry = entries[index];
  if (entry === undefined) throw new Error(`no entry ${index}`);
  return entry;
}

const { entries, head } = ledgerOf(6);

describe('a ledger that nobody touched', () => {
  it('holds, also where nothing was recorded', () => {
    expect(verifyChain([], EMPTY_HEAD)).toEqual([]);
    expect(verifyChain(entries, head)).toEqual([]);
  });

  it('holds after retention dropped the officers’ words', () => {
    const kept = entries.map((entry) => ({ ...entry, body: null, salt: null }));
    expect(verifyChain(kept, head)).toEqual([]);
  });

  it('hashes a line as RFC 6962 hashes a leaf', () => {
    // RFC 6962 2.1: SHA-256 of 0x00 and an empty leaf.
    expect(leafHash('')).toBe('6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d');
  });
});

describe('a ledger that somebody touched', () => {
  it('shows an edited outcome', () => {
    const edited = entries.map((entry, index) =>
      index === 2 ? { ...entry, line: entry.line.replace('justify"', 'allow"') } : entry,
    );
    expect(verifyChain(edited, head)).toEqual([{ seq: 2, code: 'line-changed' }]);
  });

  it('shows an edited outcome whose hash was made to fit', () => {
    const line = at(entries, 2).line.replace('justify"', 'allow"');
    const edited = entries.map((entry, index) =>
      index === 2 ? { ...entry, line, hash: leafHash(line) } : entry,
    );
    expect(verifyChain(edited, head)).toEqual([{ seq: 3, code: 'link-broken' }]);
  });

  it('shows other words in the officer’s mouth', () => {
    const edited = entries.map((entry, index) =>
      index === 1 ? { ...entry, body: '{"explanation":"other"}' } : entry,
    );
    expect(verifyChain(edited, head)).toEqual([{ seq: 1, code: 'body-changed' }]);
  });

  it('shows words put where there were none', () => {
    const edited = entries.map((entry, index) =>
      index === 2 ? { ...entry, body: '{"explanation":"late"}', salt: 'ab' } : entry,
    );
    expect(verifyChain(edited, head)).toEqual([{ seq: 2, code: 'body-changed' }]);
  });

  it('shows an override that was taken out', () => {
    const dropped = entries.filter(({ seq }) => seq !== 3);
    expect(verifyChain(dropped, head)).toEqual([{ seq: 4, code: 'sequence-gap' }]);
  });

  it('shows two entries that changed places', () => {
    const swapped = [...entries];
    swapped[1] = { ...at(entries, 2), seq: 1 };
    swapped[2] = { ...at(entries, 1), seq: 2 };
    expect(verifyChain(swapped, head).map(({ seq }) => seq)).toEqual([1, 2, 3]);
  });

  it('shows a tail that was cut off', () => {
    expect(verifyChain(entries.slice(0, 4), head)).toEqual([{ seq: 4, code: 'head-differs' }]);
  });

  it('shows a ledger that was emptied', () => {
    expect(verifyChain([], head)).toEqual([{ seq: 0, code: 'head-differs' }]);
  });

  it('shows a beginning that was cut off', () => {
    expect(verifyChain(entries.slice(1), head)).toEqual([{ seq: 1, code: 'sequence-gap' }]);
  });

  it.each(['', '{', 'null', '[]', '{"seq":1}'])('shows a line that is no entry: %s', (line) => {
    const edited = entries.map((entry, index) => (index === 1 ? { ...entry, line } : entry));
    expect(verifyChain(edited, head)).toContainEqual({ seq: 1, code: 'unreadable' });
  });

  it('shows any one character that was changed anywhere', () => {
    fc.assert(
      fc.property(
        fc.nat(entries.length - 1),
        fc.nat(10_000),
        fc.constantFrom('a', '0', ' ', '"', 'é'),
        (index, place, letter) => {
          const { line } = at(entries, index);
          const position = place % line.length;
          fc.pre(line[position] !== letter);
          const changed = line.slice(0, position) + letter + line.slice(position + 1);
          const edited = entries.map((entry) =>
            entry.seq === index ? { ...entry, line: changed } : entry,
          );
          return verifyChain(edited, head).some(({ seq }) => seq === index);
        },
      ),
    );
  });

  it('shows any entries that were taken out of any ledger', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), fc.nat(), fc.nat(), (count, from, length) => {
        const whole = ledgerOf(count);
        const start = from % count;
        const cut = [...whole.entries];
        cut.splice(start, 1 + (length % (count - start)));
        return verifyChain(cut, whole.head).length > 0;
      }),
    );
  });
});

describe('a long ledger, checked by the browser’s own hash', () => {
  const long = ledgerOf(600);
  const change = (seq: number, by: Partial<StoredEntry>) =>
    long.entries.map((entry) => (entry.seq === seq ? { ...entry, ...by } : entry));

  it('holds where the other check says so', async () => {
    expect(await verifyChainBy(textHashes, [], EMPTY_HEAD)).toEqual([]);
    expect(await verifyChainBy(textHashes, long.entries, long.head)).toEqual([]);
  });

  it.each([
    ['a line, at the end of what is hashed at once', change(255, { line: '{"seq":255}' })],
    ['words, in the next of it', change(256, { body: '{"explanation":"another"}' })],
    ['words that were dropped, and the line as well', change(511, { body: null, line: 'x' })],
    ['an entry left out', long.entries.filter(({ seq }) => seq !== 300)],
    ['the end cut off', long.entries.slice(0, 512)],
  ])('shows what the other check shows: %s', async (_what, touched) => {
    const found = await verifyChainBy(textHashes, touched, long.head);
    expect(found).not.toEqual([]);
    expect(found).toEqual(verifyChain(touched, long.head));
  });
});
