/** Tokens and entries that a server has to refuse; for tests of exactly that. */
import { once } from 'node:events';
import { connect } from 'node:net';
import { makeKeys, type UserToken, userToken } from './accounts.ts';
import { epochSeconds, keysOf } from './deployment.ts';
import { makeKey, readSeed } from './nkeys.ts';
import type { RunningNode } from './running.ts';
import { signToken } from './tokens.ts';

const HOUR_S = 3600;

/** Signed in the same form by the keys of another force. */
export function foreignToken(name: string): UserToken {
  const now = epochSeconds(new Date());
  return userToken(
    { name, role: 'officer', units: ['t07'], expiresAt: now + HOUR_S },
    makeKeys(),
    now,
  );
}

/** Signed by the key of the officers' role, and with permissions of its own in it. */
export function greedyToken(dir: string, name: string): UserToken {
  const keys = keysOf(dir);
  const user = makeKey('user');
  const now = epochSeconds(new Date());
  const jwt = signToken({
    name,
    subject: user.publicKey,
    signer: keys.officer,
    issuedAt: now,
    expiresAt: now + HOUR_S,
    nats: {
      type: 'user',
      issuer_account: keys.force.publicKey,
      tags: ['unit:t07'],
      pub: { allow: ['>'] },
      sub: { allow: ['>'] },
    },
  });
  return { jwt, seed: user.seed, publicKey: user.publicKey };
}

/** @returns the server's first word to somebody who comes by plain TCP with this token */
export async function entryByTcp({ planned }: RunningNode, token: UserToken): Promise<string> {
  const socket = connect(planned.ports.client, '127.0.0.1');
  socket.setEncoding('utf8');
  const [greeting] = await once(socket, 'data');
  const info: unknown = JSON.parse(String(greeting).replace(/^INFO /, ''));
  if (typeof info !== 'object' || info === null || !('nonce' in info))
    throw new Error('the node asks for no signature');
  const sig = readSeed(token.seed)
    .sign(Buffer.from(String(info.nonce)))
    .toString('base64url');
  const entry = { jwt: token.jwt, sig, protocol: 1, verbose: false, pedantic: false, lang: 'test' };
  socket.write(`CONNECT ${JSON.stringify(entry)}\r\nPING\r\n`);
  const [word] = await once(socket, 'data');
  socket.destroy();
  return String(word);
}
