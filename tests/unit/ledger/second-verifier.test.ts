/** The format's page is enough to write a verifier: here is one, and it agrees with ours. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { MOST_LINE_CHARACTERS } from '../../../core/ledger/bundle.ts';
import { isSound, verifyBundle } from '../../../core/ledger/verify-bundle.ts';
import { verifyEd25519 } from '../../../platform/ed25519.ts';
import { linesOfFile } from '../../../platform/file-lines.ts';
import { bundleOf, makeLedger } from './made-ledger.ts';
import { holds } from './second-verifier.mjs';

const lines = await bundleOf([await makeLedger(23), await makeLedger(7, 'ffeeddccbbaa0099')]);

it('says of a bundle that nobody touched that it holds', () => {
  expect(holds(`${lines.join('\n')}\n`)).toBe(true);
});

it('agrees with ours on any bundle that somebody touched', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.nat(),
      fc.nat(),
      fc.constantFrom('a', '0', 'é', '', '\n'),
      async (row, column, text) => {
        const number = row % lines.length;
        const line = lines[number] ?? '';
        const place = column % (line.length + 1);
        const changed = lines
          .with(number, line.slice(0, place) + text + line.slice(place + text.length))
          .join('\n');
        const read = linesOfFile(new Blob([changed]), MOST_LINE_CHARACTERS);
        const ours = isSound(await verifyBundle(read, verifyEd25519));
        expect(holds(changed)).toBe(ours);
      },
    ),
    {
      numRuns: 200,
      examples: [
        // The last character of the last signature: a lenient reader of base64 passes over it.
        [lines.length - 1, (lines.at(-1) ?? '').length - 6, 'é'],
        // The line break after the last line: with and without it, the file's lines are the same.
        [lines.length - 1, (lines.at(-1) ?? '').length, '\n'],
      ],
    },
  );
});
