/** Packs a built extension (`output/build/chrome-mv3`) as the file a force's IT would host. */

import { createHash, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import writeCrx from 'crx3';
import { entriesOf, zip } from '../package/zip.ts';
import { BrowserError } from './browser-error.ts';

export interface PackedExtension {
  readonly file: string;
  readonly id: string;
  readonly version: string;
}

/**
 * Packs and signs a CRX3 file.
 * @param keyFile PEM of an RSA private key, made when missing. The key decides the extension's id.
 */
export async function packCrx(
  extensionDir: string,
  outFile: string,
  keyFile: string,
): Promise<PackedExtension> {
  const { version } = await readManifest(extensionDir);
  await ensureSigningKey(keyFile);
  const id = await writeSigned(zip(entriesOf(extensionDir)), outFile, keyFile);
  return { file: outFile, id, version };
}

/**
 * Writes a zip archive as a CRX3 file. The same archive and key give the same file: RSA with PKCS#1
 * v1.5 leaves nothing to chance.
 * @returns the id that Chromium gives to the extension
 */
export async function writeSigned(
  archive: Buffer,
  outFile: string,
  keyFile: string,
): Promise<string> {
  const { appId } = await writeCrx(Readable.from([archive]), {
    keyPath: keyFile,
    crxPath: path.resolve(outFile),
  });
  return appId;
}

/** Packs an unsigned XPI, which is a zip archive. */
export async function packXpi(extensionDir: string, outFile: string): Promise<PackedExtension> {
  const { version, geckoId } = await readManifest(extensionDir);
  if (geckoId === undefined) {
    throw new BrowserError(
      'extension-invalid',
      `no browser_specific_settings.gecko.id in ${path.join(extensionDir, 'manifest.json')}; ` +
        'Firefox policy names an extension by it, so build the Firefox target',
    );
  }
  await writeFile(outFile, zip(entriesOf(extensionDir)));
  return { file: outFile, id: geckoId, version };
}

/** The id Chromium gives to an extension signed with this key. Makes the key when it is missing. */
export async function extensionIdOf(keyFile: string): Promise<string> {
  return idOfKey(await ensureSigningKey(keyFile));
}

async function ensureSigningKey(keyFile: string): Promise<KeyObject> {
  if (!existsSync(keyFile)) {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const pem = privateKey.export({ type: 'pkcs8', format: 'pem' });
    await writeFile(keyFile, pem, { mode: 0o600 });
  }
  return createPublicKey(await readFile(keyFile, 'utf8'));
}

/** First 16 bytes of the SHA-256 of the public key, with the hex digits 0-f written as a-p. */
function idOfKey(publicKey: KeyObject): string {
  const der = publicKey.export({ type: 'spki', format: 'der' });
  const hex = createHash('sha256').update(der).digest('hex').slice(0, 32);
  return [...hex].map((digit) => 'abcdefghijklmnop'.charAt(Number.parseInt(digit, 16))).join('');
}

interface Manifest {
  readonly version: string;
  readonly geckoId: string | undefined;
}

async function readManifest(extensionDir: string): Promise<Manifest> {
  const file = path.join(extensionDir, 'manifest.json');
  let manifest: unknown;
  try {
    manifest = JSON.parse(await readFile(file, 'utf8'));
  } catch (cause) {
    throw new BrowserError(
      'extension-invalid',
      `cannot read ${file}; build the extension first (npm run build)`,
      { cause },
    );
  }
  const version = member(manifest, 'version');
  if (typeof version !== 'string') {
    throw new BrowserError('extension-invalid', `${file} has no version; rebuild the extension`);
  }
  const geckoId = member(member(member(manifest, 'browser_specific_settings'), 'gecko'), 'id');
  return { version, geckoId: typeof geckoId === 'string' ? geckoId : undefined };
}

function member(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  return new Map(Object.entries(value)).get(name);
}
