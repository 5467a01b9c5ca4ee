/** What `npm run package` leaves: the same twice, signed, complete, and nothing that nobody named. */
import { createHash, createPublicKey, verify } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import product from '../package.json' with { type: 'json' };
import { extensionIdOf } from '../tools/browsers/pack.ts';
import {
  BUILDS,
  type Build,
  build,
  buildIn,
  ensureBuilt,
  PROJECT,
  TARGETS,
} from '../tools/build.ts';
import { type Release, release } from '../tools/package/release.ts';
import { FIREFOX_ID } from '../tools/settings/deployment.ts';
import { SAMPLE } from '../tools/settings/sample.ts';
import { readZip } from './settings/read-zip.ts';

const DATE = '2026-11-01T12:00:00.000Z';
const directory = mkdtempSync(path.join(tmpdir(), 'right-to-report-package-'));
const keyFile = path.join(directory, 'key.pem');
const { name, version, license } = product;

function packaged(
  chromium: Build,
  edge: Build,
  firefox: Build,
  number = version,
): Promise<Release> {
  return release({
    builds: { chromium, edge, firefox },
    keyFile,
    baseUrl: SAMPLE.baseUrl,
    settings: SAMPLE.settings,
    product: { name, version: number, license, date: DATE },
    lock: JSON.parse(readFileSync(path.join(PROJECT, 'package-lock.json'), 'utf8')),
  });
}

let first: Release;
beforeAll(async () => {
  await ensureBuilt(TARGETS);
  first = await packaged(buildIn('chromium'), buildIn('edge'), buildIn('firefox'));
}, 90_000);
afterAll(() => rmSync(directory, { recursive: true }));

function file(named: string): Buffer {
  const content = first.files.get(named);
  if (content === undefined) throw new Error(`there is no ${named}`);
  return content;
}

function json(named: string): unknown {
  return JSON.parse(file(named).toString('utf8'));
}

function manifestIn(archive: Buffer): unknown {
  return JSON.parse(readZip(archive).get('manifest.json')?.toString('utf8') ?? '');
}

/** CRX3: "Cr24", version, length of the header, header, archive. */
function archiveIn(crx: Buffer): Buffer {
  return crx.subarray(12 + crx.readUInt32LE(8));
}

