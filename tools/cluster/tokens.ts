/**
 * Tokens of NATS (JWT, version 2): who an operator, an account and a user are, signed by the one
 * above. @source nats-io/jwt, v2
 */
import { createHash } from 'node:crypto';
import { type KeyPair, toBase32 } from './nkeys.ts';

const HEAD = encoded({ typ: 'JWT', alg: 'ed25519-nkey' });

export interface Claims {
  readonly name: string;
  /** Public key of whom the token is about. */
  readonly subject: string;
  readonly signer: KeyPair;
  /** Epoch seconds. */
  readonly issuedAt: number;
  /** Epoch seconds; absent: never. */
  readonly expiresAt?: number | undefined;
  readonly nats: Readonly<Record<string, unknown>>;
}

export function signToken({ name, subject, signer, issuedAt, expiresAt, nats }: Claims): string {
  const claims = {
    ...(expiresAt === undefined ? {} : { exp: expiresAt }),
    iat: issuedAt,
    iss: signer.publicKey,
    name,
    nats: { ...nats, version: 2 },
    sub: subject,
  };
  const jti = toBase32(createHash('sha512-256').update(JSON.stringify(claims)).digest());
  const signed = `${HEAD}.${encoded({ ...claims, jti })}`;
  return `${signed}.${signer.sign(Buffer.from(signed)).toString('base64url')}`;
}

function encoded(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

/** What tools of NATS take as a credentials file. */
export function credentialsFile(token: string, seed: string): string {
  return [
    '-----BEGIN NATS USER JWT-----',
    token,
    '------END NATS USER JWT------',
    '',
    '-----BEGIN USER NKEY SEED-----',
    seed,
    '------END USER NKEY SEED------',
    '',
  ].join('\n');
}
