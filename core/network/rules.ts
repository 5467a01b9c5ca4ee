/**
 * Rules for the browser's own network filter (declarativeNetRequest). The browser keeps to them
 * without any script of ours: with the guard dead, the background asleep, and from the first moment
 * after a restart or an update.
 */
import type { Endpoint } from './endpoints.ts';

/** The part of a declarativeNetRequest rule that is used here. */
export interface NetworkRule {
  readonly id: number;
  readonly priority: number;
  readonly action: {
    readonly type: 'block' | 'redirect' | 'allow';
    readonly redirect?: { readonly extensionPath?: string; readonly regexSubstitution?: string };
  };
  readonly condition: {
    readonly requestDomains: string[];
    readonly regexFilter?: string;
    readonly urlFilter?: string;
    readonly isUrlFilterCaseSensitive: false;
    readonly resourceTypes?: PageLoad[];
    readonly excludedResourceTypes?: PageLoad[];
    readonly requestMethods?: 'get'[];
    readonly excludedRequestMethods?: 'get'[];
    readonly tabIds?: number[];
  };
}

export type RuleBody = Omit<NetworkRule, 'id'>;

type PageLoad = 'main_frame' | 'sub_frame';

/** Where a page load goes that the network is closed to: it explains, and offers the way on. */
export const HELD_PAGE = 'held.html';

const CLOSED = 1;
const OPEN = 2;
const PAGES: PageLoad[] = ['main_frame', 'sub_frame'];

/** What a browser makes of an expression, and where the extension's own pages are. */
export interface Surroundings {
  /** Whether it takes an expression as a filter; long ones it does not. */
  readonly takes: (regex: string) => Promise<boolean>;
  /** `chrome-extension://<id>/`. */
  readonly base: string;
}

/** What keeps the network closed to all endpoints, for every tab and for no tab. */
export async function closingRules(
  endpoints: readonly Endpoint[],
  around: Surroundings,
): Promise<readonly RuleBody[]> {
  const filters = new Map<string, Filter>();
  const add = (filter: Filter) => filters.set(JSON.stringify(filter), filter);
  for (const endpoint of endpoints) {
    add(await filterFor(endpoint, around));
    for (const filter of disguisesOf(endpoint))
      if (await around.takes(filter.regexFilter ?? '')) add(filter);
  }
  return [...filters.values()].flatMap((filter): RuleBody[] => [
    {
      priority: CLOSED,
      action: { type: 'block' },
      condition: { ...filter, excludedResourceTypes: PAGES },
    },
    {
      priority: CLOSED,
      action: { type: 'redirect', redirect: heldPage(filter, around) },
      condition: { ...filter, resourceTypes: PAGES, requestMethods: ['get'] },
    },
    {
      // What was sent with it is lost on the way, so there is no address to go on to.
      priority: CLOSED,
      action: { type: 'redirect', redirect: { extensionPath: `/${HELD_PAGE}` } },
      condition: { ...filter, resourceTypes: PAGES, excludedRequestMethods: ['get'] },
    },
  ]);
}

/** The address goes along in the fragment, which reaches no server; the page takes it out at once. */
function heldPage({ regexFilter }: Filter, { base }: Surroundings) {
  return regexFilter === undefined
    ? { extensionPath: `/${HELD_PAGE}` }
    : { regexSubstitution: `${base}${HELD_PAGE}#\\0` };
}

/** What opens endpoints to one tab. The session's rules know tabs; lasting ones do not. */
export async function openingRules(
  endpoints: readonly Endpoint[],
  tabId: number,
  around: Surroundings,
): Promise<readonly RuleBody[]> {
  const rules: RuleBody[] = [];
  for (const endpoint of endpoints) {
    const opened = { ...(await filterFor(endpoint, around)), tabIds: [tabId] };
    const common = { priority: OPEN, action: { type: 'allow' } } as const;
    // A rule that names no kind of request leaves page loads out.
    rules.push({ ...common, condition: { ...opened, resourceTypes: PAGES } });
    rules.push({ ...common, condition: { ...opened, excludedResourceTypes: PAGES } });
  }
  return rules;
}

type Filter = Pick<
  NetworkRule['condition'],
  'requestDomains' | 'regexFilter' | 'urlFilter' | 'isUrlFilterCaseSensitive'
>;

