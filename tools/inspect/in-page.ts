/**
 * Functions that run in the guard's isolated world, where no page script can reach or deceive
 * them. Their sources are sent there as text (`IN_PAGE`), so they use nothing but each other and
 * what the browser and the guard offer.
 */
import type { Classification } from '../../core/forms/classification.ts';
import type { ControlSnapshot, FormSnapshot } from '../../core/forms/snapshot.ts';
import type { Decision } from '../../core/policy/decide.ts';
import type { ProfileFit } from '../../core/sites/profile-fit.ts';

export interface SeenSignal {
  readonly path: string;
  readonly name: string;
  readonly kind: string;
  readonly role: string;
  readonly outcome: string;
  readonly rule: string;
  readonly evidence: readonly string[];
  /** For people only: how sure the reading is, and what it rests on. */
  readonly more: SeenMore;
}

export interface SeenMore {
  readonly confidence: number;
  readonly control: string;
  readonly group: string;
  readonly dual: boolean;
  readonly ordinal: number;
  /** Names of the control, each with its source. */
  readonly names: readonly string[];
  /** Blocks around the control, the outermost first. */
  readonly blocks: readonly string[];
  /** What the page as a whole says. */
  readonly page: readonly string[];
}

/** A text that may say whose part of the page this is; the command reads the role from it. */
export interface SeenText {
  readonly path: string;
  readonly source: 'heading' | 'legend' | 'role-control' | 'page-title' | 'table-header' | 'tab';
  readonly text: string;
}

export interface Seen {
  readonly signals: readonly SeenSignal[];
  readonly texts: readonly SeenText[];
  readonly readMs: number;
  /** Null where no site profile is for this page. */
  readonly fit: ProfileFit | null;
}

/** What the guard hands to a debugger in its own world. */
interface Assessment {
  readonly control: Element;
  readonly snapshot: FormSnapshot;
  readonly classification: Classification;
  readonly decision: Decision;
}

declare const rightToReport:
  | {
      readonly seeAll: () => readonly Assessment[];
      readonly read: (control: Element) => ControlSnapshot;
      readonly fit: () => ProfileFit | null;
    }
  | undefined;

/** @returns null where the guard does not run */
function seeFrame(): Seen | null {
  if (typeof rightToReport === 'undefined') return null;
  const started = performance.now();
  const found = rightToReport.seeAll();
  const readMs = performance.now() - started;
  const fit = rightToReport.fit();
  return { signals: found.map(seen), texts: seenTexts(document), readMs, fit };
}

function seen({ control, snapshot, classification, decision }: Assessment): SeenSignal {
  return {
    path: cssPath(control),
    name: (snapshot.control.names[0]?.text ?? '').slice(0, 200),
    kind: classification.kind,
    role: classification.role,
    outcome: decision.outcome,
    rule: decision.rule?.id ?? '',
    evidence: classification.because.map(
      ({ term, source, weight }) => `${source}: ${term} (${weight.toFixed(2)})`,
    ),
    more: moreOf(snapshot, classification),
  };
}

function moreOf(snapshot: FormSnapshot, classification: Classification): SeenMore {
  const { confidence, group, dual, ordinal } = classification;
  const said = (source: string, text: string): string => `${source} "${text.slice(0, 80)}"`;
  const { headings, title, tabs, offences } = snapshot.page;
  return {
    confidence,
    control: snapshot.control.kind,
    group,
    dual,
    ordinal,
    names: snapshot.control.names.map(({ source, text }) => said(source, text)),
    blocks: [...snapshot.blocks]
      .map(({ titles, chosenRoles }) =>
        [
          ...titles.map(({ source, text }) => said(source, text)),
          ...chosenRoles.map((text) => said('role-control', text)),
        ].join(', '),
      )
      .reverse(),
    page: [
      ...(title === '' ? [] : [said('page-title', title)]),
      ...headings.map((text) => said('page-heading', text)),
      ...tabs.map((text) => said('tab', text)),
      ...offences.map((text) => said('offence or flag', text)),
    ],
  };
}

/** A CSS path that matches one element of its document; ` >>> ` where it enters a shadow root. */
function cssPath(element: Element): string {
  const root = element.getRootNode();
  const inner = pathWithin(element, root);
  return root instanceof ShadowRoot ? `${cssPath(root.host)} >>> ${inner}` : inner;
}

function pathWithin(element: Element, root: Node): string {
  const scope = root instanceof Document || root instanceof ShadowRoot ? root : null;
  const parts: string[] = [];
  for (let at: Element | null = element; at; at = at.parentElement) {
    const id = at.getAttribute('id');
    if (id && scope && scope.querySelectorAll(`#${CSS.escape(id)}`).length === 1) {
      parts.unshift(`#${CSS.escape(id)}`);
      return parts.join(' > ');
    }
    parts.unshift(stepTo(at));
  }
  return parts.join(' > ');
}

function stepTo(element: Element): string {
  const name = CSS.escape(element.localName);
  let index = 1;
  for (let at = element.previousElementSibling; at; at = at.previousElementSibling)
    if (at.localName === element.localName) index++;
  return `${name}:nth-of-type(${index})`;
}

