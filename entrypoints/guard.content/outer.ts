/**
 * What the pages around this frame say about what is shown in it: a victim's banner in the page,
 * the field in a frame. A page of the same origin is read like our own; of another origin, the
 * guard of the tab's page answers in closed terms, and says when that may have changed.
 */
import type { Surroundings } from '../../core/forms/classification.ts';
import { readWhose } from '../../core/forms/classify.ts';
import type { PageSnapshot } from '../../core/forms/snapshot.ts';
import { isProtected } from '../../core/vocabulary.ts';
import { observeOuter } from './changes.ts';
import { notify, onNotice, request } from './channel.ts';
import { isHtml } from './dom.ts';
import { newEpoch, remembered } from './epoch.ts';
import { theLexicon } from './floor.ts';
import { documentOf, frameAround, listOf, localName } from './native.ts';
import { readBlocks } from './read-blocks.ts';
import { readPage } from './read-page.ts';
import { roleOf } from './roles-in-texts.ts';
import { siteSaid } from './site-profile.ts';

/** Asked of each control, it costs as much as the rest of the reading. */
const IS_TOP = window === window.top;

const HAS_OPENER = IS_TOP && window.opener !== null;

/**
 * Where the officer is in the page that opened this window and wrote into it: such a window has no
 * address of its own, and is about what that page is about. One with an address may be about anybody;
 * where all of an application has one address, it is read as written, which errs on the strict side.
 */
function pressedInOpener(): Element | null {
  try {
    const { document: page, location: at } = window.opener as Window;
    const isWritten = location.href === 'about:blank' || location.href === at.href;
    return isWritten ? (page.activeElement ?? page.documentElement) : null;
  } catch {
    // SecurityError, or TypeError where it was closed: it is of another origin, or gone.
    return null;
  }
}

const followed = new WeakSet<Document>();
/** The last answer about a page of another origin. */
let told: Surroundings | null = null;

/** @returns null for a page that stands in no frame, or around which nothing is known */
export function surroundings(): Surroundings | null {
  if (IS_TOP) {
    const opener = HAS_OPENER ? pressedInOpener() : null;
    return opener && readAround(opener);
  }
  const frame = frameAround(window);
  return frame ? readAround(frame) : told;
}

function follow(page: Document): void {
  if (followed.has(page)) return;
  followed.add(page);
  observeOuter(page);
}

const readAround = remembered((frame: Element): Surroundings => {
  const page = documentOf(frame);
  follow(page);
  const window = page.defaultView;
  const outer = window && window !== window.top ? frameAround(window) : null;
  return readWhose(
    {
      control: { kind: 'form', names: [], isAction: false, isSubmit: false },
      blocks: readBlocks(frame),
      form: [],
      page: localName(frame) === 'frame' ? withFramesBeside(frame) : readPage(page),
      outer: outer ? readAround(outer) : told,
      site: siteSaid(frame, false),
    },
    theLexicon(),
  );
});

/** In a frameset one frame is a menu, and another shows what the menu is about. */
function withFramesBeside(frame: Element): PageSnapshot {
  const page = documentOf(frame);
  const { title, address, tabs, offences, headings } = readPage(page);
  const beside = listOf(page, 'frame').filter((each) => each !== frame);
  const others = beside.slice(0, MOST_FRAMES).flatMap((each) => {
    const shown = each instanceof HTMLFrameElement ? each.contentDocument : null;
    if (shown) follow(shown);
    return shown ? readPage(shown).headings.filter(isOfOne) : [];
  });
  return { title, address, tabs, offences, headings: [...headings, ...others] };
}

/** "Suspect search" is a list of anybody; "Suspect: Bob Roe" is somebody. */
function isOfOne(heading: string): boolean {
  const role = roleOf(heading);
  return role === null || isProtected(role) || NAMED.test(heading);
}

const NAMED = /[:\u2013\u2014-]\s*\p{Lu}|^\p{L}+(?: \p{Lu}\p{Ll}+){2}$/u;
const MOST_FRAMES = 8;

const awaited = new WeakSet<Element>();

/** A page of nothing but a bar of buttons is about what its one frame shows. */
export function headingsInFrame(page: Document): readonly string[] {
  const [frame, other] = listOf(page, 'iframe');
  if (!frame || other || !isHtml(frame, 'iframe')) return [];
  // What it shows next is another document, of which nothing in this one tells.
  if (!awaited.has(frame)) frame.addEventListener('load', newEpoch);
  awaited.add(frame);
  const shown = frame.contentDocument;
  if (!shown) return [];
  follow(shown);
  return readPage(shown).headings;
}

/** @param onChange called when a page of another origin says something new */
export function followSurroundings(onChange: () => void): void {
  if (IS_TOP) {
    onNotice('outer-asked', ({ index }) => {
      const frame = listOf(document, 'iframe,frame').find((each) => shows(each, window[index]));
      return frame ? readAround(frame) : null;
    });
    return;
  }
  const ask = async (): Promise<void> => {
    const index = placeInTop();
    const answer = index < 0 ? null : await request('outer', { index });
    if (!answer?.ok) return;
    told = answer.reply;
    newEpoch();
    onChange();
  };
  const again = (): void => {
    // What is not known is not guessed: the control is then about nobody known.
    ask().catch(() => {});
  };
  again();
  onNotice('outer-changed', again);
}

/** Whether a frame shows a page of another origin: that one cannot look out by itself. */
function isForeign(frame: Element): boolean {
  return 'contentDocument' in frame && frame.contentDocument === null;
}

function shows(frame: Element, inner: Window | undefined): boolean {
  return inner !== undefined && 'contentWindow' in frame && frame.contentWindow === inner;
}

/** Which of the top page's frames this one stands in; -1 for a frame that it does not list. */
function placeInTop(): number {
  const { top } = window;
  if (!top) return -1;
  let inner: Window = window;
  while (inner.parent !== top) inner = inner.parent;
  for (let index = 0; index < top.length; index++) if (top[index] === inner) return index;
  return -1;
}

/** To be called when this page changed: frames of another origin ask again. */
export function tellFrames(): void {
  if (IS_TOP && window.length > 0 && listOf(document, 'iframe,frame').some(isForeign))
    notify('outer-changed', null);
}
