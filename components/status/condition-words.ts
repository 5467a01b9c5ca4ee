/** The conditions of a rule in words. An absent condition matches everything and is not said. */
import type { Conditions } from '../../core/policy/model.ts';
import { OFFENCE_GROUPS, PROTECTED_ROLES } from '../../core/vocabulary.ts';
import type { Say } from '../../core/wording.ts';
import { termLabel } from '../labels.ts';

const SENSITIVE = OFFENCE_GROUPS.filter((group) => group !== 'OTHER');

/** @returns one text for each condition; all of them have to hold */
export function conditionWords(when: Conditions, say: Say): readonly string[] {
  const words: string[] = [];
  if (when.kind) words.push(anyOf(when.kind, 'signal', say));
  if (when.role)
    words.push(
      holdsExactly(when.role, PROTECTED_ROLES)
        ? say('role.protected')
        : anyOf(when.role, 'role', say),
    );
  if (when.group)
    words.push(
      holdsExactly(when.group, SENSITIVE)
        ? say('group.sensitive')
        : anyOf(when.group, 'group', say),
    );
  if (when.dual !== undefined) words.push(say(when.dual ? 'rules.dualYes' : 'rules.dualNo'));
  if (when.trust?.length === 1) words.push(anyOf(when.trust, 'rules.trust', say));
  if (when.granted !== undefined)
    words.push(say(when.granted ? 'rules.grantedYes' : 'rules.grantedNo'));
  return words;
}

function anyOf(terms: readonly string[], group: string, say: Say): string {
  return terms.map((term) => termLabel(say, group, term)).join(' / ');
}

function holdsExactly<T>(values: readonly T[], all: readonly T[]): boolean {
  return values.length === all.length && all.every((each) => values.includes(each));
}
