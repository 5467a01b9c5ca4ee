/**
 * Person search, marked up as older systems do it: a layout table whose cells serve as captions,
 * with no label elements and no header cells in the search form.
 */
import { PERSON_FIELD_SPECS } from '../choices.ts';
import { type Html, html } from '../html.ts';
import { fullName } from '../people.ts';
import { pageReply, type Reply } from '../reply.ts';
import { langField, link, page, type Screen } from '../screen.ts';
import type { Involvement } from '../store.ts';
import { roleWord } from './lookups.ts';
import { shownName } from './person-block.ts';

function isMatch(item: Involvement, name: string, dob: string): boolean {
  const { details } = item.person;
  const isNameMatch = fullName(details).toLowerCase().includes(name.trim().toLowerCase());
  return isNameMatch && (dob === '' || details['date-of-birth'] === dob);
}

function resultRow(screen: Screen, item: Involvement): Html {
  const { lang, words } = screen;
  const { id, details } = item.person;
  const { role, ref } = item;
  const href = (check: string): string => link(lang, `/persons/${id}${check}`, { role });
  const suffix = `${id}-${role}`;
  return html`<tr>
<td><a id="open-${suffix}" href="${href('')}">${shownName(screen, details)}</a></td>
<td>${details['date-of-birth']}</td>
<td>${roleWord(words, role)}</td>
<td><a href="${link(lang, `/reports/${ref}`)}">${ref}</a></td>
<td class="rowactions"><a id="pnc-${suffix}"
href="${href('/pnc-check')}">${words.pncCheck}</a>
<a id="immigration-${suffix}"
href="${href('/immigration-check')}">${words.immigrationCheck}</a></td>
</tr>`;
}

export function showPersonSearch(screen: Screen): Reply {
  const { words, lang } = screen;
  const born = PERSON_FIELD_SPECS['date-of-birth'].caption[lang];
  const name = screen.request.query['name'] ?? '';
  const dob = screen.request.query['dob'] ?? '';
  const found = screen.store.involvements().filter((item) => isMatch(item, name, dob));
  const main = html`<h1>${words.personSearch}</h1>
<form method="get" action="/persons/search">${langField(lang)}
<table class="layout">
<tr><td><b>${words.name}</b></td><td><input type="text" id="search-name" name="name" value="${name}"
size="30"></td></tr>
<tr><td><b>${born}</b></td><td><input type="text" id="search-dob" name="dob" value="${dob}"
size="12" placeholder="YYYY-MM-DD"></td></tr>
<tr><td></td><td><input type="submit" id="search-submit" value="${words.search}"></td></tr>
</table>
</form>
<h2>${words.results} (${found.length})</h2>
<div class="scroll"><table id="search-results">
<tr class="head"><td>${words.name}</td><td>${born}</td><td>${words.role}</td>
<td>${words.reference}</td><td>${words.actions}</td></tr>
${found.map((item) => resultRow(screen, item))}
</table></div>
${found.length === 0 && html`<p>${words.noResults}</p>`}`;
  return pageReply(page(screen, { title: words.personSearch, main }));
}