async function filterFor({ host, path }: Endpoint, { takes }: Surroundings): Promise<Filter> {
  // Browsers take expressions of some hundred parts only: the most exact one that is taken counts.
  for (const slashes of ['(;[^/]*)?(\\/|%2f)+', '/+'])
    for (const origin of [originRegex(host), ANY_ORIGIN]) {
      const regexFilter = `${origin}${pathRegex(path, slashes)}`;
      if (await takes(regexFilter)) return { ...onHost(host), regexFilter };
    }
  // Wider at its end, and blind for an odd port; no address that is too long is left open for it.
  return { ...onHost(host), urlFilter: `||${bareHost(host)}${path}` };
}

function onHost(host: string): Pick<Filter, 'requestDomains' | 'isUrlFilterCaseSensitive'> {
  return { requestDomains: [bareHost(host)], isUrlFilterCaseSensitive: false };
}

/** Any host below that of `requestDomains`. */
const ANY_ORIGIN = '^\\w+://[^/]+';
const END = '(\\/|%2f)*([?#;].*)?$';

function pathRegex(path: string, slashes: string): string {
  const pieces = path.replace(/\/$/, '').split('/').map(pieceRegex);
  const end = path.endsWith('*') ? '.*$' : END;
  return `${pieces.join(slashes)}${pieces.length === 1 ? '/' : ''}${end}`;
}

/**
 * The same address spelt in ways that servers understand and nobody needs: `/api/%70nc`,
 * `/api%2Fpnc`, `/api;v=1/pnc`. Nothing opens these.
 */
function disguisesOf({ host, path }: Endpoint): readonly Filter[] {
  const origin = originRegex(host);
  const coded = `${origin}/[^?#]*%(2[de]|5f|7e|3\\d|[46][1-9a-f]|[57][0-9a]).*$`;
  const pieces = path.split('/').slice(1);
  const [first, last] = [pieces[0], pieces.at(-1)].map((piece = '') =>
    piece.includes('*') ? '' : escaped(piece),
  );
  const joined = `${ANY_ORIGIN}/+${first}[^?#]*(%2f|;)([^?#]*(\\/|%2f))?${last === '' ? '[^?#]*' : last}${END}`;
  const isNamed = pieces.length > 1 && `${first}${last}` !== '';
  return [coded, ...(isNamed ? [joined] : [])].map((regexFilter) => ({
    ...onHost(host),
    regexFilter,
  }));
}

function originRegex(host: string): string {
  const below = host.startsWith('*.') ? '([^/]*[.@])?' : '([^/]*@)?';
  return `^\\w+://${below}${escaped(bareHost(host))}(:\\d+)?`;
}

function bareHost(host: string): string {
  return host.replace(/^\*\./, '');
}

function pieceRegex(piece: string): string {
  return piece.split('*').map(escaped).join('[^?#]*');
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}

/** A rule as the browser gives it back. */
export interface RuleInPlace {
  readonly id: number;
  readonly action: { readonly type: string };
  readonly condition: {
    readonly requestDomains?: readonly string[] | undefined;
    readonly regexFilter?: string | undefined;
    readonly urlFilter?: string | undefined;
    readonly resourceTypes?: readonly string[] | undefined;
    readonly requestMethods?: readonly string[] | undefined;
  };
}

/**
 * How the rules in place become those wanted.
 *
 * @param isSure false where the policy in force is not known yet or could not be read: rules are
 *   then added and none is taken away, so that the last good ones stay
 */
export function changeOf(
  inPlace: readonly RuleInPlace[],
  wanted: readonly RuleBody[],
  isSure: boolean,
): { readonly addRules: readonly NetworkRule[]; readonly removeRuleIds: readonly number[] } {
  const wantedKeys = new Set(wanted.map(keyOf));
  const there = new Set(inPlace.map(keyOf));
  let next = Math.max(0, ...inPlace.map(({ id }) => id));
  return {
    addRules: wanted
      .filter((rule) => !there.has(keyOf(rule)))
      .map((rule) => ({ id: ++next, ...rule })),
    removeRuleIds: isSure
      ? inPlace.filter((rule) => !wantedKeys.has(keyOf(rule))).map(({ id }) => id)
      : [],
  };
}

/** Browsers give rules back with their parts in another order, or with some filled in. */
function keyOf({ action, condition }: Omit<RuleInPlace, 'id'>): string {
  const { requestDomains, regexFilter, urlFilter, resourceTypes, requestMethods } = condition;
  const parts = [requestDomains, regexFilter, urlFilter, resourceTypes, requestMethods];
  return JSON.stringify([action.type, ...parts.map((part) => part ?? null)]);
}
