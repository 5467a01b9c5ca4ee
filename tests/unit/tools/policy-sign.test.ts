/** `npm run policy -- new-key`, `sign`, `verify-signature`, over files as force IT has them. */
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { parseKey } from '../../../core/notes/signed-note.ts';
import { readSignature } from '../../../core/policy/signed-settings.ts';
import testForce from '../../../policies/forces/test-force.json' with { type: 'json' };
import { packageOptions } from '../../../tools/package/options.ts';
import { checkSignature } from '../../../tools/package/policy-keys.ts';
import { policy } from '../../../tools/policy.ts';
import { packOf, RULE } from '../policy/policy-files.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'policy-sign-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const at = (name: string): string => path.join(folder, name);

function put(name: string, value: unknown): string {
  writeFileSync(at(name), typeof value === 'string' ? value : JSON.stringify(value, null, 2));
  return at(name);
}

function settingsIn(file: string): Record<string, unknown> {
  return JSON.parse(readFileSync(file, 'utf8'));
}

function versionIn(file: string): number | undefined {
  return readSignature(String(settingsIn(file)['signature']))?.version;
}

let made = 0;
/** A fresh key: the file of the private one, and the public one as printed. */
async function freshKey(name = 'testforce.police.uk/policy') {
  made += 1;
  const file = at(`${made}.key`);
  const { out } = await policy(['new-key', name, '--out', file]);
  return { file, text: out.at(-1) ?? '' };
}

let force = '';
beforeEach(() => {
  force = put('force.json', testForce);
});

describe('a new key', () => {
  it('is for its owner alone, and what is printed is the public one', async () => {
    const { file, text } = await freshKey();
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(parseKey(text)).toMatchObject({ name: 'testforce.police.uk/policy' });
    const secret = readFileSync(file, 'utf8').trim();
    expect(secret).toMatch(/^PRIVATE\+KEY\+testforce\.police\.uk\/policy\+[0-9a-f]{8}\+/);
    expect(parseKey(secret)).toBeNull();
    expect(readFileSync(`${file}.pub`, 'utf8').trim()).toBe(text);
    expect(packageOptions(['--policy-key', `${file}.pub`]).policyKeys).toEqual([text]);
  });

  it('is another one each time', async () => {
    expect((await freshKey()).text).not.toBe((await freshKey()).text);
  });

  it('is never written over another', async () => {
    const { file } = await freshKey();
    const before = readFileSync(file, 'utf8');
    await expect(policy(['new-key', 'x', '--out', file])).rejects.toThrow(/is there already/);
    expect(readFileSync(file, 'utf8')).toBe(before);
  });

  it.each([
    [['new-key', 'two words', '--out', at('a.key')], /no name for a key/],
    [['new-key', 'a+b', '--out', at('a.key')], /no name for a key/],
    [['new-key', 'a'], /needs --out FILE/],
    [['new-key'], /new-key NAME --out FILE/],
    [['new-key', 'a', '--out', at('none/a.key')], /cannot be written \(ENOENT\)/],
  ])('is not made with %j', async (args, said) => {
    await expect(policy(args)).rejects.toThrow(said);
  });
});

