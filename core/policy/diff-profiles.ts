/** What changes in how screens are read: site profiles, and which of two comes first. */
import { globsMeet } from '../sites/glob.ts';
import type { SiteProfile } from '../sites/profile.ts';
import { covers } from './sites.ts';

export type ProfileChange =
  | { readonly of: 'profile-added' | 'profile-removed' | 'profile-changed'; readonly name: string }
  /** Both fit some screen, and the first that fits speaks for it. */
  | { readonly of: 'profile-first'; readonly name: string; readonly other: string };

export function profileChanges(
  before: readonly SiteProfile[],
  after: readonly SiteProfile[],
): readonly ProfileChange[] {
  const told = after.flatMap((profile): ProfileChange[] => {
    const known = before.find(({ id }) => id === profile.id);
    if (!known) return [{ of: 'profile-added', name: profile.name }];
    return asRead(known) === asRead(profile) ? [] : [{ of: 'profile-changed', name: profile.name }];
  });
  const gone = before.filter(({ id }) => !after.some((profile) => profile.id === id));
  return [
    ...told,
    ...gone.map(({ name }): ProfileChange => ({ of: 'profile-removed', name })),
    ...nowFirst(before, after),
  ];
}

/** A profile without what nothing is read by: its name and version, and why controls are treated so. */
function asRead({ name: _, version: __, controls = [], ...profile }: SiteProfile): string {
  return JSON.stringify({ ...profile, controls: controls.map(({ because: _, ...each }) => each) });
}

function nowFirst(
  before: readonly SiteProfile[],
  after: readonly SiteProfile[],
): readonly ProfileChange[] {
  const places = new Map(before.map(({ id }, place) => [id, place]));
  const placeOf = ({ id }: SiteProfile): number => places.get(id) ?? -1;
  const kept = after.filter(({ id }) => places.has(id));
  return kept.flatMap((first, at) =>
    kept
      .slice(at + 1)
      .filter((later) => placeOf(later) < placeOf(first) && fitOneScreen(first, later))
      .map(({ name }): ProfileChange => ({ of: 'profile-first', name: first.name, other: name })),
  );
}

function fitOneScreen(one: SiteProfile, other: SiteProfile): boolean {
  return (
    one.hosts.some((a) => other.hosts.some((b) => covers(a, b) || covers(b, a))) &&
    one.paths.some((a) => other.paths.some((b) => globsMeet(pathOf(a), pathOf(b))))
  );
}

/** Query and fragment narrow a pattern and leave its path. */
function pathOf(pattern: string): string {
  return pattern.replace(/[?#].*$/, '');
}
