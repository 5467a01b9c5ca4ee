/** All files of a release, from builds: the same builds, key and date give the same bytes. */
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { extensionIdOf, writeSigned } from '../browsers/pack.ts';
import type { Build, Target } from '../build.ts';
import { editorSchema, isObject, managedSchema } from '../generate-managed-schema.ts';
import { artefacts } from '../settings/artefacts.ts';
import { type Deployment, packageName, packageUrl, type Settings } from '../settings/deployment.ts';
import { billOfMaterials, type Product } from './bill-of-materials.ts';
import { updatesJson, updatesXml } from './update-manifests.ts';
import { entriesOf, type ZipEntry, zip } from './zip.ts';

export interface ReleaseParts {
  readonly builds: Readonly<Record<Target, Build>>;
  /** PEM of the RSA key that decides the extension's id in Chromium. */
  readonly keyFile: string;
  readonly baseUrl: string;
  readonly settings: Settings;
  readonly product: Product;
  /** Content of package-lock.json. */
  readonly lock: unknown;
}

export interface Release {
  readonly extensionId: string;
  readonly files: ReadonlyMap<string, Buffer>;
}

type Json = Readonly<Record<string, unknown>>;

/** The files of a build, with something else in its manifest. */
function withManifest({ directory }: Build, change: (manifest: Json) => Json): readonly ZipEntry[] {
  return entriesOf(directory).map((entry) => {
    if (entry.name !== 'manifest.json') return entry;
    const manifest: unknown = JSON.parse(Buffer.from(entry.content).toString('utf8'));
    if (!isObject(manifest)) throw new TypeError(`${directory}: the manifest is no object`);
    return { name: entry.name, content: Buffer.from(JSON.stringify(change(manifest))) };
  });
}

function member(value: unknown, name: string): Json {
  const found = isObject(value) ? value[name] : undefined;
  if (!isObject(found)) throw new TypeError(`the manifest has no ${name}`);
  return found;
}

/** Where Firefox asks for updates stands in the package itself, under the signature of Mozilla. */
function forOwnFirefox(manifest: Json, updateUrl: string): Json {
  const settings = member(manifest, 'browser_specific_settings');
  const gecko = { ...member(settings, 'gecko'), update_url: updateUrl };
  return { ...manifest, browser_specific_settings: { ...settings, gecko } };
}

function leastFirefox({ directory }: Build): string {
  const manifest: unknown = JSON.parse(readFileSync(path.join(directory, 'manifest.json'), 'utf8'));
  const gecko = member(member(manifest, 'browser_specific_settings'), 'gecko');
  return String(gecko['strict_min_version']);
}

export async function release(parts: ReleaseParts): Promise<Release> {
  const { builds, keyFile, baseUrl, settings, product } = parts;
  const { version } = product;
  const extensionId = await extensionIdOf(keyFile);
  const deployment: Deployment = { extensionId, baseUrl, version, settings };
  const crx = zip(
    withManifest(builds.chromium, (manifest) => ({
      ...manifest,
      version,
      update_url: `${baseUrl}/updates.xml`,
    })),
  );
  const xpi = zip(
    withManifest(builds.firefox, (manifest) =>
      forOwnFirefox({ ...manifest, version }, `${baseUrl}/updates.json`),
    ),
  );
  const forStore = (build: Build) =>
    zip(withManifest(build, (manifest) => ({ ...manifest, version })));
  const bundled = Object.values(builds).flatMap(({ packages }) => packages);
  const texts: Readonly<Record<string, string>> = {
    'bom.cdx.json': billOfMaterials(product, bundled, parts.lock),
    'server/updates.xml': updatesXml(extensionId, { version, url: packageUrl(deployment, 'crx') }),
    'server/updates.json': updatesJson(
      { version, url: packageUrl(deployment, 'xpi') },
      leastFirefox(builds.firefox),
    ),
    'settings/managed-schema.json': managedSchema(),
    'settings/settings.schema.json': editorSchema(),
    ...Object.fromEntries(
      Object.entries(artefacts(deployment)).map(([name, make]) => [`settings/${name}`, make()]),
    ),
  };
  const files = new Map<string, Buffer>([
    [`server/${packageName(version, 'crx')}`, await signed(crx, keyFile)],
    [`server/${packageName(version, 'xpi')}`, xpi],
    [`stores/right-to-report-${version}-chrome.zip`, forStore(builds.chromium)],
    [`stores/right-to-report-${version}-edge.zip`, forStore(builds.edge)],
    [`stores/right-to-report-${version}-firefox.zip`, forStore(builds.firefox)],
    ...Object.entries(texts).map(([name, text]): [string, Buffer] => [name, Buffer.from(text)]),
  ]);
  files.set('SHA256SUMS', Buffer.from(checksums(files)));
  return { extensionId, files };
}

async function signed(archive: Buffer, keyFile: string): Promise<Buffer> {
  const directory = mkdtempSync(path.join(tmpdir(), 'right-to-report-'));
  try {
    const file = path.join(directory, 'extension.crx');
    await writeSigned(archive, file, keyFile);
    return readFileSync(file);
  } finally {
    rmSync(directory, { recursive: true });
  }
}

/** As `sha256sum --check` reads it. */
function checksums(files: ReadonlyMap<string, Buffer>): string {
  return [...files]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, content]) => `${createHash('sha256').update(content).digest('hex')}  ${name}\n`)
    .join('');
}
