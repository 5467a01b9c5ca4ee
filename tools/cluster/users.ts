/**
 * Tokens in bulk: a table of who, what and until when becomes one fragment of managed settings for
 * each device. Nothing is written while anything in the table is wrong.
 */
import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { NAME } from '../../core/delivery/subjects.ts';
import { type UserWish, userToken } from './accounts.ts';
import {
  addressesOf,
  type Deployment,
  epochSeconds,
  keysOf,
  saveDeployment,
} from './deployment.ts';
import { isRole, isWithoutUnit, ROLES } from './roles.ts';
import { ClusterError } from './streams.ts';

export const COLUMNS = ['name', 'role', 'units', 'expires'] as const;
type Column = (typeof COLUMNS)[number];

const MAX_DAYS = 400;
const MAX_ROWS = 100_000;
const MAX_UNITS = 20;
const DAY_MS = 86_400_000;
const NAME_RULE = 'small letters, digits and single hyphens, at most 32';

export interface RowFault {
  readonly line: number;
  readonly field: Column | 'row';
  readonly what: string;
}

export type UserTable =
  | { readonly ok: true; readonly users: readonly UserWish[] }
  | { readonly ok: false; readonly faults: readonly RowFault[] };

/** @param text CSV without quotes: no field of ours needs any */
export function readUsers(text: string, now: Date): UserTable {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  const faults: RowFault[] = [];
  const users: UserWish[] = [];
  const lineOf = new Map<string, number>();
  if (lines[0]?.trim() !== COLUMNS.join(','))
    return fault(1, `the first line has to be ${COLUMNS.join(',')}`);
  if (lines.length > MAX_ROWS + 1) return fault(1, `more than ${MAX_ROWS} rows`);
  for (const [index, row] of lines.entries()) {
    if (index === 0 || row.trim() === '') continue;
    const line = index + 1;
    const [wish, found] = readRow(row, line, now);
    faults.push(...found);
    const before = wish && lineOf.get(wish.name);
    if (wish && before !== undefined)
      faults.push({ line, field: 'name', what: `"${wish.name}" is in line ${before} already` });
    if (!wish) continue;
    lineOf.set(wish.name, before ?? line);
    users.push(wish);
  }
  if (faults.length > 0) return { ok: false, faults };
  return users.length > 0 ? { ok: true, users } : fault(1, 'there is no row below the first line');
}

function fault(line: number, what: string): UserTable {
  return { ok: false, faults: [{ line, field: 'row', what }] };
}

function readRow(row: string, line: number, now: Date): [UserWish | null, readonly RowFault[]] {
  const fields = row.split(',').map((field) => field.trim());
  if (fields.length !== COLUMNS.length) {
    const what = `has ${fields.length} fields, not ${COLUMNS.length} (${COLUMNS.join(',')})`;
    return [null, [{ line, field: 'row', what }]];
  }
  const faults: RowFault[] = [];
  const wrong = (field: Column, what: string): void => {
    faults.push({ line, field, what });
  };
  const [name = '', role = '', list = '', expires = ''] = fields;
  if (!NAME.test(name)) wrong('name', `"${shown(name)}" is not ${NAME_RULE}`);
  if (!isRole(role)) wrong('role', `"${shown(role)}" is not one of ${ROLES.join(', ')}`);
  const units = list.split(';').map((unit) => unit.trim());
  const hasNone = isRole(role) && isWithoutUnit(role);
  if (hasNone && list !== '') wrong('units', `a ${role} reads the whole force: leave it empty`);
  for (const unit of hasNone ? [] : units)
    if (!NAME.test(unit)) wrong('units', `"${shown(unit)}" is not ${NAME_RULE}`);
  if (role === 'officer' && units.length > 1) wrong('units', 'an officer has one unit');
  if (units.length > MAX_UNITS) wrong('units', `more than ${MAX_UNITS} units`);
  const expiresAt = endOf(expires);
  if (expiresAt === null) wrong('expires', `"${shown(expires)}" is not a date such as 2027-03-31`);
  else if (expiresAt * 1000 <= now.getTime()) wrong('expires', `${expires} is over`);
  else if (expiresAt * 1000 > now.getTime() + MAX_DAYS * DAY_MS)
    wrong('expires', `${expires} is more than ${MAX_DAYS} days away`);
  if (faults.length > 0 || !isRole(role) || expiresAt === null) return [null, faults];
  return [{ name, role, units: hasNone ? [] : units, expiresAt }, []];
}

