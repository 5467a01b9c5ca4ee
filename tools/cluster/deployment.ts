/**
 * A folder with all that the server side of one force is made of. Keys are in `keys/`, readable by
 * their owner only, and stay with force IT; `nodes/<name>/` goes to that node.
 */
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { NAME } from '../../core/delivery/subjects.ts';
import {
  accountsConfig,
  administrator,
  KEY_NAMES,
  type Keys,
  makeKeys,
  readKeys,
} from './accounts.ts';
import { type Authority, issue, makeAuthority, requestFor } from './certificates.ts';
import { type NodePorts, nodeConfig } from './node-config.ts';
import { ClusterError } from './streams.ts';

export interface PlannedNode {
  readonly name: string;
  /** Name or address by which browsers and nodes reach it; the certificate is for it. */
  readonly host: string;
  readonly ports: NodePorts;
}

/** `request`: the force's authority signs; `trial`: one of our own; `none`: loopback of a test. */
export type TlsMode = 'request' | 'trial' | 'none';

export interface Deployment {
  readonly version: 1;
  /** As it stands in subjects. */
  readonly force: string;
  readonly nodes: readonly PlannedNode[];
  readonly tls: TlsMode;
  readonly revoked: Readonly<Record<string, number>>;
  /** Epoch seconds. */
  readonly foundedAt: number;
}

/** Where files lie on a node. */
export interface NodePaths {
  readonly listen: string;
  readonly inner?: string;
  readonly storeDir: string;
  readonly tlsDir: string;
  readonly maxStore: string;
  /** Address of the cluster port of another node. */
  readonly route: (from: PlannedNode, to: PlannedNode) => string;
  /** Where the other nodes tell each other that it is. @default where it listens */
  readonly advertise?: string | undefined;
}

/** As `docs/stream.md` has it. */
export const ON_A_NODE: NodePaths = {
  listen: '0.0.0.0',
  storeDir: '/var/lib/nats/jetstream',
  tlsDir: '/etc/nats/tls',
  maxStore: '400GB',
  route: (_, to) => `${to.host}:${to.ports.cluster}`,
};

const STATE = 'deployment.json';

export function nodeDir(dir: string, node: PlannedNode): string {
  return path.join(dir, 'nodes', node.name);
}

function writeSecret(file: string, text: string): void {
  writeFileSync(file, text, { mode: 0o600 });
  chmodSync(file, 0o600);
}

/**
 * Keys that are there stay, so that tokens in the field go on counting.
 * @throws ClusterError when the folder belongs to another force
 */
export function writeDeployment(
  dir: string,
  wanted: Pick<Deployment, 'force' | 'nodes' | 'tls'>,
  paths: (node: PlannedNode) => NodePaths,
  now: Date,
): Deployment {
  const before = existsSync(path.join(dir, STATE)) ? readDeployment(dir) : null;
  if (before && before.force !== wanted.force)
    throw new ClusterError(`${dir} is of force ${before.force}, not of ${wanted.force}`);
  const deployment: Deployment = {
    version: 1,
    ...wanted,
    revoked: before?.revoked ?? {},
    foundedAt: before?.foundedAt ?? epochSeconds(now),
  };
  mkdirSync(path.join(dir, 'keys'), { recursive: true, mode: 0o700 });
  chmodSync(path.join(dir, 'keys'), 0o700);
  writeMissingKeys(dir);
  if (!before) writeAdministrators(dir, keysOf(dir), now);
  const authority = deployment.tls === 'trial' ? trialAuthority(dir, deployment.force, now) : null;
  for (const node of deployment.nodes) {
    const folder = nodeDir(dir, node);
    mkdirSync(path.join(folder, 'tls'), { recursive: true });
    const { listen, inner, storeDir, tlsDir, maxStore, route, advertise } = paths(node);
    const text = nodeConfig({
      name: node.name,
      listen,
      inner,
      ports: node.ports,
      advertise,
      routes: deployment.nodes.filter((each) => each !== node).map((each) => route(node, each)),
      storeDir,
      maxStore,
      ...(deployment.tls === 'none' ? {} : { tls: tlsFiles(tlsDir) }),
    });
    writeFileSync(path.join(folder, 'nats-server.conf'), text);
    if (deployment.tls !== 'none') writeCertificate(path.join(folder, 'tls'), node, authority, now);
  }
  saveDeployment(dir, deployment, now);
  return deployment;
}

function tlsFiles(dir: string) {
  const file = (name: string): string => path.join(dir, name);
  return {
    certificate: file('certificate.pem'),
    key: file('key.pem'),
    authority: file('authority.pem'),
  };
}

function keyFile(dir: string, name: string): string {
  return path.join(dir, 'keys', `${name}.nk`);
}