/** Titles of parts of the page and chosen options, for the role that they may name. */
function seenTexts(page: Document): readonly SeenText[] {
  const texts: SeenText[] = [];
  const add = (element: Element, source: SeenText['source'], raw: string | null): void => {
    const text = (raw ?? '').slice(0, 400).replace(/\s+/g, ' ').trim();
    if (text !== '' && text.length <= 120) texts.push({ path: cssPath(element), source, text });
  };
  add(page.documentElement, 'page-title', page.title);
  for (const element of page.querySelectorAll(
    'h1,h2,h3,h4,h5,h6,[role=heading],.panel-title,.card-title,.card-header,.modal-title,.panel-heading,.box-title',
  ))
    add(element, 'heading', element.textContent);
  for (const element of page.querySelectorAll('legend,caption,summary'))
    add(element.parentElement ?? element, 'legend', element.textContent);
  for (const element of page.querySelectorAll('section,article,dialog,form,[role]'))
    if (!element.matches('button,input,select,textarea,a,[role=tab],[role=option]'))
      add(element, 'legend', element.getAttribute('aria-label'));
  for (const tab of page.querySelectorAll('[role=tab][aria-selected=true]'))
    add(tab, 'tab', tab.textContent);
  for (const select of page.querySelectorAll('select')) {
    const option = select.selectedOptions[0];
    if (option && option.value !== '') add(select, 'role-control', option.textContent);
  }
  for (const box of page.querySelectorAll<HTMLInputElement>('input[type=radio]:checked'))
    add(box, 'role-control', box.labels?.[0]?.textContent ?? box.value);
  for (const row of page.querySelectorAll('tbody tr'))
    if (row.querySelector('a,button') !== null)
      for (const cell of row.querySelectorAll('td'))
        if (cell.children.length === 0) add(row, 'table-header', cell.textContent);
  return texts;
}

/** A control that a label of a corpus selects, and what the guard reads of its names. */
export interface FoundControl {
  readonly path: string;
  readonly names: readonly string[];
}

/**
 * The elements that each selector finds; ` >>> ` in it enters a shadow root. One that finds nothing
 * in the document itself is looked for in its open shadow roots.
 */
function findIn(selectors: readonly string[]): readonly (readonly FoundControl[])[] {
  return selectors.map((selector) => {
    let found: readonly Element[] = [document.documentElement];
    selector.split(' >>> ').forEach((step, depth) => {
      const roots = depth === 0 ? [document] : found.map((host) => host.shadowRoot);
      found = roots.flatMap((root) => [...(root?.querySelectorAll(step) ?? [])]);
      if (depth === 0 && found.length === 0) found = foundInRoots(document, step);
    });
    return found.map((control) => ({ path: cssPath(control), names: namesOf(control) }));
  });
}

function foundInRoots(around: Document | ShadowRoot, selector: string): readonly Element[] {
  return [...around.querySelectorAll('*')].flatMap(({ shadowRoot }) =>
    shadowRoot
      ? [...shadowRoot.querySelectorAll(selector), ...foundInRoots(shadowRoot, selector)]
      : [],
  );
}

function namesOf(control: Element): readonly string[] {
  const names = rightToReport?.read(control).names ?? [];
  return names.map(({ source, text }) => `${source} "${text.slice(0, 60)}"`);
}

/**
 * Resolves when nothing has changed for `quietMs`, or at the latest after `mostMs`. Scripts draw in
 * several goes, with pauses for timers and answers: a page without any is quiet sooner.
 */
function whenQuiet(scriptMs: number): Promise<void> {
  const hasScripts = document.scripts.length > 0;
  const [quietMs, mostMs] = hasScripts ? [scriptMs, 6000] : [150, 2000];
  return new Promise((resolve) => {
    let timer = setTimeout(done, quietMs);
    const last = setTimeout(done, mostMs);
    const observer = new MutationObserver(() => {
      clearTimeout(timer);
      timer = setTimeout(done, quietMs);
    });
    observer.observe(document, {
      subtree: true,
      childList: true,
      characterData: true,
      attributes: true,
    });
    function done(): void {
      clearTimeout(timer);
      clearTimeout(last);
      observer.disconnect();
      resolve();
    }
  });
}

const SOURCES = [
  seeFrame,
  seen,
  moreOf,
  cssPath,
  pathWithin,
  stepTo,
  seenTexts,
  findIn,
  foundInRoots,
  namesOf,
  whenQuiet,
]
  .map(String)
  .join('\n');

/** An expression for the guard's world. */
export const SEE_FRAME = `(() => {${SOURCES}\nreturn seeFrame();})()`;

/** Whether the guard has been told of a site profile for this page. */
export const HAS_PROFILE = "typeof rightToReport !== 'undefined' && rightToReport.fit() !== null";

/** @param scriptMs how long a page with scripts has to be quiet until it counts as drawn */
export function whenQuietFor(scriptMs: number): string {
  return `(() => {${SOURCES}\nreturn whenQuiet(${scriptMs});})()`;
}

export function findingOf(selectors: readonly string[]): string {
  return `(() => {${SOURCES}\nreturn findIn(${JSON.stringify(selectors)});})()`;
}
