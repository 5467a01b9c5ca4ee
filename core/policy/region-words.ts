/** A region of the decision domain, and what is asked there, in plain words. */
import { PROTECTED_ROLES } from '../vocabulary.ts';
import type { Say } from '../wording.ts';
import type { Demand } from './demand.ts';
import { EVERYTHING, type Region } from './regions.ts';

const SENSITIVE = EVERYTHING.group.filter((group) => group !== 'OTHER');

/** "Running a PNC check, on the record of a victim, for hate crime". An axis held whole is left out. */
export function regionWords(region: Region, say: Say): string {
  const axes = ['group', 'dual', 'trust', 'granted'] as const;
  const narrowed = axes.filter((axis) => !isAll(region[axis], EVERYTHING[axis]));
  const parts = [
    axisWords('kind', region, say),
    axisWords('role', region, say),
    ...narrowed.map((axis) => axisWords(axis, region, say)),
  ];
  return capital(parts.join(', '));
}

/** What a region says on one axis. */
export function axisWords(axis: keyof Region, region: Region, say: Say): string {
  const { kind, role, group, dual, trust, granted } = region;
  switch (axis) {
    case 'kind':
      return isAll(kind, EVERYTHING.kind) ? say('kind.all') : anyOf(kind, 'kind', say);
    case 'role':
      return say('region.who', { who: whoWords(role, say) });
    case 'group':
      return say('region.offence', { what: groupWords(group, say) });
    case 'dual':
      return say(dual[0] ? 'region.dualYes' : 'region.dualNo');
    case 'trust':
      return say(`region.trust.${trust[0]}`);
    case 'granted':
      return say(granted[0] ? 'region.grantedYes' : 'region.grantedNo');
  }
}

function whoWords(roles: Region['role'], say: Say): string {
  if (isAll(roles, EVERYTHING.role)) return say('role.all');
  if (isSame(roles, PROTECTED_ROLES)) return say('role.protected');
  return fewer(roles, EVERYTHING.role, 'role', say);
}

function groupWords(groups: Region['group'], say: Say): string {
  if (isSame(groups, SENSITIVE)) return say('group.sensitive');
  return fewer(groups, EVERYTHING.group, 'group', say);
}

/** Names what is left out where that is shorter. */
function fewer<T extends string>(
  values: readonly T[],
  all: readonly T[],
  axis: string,
  say: Say,
): string {
  const others = all.filter((each) => !values.includes(each));
  if (others.length >= values.length) return anyOf(values, axis, say);
  return say(`${axis}.but`, { list: anyOf(others, axis, say) });
}

/** "a, b or c". Welsh changes the first letter of what follows its "or", so that has words of its own. */
function anyOf(values: readonly string[], axis: string, say: Say): string {
  const last = values.at(-1) ?? '';
  const first = values.slice(0, -1).map((value) => say(`${axis}.${value}`));
  return first.length === 0
    ? say(`${axis}.${last}`)
    : say('list.or', { first: first.join(', '), last: say(`${axis}.${last}.or`) });
}

function isAll(values: readonly unknown[], all: readonly unknown[]): boolean {
  return values.length === all.length;
}

function isSame(values: readonly string[], others: readonly string[]): boolean {
  return values.length === others.length && values.every((each) => others.includes(each));
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

/** "a recorded reason", with the rank where somebody has to authorise. */
export function demandWords({ outcome, authoriser }: Demand, say: Say): string {
  return say(`outcome.${outcome}`, {
    rank: authoriser === null ? '' : say(`rank.${authoriser}.to`),
  });
}
