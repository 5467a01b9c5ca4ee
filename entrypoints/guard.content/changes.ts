/**
 * Notices that the page changed. The observer only keeps what it is given; what that means is
 * worked out when somebody asks, or when the page is quiet, at a cost that follows what changed.
 */
import { isBlank, isElement } from './dom.ts';
import { newEpoch, newPage, newParts, newTitles, noticeAddress } from './epoch.ts';
import { textGone } from './flicker.ts';
import { forgetLabels, notePointers } from './labels.ts';
import { lasting, listenAgain } from './lasting.ts';
import {
  closest,
  first,
  isInPage,
  isOver,
  isShadow,
  matches,
  nextOf,
  parentElementOf,
  type Root,
  thePage,
} from './native.ts';
import { noteAdded, sweepAgain } from './roots.ts';
import { forgetSpeakers, noteSpeakers } from './speakers.ts';
import { ATTRIBUTES, knownBars, TABS, TITLE_TEXT, TITLES } from './watched.ts';

/** More at once than this is not looked at one by one. */
const MOST_RECORDS = 3000;

const waiting: MutationRecord[][] = [];
/** Parts of the page that were added or named anew since they were last counted. */
const dirty = new Set<Element | ShadowRoot>();
/** Elements whose own text is new. */
const dirtyTexts = new Set<Element>();
/** Elements beside which, or out of which, others were taken. */
const places = new Set<Element>();
let isAllDirty = true;
let areTitlesNew = true;
/** Whether something changed that stands nowhere: the address, or what is chosen. */
let isAllNear = true;
let onChange: () => void = () => {};

/** What is typed says nothing about the page, but in a box that offers choices. */
const TYPED =
  'textarea,input:not([role],[list],[type=radio i],[type=checkbox i],[type=submit i],[type=button i])';

function mayChoose({ type, target }: Event): boolean {
  return !/^(?:change|input)$/.test(type) || !isElement(target) || !matches(target, TYPED);
}

const observer = new MutationObserver((records) => {
  waiting.push(records);
  // The root element of a document was taken away or put in: the page wrote itself anew.
  if (records.some(({ target }) => target === thePage)) listenAgain();
  onChange();
});

/** Follows a document or a shadow root from now on. */
export function observe(root: Root): void {
  observer.observe(root, {
    subtree: true,
    childList: true,
    characterDataOldValue: true,
    attributes: true,
    attributeFilter: ATTRIBUTES,
  });
  if (isShadow(root)) {
    dirty.add(root);
    // What stands in it may be what the page is titled by.
    titlesChanged();
  }
  onChange();
}

/** Follows a page around this frame, whose words speak for what is shown in it. */
export function observeOuter(page: Document): void {
  observe(page);
  // Choosing a role or an offence changes no node.
  for (const type of ['change', 'input'])
    page.addEventListener(type, chosen, { capture: true, passive: true });
}

function chosen(event: Event): void {
  if (mayChoose(event)) newEpoch();
}

/** Takes in all changes up to this moment, also those of which the observer was not told yet. */
export function settle(): void {
  if (noticeAddress()) isAllNear = true;
  if (settleMany() || waiting.length === 0) return;
  newEpoch();
  const news = { titles: false, parts: false, unseen: new Set<Node>() };
  for (const record of waiting.splice(0).flat()) takeIn(record, news);
  if (news.titles) titlesChanged();
  else if (news.parts) newParts();
}

/** Takes in what is too much to be looked at one by one: then, and only then, nothing holds any more. */
export function settleMany(): boolean {
  const rest = observer.takeRecords();
  if (rest.length > 0) waiting.push(rest);
  if (waiting.reduce((sum, { length }) => sum + length, 0) <= MOST_RECORDS) return false;
  waiting.length = 0;
  forgetAll();
  return true;
}

/** Nothing that was read holds any more. */
export function forgetAll(): void {
  newPage();
  forgetLabels();
  forgetSpeakers();
  sweepAgain(thePage);
  clear();
  isAllDirty = true;
  areTitlesNew = true;
}

function clear(): void {
  for (const each of [dirty, dirtyTexts, places]) each.clear();
}

function titlesChanged(): void {
  newTitles();
  areTitlesNew = true;
}

interface News {
  titles: boolean;
  /** Elements came or went, or became other parts of the page. */
  parts: boolean;
  /** What was added since the page was last looked at: what is gone again said nothing to anybody. */
  readonly unseen: Set<Node>;
}

function takeIn(record: MutationRecord, news: News): void {
  const { target, type } = record;
  const element = isElement(target) ? target : parentElementOf(target);
  switch (type) {
    case 'attributes':
      if (element) attributeChanged(element, record.attributeName, news);
      return;
    case 'characterData':
      if (element) textGone(element, record.oldValue);
      if (element && isInPage(element)) textChanged(element, news);
      return;
    default:
      childrenChanged(element, record, news);
  }
}

