/** Host patterns of settings that match nothing, too much, or what another matches already. */
import type { Finding } from './lint.ts';
import type { SiteList } from './model.ts';
import type { ProblemCode } from './problem-codes.ts';
import type { ManagedSettings } from './schema.ts';
import { addsHost, covers, isGuardedHost, isPermitted } from './sites.ts';

/** Longest label and longest host name that there can be (RFC 1035 2.3.4). */
const MOST_LABEL = 63;
const MOST_HOST = 253;

export function lintHosts(
  { sites = [], profiles = [] }: ManagedSettings,
  national: SiteList,
  permitted: readonly string[],
): readonly Finding[] {
  const guarded = { ...national, guarded: [...national.guarded, ...sites] };
  return [
    ...sites.flatMap((site, index) => {
      const path = ['sites', index];
      return (
        ofPattern(site, path, permitted) ??
        ofOthers(sites, index, path) ??
        idle(site, national, path)
      );
    }),
    ...profiles.flatMap(({ id, hosts }, at) => [
      ...hosts.flatMap((host, index) => {
        const path = ['profiles', at, 'hosts', index];
        return (
          ofPattern(host, path, permitted) ??
          everyForce(host, path) ??
          ofOthers(hosts, index, path) ??
          unguarded(host, guarded, path)
        );
      }),
      ...(profiles.findIndex((other) => other.id === id) === at
        ? []
        : [
            error(
              'profile-id-twice',
              ['profiles', at, 'id'],
              'is the id of another profile too',
              'write another',
            ),
          ]),
    ]),
  ];
}

type Path = readonly PropertyKey[];

function error(code: ProblemCode, path: Path, what: string, instead: string): Finding {
  return { severity: 'error', code, path, what, instead };
}

function warning(code: ProblemCode, path: Path, what: string, instead: string): Finding {
  return { severity: 'warning', code, path, what, instead };
}

/** @returns null where the pattern itself is well */
function ofPattern(
  pattern: string,
  path: Path,
  permitted: readonly string[],
): readonly Finding[] | null {
  const host = pattern.replace(/^\*\./, '');
  if (!isPermitted(pattern, permitted))
    return [
      error(
        'host-not-permitted',
        path,
        'is outside of police.uk, where this build may not work',
        'name a host below police.uk, or make a build for it and say so here with --host',
      ),
    ];
  if (host.length > MOST_HOST || host.split('.').some((label) => label.length > MOST_LABEL))
    return [
      error(
        'host-impossible',
        path,
        `matches nothing: a part of a host name has at most ${MOST_LABEL} characters, all of it ${MOST_HOST}`,
        'write the name as it stands in the address bar',
      ),
    ];
  return null;
}

function ofOthers(
  patterns: readonly string[],
  index: number,
  path: Path,
): readonly Finding[] | null {
  const pattern = patterns[index] ?? '';
  const cover = patterns.find(
    (each, at) => at !== index && covers(each, pattern) && (each !== pattern || at < index),
  );
  if (cover === undefined) return null;
  const what = cover === pattern ? 'is named twice' : `is covered by "${cover}" already`;
  return [warning('host-covered', path, what, 'take it out')];
}

/** What the national list guards, whatever a build adds. */
const POLICE = '*.police.uk';

/** A site that is guarded without being named. A public-facing host has to be named itself. */
function idle(site: string, national: SiteList, path: Path): readonly Finding[] {
  if (site === POLICE || site === POLICE.slice(2))
    return [
      warning(
        'host-too-wide',
        path,
        site === POLICE
          ? 'is every police force, which the national list guards already'
          : 'is the national public site, on which nobody records a crime',
        'name the hosts of the force, or take it out',
      ),
    ];
  return !addsHost(national, site)
    ? [
        warning(
          'host-covered',
          path,
          isPermitted(site, [POLICE])
            ? 'is guarded already by the national list'
            : 'is guarded already by the build that has it',
          'take it out; only a public-facing host has to be named, by its whole name',
        ),
      ]
    : [];
}

/** A profile speaks for screens of one system, and no two forces' are known to be the same. */
function everyForce(host: string, path: Path): readonly Finding[] | null {
  if (host !== POLICE) return null;
  return [
    warning(
      'host-too-wide',
      path,
      'is every police force: the profile would speak for the screens of all of them',
      'name the hosts of the records system',
    ),
  ];
}

function unguarded(host: string, sites: SiteList, path: Path): readonly Finding[] {
  return host.startsWith('*.') || isGuardedHost(sites, host)
    ? []
    : [
        warning(
          'host-not-guarded',
          path,
          'matches no page that is guarded: it faces the public',
          `add "${host}" to "sites" if crimes are recorded there, or take it out`,
        ),
      ];
}