/** A folder that an earlier version wrote lacks the key of a role that is newer. */
function writeMissingKeys(dir: string): void {
  const made = makeKeys();
  for (const name of KEY_NAMES)
    if (!existsSync(keyFile(dir, name))) writeSecret(keyFile(dir, name), `${made[name].seed}\n`);
}

function writeAdministrators(dir: string, keys: Keys, now: Date): void {
  const at = epochSeconds(now);
  const credentials = [
    ['administrator', administrator(keys.force, 'administrator', at)],
    ['mirror-administrator', administrator(keys.mirror, 'mirror-administrator', at)],
    ['system', administrator(keys.system, 'system', at)],
  ] as const;
  for (const [name, text] of credentials)
    writeSecret(path.join(dir, 'keys', `${name}.creds`), text);
}

/** @throws ClusterError where a key is missing */
export function keysOf(dir: string): Keys {
  return readKeys((name) => {
    const file = keyFile(dir, name);
    if (existsSync(file)) return readFileSync(file, 'utf8');
    throw new ClusterError(`${file} is missing: run "write" again, which adds what is new`);
  });
}

/** The certificate of the authority of a trial, for browsers and tools that are to trust it. */
export function trialAuthorityFile(dir: string): string {
  return path.join(dir, 'trial-authority.pem');
}

function trialAuthority(dir: string, force: string, now: Date): Authority {
  const [keyFile, file] = [path.join(dir, 'keys', 'trial-authority.pem'), trialAuthorityFile(dir)];
  const name = `Right to Report trial authority ${force}`;
  if (existsSync(keyFile) && existsSync(file))
    return {
      name,
      key: readFileSync(keyFile, 'utf8'),
      certificate: readFileSync(file, 'utf8'),
    };
  const made = makeAuthority(name, now);
  writeSecret(keyFile, made.key);
  writeFileSync(file, made.certificate);
  return made;
}

/** A key and a request that are there stay: the force's authority may be at work on it. */
function writeCertificate(
  folder: string,
  node: PlannedNode,
  authority: Authority | null,
  now: Date,
): void {
  const files = tlsFiles(folder);
  const hosts = node.host === '127.0.0.1' ? ['127.0.0.1', 'localhost'] : [node.host];
  if (authority) {
    const { certificate, key } = issue(authority, hosts, now);
    writeFileSync(files.certificate, certificate);
    writeFileSync(files.authority, authority.certificate);
    writeSecret(files.key, key);
  } else if (!existsSync(files.key)) {
    const { request, key } = requestFor(hosts);
    writeFileSync(path.join(folder, 'request.pem'), request);
    writeSecret(files.key, key);
  }
}

/** Writes the state and what follows from it on every node. */
export function saveDeployment(dir: string, deployment: Deployment, now: Date): void {
  const accounts = accountsConfig({
    force: deployment.force,
    keys: keysOf(dir),
    revoked: deployment.revoked,
    issuedAt: epochSeconds(now),
    foundedAt: deployment.foundedAt,
  });
  const draft = path.join(dir, `${STATE}.draft`);
  writeFileSync(draft, `${JSON.stringify(deployment, null, 2)}\n`);
  renameSync(draft, path.join(dir, STATE));
  for (const node of deployment.nodes)
    writeFileSync(path.join(nodeDir(dir, node), 'accounts.conf'), accounts);
}

/** @throws ClusterError where the folder is none that `write` made */
export function readDeployment(dir: string): Deployment {
  const file = path.join(dir, STATE);
  if (!existsSync(file)) throw new ClusterError(`${file} is missing: run "write" first`);
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new ClusterError(`${file} cannot be read`, { cause: error });
  }
  if (!isDeployment(value)) throw new ClusterError(`${file} is not of this version of the tools`);
  return value;
}

function isDeployment(value: unknown): value is Deployment {
  if (typeof value !== 'object' || value === null) return false;
  const fields = ['version', 'force', 'nodes', 'tls', 'revoked', 'foundedAt'];
  if (!fields.every((field) => field in value)) return false;
  if (!('version' in value && 'force' in value)) return false;
  return value.version === 1 && typeof value.force === 'string' && NAME.test(value.force);
}

export function epochSeconds(now: Date): number {
  return Math.floor(now.getTime() / 1000);
}

/** Addresses that go into managed settings. */
export function addressesOf(deployment: Deployment): readonly string[] {
  const scheme = schemeOf(deployment);
  return deployment.nodes.map(({ host, ports }) => `${scheme}://${host}:${ports.websocket}`);
}

export function schemeOf({ tls }: Deployment): 'ws' | 'wss' {
  return tls === 'none' ? 'ws' : 'wss';
}
