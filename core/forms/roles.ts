/** Who a control is about: from the nearest part of the page that says so. */
import { type EvidenceSource, isProtected, ROLES, type Role } from '../vocabulary.ts';
import type { Evidence, RoleReading } from './classification.ts';
import { findMatches, type Lexicon, type Strength } from './lexicon.ts';
import type { BlockSnapshot, FormSnapshot, PageSnapshot, SourceText } from './snapshot.ts';
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
  const search = new Search(lexicon);
  const found = search.through(snapshot);
  if (found) return { ...found, ordinal: search.ordinal };
  const { fallback, ordinal } = search;
  return {
    role: fallback?.role ?? 'unknown',
    dual: false,
    because: fallback?.because ?? [],
    ordinal,
  };
}

class Search {
  readonly #lexicon: Lexicon;
  ordinal = 1;
  fallback: Found | null = null;

  constructor(lexicon: Lexicon) {
    this.#lexicon = lexicon;
  }

  through(snapshot: FormSnapshot): Found | null {
    const { control, page } = snapshot;
    const own = this.#hear(saidNow(without('option', control.names), this.#lexicon));
    if (own) return own;
    for (const block of snapshot.blocks) {
      const said = this.#take(chosen(block)) ?? this.#take(block.titles);
      if (said) return said;
    }
    const ofPage = levelsOf(page);
    const found =
      this.#take(ofPage.tabs) ??
      // What stands beside a button says what it does, not whom to.
      this.#take(without('nearby-text', snapshot.form)) ??
      this.#inSections(snapshot.sections) ??
      this.#first(ofPage.last);
    if (found) return found;
    for (const text of snapshot.nearby ?? []) {
      const beside = this.#hear(saidNow([{ source: 'nearby-text', text }], this.#lexicon));
      if (beside) return beside;
    }
    return null;
  }

  /** A form may hold a victim and a suspect: two persons, and not one with two roles. */
  #inSections(sections: readonly SourceText[] | undefined): Found | null {
    const found = sections ? this.#take(sections) : null;
    return found && { ...found, dual: false };
  }

  #first(levels: readonly (readonly SourceText[])[]): Found | null {
    for (const level of levels) {
      const found = this.#take(level);
      if (found) return found;
    }
    return null;
  }

  /** @returns null where a level says nothing, or only that a person is meant */
  #take(level: readonly SourceText[]): Found | null {
    return level.length === 0 ? null : this.#hear(said(level, this.#lexicon));
  }

  #hear({ found, number }: Said): Found | null {
    if (this.ordinal === 1) this.ordinal = number;
    if (found?.role !== 'neutral') return found;
    this.fallback ??= found;
    return null;
  }
}

interface Said {
  readonly found: Found | null;
  readonly number: number;
}

/** Controls share what stands around them: a list of texts is gone through once. */
const known = new WeakMap<readonly SourceText[], { readonly by: Lexicon; readonly said: Said }>();

function said(texts: readonly SourceText[], lexicon: Lexicon): Said {
  const before = known.get(texts);
  if (before?.by === lexicon) return before.said;
  const fresh = saidNow(texts, lexicon);
  known.set(texts, { by: lexicon, said: fresh });
  return fresh;
}

function saidNow(texts: readonly SourceText[], lexicon: Lexicon): Said {
  return { found: rolesIn(texts, lexicon), number: ordinalIn(texts, lexicon) };
}

/** Where a person's number may stand. */
const TITLES: ReadonlySet<EvidenceSource> = new Set(['legend', 'heading', 'aria', 'tab']);

/** The same list where there is nothing to leave out. */
function without(source: EvidenceSource, texts: readonly SourceText[]): readonly SourceText[] {
  const isOther = (text: SourceText): boolean => text.source !== source;
  return texts.every(isOther) ? texts : texts.filter(isOther);
}

interface PageLevels {
  readonly tabs: readonly SourceText[];
  readonly last: readonly (readonly SourceText[])[];
}

const pages = new WeakMap<PageSnapshot, PageLevels>();

