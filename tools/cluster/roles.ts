/**
 * What each role may do, as templates of scoped signing keys: a token names a person and units, and
 * the server fills them in. Whoever signs with such a key can give nothing beyond its template.
 *
 * Never granted to anybody here: a consumer without its filter in the subject, durable consumers,
 * STREAM.*, and reading by position (STREAM.MSG.GET, bare DIRECT.GET), which know no units.
 */
export const ROLES = ['officer', 'supervisor', 'reader'] as const;
export type Role = (typeof ROLES)[number];

export function isRole(value: string): value is Role {
  return ROLES.some((role) => role === value);
}

export interface Template {
  readonly pub: { readonly allow: readonly string[] };
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
  return ['overrides', 'checkpoints'].flatMap((collection) => {
    const own = `${collection}.${force}.${UNIT}.${ME}.>`;
    return [own, `$JS.API.DIRECT.GET.OVR.${own}`];
  });
}

function reading(stream: 'OVR' | 'REV', filters: readonly string[]): readonly string[] {
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
    officer: ownLedger(force),
    supervisor: [
      ...ownLedger(force),
      inUnit('reviews'),
      ...reading('OVR', [inUnit('overrides'), inUnit('checkpoints')]),
      ...reading('REV', [inUnit('reviews')]),
    ],
    reader: [
      ...reading('OVR', [inForce('overrides'), inForce('checkpoints')]),
      ...reading('REV', [inForce('reviews')]),
    ],
  };
  return {
    pub: { allow: allow[role] },
    sub: { allow: [`_INBOX_${ME}.>`] },
    // Of subscriptions: one for answers, and up to five readings of each of twenty units. Beyond it
    // the server leaves a reading without an answer, and says nothing that whoever reads could show.
    subs: 101,
    data: -1,
    payload: -1,
    allowed_connection_types: ['WEBSOCKET'],
  };
}
