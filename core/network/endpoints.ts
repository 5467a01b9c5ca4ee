/**
 * The addresses that the network is closed to until a decision opens it: those that site profiles
 * name as look-ups, on all pages of their hosts and not only on the screen that the profile
 * describes.
 */
import { hostMatches } from '../policy/sites.ts';
import { globMatches } from '../sites/glob.ts';
import type { SiteProfile } from '../sites/profile.ts';
import type { SignalKind } from '../vocabulary.ts';

export interface Endpoint {
  /** `rms.example.police.uk`, or `*.example.police.uk` for the host and all below it. */
  readonly host: string;
  /** `/status/*`: `*` stands for any characters. */
  readonly path: string;
  readonly kind: SignalKind;
}

/** Each address once, in the order in which profiles name them. */
export function endpointsOf(profiles: readonly SiteProfile[]): readonly Endpoint[] {
  const found = new Map<string, Endpoint>();
  for (const { hosts, lookups = [] } of profiles)
    for (const { address, kind, network } of lookups) {
      if (network === false) continue;
      const slash = address.indexOf('/');
      const path = address.slice(slash);
      for (const host of slash === 0 ? hosts : [address.slice(0, slash)])
        found.set(`${host}${path} ${kind}`, { host, path, kind });
    }
  return [...found.values()];
}

/** Unreserved characters and the slash: no browser and no form ever writes these as `%70`. */
const NEEDLESS = /%(?:2[def]|5f|7e|3\d|[46][1-9a-f]|[57][0-9a])/gi;

/**
 * A path as a server is likely to understand it: servers decode, join slashes, and many do not mind
 * upper case, a slash at the end, or parameters after semicolons.
 *
 * @param path from an address, percent-encoded, untrusted
 */
export function plainPath(path: string): string {
  const whole = path
    .replace(NEEDLESS, (code) => String.fromCharCode(Number.parseInt(code.slice(1), 16)))
    .toLowerCase()
    .replace(/;[^/]*/g, '')
    .replace(/\/+/g, '/');
  return whole.length > 1 ? whole.replace(/\/$/, '') : whole;
}

/** What asking an address does, by the first endpoint that it is; null where it is none. */
export function endpointAt(
  endpoints: readonly Endpoint[],
  host: string,
  path: string,
): Endpoint | null {
  if (endpoints.length === 0) return null;
  const plain = plainPath(path);
  return (
    endpoints.find(
      (each) => hostMatches(each.host, host) && globMatches(plainPath(each.path), plain),
    ) ?? null
  );
}