/** What a page says is the same for each of its controls. */
function levelsOf(page: PageSnapshot): PageLevels {
  const before = pages.get(page);
  if (before) return before;
  const as = (source: EvidenceSource, texts: readonly string[]): readonly SourceText[] =>
    texts.map((text) => ({ source, text }));
  const fresh = {
    tabs: as('tab', page.tabs),
    last: [
      as('page-heading', page.headings),
      as('address', [page.address]),
      as('page-title', [page.title]),
    ],
  };
  pages.set(page, fresh);
  return fresh;
}

const NOTHING: readonly SourceText[] = [];

function chosen(block: BlockSnapshot): readonly SourceText[] {
  if (block.chosenRoles.length === 0) return NOTHING;
  return block.chosenRoles.map((text) => ({ source: 'role-control', text }));
}

const IN_CONTROLS: ReadonlySet<Strength> = new Set(['abbreviation', 'local']);

export function rolesIn(texts: readonly SourceText[], lexicon: Lexicon): Found | null {
  let role: Role | null = null;
  let suspect = false;
  const because: Evidence[] = [];
  for (const text of texts) {
    const split = wordsOf(text);
    const matches = findMatches(lexicon, split);
    // "Relationship to victim" is asked about somebody else.
    if (matches.some(({ entry }) => entry.topic === 'relation')) continue;
    for (const { entry, at, length } of matches) {
      if (entry.topic !== 'role' || !isRole(entry.means)) continue;
      // Abbreviations and some words mean many things; only a role control's options say a role by them.
      const isSaid =
        text.source === 'role-control' ||
        (entry.strength === 'abbreviation' &&
          isCalled(text, at === 0, split.folded[at] ?? '', entry.means ?? null));
      if (IN_CONTROLS.has(entry.strength) && !isSaid) continue;
      // "V" alone is a code; "U.S." is none.
      if (length === 1 && split.folded[at]?.length === 1 && split.folded.length > 1) continue;
      suspect ||= entry.means === 'suspect';
      role = role === null ? entry.means : strongerRole(role, entry.means);
      because.push(evidence(entry.id, text.source));
    }
  }
  return role === null ? null : { role, dual: suspect && isProtected(role), because };
}

const CALLED = /^\p{Lu}+ ?\d? ?[:\u2013-] ?\p{L}/u;
/** "IP 1", "AGG 2 (driver)". */
const NUMBERED = /^\p{Lu}+ ?[1-9](?: ?\(\p{L}[^)]*\))?$/u;
/** "NOMINAL \u2013 SUS \u2013 Smith", "Ann Smith (RP)"; what the letters are short for is no person's name. */
const AMONG =
  /^(?:nominal|person|party|inv|involvement|link(?:ed)?|role)\b[^\u2013\u2014|\u00b7-]* [\u2013\u2014|\u00b7-] (\p{Lu}{2,6}) ?\d?(?: [\u2013\u2014|\u00b7-]|$)/iu;
const BEHIND = /^((?:\p{Lu}[\p{L}'\u2019-]+ ){1,4})\((\p{Lu}{2,6}) ?\d?\)$/u;

/** A title such as "IP: Smith, Ann"; an address on the network has a number there. */
function isCalled(
  { source, text }: SourceText,
  isFirst: boolean,
  word: string,
  role: Role | null,
): boolean {
  if (!TITLES.has(source) && source !== 'nearby-text' && source !== 'form') return false;
  if (isFirst) return CALLED.test(text) || NUMBERED.test(text);
  if (AMONG.exec(text)?.[1]?.toLowerCase() === word) return true;
  // "Sergeant Jones (OFF)" is no offender: behind a name only the strict side is heard.
  if (role === null || (!isProtected(role) && !OF_SUSPECT.test(word))) return false;
  const [, names, short] = BEHIND.exec(text) ?? [];
  if (names === undefined || short?.toLowerCase() !== word || isShortFor(word, names)) return false;
  return isProtected(role) || !RANK.test(names);
}

/** Of nothing else, unlike "OFF" and "DP". */
const OF_SUSPECT = /^(?:sus|def)$/;
const RANK =
  /^(?:p[cs]|d[csi]|sgt|sergeant|insp|inspector|constable|det|detective|supt|officer)\b/i;

/** "Approved Premises (AP)", "Aggravated Burglary (AGG)". */
function isShortFor(short: string, long: string): boolean {
  const { folded } = words(long);
  return (
    folded.some((word) => word.startsWith(short)) ||
    folded.map(([letter]) => letter).join('') === short
  );
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
