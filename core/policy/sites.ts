/** Which hosts are guarded. */
import { BUILD_HOSTS } from './build-hosts.ts';
import type { SiteList } from './model.ts';

/** Whether a host name is the pattern's host or, for `*.host`, that host or one below it. */
export function hostMatches(pattern: string, host: string): boolean {
  if (!pattern.startsWith('*.')) return pattern === host;
  const base = pattern.slice(2);
  if (base.includes('*')) return false;
  return host === base || host.endsWith(`.${base}`);
}

/**
 * Public-facing sites of forces are left alone unless policy names the very host.
 *
 * @param host lower-case host name, without port
 */
export function isGuardedHost(sites: SiteList, host: string): boolean {
  if (sites.guarded.includes(host)) return true;
  if (sites.publicFacing.some((pattern) => publicMatches(pattern, host))) return false;
  return sites.guarded.some((pattern) => hostMatches(pattern, host));
}

/** `www.*.police.uk`: one label may stand for the star. */
function publicMatches(pattern: string, host: string): boolean {
  const parts = pattern.split('.');
  const labels = host.split('.');
  return (
    parts.length === labels.length &&
    parts.every((part, index) => part === '*' || part === labels[index])
  );
}

/** Whether every host of one pattern is a host of the other. */
export function covers(wide: string, narrow: string): boolean {
  if (wide === narrow) return true;
  return wide.startsWith('*.') && hostMatches(wide, narrow.replace(/^\*\./, ''));
}

/** Whether naming a pattern would guard anything that is not guarded yet. */
export function addsHost(sites: SiteList, pattern: string): boolean {
  if (!sites.guarded.some((each) => covers(each, pattern))) return true;
  // A public-facing host is guarded by its whole name only.
  return !pattern.startsWith('*.') && !isGuardedHost(sites, pattern);
}

/** The hosts for which this build has permission, as patterns. */
export const PERMITTED: readonly string[] = ['*.police.uk', ...BUILD_HOSTS];

/** The same as match patterns, as browsers want them. */
export const PERMITTED_PAGES: readonly string[] = PERMITTED.map((host) => `*://${host}/*`);

/** Whether a build may work on the hosts of a pattern. @param permitted of that build */
export function isPermitted(pattern: string, permitted = PERMITTED): boolean {
  return permitted.some(
    (own) =>
      own === pattern || (own.startsWith('*.') && hostMatches(own, pattern.replace(/^\*\./, ''))),
  );
}

/** What a force added to its build is guarded from the first line, as police hosts are. */
export function withBuildHosts(sites: SiteList): SiteList {
  return { ...sites, guarded: [...sites.guarded, ...BUILD_HOSTS] };
}