/** Control characters of a broken file do not reach the terminal. */
function shown(text: string): string {
  return JSON.stringify(text.slice(0, 40)).slice(1, -1);
}

/** @returns epoch seconds of the end of that day, UTC */
function endOf(date: string): number | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) return null;
  const at = Date.parse(`${date}T00:00:00Z`);
  if (Number.isNaN(at) || new Date(at).toISOString().slice(0, 10) !== date) return null;
  return (at + DAY_MS) / 1000;
}

interface IssuedToken {
  readonly name: string;
  readonly role: string;
  readonly units: readonly string[];
  readonly key: string;
  readonly issuedAt: number;
  readonly expiresAt: number;
}

/** What a device gets: the setting `delivery` of managed settings. */
export interface SettingsFragment {
  readonly delivery: {
    readonly urls: readonly string[];
    readonly force: string;
    /** Where its own records go; absent for a reader and for force IT, who have none. */
    readonly unit?: string;
    /** Units that it may read and decide on; absent for an officer. */
    readonly reads?: readonly string[];
    /** Whether it lists the devices of the force; absent for all others. */
    readonly fleet?: true;
    readonly name: string;
    readonly credentials: { readonly jwt: string; readonly seed: string };
  };
}

const ISSUED = 'issued.jsonl';

/** Writes `OUT/<name>.json` for each; the list of what was given, without secrets, stays in DIR. */
export function writeUsers(
  dir: string,
  deployment: Deployment,
  users: readonly UserWish[],
  out: string,
  now: Date,
): void {
  const keys = keysOf(dir);
  const issuedAt = epochSeconds(now);
  const urls = addressesOf(deployment);
  mkdirSync(out, { recursive: true, mode: 0o700 });
  const issued: IssuedToken[] = [];
  for (const wish of users) {
    const { jwt, seed, publicKey } = userToken(wish, keys, issuedAt);
    const { name, role, units, expiresAt } = wish;
    const [unit] = units;
    const fragment: SettingsFragment = {
      delivery: {
        urls,
        force: deployment.force,
        ...(unit === undefined ? {} : { unit }),
        ...(role === 'supervisor' ? { reads: units } : {}),
        ...(role === 'fleet' ? { fleet: true } : {}),
        name,
        credentials: { jwt, seed },
      },
    };
    const text = `${JSON.stringify(fragment, null, 2)}\n`;
    writeFileSync(path.join(out, `${name}.json`), text, { mode: 0o600 });
    issued.push({ name, role, units, key: publicKey, issuedAt, expiresAt });
  }
  const lines = issued.map((each) => `${JSON.stringify(each)}\n`).join('');
  appendFileSync(path.join(dir, ISSUED), lines, { mode: 0o600 });
}

function readIssued(dir: string): readonly IssuedToken[] {
  const file = path.join(dir, ISSUED);
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line, index) => {
      const value: unknown = JSON.parse(line);
      if (isIssued(value)) return value;
      throw new ClusterError(`${file}:${index + 1} is not a token that was given`);
    });
}

function isIssued(value: unknown): value is IssuedToken {
  if (typeof value !== 'object' || value === null) return false;
  return 'name' in value && 'key' in value && typeof value.key === 'string';
}

/**
 * Every token given to these names up to now counts for nothing once the nodes have reread.
 * @returns how many
 * @throws ClusterError for a name that has no token; nothing is changed then
 */
export function revoke(
  dir: string,
  deployment: Deployment,
  names: readonly string[],
  now: Date,
): number {
  const issued = readIssued(dir);
  const unknown = names.filter((name) => !issued.some((each) => each.name === name));
  if (unknown.length > 0) throw new ClusterError(`no token was given to ${unknown.join(', ')}`);
  const at = epochSeconds(now);
  const gone = issued.filter((each) => names.includes(each.name)).map(({ key }) => [key, at]);
  const revoked = { ...deployment.revoked, ...Object.fromEntries(gone) };
  saveDeployment(dir, { ...deployment, revoked }, now);
  return gone.length;
}
