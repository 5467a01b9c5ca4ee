/** Home: the list of work, and saved reports as proof that saving went through. */
import { captionOf, OFFENCES } from '../choices.ts';
import { html } from '../html.ts';
import { pageReply, type Reply } from '../reply.ts';
import { link, page, type Screen, timeElement } from '../screen.ts';
import { shownName } from './person-block.ts';

export function showHome(screen: Screen): Reply {
  const { lang, words, store } = screen;
  const rows = store.reports().map((report) => {
    const victim = store.personIn(report.ref, 'victim');
    return html`<tr>
<td><a id="open-${report.ref.replaceAll('/', '-')}"
href="${link(lang, `/reports/${report.ref}`)}">${report.ref}</a></td>
<td>${captionOf(OFFENCES, report.fields['offence'] ?? '', lang)}</td>
<td>${victim === null ? words.noName : shownName(screen, victim.details)}</td>
<td>${report.fields['offence-date'] ?? ''}</td>
</tr>`;
  });
  const main = html`<h1>${words.workList}</h1>
<p class="toolbar"><a class="button primary"
href="${link(lang, '/reports/new')}">${words.newReport}</a>
<a class="button" href="${link(lang, '/persons/search')}">${words.personSearch}</a>
<a class="button" href="${link(lang, '/reports')}">${words.savedReports}</a>
<a class="button" href="${link(lang, '/referrals')}">${words.referralsSent}</a></p>
<div class="scroll"><table id="work-list">
<thead><tr><th scope="col">${words.reference}</th><th scope="col">${words.offence}</th>
<th scope="col">${words.victim}</th><th scope="col">${words.offenceDate}</th></tr></thead>
<tbody>${rows}</tbody>
</table></div>`;
  return pageReply(page(screen, { title: words.workList, main }));
}

export function showSavedReports(screen: Screen): Reply {
  const { lang, words } = screen;
  const saves = screen.store.savedReports();
  const rows = saves.map(
    (saved) => html`<tr data-ref="${saved.ref}">
<td>${timeElement(saved.at)}</td>
<td><a href="${link(lang, `/reports/${saved.ref}`)}">${saved.ref}</a></td>
<td>${captionOf(OFFENCES, saved.offence, lang)}</td>
<td>${shownName(screen, saved.victim)}</td>
<td>${saved.mode}</td>
</tr>`,
  );
  const main = html`<h1>${words.savedReports} (<span id="saved-count">${saves.length}</span>)</h1>
<div class="scroll"><table id="saved-reports">
<thead><tr><th scope="col">${words.savedAt}</th><th scope="col">${words.reference}</th>
<th scope="col">${words.offence}</th><th scope="col">${words.victim}</th>
<th scope="col">${words.savedHow}</th></tr></thead>
<tbody>${rows}</tbody>
</table></div>
${saves.length === 0 && html`<p>${words.noSaves}</p>`}`;
  return pageReply(page(screen, { title: words.savedReports, main }));
}
