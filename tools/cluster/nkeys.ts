/**
 * Keys of NATS: Ed25519 with a letter for their kind, in base 32 with a CRC-16. Made and used with
 * Node's own cryptography, which signs the tokens of a force in seconds where the published package
 * (`@nats-io/jwt` with tweetnacl, 135 ms a token on our machine) takes more than an hour.
 * @source nats-io/nkeys, README, "Keys"
 */
import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
} from 'node:crypto';

const KINDS = { operator: 14 << 3, account: 0, user: 20 << 3 } as const;
export type KeyKind = keyof typeof KINDS;

const SEED_PREFIX = 18 << 3;
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
/** RFC 8410: an Ed25519 private key in PKCS #8 up to its 32 bytes. */
const PKCS8_HEAD = Buffer.from('302e020100300506032b657004220420', 'hex');
const RAW_BYTES = 32;

export interface KeyPair {
  readonly kind: KeyKind;
  readonly publicKey: string;
  /** Secret. */
  readonly seed: string;
  sign(bytes: Uint8Array): Buffer;
}

export function makeKey(kind: KeyKind): KeyPair {
  return pairOf(kind, generateKeyPairSync('ed25519').privateKey);
}

/** @throws RangeError for what is no seed; the message does not hold it */
export function readSeed(seed: string): KeyPair {
  const bytes = fromBase32(seed.trim());
  if (bytes.length !== RAW_BYTES + 4) throw new RangeError('not a seed of NATS: wrong length');
  const body = bytes.subarray(0, -2);
  if (crc16(body) !== bytes.readUInt16LE(body.length))
    throw new RangeError('not a seed of NATS: its check sum is wrong');
  const [first = 0, second = 0] = body;
  const prefix = ((first & 0b111) << 5) | (second >> 3);
  const kind = (['operator', 'account', 'user'] as const).find((each) => KINDS[each] === prefix);
  if ((first & 0b1111_1000) !== SEED_PREFIX || kind === undefined)
    throw new RangeError('not a seed of an operator, account or user');
  const der = Buffer.concat([PKCS8_HEAD, body.subarray(2)]);
  return pairOf(kind, createPrivateKey({ key: der, format: 'der', type: 'pkcs8' }));
}

function pairOf(kind: KeyKind, key: KeyObject): KeyPair {
  const secret = key.export({ format: 'der', type: 'pkcs8' }).subarray(-RAW_BYTES);
  const open = createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(-RAW_BYTES);
  const prefix = KINDS[kind];
  const head = [SEED_PREFIX | (prefix >> 5), (prefix & 0b1_1111) << 3];
  return {
    kind,
    publicKey: checked(Buffer.concat([Buffer.from([prefix]), open])),
    seed: checked(Buffer.concat([Buffer.from(head), secret])),
    sign: (bytes) => sign(null, bytes, key),
  };
}

function checked(body: Buffer): string {
  const sum = Buffer.alloc(2);
  sum.writeUInt16LE(crc16(body));
  return toBase32(Buffer.concat([body, sum]));
}

/** CRC-16/XMODEM. */
function crc16(bytes: Uint8Array): number {
  let crc = 0;
  for (const byte of bytes) {
    crc ^= byte << 8;
    for (let bit = 0; bit < 8; bit++)
      crc = (crc & 0x8000 ? (crc << 1) ^ 0x1021 : crc << 1) & 0xffff;
  }
  return crc;
}

/** RFC 4648 6, without padding. */
export function toBase32(bytes: Uint8Array): string {
  let text = '';
  let held = 0;
  let bits = 0;
  for (const byte of bytes) {
    held = (held << 8) | byte;
    for (bits += 8; bits >= 5; bits -= 5) text += ALPHABET[(held >> (bits - 5)) & 31];
    held &= (1 << bits) - 1;
  }
  return bits > 0 ? text + ALPHABET[(held << (5 - bits)) & 31] : text;
}

function fromBase32(text: string): Buffer {
  const bytes: number[] = [];
  let held = 0;
  let bits = 0;
  for (const letter of text) {
    const value = ALPHABET.indexOf(letter);
    if (value < 0) throw new RangeError('not a seed of NATS: a letter that is not in base 32');
    held = (held << 5) | value;
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      bytes.push(held >> bits);
      held &= (1 << bits) - 1;
    }
  }
  return Buffer.from(bytes);
}
