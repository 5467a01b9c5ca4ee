/**
 * What force IT has to know about a copy of the guard: whether each part works, and whether the
 * browser is set so that the guard cannot be walked around. What cannot be seen from within is
 * `unknown`, with what to set, and never a pass.
 */
import type { DeliveryHealth } from '../delivery/messages.ts';
import type { LedgerHealth } from '../ledger/health.ts';
import type { PolicyOrigin } from '../vocabulary.ts';

export const CHECK_STATES = ['pass', 'fail', 'unknown'] as const;
export type CheckState = (typeof CHECK_STATES)[number];

/** Parts of the guard, in the order in which they are shown. */
export const PARTS = [
  'policy',
  'hosts',
  'pages',
  'network',
  'ledger',
  'delivery',
  'clock',
  'profiles',
  'heartbeat',
] as const;

/** How the browser is set. */
export const HARDENING = [
  'forced',
  'pinned',
  'private-windows',
  'guest-profiles',
  'developer-tools',
  'other-browsers',
] as const;

export type CheckName = (typeof PARTS)[number] | (typeof HARDENING)[number];

export interface Check {
  readonly name: CheckName;
  readonly state: CheckState;
  /** Names of the browser policies that settle it; empty where none does. */
  readonly policies: readonly string[];
}

/** What the background can see. Null is what the browser does not tell. */
export interface Observed {
  /** Whether the browser lets the guard work on the hosts that it is made for. */
  readonly hosts: boolean;
  /** Open pages on guarded hosts, and how many of them have a guard that reports. */
  readonly openPages: number;
  readonly guardedPages: number;
  /** Open pages that policy of the browser keeps this extension off; their hosts are not told. */
  readonly barredPages: number;
  /** Whether the network is closed to every look-up that policy names. */
  readonly network: boolean | null;
  readonly forced: boolean | null;
  readonly pinned: boolean | null;
  /** Epoch milliseconds. */
  readonly lastBeat: number | null;
}

export interface SelfCheckInput {
  readonly observed: Observed;
  readonly origin: PolicyOrigin;
  readonly ledger: LedgerHealth;
  readonly delivery: DeliveryHealth;
  /** Site profiles that do not fit their screens. */
  readonly drift: number;
  /** Epoch milliseconds. */
  readonly now: number;
}

/** A device beats once an hour; after twice that something is wrong. */
const BEAT_WITHIN_MS = 2 * 60 * 60_000;

const ORIGIN_STATE: Readonly<Record<PolicyOrigin, CheckState>> = {
  managed: 'pass',
  'last-good': 'fail',
  'baseline-none-configured': 'fail',
  'baseline-not-loaded': 'unknown',
  'baseline-rejected': 'fail',
};

/** Policies of browsers that settle a check. */
export const POLICIES: Partial<Readonly<Record<CheckName, readonly string[]>>> = {
  hosts: ['ExtensionSettings: runtime_blocked_hosts'],
  forced: ['ExtensionInstallForcelist', 'ExtensionSettings: installation_mode'],
  pinned: ['ExtensionSettings: toolbar_pin', 'ExtensionSettings: default_area (Firefox)'],
  'private-windows': [
    'IncognitoModeAvailability',
    'InPrivateModeAvailability (Edge)',
    'DisablePrivateBrowsing (Firefox)',
  ],
  'guest-profiles': [
    'BrowserGuestModeEnabled',
    'BrowserAddPersonEnabled',
    'BlockAboutProfiles (Firefox)',
  ],
  'developer-tools': ['DeveloperToolsAvailability', 'DisableDeveloperTools (Firefox)'],
};

export function selfCheck(input: SelfCheckInput): readonly Check[] {
  const states = statesOf(input);
  return [...PARTS, ...HARDENING].map((name) => ({
    name,
    state: states[name],
    policies: POLICIES[name] ?? [],
  }));
}

function statesOf({
  observed,
  origin,
  ledger,
  delivery,
  drift,
  now,
}: SelfCheckInput): Readonly<Record<CheckName, CheckState>> {
  const { openPages, guardedPages, network, forced, pinned, lastBeat } = observed;
  const hosts = hostsState(observed);
  return {
    policy: ORIGIN_STATE[origin],
    hosts,
    pages: openPages === 0 ? 'unknown' : passIf(guardedPages >= openPages),
    // Rules have no effect on a host where the extension may not work.
    network: network === true ? hosts : passIf(network),
    ledger: passIf(ledger.state === 'ok' && ledger.waiting === 0),
    delivery: deliveryState(delivery, now),
    clock: passIf(ledger.clock.length === 0),
    profiles: passIf(drift === 0),
    heartbeat: lastBeat === null ? 'unknown' : passIf(now - lastBeat < BEAT_WITHIN_MS),
    forced: passIf(forced),
    pinned: passIf(pinned),
    'private-windows': 'unknown',
    'guest-profiles': 'unknown',
    'developer-tools': 'unknown',
    'other-browsers': 'unknown',
  };
}

/**
 * A browser says "permitted" of a host that its own policy blocks, so a guard that answers from a
 * page is the only proof. A page that policy bars may be of another system: where no guard answers
 * from anywhere, the worst is taken.
 */
function hostsState({ hosts, guardedPages, barredPages }: Observed): CheckState {
  if (!hosts || (barredPages > 0 && guardedPages === 0)) return 'fail';
  return guardedPages > 0 && barredPages === 0 ? 'pass' : 'unknown';
}

/** A laptop may be without a network for a day. */
const DELIVERED_WITHIN_MS = 24 * 60 * 60_000;

function deliveryState({ state, oldestAt }: DeliveryHealth, now: number): CheckState {
  // Whether the force collects files instead cannot be seen from here.
  if (state === 'off' || state === 'reader') return 'unknown';
  if (state === 'refused') return 'fail';
  return passIf(oldestAt === null || now - oldestAt < DELIVERED_WITHIN_MS);
}

function passIf(holds: boolean | null): CheckState {
  if (holds === null) return 'unknown';
  return holds ? 'pass' : 'fail';
}
