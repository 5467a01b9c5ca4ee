/** `npm run verify`, as somebody outside of the force meets it. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { deviceKey } from '../../../core/ledger/checkpoint.ts';
import { keyText } from '../../../core/notes/signed-note.ts';
import { verify } from '../../../tools/verify.ts';
import { bundleOf, makeLedger } from '../ledger/made-ledger.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'verify-'));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, text: string): string {
  const at = path.join(folder, name);
  writeFileSync(at, text);
  return at;
}

const ledger = await makeLedger(12);
const lines = await bundleOf([ledger]);
const whole = file('whole.jsonl', `${lines.join('\n')}\n`);

describe('a bundle', () => {
  it('that holds is said to, with its devices, and exit code 0', async () => {
    const { code, out } = await verify([whole]);
    expect(code).toBe(0);
    expect(out.at(-1)).toBe(`${whole}: it holds`);
    expect(out[1]).toMatch(
      /^device 00112233aabbccdd: entries 0 to 11, signed up to 11 by key [0-9a-f]{8}: holds$/,
    );
  });

  it('that was cut is named by device and range, and exit code 1', async () => {
    const cut = file('cut.jsonl', lines.toSpliced(5, 2).join('\n'));
    const { code, out } = await verify([cut]);
    expect(code).toBe(1);
    expect(out).toContain('device 00112233aabbccdd: entries 0 to 11, not signed: DOES NOT HOLD');
    expect(out).toContain('  entries 3 to 4: missing');
  });

  it('gives programs the same as one line of JSON', async () => {
    const cut = file('cut.jsonl', lines.toSpliced(5, 2).join('\n'));
    const { code, out } = await verify([cut, '--json']);
    expect(code).toBe(1);
    expect(JSON.parse(out.join('\n'))).toMatchObject({
      devices: [{ findings: [{ code: 'missing', first: 3, last: 4 }] }],
    });
  });

  it('is checked against an earlier bundle, a checkpoint or a published key', async () => {
    const { publicKey } = ledger.key;
    const key = file('keys.txt', `${keyText(deviceKey(ledger.device, publicKey))}\n`);
    const checkpoint = file('checkpoint.txt', ledger.checkpoints[0] ?? '');
    expect(
      (await verify([whole, '--known', key, '--known', checkpoint, '--known', whole])).code,
    ).toBe(0);
    const forged = await bundleOf([await makeLedger(12)]);
    const anew = file('anew.jsonl', `${forged.join('\n')}\n`);
    expect((await verify([anew])).code).toBe(0);
    for (const known of [key, whole, checkpoint])
      expect((await verify([anew, '--known', known])).code).toBe(1);
  });
});

describe('what is no bundle', () => {
  it.each([
    ['an empty file', ''],
    ['another file', '{"name":"right-to-report"}\n'],
    ['bytes', '\u0000\ufffd\n\n'],
    ['a line that never ends', 'x'.repeat(3_000_000)],
  ])('is said to be none, with exit code 2: %s', async (_what, text) => {
    const { code, out } = await verify([file('none', text)]);
    expect(code).toBe(2);
    expect(out.at(-1)).toContain('it is no bundle');
  });

  it('is named where it is not there', async () => {
    const { code, out } = await verify([path.join(folder, 'gone')]);
    expect(code).toBe(2);
    expect(out[0]).toContain('ENOENT');
  });

  it.each([[[]], [['--tree', 'x']], [[whole, whole]]])('gets the usage: %j', async (args) => {
    const { code, out } = await verify(args);
    expect(code).toBe(2);
    expect(out.at(-1)).toContain('usage: npm run verify');
  });

  it('is not taken for what is known', async () => {
    const { code, out } = await verify([whole, '--known', file('none', 'no key')]);
    expect(code).toBe(2);
    expect(out[0]).toContain('holds no bundle, checkpoint or key');
  });
});