function attributeChanged(element: Element, name: string | null, news: News): void {
  if (/^(?:for|aria-(?:labelled|described)by)$/.test(name ?? '')) notePointers(element);
  const isRole = name === 'role';
  // What was a title by these may be none any more. Classes change too often for that, but of tabs.
  news.titles ||=
    isRole ||
    name === 'aria-current' ||
    matches(element, TITLES) ||
    (name === 'class' && (knownBars.has(element) || matches(element, TABS)));
  news.parts ||= isRole || name === 'class';
  // What stands in a large part is not called otherwise because that is drawn otherwise.
  if (!/^(?:class|hidden|open|disabled)$/.test(name ?? '') || !isOver(element, MOST_NEAR))
    named(element);
}

/** A part with more elements in it than this is no caption, and none stands beside all of it. */
const MOST_NEAR = 400;

function childrenChanged(element: Element | null, record: MutationRecord, news: News): void {
  let isTextNew = false;
  // "Suspect" gives way to another element with "Victim" in it: neither is a title itself.
  news.titles ||= element !== null && isTitle(element);
  // Each list is made when it is asked for.
  for (const node of record.addedNodes)
    if (isElement(node)) added(node, news);
    else isTextNew ||= !isBlank(node);
  for (const node of record.removedNodes)
    if (isElement(node)) {
      removed(node, news);
      noteGap(record);
    } else if (!isBlank(node)) {
      isTextNew = true;
      if (element) textGone(element, node.nodeValue);
    }
  if (isTextNew && element && isInPage(element)) textChanged(element, news);
}

/** Of what was all that stood in an element, that element is the place. */
function noteGap({ previousSibling, nextSibling, target }: MutationRecord): void {
  const beside = [previousSibling, nextSibling, nextSibling && nextOf(nextSibling)];
  for (const each of beside.some(isElement) ? beside : [target])
    if (isElement(each) && !isOver(each, MOST_NEAR)) places.add(each);
}

function holdsTitle(element: Element): boolean {
  return matches(element, TITLES) || first(element, TITLES) !== null;
}

function removed(element: Element, news: News): void {
  news.parts = true;
  news.titles ||= !news.unseen.has(element) && holdsTitle(element);
}

function added(element: Element, news: News): void {
  news.parts = true;
  news.unseen.add(element);
  if (!isInPage(element)) return;
  news.titles ||= holdsTitle(element);
  notePointers(element);
  noteAdded(element);
  named(element);
}

function textChanged(element: Element, news: News): void {
  news.titles ||= isTitle(element);
  noteSpeakers(element, true);
  dirtyTexts.add(element);
}

function isTitle(element: Element): boolean {
  return closest(element, TITLE_TEXT) !== null;
}

function named(element: Element): void {
  noteSpeakers(element, false);
  dirty.add(element);
}

/** What has to be counted anew. */
export interface Dirty {
  /** Null for the whole page. */
  readonly parts: readonly (Element | ShadowRoot)[] | null;
  /** Elements of which only the text that stands in them is new. */
  readonly texts: readonly Element[];
  readonly titles: boolean;
  /** Where anything changed, also where something was taken away; null for everywhere. */
  readonly near: readonly Element[] | null;
}

export function takeDirty(): Dirty {
  settle();
  const parts = isAllDirty ? null : outermost([...dirty].filter(isInPage));
  const texts = [...dirtyTexts].filter((each) => isInPage(each) && !dirty.has(each));
  const titles = areTitlesNew;
  const near =
    titles || isAllNear || !parts
      ? null
      : [...parts.filter(isElement), ...texts, ...[...places].filter(isInPage)];
  clear();
  isAllDirty = false;
  areTitlesNew = false;
  isAllNear = false;
  return { parts, texts, titles, near };
}

/** A part within another is looked at with it. */
function outermost<Part extends Element | ShadowRoot>(parts: readonly Part[]): readonly Part[] {
  return parts.filter((part) => {
    let around = parentElementOf(part);
    while (around && !dirty.has(around)) around = parentElementOf(around);
    return around === null;
  });
}

/**
 * Follows a page from now on.
 *
 * @param changed called at once when something of it may have changed
 */
export function follow(page: Document, signal: AbortSignal, changed: () => void): void {
  onChange = changed;
  const again = (): void => {
    newEpoch();
    isAllNear = true;
    changed();
  };
  // Choosing a role or an offence changes no node: the answer to what the page says changes.
  const choice = (event: Event): void => {
    if (mayChoose(event)) again();
  };
  lasting(() => {
    for (const type of ['change', 'input', 'popstate', 'hashchange'])
      addEventListener(type, choice, { capture: true, passive: true, signal });
  });
  const once = { capture: true, once: true, signal } as const;
  // Roots that the page gave to elements which were there before: nothing told of them.
  const loaded = (): void => {
    sweepAgain(page);
    changed();
  };
  addEventListener('load', loaded, once);
  // A page that was read while it still came in is read as a whole once it is there.
  const whole = (): void => {
    forgetSpeakers();
    again();
  };
  page.addEventListener('DOMContentLoaded', whole, once);
  signal.addEventListener('abort', () => observer.disconnect());
  observe(page);
}
