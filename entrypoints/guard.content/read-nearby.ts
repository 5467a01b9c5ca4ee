/** Short texts near a control: the last resort for whose it is. */
import { isProtected } from '../../core/vocabulary.ts';
import {
  CONTROL_SELECTOR,
  DIALOG_SELECTOR,
  HEADING_SELECTOR,
  isElement,
  isText,
  textOf,
  tidy,
  UNREAD,
} from './dom.ts';
import { remembered } from './epoch.ts';
import {
  all,
  closest,
  documentOf,
  first,
  isOver,
  isShadow,
  lastChildOf,
  listOf,
  localName,
  matches,
  nodesIn,
  parentElementOf,
  type Root,
  rootOf,
} from './native.ts';
import { openerOf, overlayAround } from './openers.ts';
import { headingsInFrame } from './outer.ts';
import { chosenOption, isChosen } from './read-blocks.ts';
import { ofOne, onlyProtected, protectedFirst, roleOf, roleOfEach } from './roles-in-texts.ts';
import { knownRoots } from './roots.ts';
import { saysRole, speakersOn } from './speakers.ts';
import { tileAround } from './tiles.ts';

/** More titles than a page has that is about few people. */
const MOST_TITLES = 60;
/** Ways to other screens say whom those are about; what may be chosen says nothing of what was. */
const NOT_NEAR = `${UNREAD},nav,[role=navigation],[role=menu],[role=menubar],[role=menuitem],a,button,[role=tab]:not([aria-selected=true]),[role=option]:not([aria-selected=true]),[role=radio]:not([aria-checked=true])`;
const OVER = '[role=menu],[role=listbox]';
const MOST_TEXTS = 60;
const LONGEST_TEXT = 60;

/** Short texts around a control, the nearest first; the last resort for whose it is. */
export function textsNear(control: Element): Generator<string> {
  return textsAround(control, MOST_OPENERS);
}

/** Two dialogs may open each other. */
const MOST_OPENERS = 4;

function* textsAround(control: Element, openers: number): Generator<string> {
  const page = documentOf(control);
  // What the last line of a screen of letters offers is about whom its other lines show.
  if (localName(control) === 'pre')
    for (const node of nodesIn(control)) if (isText(node)) yield lineOfRole(node);
  // What is drawn over the page is about what stands around its opener.
  const overlay = overlayAround(control);
  const opener = overlay && openerOf(overlay);
  if (opener && openers > 0 && !closest(opener, OVER)) {
    yield* textsBeside(opener);
    yield* textsAround(opener, openers - 1);
    return;
  }
  yield* textsInTile(control);
  const scope = closest(control, `form,${DIALOG_SELECTOR}`);
  const walker = page.createTreeWalker(scope ?? page, NodeFilter.SHOW_TEXT);
  const before = scope
    ? textsFrom(control, walker, () => walker.previousNode())
    : textsBefore(control, walker);
  // What is drawn over the page stands beside nothing that it is about: it may be about anybody.
  yield* !scope && overlay ? protectedFirst([...before]) : before;
  if (!scope) {
    yield* textsOfOthers(rootOf(control) ?? page);
    return;
  }
  yield* textsFrom(control, walker, () => walker.nextNode());
  // A form that says nothing of anybody is about the person whom the page shows above it.
  if (localName(scope) !== 'form' || overlayAround(scope)) return;
  const above = page.createTreeWalker(page, NodeFilter.SHOW_TEXT);
  for (const text of textsFrom(scope, above, () => above.previousNode(), NOT_ABOVE, isInList))
    if (!COUNTS.test(text)) yield text;
  const below = page.createTreeWalker(page, NodeFilter.SHOW_TEXT);
  for (const text of textsFrom(lastIn(scope), below, () => below.nextNode(), `${NOT_NEAR},form`))
    if (ROLE_STATED.test(text)) yield onlyProtected(text);
}

/** What is opened on somebody in a list is about them, wherever in their row it is said who they are. */
function* textsBeside(opener: Element): Generator<string> {
  const around = closest(opener, ENTRY) ?? parentElementOf(opener);
  if (!around || textOf(around).length > LONGEST_PROSE || isOver(around, MOST_IN_HEADER)) return;
  for (const each of listOf(around, ':not(:has(*))'))
    if (!closest(each, 'button,select,option')) yield textOf(each).slice(0, LONGEST_TEXT);
}