describe('a release', () => {
  it('is the same, byte for byte, when it is built again in another place', async () => {
    const [chromium, edge, firefox] = [
      build('chromium', directory),
      build('edge', directory),
      build('firefox', directory),
    ];
    const second = await packaged(chromium, edge, firefox);
    expect([...second.files.keys()]).toEqual([...first.files.keys()]);
    const differing = [...first.files].filter(
      ([named, content]) => !content.equals(second.files.get(named) ?? Buffer.alloc(0)),
    );
    expect(differing.map(([named]) => named)).toEqual([]);
  }, 90_000);

  it('tells browsers the number that it was given, in every place, and differs by nothing else', async () => {
    const number = `${version}.1`;
    const builds = [buildIn('chromium'), buildIn('edge'), buildIn('firefox')] as const;
    const { files } = await packaged(...builds, number);
    const crx = archiveIn(files.get(`server/right-to-report-${number}.crx`) ?? Buffer.alloc(0));
    const xpi = files.get(`server/right-to-report-${number}.xpi`) ?? Buffer.alloc(0);
    for (const archive of [crx, xpi])
      expect(manifestIn(archive)).toMatchObject({ version: number });
    for (const named of ['server/updates.xml', 'server/updates.json', 'bom.cdx.json'])
      expect(String(files.get(named)), named).toContain(`"${number}"`);
    expect(String(files.get('settings/firefox/policies.json'))).toContain(`-${number}.xpi`);
    const before = readZip(archiveIn(file(`server/right-to-report-${version}.crx`)));
    const differing = [...readZip(crx)].filter(
      ([named, content]) => before.get(named)?.equals(content) !== true,
    );
    expect(differing.map(([named]) => named)).toEqual(['manifest.json']);
  });

  it('names the checksum of every file, and every file has one', () => {
    const sums = new Map(
      file('SHA256SUMS')
        .toString('utf8')
        .trimEnd()
        .split('\n')
        .map((line): [string, string] => [line.slice(66), line.slice(0, 64)]),
    );
    const others = [...first.files].filter(([named]) => named !== 'SHA256SUMS');
    expect([...sums.keys()].sort()).toEqual(others.map(([named]) => named).sort());
    for (const [named, content] of others)
      expect(sums.get(named), named).toBe(createHash('sha256').update(content).digest('hex'));
  });

  it('holds each form of deployment', () => {
    expect([...first.files.keys()].sort()).toEqual(
      expect.arrayContaining([
        `server/right-to-report-${version}.crx`,
        `server/right-to-report-${version}.xpi`,
        'server/updates.json',
        'server/updates.xml',
        `stores/right-to-report-${version}-chrome.zip`,
        `stores/right-to-report-${version}-edge.zip`,
        `stores/right-to-report-${version}-firefox.zip`,
        'settings/managed-schema.json',
        'settings/firefox/policies.json',
        'settings/linux/settings.json',
        'settings/macos/RightToReport.mobileconfig',
        'settings/windows/RightToReport.admx',
        'settings/windows/chrome.reg',
        'settings/windows/cy-GB/RightToReport.adml',
        'settings/windows/en-GB/RightToReport.adml',
        'settings/windows/intune.json',
        'bom.cdx.json',
      ]),
    );
  });

  it('signs the Chromium package with the key that its id is made of', async () => {
    const crx = file(`server/right-to-report-${version}.crx`);
    expect(crx.toString('latin1', 0, 4)).toBe('Cr24');
    expect(crx.readUInt32LE(4)).toBe(3);
    const header = crx.subarray(12, 12 + crx.readUInt32LE(8));
    const publicKey = createPublicKey(readFileSync(keyFile));
    const der = publicKey.export({ type: 'spki', format: 'der' });
    const keyAt = header.indexOf(der);
    expect(keyAt).toBeGreaterThan(0);
    // After the key: the tag and length of the signature, the signature of 2048 bits.
    const signature = header.subarray(keyAt + der.length + 3, keyAt + der.length + 3 + 256);
    const id = createHash('sha256').update(der).digest().subarray(0, 16);
    const signedData = Buffer.concat([Buffer.from([0x0a, 16]), id]);
    const length = Buffer.alloc(4);
    length.writeUInt32LE(signedData.length);
    const content = [Buffer.from('CRX3 SignedData\0'), length, signedData, archiveIn(crx)];
    expect(verify('sha256', Buffer.concat(content), publicKey, signature)).toBe(true);
    expect(first.extensionId).toBe(await extensionIdOf(keyFile));
    expect(file('server/updates.xml').toString('utf8')).toContain(`appid="${first.extensionId}"`);
  });

  it('says in the packages of the force where updates are, and not in those of the stores', () => {
    const { baseUrl } = SAMPLE;
    expect(manifestIn(archiveIn(file(`server/right-to-report-${version}.crx`)))).toMatchObject({
      version,
      update_url: `${baseUrl}/updates.xml`,
    });
    expect(manifestIn(file(`server/right-to-report-${version}.xpi`))).toMatchObject({
      version,
      browser_specific_settings: {
        gecko: { id: FIREFOX_ID, update_url: `${baseUrl}/updates.json` },
      },
    });
    for (const store of ['chrome', 'edge', 'firefox']) {
      const archive = file(`stores/right-to-report-${version}-${store}.zip`);
      expect(JSON.stringify(manifestIn(archive))).not.toContain('update_url');
    }
  });

  it('puts into the packages what was built, and the manifest alone differs by the address', () => {
    const built = readZip(file(`stores/right-to-report-${version}-chrome.zip`));
    const own = readZip(archiveIn(file(`server/right-to-report-${version}.crx`)));
    expect([...own.keys()]).toEqual([...built.keys()]);
    expect(built.size).toBeGreaterThan(20);
    for (const [named, content] of built) {
      expect(content.equals(readFileSync(path.join(BUILDS.chromium, named))), named).toBe(true);
      expect(own.get(named)?.equals(content), named).toBe(named !== 'manifest.json');
    }
  });

  it('offers Firefox the version that the package has, from where the package is served', () => {
    expect(json('server/updates.json')).toEqual({
      addons: {
        [FIREFOX_ID]: {
          updates: [
            {
              version,
              update_link: `${SAMPLE.baseUrl}/right-to-report-${version}.xpi`,
              applications: { gecko: { strict_min_version: '142.0' } },
            },
          ],
        },
      },
    });
  });

  it('lists what is in it of others, with versions, licences and hashes, and nothing else', () => {
    const bom = json('bom.cdx.json');
    expect(bom).toMatchObject({
      bomFormat: 'CycloneDX',
      specVersion: '1.6',
      metadata: { timestamp: DATE, component: { name, version } },
    });
    const components = Object.values(new Map(Object.entries(Object(bom))).get('components') ?? []);
    const listed = components.map((each) => new Map(Object.entries(Object(each))));
    for (const component of listed) {
      const installed: unknown = JSON.parse(
        readFileSync(
          path.join(PROJECT, 'node_modules', String(component.get('name')), 'package.json'),
          'utf8',
        ),
      );
      expect(installed).toMatchObject({ version: component.get('version') });
      expect(component.get('hashes')).toMatchObject([
        { alg: 'SHA-512', content: expect.stringMatching(/^[0-9a-f]{128}$/) },
      ]);
    }
    const names = listed.map((component) => String(component.get('name')));
    expect(names).toEqual([...names].sort());
    expect(names).toEqual(expect.arrayContaining(Object.keys(product.dependencies)));
    // Tools that build and test are on no officer's machine.
    expect(
      names.filter((each) => /vite|typescript|playwright|jsdom|fast-check/.test(each)),
    ).toEqual([]);
  });
});
