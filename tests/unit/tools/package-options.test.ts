import { generateKeyPairSync } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it, vi } from 'vitest';
import product from '../../../package.json' with { type: 'json' };
import { packageOptions, UsageError } from '../../../tools/package/options.ts';

const directory = mkdtempSync(path.join(tmpdir(), 'right-to-report-options-'));
vi.stubEnv('XDG_DATA_HOME', directory);
afterAll(() => {
  vi.unstubAllEnvs();
  rmSync(directory, { recursive: true });
});

function written(name: string, content: string | Buffer): string {
  const file = path.join(directory, name);
  writeFileSync(file, content);
  return file;
}

function key(name: string, type: 'rsa' | 'ed25519'): string {
  const { privateKey } =
    type === 'rsa'
      ? generateKeyPairSync('rsa', { modulusLength: 2048 })
      : generateKeyPairSync('ed25519');
  return written(name, String(privateKey.export({ type: 'pkcs8', format: 'pem' })));
}

describe('npm run package', () => {
  it('without options takes the sample force and a development key outside of the repository', () => {
    const options = packageOptions([]);
    expect(options).toMatchObject({ isDevelopmentKey: true, out: 'dist' });
    expect(path.relative(directory, options.keyFile)).toBe(
      path.join('right-to-report', 'development-key.pem'),
    );
  });

  it("takes a force's key, address and settings, and lists what the settings contain", () => {
    const settings = written('good.json', '{ "language": "cy" }');
    const own = key('own.pem', 'rsa');
    expect(
      packageOptions([
        ...['--key', own, '--settings', settings],
        ...['--base-url', 'https://ext.force.police.uk/rtr/', '--out', 'x'],
      ]),
    ).toEqual({
      keyFile: own,
      isDevelopmentKey: false,
      baseUrl: 'https://ext.force.police.uk/rtr',
      settings: { language: 'cy', contains: ['language'] },
      hosts: [],
      policyKeys: [],
      version: product.version,
      out: 'x',
    });
  });

  it('takes hosts of one system outside of police.uk, and settings for them', () => {
    const sites = written('sites.json', '{ "sites": ["rms.force.local", "a.rms.example"] }');
    const hosts = ['--host', 'rms.force.local', '--host', '*.rms.example', '--host', 'niche'];
    expect(packageOptions([...hosts, '--settings', sites]).hosts).toEqual([
      '*.rms.example',
      'niche',
      'rms.force.local',
    ]);
    expect(() => packageOptions(['--settings', sites])).toThrow(/sites\[0\]: is outside/);
    const wider = written('wider.json', '{ "sites": ["*.rms.force.local"] }');
    expect(() => packageOptions([...hosts, '--settings', wider])).toThrow(/sites\[0\]: is outside/);
  });

  it('packages under a higher number, as going back to an earlier version needs', () => {
    expect(packageOptions(['--version', `${product.version}.1`]).version).toBe(
      `${product.version}.1`,
    );
    expect(packageOptions(['--version', '65535']).version).toBe('65535');
    expect(packageOptions(['--version', product.version]).version).toBe(product.version);
  });

  it.each([
    ['a lower number, which no browser takes', '0.0.9', /lower than/],
    ['the same number with something before it', `v${product.version}`, /one to four numbers/],
    ['a number of five parts', '1.2.3.4.5', /one to four numbers/],
    ['a part that is too high', '1.65536', /one to four numbers/],
    ['a part with a leading zero', '1.02', /one to four numbers/],
  ])('refuses as version %s', (_, version, why) => {
    expect(() => packageOptions(['--version', version])).toThrow(UsageError);
    expect(() => packageOptions(['--version', version])).toThrow(why);
  });

  it.each([
    ['every host', ['--host', '*']],
    ['every host of a country', ['--host', '*.uk']],
    ['every company', ['--host', '*.co.uk']],
    ['every intranet name', ['--host', '*.local']],
    ['a host that is permitted anyway', ['--host', 'rms.force.police.uk']],
    ['an address', ['--host', 'https://rms.force.local/']],
  ])('refuses to ask for %s', (_, args) => {
    expect(() => packageOptions(args)).toThrow(UsageError);
  });

  it.each([
    ['an option that does not exist', ['--sign', 'x'], /unknown option --sign/],
    ['an option without a value', ['--out'], /--out needs a value/],
    ['an option twice', ['--out', 'a', '--out', 'b'], /given twice/],
    ['an address without encryption', ['--base-url', 'http://ext.police.uk'], /https only/],
    ['an address with a query', ['--base-url', 'https://ext.police.uk/?a=1'], /more than a host/],
    ['an address that is none', ['--base-url', 'ext'], /not an address/],
    ['a key that is no key', ['--key', written('no.pem', 'no key')], /no private key/],
    ['a key that Chromium does not take', ['--key', key('ed.pem', 'ed25519')], /has to be RSA/],
    ['settings that are no JSON', ['--settings', written('a.json', '{')], /a\.json:1:2: /],
    [
      'settings in which a name stands twice',
      ['--settings', written('twice.json', '{ "language": "cy",\n"language": "en" }')],
      /twice\.json:2:1: .*;/,
    ],
    [
      'settings that begin with a byte order mark',
      ['--settings', written('mark.json', '\ufeff{ "language": "cy" }')],
      /mark\.json: begins with a byte order mark; save it as UTF-8/,
    ],
    [
      'settings in another encoding',
      ['--settings', written('latin.json', Buffer.from('{ "force": "Ynys Môn" }', 'latin1'))],
      /latin\.json: holds bytes that are not UTF-8/,
    ],
    ['settings that are not there', ['--settings', 'nowhere.json'], /nowhere\.json: ENOENT/],
    ['settings that are a list', ['--settings', written('b.json', '[]')], /not an object/],
    [
      'settings that the extension would refuse',
      ['--settings', written('c.json', '{ "language": "fr", "sites": ["https://x"] }')],
      /would be refused:\n {2}language: .*\n {2}sites\[0\]: /,
    ],
  ])('refuses %s, and says why', (_, args, why) => {
    expect(() => packageOptions(args)).toThrow(UsageError);
    expect(() => packageOptions(args)).toThrow(why);
  });

  it('makes no key where the one that was named is missing', () => {
    const missing = path.join(directory, 'missing.pem');
    expect(() => packageOptions(['--key', missing])).toThrow(/openssl genrsa/);
    expect(existsSync(missing)).toBe(false);
  });
});