/** One of several tiles that are drawn alike is about whom it names itself, wherever in it that stands. */
function textsInTile(control: Element): readonly string[] {
  const tile = tileAround(control);
  if (!tile) return [];
  const texts = listOf(tile, ':not(:has(*))').filter((each) => !closest(each, NOT_NEAR));
  return protectedFirst(texts.map(textOf).filter((text) => text.length <= LONGEST_TEXT));
}

const ENTRY = 'tr,[role=row],li,[role=listitem],[role=option]';

const NOT_ABOVE = `${NOT_NEAR},form,fieldset,label,ul,ol,[role=grid]`;
/** "3 victims, 2 witnesses" are whoever came today. */
const COUNTS = /(?:^|\s)\d{1,3} (?:victims|witnesses|suspects|offenders)\b|\bhelpline\b/i;

function isInList(text: Element): boolean {
  const table = closest(text, 'table');
  return table !== null && isList(table);
}

/** A table of many, or with headers, is a list, and so is what is laid out in one. */
const isList = remembered((table: Element): boolean => {
  if (first(table, 'th,tr:nth-child(5)')) return true;
  const outside = parentElementOf(table);
  return outside !== null && isInList(outside);
});

function lastIn(scope: Element): Node {
  let last: Node = scope;
  for (let inner = lastChildOf(last); inner; inner = lastChildOf(last)) last = inner;
  return last;
}

/** A line of the screen's own that says whom it shows: "Involvement: injured party". */
const ROLE_STATED = /^(?:roles?|r[oô]l(?:au)?|involvement|capacity|person type|ymwneud)\s*[:–-]/i;

const TICKED = 'tr:has(input[type=checkbox i]:checked),:is(tr,[role=row])[aria-selected=true]';
const CELLS = 'td,th,[role=gridcell],[role=cell],[role=rowheader]';
/** What stands beside the work of the page. */
const ASIDE = 'aside,footer,nav,[role=complementary],[role=contentinfo],[role=navigation]';

/** Without a form around, what follows may be about anybody: unless those are ticked, or all protected. */
const textsOfOthers = remembered((root: Root): readonly string[] => {
  const ticked = listOf(root, TICKED)
    .slice(0, MOST_TEXTS)
    .flatMap((row) => listOf(row, CELLS).map(textOf))
    .filter((text) => text.length <= LONGEST_TEXT);
  const chosen = onlyRole(root);
  const isSafe = roleOfEach(chosen).every((role) => role && isProtected(role));
  const first = [...protectedFirst(ticked), ...(isSafe ? chosen : [])];
  const titles = listOf(root, HEADING_SELECTOR).filter((title) => !closest(title, ASIDE));
  // Of more than are read, another may speak of somebody else.
  if (titles.length > MOST_TITLES) return first;
  // A list for adding somebody may say "Suspect" on a page about a victim.
  const within = titles.length === 0 ? headingsInFrame(pageOf(root)) : [];
  return [
    ...first,
    ...ofOne([...titles.map(textOf), ...within]),
    ...ofOne(besideTitle(pageOf(root))),
    ...chosen,
  ];
});

function pageOf(root: Root): Document {
  return isShadow(root) ? root.ownerDocument : root;
}

/** What is chosen in the one control of the page that says a role. */
function onlyRole(root: Root): readonly string[] {
  const [chosen, other] = speakersOn(pageOf(root)).roles.filter(isChosen);
  return chosen && !other && saysRole(chosen) ? [chosenOption(chosen)] : [];
}

/**
 * What a record's header shows beside its name: "Victim" over "Role", as a badge or a line. The header
 * may be a component of its own.
 */
const besideTitle = remembered((page: Document): readonly string[] => {
  const [title, other] = [...knownRoots(page)].flatMap((root) => listOf(root, 'h1'));
  const header = title && !other ? (parentElementOf(title) ?? rootOf(title)) : null;
  if (!header || isOver(header, MOST_IN_HEADER)) return [];
  // A component that holds more than the title is the page, or a part of it.
  if (isElement(header) ? WHOLE_PAGE.test(localName(header)) : all(header, CONTROL_SELECTOR)[0])
    return [];
  return listOf(header, ':not(:has(*),h1)')
    .filter((each) => !closest(each, NOT_NEAR))
    .map(textOf)
    .filter((text) => text !== '' && text.length <= LONGEST_TEXT);
});

