/**
 * What is in the packages that is not ours: a CycloneDX bill of materials, from the modules that the
 * builder put in and what package-lock.json says of them.
 * @source CycloneDX 1.6, JSON
 */
import { createHash } from 'node:crypto';
import { isObject } from '../generate-managed-schema.ts';

export interface Product {
  readonly name: string;
  readonly version: string;
  readonly license: string;
  /** Of the commit, ISO. */
  readonly date: string;
}

interface Component {
  readonly 'bom-ref': string;
  readonly type: 'library';
  readonly name: string;
  readonly version: string;
  readonly purl: string;
  readonly licenses: readonly object[];
  readonly hashes: readonly object[];
}

function text(value: unknown, what: string): string {
  if (typeof value !== 'string') throw new TypeError(`package-lock.json does not give ${what}`);
  return value;
}

/** @throws TypeError for a package that the lock does not name in full */
function component(key: string, lock: unknown): Component {
  const packages = isObject(lock) && isObject(lock['packages']) ? lock['packages'] : {};
  const entry = packages[key];
  if (!isObject(entry)) throw new TypeError(`package-lock.json has no ${key}`);
  const name = key.slice(key.lastIndexOf('node_modules/') + 'node_modules/'.length);
  const version = text(entry['version'], `the version of ${name}`);
  const [algorithm, digest = ''] = text(entry['integrity'], `the hash of ${name}`).split('-');
  if (algorithm !== 'sha512') throw new TypeError(`${name} has no SHA-512`);
  const purl = `pkg:npm/${name.replace('@', '%40')}@${version}`;
  return {
    'bom-ref': purl,
    type: 'library',
    name,
    version,
    purl,
    licenses: [{ license: { id: text(entry['license'], `the licence of ${name}`) } }],
    hashes: [{ alg: 'SHA-512', content: Buffer.from(digest, 'base64').toString('hex') }],
  };
}

/** @param bundled keys of packages in package-lock.json */
export function billOfMaterials(
  product: Product,
  bundled: readonly string[],
  lock: unknown,
): string {
  const components = [...new Set(bundled)].sort().map((key) => component(key, lock));
  const ref = `${product.name}@${product.version}`;
  const content = {
    metadata: {
      timestamp: product.date,
      component: {
        'bom-ref': ref,
        type: 'application',
        name: product.name,
        version: product.version,
        licenses: [{ license: { id: product.license } }],
      },
    },
    components,
    dependencies: [
      { ref, dependsOn: components.map((each) => each['bom-ref']) },
      ...components.map((each) => ({ ref: each['bom-ref'] })),
    ],
  };
  const bom = {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    serialNumber: `urn:uuid:${uuidOf(JSON.stringify(content))}`,
    version: 1,
    ...content,
  };
  return `${JSON.stringify(bom, null, 2)}\n`;
}

/** The same bill has the same number; one that differs has another. */
function uuidOf(content: string): string {
  const hex = createHash('sha256').update(content).digest('hex');
  const parts = [hex.slice(0, 8), hex.slice(8, 12), `5${hex.slice(13, 16)}`];
  return [...parts, `a${hex.slice(17, 20)}`, hex.slice(20, 32)].join('-');
}
