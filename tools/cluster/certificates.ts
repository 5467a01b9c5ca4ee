/**
 * Certificates for the nodes: a request that the force's own certificate authority answers, or, for
 * trials, an authority of our own. @source RFC 5280, RFC 2986
 */
import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
  sign,
} from 'node:crypto';
import { isIP } from 'node:net';
import {
  bits,
  boolean,
  der,
  INTEGER,
  OCTET_STRING,
  oid,
  pem,
  SET,
  sequence,
  time,
  utf8,
} from './der.ts';

const ECDSA_SHA256 = sequence(oid('1.2.840.10045.4.3.2'));
const DAY_MS = 86_400_000;

export interface Authority {
  /** PEM. */
  readonly certificate: string;
  /** PEM, secret. */
  readonly key: string;
  readonly name: string;
}

export interface Issued {
  readonly certificate: string;
  readonly key: string;
}

/** Of an uncompressed point of P-256, which ends the public part of a key. */
const POINT_BYTES = 65;

function newKey(): { readonly secret: KeyObject; readonly open: Buffer } {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return { secret: privateKey, open: openPart(privateKey) };
}

function openPart(secret: KeyObject): Buffer {
  return createPublicKey(secret).export({ format: 'der', type: 'spki' });
}

/**
 * Names a key. Without it whoever trusts two authorities of one name, as while one takes over from
 * the other, tries the wrong one. @source RFC 7093 2 (1)
 */
function keyIdentifier(open: Buffer): Buffer {
  return createHash('sha256').update(open.subarray(-POINT_BYTES)).digest().subarray(0, 20);
}

/** Whose key signed. */
function signedBy(open: Buffer): Buffer {
  return extension('2.5.29.35', sequence(der(0x80, keyIdentifier(open))));
}

/** Whose key this is. */
function isOf(open: Buffer): Buffer {
  return extension('2.5.29.14', der(OCTET_STRING, keyIdentifier(open)));
}

function keyText(key: KeyObject): string {
  return key.export({ format: 'pem', type: 'pkcs8' }).toString();
}

function named(name: string): Buffer {
  return sequence(der(SET, sequence(oid('2.5.4.3'), utf8(name))));
}

function extension(id: string, value: Uint8Array, critical = false): Buffer {
  return sequence(oid(id), ...(critical ? [boolean(true)] : []), der(OCTET_STRING, value));
}

/** Names that the certificate is for: DNS names and addresses. */
function alternativeNames(hosts: readonly string[]): Buffer {
  const names = hosts.map((host) => (isIP(host) === 4 ? ipv4(host) : der(0x82, Buffer.from(host))));
  return extension('2.5.29.17', sequence(...names));
}

function ipv4(address: string): Buffer {
  return der(0x87, Buffer.from(address.split('.').map(Number)));
}

/** A node answers browsers, and calls the other nodes. */
function nodeExtensions(hosts: readonly string[]): readonly Buffer[] {
  const uses = sequence(oid('1.3.6.1.5.5.7.3.1'), oid('1.3.6.1.5.5.7.3.2'));
  return [alternativeNames(hosts), extension('2.5.29.37', uses)];
}

interface ToSign {
  readonly subject: string;
  readonly issuer: string;
  readonly open: Buffer;
  readonly days: number;
  readonly now: Date;
  readonly extensions: readonly Buffer[];
}

function certificateOf(wanted: ToSign, signer: KeyObject): string {
  const serial = randomBytes(16);
  // A serial number is positive, and has no leading zero byte.
  serial[0] = ((serial[0] ?? 0) & 0x7f) | 0x40;
  const from = new Date(wanted.now.getTime() - DAY_MS);
  const until = new Date(wanted.now.getTime() + wanted.days * DAY_MS);
  const content = sequence(
    der(0xa0, der(INTEGER, Buffer.from([2]))),
    der(INTEGER, serial),
    ECDSA_SHA256,
    named(wanted.issuer),
    sequence(time(from), time(until)),
    named(wanted.subject),
    wanted.open,
    der(0xa3, sequence(...wanted.extensions)),
  );
  return pem('CERTIFICATE', sequence(content, ECDSA_SHA256, bits(sign('sha256', content, signer))));
}

export function makeAuthority(name: string, now: Date): Authority {
  const { secret, open } = newKey();
  const extensions = [
    extension('2.5.29.19', sequence(boolean(true)), true),
    // keyCertSign and cRLSign.
    extension('2.5.29.15', der(0x03, Buffer.from([1, 0b0000_0110])), true),
    isOf(open),
  ];
  const wanted = { subject: name, issuer: name, open, days: 365, now, extensions };
  return { name, certificate: certificateOf(wanted, secret), key: keyText(secret) };
}

export function issue(authority: Authority, hosts: readonly string[], now: Date): Issued {
  const { secret, open } = newKey();
  const [subject = ''] = hosts;
  const signer = createPrivateKey(authority.key);
  const extensions = [...nodeExtensions(hosts), isOf(open), signedBy(openPart(signer))];
  const wanted = { subject, issuer: authority.name, open, days: 365, now, extensions };
  return { certificate: certificateOf(wanted, signer), key: keyText(secret) };
}

/** @returns PKCS #10 in PEM, and the key that stays on the node */
export function requestFor(hosts: readonly string[]): { request: string; key: string } {
  const { secret, open } = newKey();
  const [subject = ''] = hosts;
  const wish = sequence(oid('1.2.840.113549.1.9.14'), der(SET, sequence(...nodeExtensions(hosts))));
  const content = sequence(der(INTEGER, Buffer.from([0])), named(subject), open, der(0xa0, wish));
  const signature = bits(sign('sha256', content, secret));
  const request = pem('CERTIFICATE REQUEST', sequence(content, ECDSA_SHA256, signature));
  return { request, key: keyText(secret) };
}