const WHOLE_PAGE = /^(?:body|main|form|html)$/;
const MOST_IN_HEADER = 30;

/** What stands before a component stands before all that is drawn in it. */
function* textsBefore(control: Element, walker: TreeWalker): Generator<string> {
  let at: Element | null = control;
  for (let step = 0; at && step < MOST_ROOTS; step++) {
    yield* textsFrom(at, walker, () => walker.previousNode());
    const root: Root | null = rootOf(at);
    at = root && isShadow(root) ? root.host : null;
  }
}

const MOST_ROOTS = 8;

function* textsFrom(
  control: Node,
  walker: TreeWalker,
  next: () => Node | null,
  not = NOT_NEAR,
  isLeftOut: (text: Element) => boolean = () => false,
): Generator<string> {
  walker.currentNode = control;
  const row = isElement(control) ? personRow(control) : null;
  for (let step = 0, node = next(); node && step < MOST_TEXTS; node = next(), step++) {
    const text = tidy(node.nodeValue);
    const said = text.length <= LONGEST_TEXT ? text : lineOfRole(node) || saidInProse(text);
    const around = node.parentElement;
    // Most say nothing of anybody: where such a text stands need not be asked.
    if (!around || roleOf(said) === null || closest(around, not) || isLeftOut(around)) continue;
    if (!row || !isOfOther(around, row)) yield said;
  }
}

/** A screen of plain letters is one text: of it the line that says whom it shows. */
function lineOfRole(text: Node): string {
  const lines = (text.nodeValue ?? '').slice(0, LONGEST_SCREEN).split('\n').map(tidy);
  return lines.find((line) => line.length <= LONGEST_PROSE && ROLE_STATED.test(line)) ?? '';
}

const LONGEST_SCREEN = 2_000;

const PERSON_ROW = ':is([role=grid],[role=treegrid]) [role=row]';

/** A row of a grid is about one person; the next is about another. */
function personRow(control: Element): Element | null {
  const row = closest(control, PERSON_ROW);
  return row && isOfMore(row) ? null : row;
}

/** The title of a group of rows, or what a row has unfolded below it, stands in one cell. */
function isOfMore(row: Element): boolean {
  return !matches(row, '[row-id],[data-row-id]') && listOf(row, CELLS).length < 2;
}

function isOfOther(text: Element, row: Element): boolean {
  const other = closest(text, PERSON_ROW);
  return (
    other !== null &&
    other !== row &&
    !isOfMore(other) &&
    first(other, '[role=columnheader],th') === null
  );
}

const LONGEST_PROSE = 240;
/** "Ann Smith is the victim in this case", "details of a witness": no more is read of a sentence. */
const IS_SOMEBODY =
  /^(?:\p{Lu}[\p{L}'\u2019-]* ){1,4}(?:(?:is|was) (?:the|an?|our)|yw['\u2019]?r) (\p{L}+)(?!['\u2019-])\b|\b(?:details|particulars|record|account) of (?:the|an?) (\p{L}+)(?!['\u2019])\b/u;
/** What is said of a case that may be is said of nobody. */
const ADVISES =
  /\?|\b(?:if|where|when|unless|whether|only|not|never|must|may|should|before|os|pan|oni bai|peidiwch)\b/i;

function saidInProse(text: string): string {
  const [, is, of] = text.length > LONGEST_PROSE ? [] : (IS_SOMEBODY.exec(text) ?? []);
  if (is) return NO_NAME.test(text) && !ENDS.test(text) ? '' : onlyProtected(is);
  return of && !ADVISES.test(text.split(/[.;]/)[0] ?? '') ? onlyProtected(of) : '';
}

/** "This is the witness list" is no name; "This is a victim of slavery" says it all the same. */
const NO_NAME = /^(?:this|that|it|there|here)\b/i;
const ENDS = /^\S+ (?:is|was) (?:the|an?|our) \p{L}+(?:$|[.,;]| (?:of|in|and|who)\b)/iu;
