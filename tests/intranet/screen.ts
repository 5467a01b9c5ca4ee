/** What each handler gets, and what surrounds each screen: banner, navigation, language switch. */
import { type Html, html } from './html.ts';
import type { Incoming } from './request.ts';
import type { Store } from './store.ts';
import type { Lang, Word, Words } from './words.ts';

export interface Screen {
  readonly request: Incoming;
  readonly store: Store;
  readonly lang: Lang;
  readonly words: Words;
}

const NAVIGATION: readonly (readonly [id: string, path: string, word: Word])[] = [
  ['nav-home', '/', 'home'],
  ['nav-new-report', '/reports/new', 'newReport'],
  ['nav-reports', '/reports', 'savedReports'],
  ['nav-persons', '/persons/search', 'personSearch'],
  ['nav-status', '/status', 'statusPanel'],
  ['nav-referral', '/referrals/new', 'referral'],
  ['nav-custody', '/suspects/p1003', 'custody'],
  ['nav-spa', '/spa', 'singlePage'],
  ['nav-frames', '/frames', 'frames'],
  ['nav-card', '/cards/TF/004312/26', 'card'],
  ['nav-statement', '/statements/TF/004312/26', 'statement'],
];

/** A link inside the system; the language travels in the address, there being no session. */
export function link(
  lang: Lang,
  path: string,
  query: Readonly<Record<string, string>> = {},
): string {
  const pairs = new URLSearchParams(lang === 'cy' ? { ...query, lang } : query);
  return pairs.size === 0 ? path : `${path}?${pairs.toString()}`;
}

function languageSwitch(screen: Screen): Html {
  const { lang: _, ...query } = screen.request.query;
  const other: Lang = screen.lang === 'cy' ? 'en' : 'cy';
  // An answer to a POST has no address of its own to come back to.
  const path = screen.request.method === 'POST' ? '/' : screen.request.path;
  return html`<a id="lang-switch" hreflang="${other}" lang="${other}"
    href="${link(other, encodeURI(path), query)}">${screen.words.otherLanguage}</a>`;
}

function navigation(screen: Screen): Html {
  const items = NAVIGATION.map(([id, path, word]) => {
    const current = screen.request.path === path && html` aria-current="page"`;
    const href = link(screen.lang, path);
    return html`<li><a id="${id}" href="${href}"${current}>${screen.words[word]}</a></li>`;
  });
  return html`<nav aria-label="${screen.words.systemName}"><ul>${items}</ul></nav>`;
}

export interface PageParts {
  readonly title: string;
  readonly main: Html;
  readonly scripts?: readonly string[];
  /** A frame has the banner but no navigation of its own. */
  readonly isFrame?: boolean;
}

export function page(screen: Screen, parts: PageParts): Html {
  const { lang, words } = screen;
  const scripts = (parts.scripts ?? []).map(
    (name) => html`<script src="/static/${name}" defer></script>`,
  );
  const header = html`<header class="top">
<p class="system">${words.systemName}</p>
${languageSwitch(screen)}
</header>
${navigation(screen)}`;
  return html`<!doctype html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${parts.title} | ${words.systemName}</title>
<link rel="stylesheet" href="/static/intranet.css">
<link rel="stylesheet" href="/static/forms.css">
${scripts}
</head>
<body${parts.isFrame === true && html` class="frame"`}>
<p id="synthetic-banner" class="synthetic">${words.synthetic}</p>
${parts.isFrame !== true && header}
<main>
${parts.main}
</main>
</body>
</html>
`;
}

/** Carries the language through a form; English needs no field. */
export function langField(lang: Lang): Html | null {
  return lang === 'cy' ? html`<input type="hidden" name="lang" value="cy">` : null;
}

export function timeElement(at: number): Html {
  const iso = new Date(at).toISOString();
  const shown = `${iso.slice(0, 10)} ${iso.slice(11, 19)} UTC`;
  return html`<time datetime="${iso}">${shown}</time>`;
}
