/** `npm run policy -- check` over files as they come: what it prints and how it ends. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { MAX_BYTES } from '../../../platform/policy-bytes.ts';
import { policy } from '../../../tools/policy.ts';
import { packOf, RULE } from '../policy/policy-files.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'policy-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function put(content: string | Uint8Array, name = 'policy.json'): string {
  const file = path.join(folder, name);
  writeFileSync(file, content);
  return file;
}

const good = JSON.stringify(packOf([RULE]), null, 2);
const pointless = JSON.stringify(packOf([RULE, { ...RULE, id: 'again' }]), null, 2);
const wrong = JSON.stringify(packOf([{ ...RULE, wording: 'none' }]), null, 2);

describe('how a check ends', () => {
  it.each([
    ['0 for a policy in order', good, [], 0],
    ['0 for a warning', pointless, [], 0],
    ['1 for a warning, where warnings count', pointless, ['--strict'], 1],
    ['1 for an error of meaning', wrong, [], 1],
    ['2 for what is no policy', '{"rules": [{}]}', [], 2],
    ['2 for what is no JSON', '{"rules": [', [], 2],
  ])('%s', async (_, content, options, code) => {
    expect((await policy(['check', put(content), ...options])).code).toBe(code);
  });

  it('with the worst of several files, each of which is told of', async () => {
    const files = [put(good, 'a.json'), put(wrong, 'b.json'), path.join(folder, 'missing.json')];
    const { code, out } = await policy(['check', ...files, '--json']);
    expect(code).toBe(2);
    const line = z.object({
      file: z.string(),
      readable: z.boolean(),
      problems: z.array(z.object({ code: z.string() })),
    });
    const told = out.map((each) => line.parse(JSON.parse(each)));
    expect(told.map(({ file }) => file)).toEqual(files);
    expect(told.map(({ problems }) => problems.map(({ code: each }) => each))).toEqual([
      [],
      ['unknown-wording'],
      ['no-file'],
    ]);
    expect(told.map(({ readable }) => readable)).toEqual([true, true, false]);
  });

  it('names file, line, column, field, what is wrong and what to write', async () => {
    const file = put(wrong.replace('"none"', '"imigration-context"'));
    const { out } = await policy(['check', file]);
    expect(out).toEqual([
      `${file}:21:18: error: rules[0].wording is not a known wording; write "immigration-context" [unknown-wording]`,
      `${file} may not be used; errors: 1, warnings: 0`,
    ]);
  });
});

describe('bytes that are no policy', () => {
  const utf16 = (mark: string, order: 'le' | 'be'): Uint8Array => {
    const bytes = Buffer.from(mark + good, 'utf16le');
    return order === 'le' ? bytes : bytes.swap16();
  };

  it.each<[string, string | Uint8Array, RegExp]>([
    [
      'a file of ten megabytes',
      ' '.repeat(10 * 1024 * 1024),
      /:1:1: .* is 10\.0 MB; a policy has at most 2\.0 MB/,
    ],
    ['a file just over the limit', `{}${' '.repeat(MAX_BYTES - 1)}`, /2\.0 MB/],
    ['a million brackets', '['.repeat(1_000_000), /:1:33: .* nests deeper than 32 levels/],
    ['a hundred thousand objects in each other', '{"a":'.repeat(100_000), /nests deeper/],
    ['nothing', '', /is empty/],
    ['a file that was cut off', good.slice(0, 200), /ends too early|not closed/],
    ['a byte order mark', `\ufeff${good}`, /byte order mark; save it as UTF-8/],
    ['UTF-16 as Windows saves it', utf16('\ufeff', 'le'), /UTF-16/],
    ['UTF-16 the other way round', utf16('\ufeff', 'be'), /UTF-16/],
    ['UTF-16 without a mark', utf16('', 'le'), /UTF-16/],
    ['UTF-16 without a mark, the other way round', utf16('', 'be'), /UTF-16/],
    [
      'Latin-1',
      Buffer.from('{\n "policyVersion": "Dyfed \u00e9"}', 'latin1'),
      /:2:26: .* not UTF-8/,
    ],
    ['a character cut in half', Buffer.from('{"a": "\u00e9"}').subarray(0, 8), /not UTF-8/],
    [
      'a key given twice',
      '{"language": "en", "language": "cy"}',
      /:1:20: error: language is given twice/,
    ],
    [
      'the prototype as a key',
      '{"rules": [{"__proto__": {"outcome": "allow"}}]}',
      /:1:13: error: rules\[0\]\.__proto__/,
    ],
  ])('are refused with a place: %s', async (_, bytes, said) => {
    const { code, out } = await policy(['check', put(bytes)]);
    expect(code).toBe(2);
    expect(out.join('\n')).toMatch(said);
  });

  it('are refused at once where a whole file is made to take long', async () => {
    const selector = JSON.stringify({
      profiles: [
        {
          id: 'p',
          name: 'P',
          version: '1',
          hosts: ['rms.a.police.uk'],
          paths: ['/*'],
          controls: [
            { selector: '#a[', treat: 'pnc-check' },
            { selector: ':is('.repeat(300_000), treat: 'pnc-check' },
          ],
        },
      ],
    });
    const full = `{"rules":[{"id":"a","reasons":[${Array(240_000).fill('"RR-01"').join()}]}]}`;
    const hostile = [selector, full, `{"rules":[${Array(600_000).fill('{}').join()}]}`];
    const said: string[] = [];
    for (const content of hostile) said.push(...(await policy(['check', put(content)])).out);
    const text = said.join('\n');
    expect(text).toMatch(/profiles\[0\]\.controls\[0\]\.selector is not a CSS selector/);
    expect(text).toMatch(/profiles\[0\]\.controls\[1\]\.selector is longer than 300/);
    expect(text).toMatch(/rules\[0\]\.reasons holds more than 1000 parts/);
    expect(text).toMatch(/rules holds more than 1000 parts/);
  });

  it('are no policy where a folder or nothing is named', async () => {
    expect((await policy(['check', folder])).code).toBe(2);
    await expect(policy(['check'])).rejects.toThrow('check needs a file');
    await expect(policy(['chekc', put(good)])).rejects.toThrow('no command "chekc"');
  });

  it('are not needed to be told how it is used', async () => {
    const { code, out } = await policy(['--help']);
    expect(code).toBe(0);
    for (const command of ['check', 'prove', 'verify-certificate', 'explain', 'diff'])
      expect(out.join()).toContain(`\n  ${command} `);
  });

  it('of the largest size are read', async () => {
    expect((await policy(['check', put(good + ' '.repeat(MAX_BYTES - good.length))])).code).toBe(0);
  });
});