describe('settings that are signed', () => {
  it('hold for their key and for no other', async () => {
    const [own, other] = [await freshKey(), await freshKey()];
    expect((await policy(['sign', force, '--key', own.file])).code).toBe(0);
    const held = await policy(['verify-signature', force, '--key', own.text]);
    expect(held.code).toBe(0);
    expect(held.out[1]).toBe('right-to-report managed settings');
    const not = await policy(['verify-signature', force, '--key', other.text]);
    expect(not).toMatchObject({ code: 1, out: [expect.stringContaining('is by another key')] });
  });

  it('are the settings as they were, and pass the check', async () => {
    const { file } = await freshKey();
    await policy(['sign', force, '--key', file, '--out', at('signed.json')]);
    const { signature, ...rest } = settingsIn(at('signed.json'));
    expect(signature).toMatch(/^[A-Za-z0-9+/=]+$/);
    expect(rest).toEqual(testForce);
    expect(settingsIn(force)).toEqual(testForce);
    expect((await policy(['check', at('signed.json')])).code).toBe(0);
  });

  it('have the time as their version, and a higher one each time', async () => {
    const { file } = await freshKey();
    await policy(['sign', force, '--key', file]);
    const first = versionIn(force) ?? 0;
    expect(String(first)).toMatch(/^20\d{12}$/);
    await policy(['sign', force, '--key', file]);
    expect(versionIn(force)).toBeGreaterThan(first);
  });

  it('have the version that was asked for', async () => {
    const { file } = await freshKey();
    await policy(['sign', force, '--key', file, '--version', '12']);
    expect(versionIn(force)).toBe(12);
  });

  it.each(['0', '-1', '1.5', '1e3', '07', '1000000000000000', 'x'])(
    'have no version %s',
    async (version) => {
      const { file } = await freshKey();
      await expect(policy(['sign', force, '--key', file, `--version=${version}`])).rejects.toThrow(
        /no whole number/,
      );
      expect(settingsIn(force)).toEqual(testForce);
    },
  );

  it('name the signature where they list all settings', async () => {
    const { file } = await freshKey();
    const listed = put('listed.json', { ...testForce, contains: Object.keys(testForce) });
    await policy(['sign', listed, '--key', file]);
    expect(settingsIn(listed)['contains']).toEqual([...Object.keys(testForce), 'signature']);
  });

  it('may be signed by a second key as well, under the same version', async () => {
    const [old, fresh] = [await freshKey(), await freshKey('testforce.police.uk/policy-2')];
    await policy(['sign', force, '--key', old.file, '--version', '5']);
    await policy(['sign', force, '--key', fresh.file, '--add']);
    for (const { text } of [old, fresh])
      expect((await policy(['verify-signature', force, '--key', text])).code).toBe(0);
    expect(versionIn(force)).toBe(5);
    put('force.json', { ...settingsIn(force), policyVersion: 'changed' });
    await expect(policy(['sign', force, '--key', fresh.file, '--add'])).rejects.toThrow(
      /no signature over these settings/,
    );
  });

  it('are called stale by the check once they were changed', async () => {
    const { file, text } = await freshKey();
    await policy(['sign', force, '--key', file]);
    put('force.json', { ...settingsIn(force), policyVersion: 'changed' });
    const { code, out } = await policy(['check', force]);
    expect(code).toBe(1);
    expect(out.join('\n')).toMatch(/error: signature is over other settings.*\[signature-stale\]/);
    expect((await policy(['verify-signature', force, '--key', text])).code).toBe(1);
    expect((await policy(['sign', force, '--key', file])).code).toBe(0);
    expect((await policy(['check', force])).code).toBe(0);
  });

  it('are not signed where browsers would refuse them', async () => {
    const { file } = await freshKey();
    const wrong = put('wrong.json', { rules: [{ ...RULE, wording: 'none' }] });
    const { code, out } = await policy(['sign', wrong, '--key', file]);
    expect(code).toBe(1);
    expect(out.join('\n')).toContain('[unknown-wording]');
    expect(settingsIn(wrong)).not.toHaveProperty('signature');
  });

  it('are managed settings: a rule pack has no place for a signature', async () => {
    const { file } = await freshKey();
    const pack = put('pack.json', packOf([RULE]));
    await expect(policy(['sign', pack, '--key', file])).rejects.toThrow(/is a rule pack/);
  });
});

describe('a key file that is no key', () => {
  it.each([
    ['missing', null, /cannot be opened \(ENOENT\)/],
    ['a public key', 'name+00000000+AAAA', /is no private key/],
    ['cut off', 'PRIVATE+KEY+name+00000000+AAAA', /is damaged/],
    ['empty', '', /is no private key/],
  ])('is called %s', async (_what, text, said) => {
    if (text !== null) put('odd.key', text);
    const file = text === null ? at('missing.key') : at('odd.key');
    await expect(policy(['sign', force, '--key', file])).rejects.toThrow(said);
  });

  it('is called damaged where its name was changed', async () => {
    const { file } = await freshKey();
    writeFileSync(file, readFileSync(file, 'utf8').replace('testforce', 'bestforce'));
    await expect(policy(['sign', force, '--key', file])).rejects.toThrow(/name or its key was/);
  });

  it('is complained of where others can read it', async () => {
    const { file } = await freshKey();
    chmodSync(file, 0o644);
    const { code, out } = await policy(['sign', force, '--key', file]);
    expect(code).toBe(0);
    expect(out[0]).toContain('chmod 600');
  });

  it('is not asked for where a public key belongs', async () => {
    const { file } = await freshKey();
    await policy(['sign', force, '--key', file]);
    const secret = readFileSync(file, 'utf8').trim();
    await expect(policy(['verify-signature', force, '--key', secret])).rejects.toThrow(/private/);
    await expect(policy(['verify-signature', force, '--key', file])).rejects.toThrow(/neither/);
    expect(() => packageOptions(['--policy-key', secret])).toThrow(/private key/);
    expect(() => packageOptions(['--policy-key', 'x'])).toThrow(/no public key/);
  });
});

describe('a package that pins a key', () => {
  it('is made with settings that it would take, and with no others', async () => {
    const [own, other] = [await freshKey(), await freshKey('other')];
    await policy(['sign', force, '--key', own.file]);
    const options = packageOptions(['--settings', force, '--policy-key', own.text]);
    expect(options.policyKeys).toEqual([own.text]);
    await expect(checkSignature(options)).resolves.toBeUndefined();
    for (const args of [
      ['--policy-key', own.text],
      ['--settings', force, '--policy-key', other.text],
    ])
      await expect(checkSignature(packageOptions(args))).rejects.toThrow(/would be refused/);
    await expect(checkSignature(packageOptions([]))).resolves.toBeUndefined();
  });
});
