/**
 * What each role may do, as templates of scoped signing keys: a token names a person and units, and
 * the server fills them in. Whoever signs with such a key can give nothing beyond its template.
 *
 * Never granted to anybody here: a consumer without its filter in the subject, durable consumers,
 * STREAM.*, and reading by position (STREAM.MSG.GET, bare DIRECT.GET), which know no units.
 */
import { DEPOSITED, LIVE } from '../../core/delivery/subjects.ts';

export const ROLES = ['officer', 'supervisor', 'reader', 'fleet'] as const;
export type Role = (typeof ROLES)[number];

/** These read the whole force and hand in nothing, so they belong to no unit. */
export function isWithoutUnit(role: Role): boolean {
  return role === 'reader' || role === 'fleet';
}

export function isRole(value: string): value is Role {
  return ROLES.some((role) => role === value);
}

export interface Template {
  readonly pub: { readonly allow: readonly string[]; readonly deny?: readonly string[] };
  readonly sub: { readonly allow: readonly string[] };
  readonly subs: number;
  readonly data: number;
  readonly payload: number;
  readonly allowed_connection_types: readonly string[];
}

const UNIT = '{{tag(unit)}}';
const ME = '{{name()}}';

/** Each device, a supervisor's too, hands in its own ledger under its own name, and reads it back. */
function ownLedger(force: string): readonly string[] {
  return DEPOSITED.flatMap((collection) => {
    const own = `${collection}.${force}.${UNIT}.${ME}.>`;
    return [own, `$JS.API.DIRECT.GET.OVR.${own}`];
  });
}

/** An officer hears what was decided on the own overrides, one place at a time and of nobody else. */
function ownAnswers(force: string): string {
  return `$JS.API.DIRECT.GET.REV.answers.${force}.${UNIT}.${ME}.>`;
}

/** Whoever asks a second person does so in a place of their own, takes it back there, and hears. */
function ownQuestions(force: string): readonly string[] {
  const own = (collection: string): string => `${collection}.${force}.${UNIT}.${ME}.>`;
  return [
    own('asks'),
    own('withdrawals'),
    ...LIVE.map((collection) => `$JS.API.DIRECT.GET.ASK.${own(collection)}`),
  ];
}

function reading(stream: 'OVR' | 'REV' | 'ASK', filters: readonly string[]): readonly string[] {
  return [
    ...filters.flatMap((filter) => [
      `$JS.API.CONSUMER.CREATE.${stream}.*.${filter}`,
      `$JS.API.DIRECT.GET.${stream}.${filter}`,
    ]),
    // The server cannot narrow these by name: names of consumers are random and long.
    `$JS.API.CONSUMER.MSG.NEXT.${stream}.*`,
    `$JS.API.CONSUMER.DELETE.${stream}.*`,
  ];
}

/** @param force as it stands in subjects */
export function templateOf(role: Role, force: string): Template {
  const inUnit = (collection: string): string => `${collection}.${force}.${UNIT}.>`;
  const inForce = (collection: string): string => `${collection}.${force}.>`;
  const allow: Readonly<Record<Role, readonly string[]>> = {
    officer: [...ownLedger(force), ownAnswers(force), ...ownQuestions(force)],
    supervisor: [
      ...ownLedger(force),
      ...ownQuestions(force),
      inUnit('grants'),
      ...reading('ASK', [...LIVE, '*'].map(inUnit)),
      inUnit('reviews'),
      // Whoever decides tells the officer, and reads back what was told where that is in doubt.
      inUnit('answers'),
      `$JS.API.DIRECT.GET.REV.${inUnit('answers')}`,
      // The star stands for all that the stream holds: a device's chain is read in one order.
      ...reading('OVR', [...DEPOSITED, '*'].map(inUnit)),
      ...reading('REV', [inUnit('reviews')]),
    ],
    reader: [...reading('OVR', DEPOSITED.map(inForce)), ...reading('REV', [inForce('reviews')])],
    // How devices are, and no word of anybody.
    fleet: reading('OVR', [inForce('heartbeats')]),
  };
  return {
    // Nobody answers a question of their own.
    pub: {
      allow: allow[role],
      ...(role === 'supervisor' && { deny: [`grants.${force}.*.${ME}.>`] }),
    },
    sub: { allow: [`_INBOX_${ME}.>`] },
    // Of subscriptions: one for answers, and up to five readings of each of twenty units. Beyond it
    // the server leaves a reading without an answer, and says nothing that whoever reads could show.
    subs: 101,
    data: -1,
    payload: -1,
    allowed_connection_types: ['WEBSOCKET'],
  };
}
