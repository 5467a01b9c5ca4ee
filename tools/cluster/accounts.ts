/**
 * Who there is: the operator (force IT), an account for the force with one signing key a role, an
 * account for the mirror that another department holds, and the server's own.
 */
import { type KeyPair, makeKey, readSeed } from './nkeys.ts';
import { ROLES, type Role, templateOf } from './roles.ts';
import { credentialsFile, signToken } from './tokens.ts';

export const KEY_NAMES = ['operator', 'system', 'force', 'mirror', ...ROLES] as const;
export type KeyName = (typeof KEY_NAMES)[number];
export type Keys = Readonly<Record<KeyName, KeyPair>>;

/** Prefixes under which the mirror's account sees the force's stream. */
export const MIRROR_API = 'JS.force.API';
export const MIRROR_DELIVERY = 'mirror.deliver';

export function makeKeys(): Keys {
  const make = (name: KeyName): KeyPair => makeKey(name === 'operator' ? 'operator' : 'account');
  return mapKeys(make);
}

/** @param seedOf text of the key of that name */
export function readKeys(seedOf: (name: KeyName) => string): Keys {
  return mapKeys((name) => readSeed(seedOf(name)));
}

function mapKeys(of: (name: KeyName) => KeyPair): Keys {
  return {
    operator: of('operator'),
    system: of('system'),
    force: of('force'),
    mirror: of('mirror'),
    officer: of('officer'),
    supervisor: of('supervisor'),
    reader: of('reader'),
    fleet: of('fleet'),
  };
}

const NO_LIMITS = {
  subs: -1,
  data: -1,
  payload: -1,
  imports: -1,
  exports: -1,
  wildcards: true,
  conn: -1,
  leaf: -1,
} as const;
const STORAGE = { mem_storage: 0, disk_storage: -1, streams: -1, consumer: -1 } as const;

export interface AccountsState {
  readonly force: string;
  readonly keys: Keys;
  /** Public key of a user -> epoch seconds up to which its tokens count for nothing. */
  readonly revoked: Readonly<Record<string, number>>;
  readonly issuedAt: number;
  /** Of the operator's and the system's tokens: a node that rereads takes no other operator. */
  readonly foundedAt: number;
}

/** @returns what each node includes: no secret is in it */
export function accountsConfig(state: AccountsState): string {
  const { keys, issuedAt, foundedAt } = state;
  const token = (name: KeyName, title: string, nats: Record<string, unknown>): string =>
    signToken({
      name: title,
      subject: keys[name].publicKey,
      signer: keys.operator,
      issuedAt: name === 'operator' || name === 'system' ? foundedAt : issuedAt,
      nats,
    });
  const operator = token('operator', 'force-it', {
    type: 'operator',
    system_account: keys.system.publicKey,
  });
  const accounts = [
    [keys.system.publicKey, token('system', 'system', { type: 'account', limits: NO_LIMITS })],
    [keys.force.publicKey, token('force', `force-${state.force}`, forceAccount(state))],
    [keys.mirror.publicKey, token('mirror', 'mirror', mirrorAccount(keys))],
  ];
  return [
    '# Written by: npm run cluster. No secret is in this file.',
    `operator: ${operator}`,
    `system_account: ${keys.system.publicKey}`,
    'resolver: MEMORY',
    'resolver_preload: {',
    ...accounts.map(([key, jwt]) => `  ${key}: ${jwt}`),
    '}',
    '',
  ].join('\n');
}

/** What the mirror's account may ask of the force's: to follow each of the two streams. */
const FOLLOWED = ['OVR', 'REV'].flatMap((stream) => {
  const create = `$JS.API.CONSUMER.CREATE.${stream}`;
  return [create, `${create}.>`];
});
const FLOW = '$JS.FC.>';
const DELIVERED = `${MIRROR_DELIVERY}.>`;

function forceAccount({ force, keys, revoked }: AccountsState): Record<string, unknown> {
  return {
    type: 'account',
    limits: { ...NO_LIMITS, ...STORAGE },
    signing_keys: ROLES.map((role) => ({
      kind: 'user_scope',
      key: keys[role].publicKey,
      role,
      template: templateOf(role, force),
    })),
    exports: [
      ...FOLLOWED.map((subject) => ({ name: subject, subject, type: 'service' })),
      { name: FLOW, subject: FLOW, type: 'service' },
      { name: DELIVERED, subject: DELIVERED, type: 'stream' },
    ],
    ...(Object.keys(revoked).length > 0 ? { revocations: revoked } : {}),
  };
}

function mirrorAccount({ force }: Keys): Record<string, unknown> {
  const account = force.publicKey;
  return {
    type: 'account',
    limits: { ...NO_LIMITS, ...STORAGE },
    imports: [
      ...FOLLOWED.map((subject) => ({
        name: subject,
        subject,
        account,
        type: 'service',
        local_subject: subject.replace('$JS.API', MIRROR_API),
      })),
      { name: FLOW, subject: FLOW, account, type: 'service', local_subject: FLOW },
      { name: DELIVERED, subject: DELIVERED, account, type: 'stream', local_subject: DELIVERED },
    ],
  };
}

/** A user of the account itself, without a template: may do everything in it. For force IT. */
export function administrator(account: KeyPair, name: string, issuedAt: number): string {
  const user = makeKey('user');
  const token = signToken({
    name,
    subject: user.publicKey,
    signer: account,
    issuedAt,
    nats: { type: 'user', subs: -1, data: -1, payload: -1 },
  });
  return credentialsFile(token, user.seed);
}

export interface UserWish {
  readonly name: string;
  readonly role: Role;
  readonly units: readonly string[];
  /** Epoch seconds. */
  readonly expiresAt: number;
}

export interface UserToken {
  readonly jwt: string;
  readonly seed: string;
  readonly publicKey: string;
}

/** Signed with the key of the role: the server takes what it may do from the template. */
export function userToken(wish: UserWish, keys: Keys, issuedAt: number): UserToken {
  const user = makeKey('user');
  const jwt = signToken({
    name: wish.name,
    subject: user.publicKey,
    signer: keys[wish.role],
    issuedAt,
    expiresAt: wish.expiresAt,
    nats: {
      type: 'user',
      issuer_account: keys.force.publicKey,
      tags: wish.units.map((unit) => `unit:${unit}`),
    },
  });
  return { jwt, seed: user.seed, publicKey: user.publicKey };
}
