/** A profile while it is made: what has been pointed at so far, and the profile that it amounts to. */
import type { Pick, Picked } from './picked.ts';
import type { ControlMark, RoleMark, SiteProfile, Treatment } from './profile.ts';

/** Path of an address with what differs from record to record left open. */
export function pathPattern(path: string): string {
  const pieces = path.split('/').map((piece) => (/\d/.test(piece) ? '*' : piece));
  const pattern = pieces.join('/').replace(/\*(?:\/\*)+/g, '*');
  return pattern === '' ? '/' : pattern;
}

export function emptyDraft(host: string, path: string): SiteProfile {
  return {
    id: '',
    name: '',
    version: '1',
    hosts: host === '' ? [] : [host],
    paths: [pathPattern(path)],
  };
}

/** What the guard would treat a control as that it reads as this, or as nothing. */
function treatmentOf({ reads }: Picked): Treatment {
  const { kind } = reads;
  return kind === null || kind === 'immigration-mention' || kind === 'immigration-offence'
    ? 'immigration-lookup'
    : kind;
}

function roleMark({ selectors, blocks, options }: Picked): RoleMark {
  const [best] = selectors;
  // One list for each person: each speaks for its own part of the screen.
  const block = best && best.count > 1 ? blocks[0]?.selector : undefined;
  return {
    ...(block === undefined ? {} : { block }),
    says: best?.selector ?? '',
    ...(options.length > 0 ? { words: options } : {}),
  };
}

/** The draft with what was pointed at. */
export function withPicked(draft: SiteProfile, pick: Pick, picked: Picked): SiteProfile {
  const selector = picked.selectors[0]?.selector ?? '';
  switch (pick) {
    case 'role':
      return { ...draft, roles: [...(draft.roles ?? []), roleMark(picked)] };
    case 'reference':
      return { ...draft, reference: { selector } };
    case 'officer':
      return { ...draft, officer: { selector } };
    case 'offence':
      return { ...draft, offences: [...(draft.offences ?? []), { selector }] };
    case 'flag':
      return {
        ...draft,
        flags: [...(draft.flags ?? []), { selector, group: 'DA', optional: true }],
      };
    case 'control': {
      const mark: ControlMark = { selector, treat: treatmentOf(picked) };
      return { ...draft, controls: [...(draft.controls ?? []), mark] };
    }
  }
}

/** What is saved of a draft: words that stand for nobody, and lists that are empty, say nothing. */
export function finished(draft: SiteProfile): SiteProfile {
  const { roles = [], offences = [], flags = [], lookups = [], controls = [], ...rest } = draft;
  return {
    ...rest,
    ...(roles.length > 0 && { roles: roles.map(withoutEmptyWords) }),
    ...(offences.length > 0 && { offences }),
    ...(flags.length > 0 && { flags }),
    ...(lookups.length > 0 && { lookups }),
    ...(controls.length > 0 && { controls }),
  };
}

function withoutEmptyWords({ words = [], ...mark }: RoleMark): RoleMark {
  const known = words.filter(({ role }) => role !== 'unknown');
  return known.length > 0 ? { ...mark, words: known } : mark;
}

export function replacedAt<T>(list: readonly T[], index: number, item: T): readonly T[] {
  return list.map((each, at) => (at === index ? item : each));
}

export function removedAt<T>(list: readonly T[], index: number): readonly T[] {
  return list.filter((_, at) => at !== index);
}
