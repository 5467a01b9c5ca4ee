/**
 * Selectors of site profiles, checked where there is no page to try them on. Not imported by the
 * guard, which has the browser's own.
 */
import {
  AttributeAction,
  isTraversal,
  type PseudoSelector,
  parse,
  type Selector,
  SelectorType,
} from 'css-what';
import { INTO_SHADOW } from './profile.ts';
import { placeFault, textFault } from './selector-text.ts';

const MAX_LENGTH = 300;

/** @returns why the selector cannot be used, in words that follow its field; null where it can */
export function selectorFault(selector: string): string | null {
  if (selector.length > MAX_LENGTH) return `is longer than ${MAX_LENGTH} characters`;
  for (const part of selector.split(INTO_SHADOW)) {
    const fault = partFault(part.trim());
    if (fault !== null) return fault;
  }
  return null;
}

function partFault(part: string): string | null {
  if (part === '') return 'has an empty part; write a CSS selector such as #victim-status';
  let parsed: Selector[][];
  try {
    parsed = parse(part);
  } catch (error) {
    const why = error instanceof Error ? error.message : 'not readable';
    return `is not a CSS selector (${why.replace(/\s+/g, ' ').slice(0, 120)})`;
  }
  return listFault(parsed) ?? textFault(part);
}

/**
 * @param isInHas anywhere inside of `:has`
 * @param isRelative directly inside of it: only there may one begin with a combinator
 */
function listFault(
  list: readonly Selector[][],
  isInHas = false,
  isRelative = false,
): string | null {
  for (const tokens of list) {
    const [first, last] = [tokens.at(0), tokens.at(-1)];
    if (!first || !last) return 'has an empty part; write a selector there, or take the comma out';
    if (isTraversal(last) || (isTraversal(first) && !isRelative))
      return 'begins or ends with a combinator; name an element before and after it';
    const fault = tokenFault(tokens, isInHas);
    if (fault !== null) return fault;
  }
  return null;
}

/** The parser also reads what only libraries know, and what changes with the pointer. */
function tokenFault(tokens: readonly Selector[], isInHas: boolean): string | null {
  for (const token of tokens) {
    if (token.type === SelectorType.PseudoElement)
      return `names ::${token.name}, which is no element; leave it out`;
    if (token.type === SelectorType.ColumnCombinator || token.type === SelectorType.Parent)
      return 'uses a combinator that no browser knows; use a space, ">", "+" or "~"';
    if (token.type === SelectorType.Attribute && token.action === AttributeAction.Not)
      return `uses [${token.name}!=...], which no browser knows; write :not([${token.name}=...])`;
    if (token.type !== SelectorType.Pseudo) continue;
    if (!PSEUDO_CLASSES.has(token.name))
      return `uses :${token.name}, which a profile may not; leave it out`;
    const fault = pseudoFault(token, isInHas);
    if (fault !== null) return fault;
  }
  return null;
}

function pseudoFault({ name, data }: PseudoSelector, isInHas: boolean): string | null {
  if (name.startsWith('nth-')) return placeFault(name, data);
  if (name === 'has' && isInHas) return 'uses :has inside :has, which no browser takes';
  const takesSelectors = TAKES_SELECTORS.has(name);
  if (!Array.isArray(data)) {
    if (takesSelectors) return `uses :${name} without a selector; write one in brackets`;
    return data === null ? null : `uses :${name} with brackets; leave them out`;
  }
  const isHas = name === 'has';
  return listFault(data, isInHas || isHas, isHas);
}

const TAKES_SELECTORS: ReadonlySet<string> = new Set(['is', 'where', 'not', 'has']);

/** What both browsers know and what does not change with the pointer, the focus or the window. */
const PSEUDO_CLASSES: ReadonlySet<string> = new Set([
  'is',
  'where',
  'not',
  'has',
  'checked',
  'disabled',
  'enabled',
  'empty',
  'first-child',
  'last-child',
  'only-child',
  'nth-child',
  'nth-last-child',
  'first-of-type',
  'last-of-type',
  'only-of-type',
  'nth-of-type',
  'nth-last-of-type',
  'root',
]);

/** Ids and classes are attributes too; `:not` names what is left out. */
function namesSomething(token: Selector): boolean {
  if (token.type === SelectorType.Attribute) return true;
  if (token.type !== SelectorType.Pseudo || token.name === 'not') return false;
  return Array.isArray(token.data) && token.data.every((each) => each.some(namesSomething));
}

/** Whether a selector names nothing in particular: no id, class or attribute at its end. */
export function isWide(selector: string): boolean {
  try {
    return parse(selector.split(INTO_SHADOW).at(-1) ?? '').some((alternative) => {
      const end = alternative.slice(alternative.findLastIndex(isTraversal) + 1);
      return !end.some(namesSomething);
    });
  } catch {
    // What cannot be read is refused for that.
    return false;
  }
}
