/**
 * The same form in another place: what is read must not depend on where a form is drawn, when it
 * came, or in which of the two languages it is labelled.
 */
import { type Fixture, htmlOf } from './fixtures.ts';
import { inWelsh } from './in-welsh.ts';

export const WRAPPERS = ['frame', 'open root', 'closed root', 'late', 'Welsh'] as const;
export type Wrapper = (typeof WRAPPERS)[number];

export const HOST = 'wrapping-host';

interface Parts {
  readonly head: string;
  readonly body: string;
}

function partsOf(html: string): Parts {
  const body = /<body[^>]*>([\s\S]*)<\/body>/i.exec(html)?.[1] ?? html;
  const title = /<title>[\s\S]*?<\/title>/i.exec(html)?.[0] ?? '<title></title>';
  return { head: title, body };
}

/** Why a form is not wrapped in this way; null where it is. */
export function unfit(fixture: Fixture, wrapper: Wrapper): string | null {
  const html = htmlOf(fixture);
  if (wrapper === 'Welsh') return fixture.family === 'welsh' ? 'is Welsh as it stands' : null;
  if (/<i?frame/i.test(html)) return 'has frames of its own, which are counted from the page';
  const isMoved = wrapper !== 'frame';
  if (isMoved && /<script/i.test(html)) return 'has a script that looks for its elements';
  if (isMoved && !/<body/i.test(html)) return 'is no page of its own';
  if (isMoved && /shadowrootmode/.test(html)) return 'has roots that only a parser makes';
  return null;
}

const quoted = (html: string): string => html.replaceAll('&', '&amp;').replaceAll('"', '&quot;');

/** Several pages on one, each in a frame of its own. */
export function inFrames(pages: readonly string[]): string {
  const frames = pages.map((html) => `<iframe srcdoc="${quoted(html)}"></iframe>`);
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Records</title><body>${frames.join('')}</body></html>`;
}

export function wrapped(fixture: Fixture, wrapper: Wrapper): string {
  const html = htmlOf(fixture);
  const { head, body } = partsOf(html);
  const lang = /<html[^>]*lang="cy"/.test(html) ? 'cy' : 'en';
  const page = (inside: string): string =>
    `<!doctype html><html lang="${lang}"><head><meta charset="utf-8">${head}</head><body>${inside}</body></html>`;
  const moved = (into: string): string =>
    page(`<div id="${HOST}"></div><template id="content">${body}</template><script>
const host = document.getElementById('${HOST}');
const { content } = document.getElementById('content');
${into}</script>`);
  switch (wrapper) {
    case 'frame':
      return inFrames([html]);
    case 'open root':
      return moved(`host.attachShadow({ mode: 'open' }).append(content);`);
    case 'closed root':
      return moved(`host.attachShadow({ mode: 'closed' }).append(content);`);
    case 'late':
      return moved(`setTimeout(() => host.replaceWith(content), 60);`);
    case 'Welsh':
      return inWelsh(html);
  }
}
