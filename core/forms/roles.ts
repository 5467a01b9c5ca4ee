/** Who a control is about: from the nearest part of the page that says so. */
import { type EvidenceSource, isProtected, ROLES, type Role } from '../vocabulary.ts';
import type { Evidence, RoleReading } from './classification.ts';
import { findMatches, type Lexicon, type Strength } from './lexicon.ts';

import type { BlockSnapshot, FormSnapshot, SourceText } from './snapshot.ts';
import { SOURCE_WEIGHT, wordsOf } from './sources.ts';
import { words } from './text.ts';

const roleNames: ReadonlySet<string> = new Set(ROLES);

function isRole(value: string | undefined): value is Role {
  return value !== undefined && roleNames.has(value);
}

interface Found {
  readonly role: Role;
  readonly dual: boolean;
  readonly because: readonly Evidence[];
}

/**
 * The places that can say whose record this is, nearest first: the control's own name, then each
 * enclosing block from the inside out (its role control before its title), the open tab, the form,
 * for a submit button the persons of its form, then the page's heading, address and title, and
 * last what stands nearby. The first that speaks decides; "subject" or "person" does not speak, it
 * only says that a person is meant.
 */
export function readRole(snapshot: FormSnapshot, lexicon: Lexicon): RoleReading {
  let ordinal = 1;
  let fallback: Found | null = null;
  for (const level of levels(snapshot)) {
    const found = rolesIn(level, lexicon);
    if (ordinal === 1) ordinal = ordinalIn(level, lexicon);
    if (found === null) continue;
    // A form may hold a victim and a suspect: two persons, and not one with two roles.
    const dual = found.dual && level !== snapshot.sections;
    if (found.role !== 'neutral') return { ...found, dual, ordinal };
    fallback ??= found;
  }
  return {
    role: fallback?.role ?? 'unknown',
    dual: false,
    because: fallback?.because ?? [],
    ordinal,
  };
}

/** Where a person's number may stand. */
const TITLES: ReadonlySet<EvidenceSource> = new Set(['legend', 'heading', 'aria', 'tab']);

function* levels(snapshot: FormSnapshot): Generator<readonly SourceText[]> {
  yield snapshot.control.names.filter(({ source }) => source !== 'option');
  for (const block of snapshot.blocks) {
    if (block.chosenRoles.length > 0) yield chosen(block);
    yield block.titles;
  }
  const { page, form } = snapshot;
  yield page.tabs.map((text) => ({ source: 'tab', text }));
  // What stands beside a button says what it does, not whom to.
  yield form.filter(({ source }) => source !== 'nearby-text');
  if (snapshot.sections) yield snapshot.sections;
  yield page.headings.map((text) => ({ source: 'page-heading', text }));
  yield [{ source: 'address', text: page.address }];
  yield [{ source: 'page-title', text: page.title }];
  for (const text of snapshot.nearby ?? []) yield [{ source: 'nearby-text', text }];
}

function chosen(block: BlockSnapshot): readonly SourceText[] {
  return block.chosenRoles.map((text) => ({ source: 'role-control', text }));
}

const IN_CONTROLS: ReadonlySet<Strength> = new Set(['abbreviation', 'local']);

export function rolesIn(texts: readonly SourceText[], lexicon: Lexicon): Found | null {
  let role: Role | null = null;
  let suspect = false;
  const because: Evidence[] = [];
  for (const text of texts) {
    const matches = findMatches(lexicon, wordsOf(text));
    // "Relationship to victim" is asked about somebody else.
    if (matches.some(({ entry }) => entry.topic === 'relation')) continue;
    for (const { entry } of matches) {
      if (entry.topic !== 'role' || !isRole(entry.means)) continue;
      // Abbreviations and some words mean many things; only a role control's options say a role by them.
      if (IN_CONTROLS.has(entry.strength) && text.source !== 'role-control') continue;
      suspect ||= entry.means === 'suspect';
      role = role === null ? entry.means : strongerRole(role, entry.means);
      because.push(evidence(entry.id, text.source));
    }
  }
  return role === null ? null : { role, dual: suspect && isProtected(role), because };
}

function evidence(term: string, source: EvidenceSource): Evidence {
  return { term, source, weight: SOURCE_WEIGHT[source] };
}

/** "Victim 2" is the second of them; a number that follows no role is no number of a person. */
function ordinalIn(titles: readonly SourceText[], lexicon: Lexicon): number {
  for (const { source, text } of titles) {
    if (!TITLES.has(source)) continue;
    const title = words(text);
    for (const { entry, at, length } of findMatches(lexicon, title)) {
      const next = title.folded[at + length] ?? '';
      if (entry.topic === 'role' && /^[1-9]\d?$/.test(next)) return Number(next);
    }
  }
  return 1;
}

/**
 * The role that counts when one person has several on a record. A protected role wins over a
 * suspect's: a counter-allegation must not cost a victim protection.
 */
export function strongerRole(a: Role, b: Role): Role {
  if (isProtected(a) && isProtected(b)) return a === 'victim' || b !== 'victim' ? a : b;
  if (isProtected(a)) return a;
  if (isProtected(b)) return b;
  if (a === 'suspect' || b === 'suspect') return 'suspect';
  return a === 'unknown' ? b : a;
}
