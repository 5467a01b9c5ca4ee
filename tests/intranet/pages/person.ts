/** The person card (asks for a PNC check by dialog), its edit form, and the two check results. */
import { PERSON_FIELD_SPECS } from '../choices.ts';
import { html } from '../html.ts';
import { detailsFromForm, PERSON_FIELDS } from '../people.ts';
import { pageReply, Refusal, type Reply, redirectReply } from '../reply.ts';
import { langField, link, page, type Screen } from '../screen.ts';
import { involvementAsked, personAsked, roleWord } from './lookups.ts';
import { personFields, resultPanel, scriptTexts, shownName, shownValue } from './person-block.ts';

export function showPerson(screen: Screen, id: string): Reply {
  const { lang, words } = screen;
  const person = personAsked(screen, id);
  const { role, ref } = involvementAsked(screen, person);
  const heading = `${roleWord(words, role)}: ${shownName(screen, person.details)}`;
  const rows = PERSON_FIELDS.map((field) => {
    const spec = PERSON_FIELD_SPECS[field];
    const value = shownValue(screen, person.details, field) || words.notRecorded;
    return html`<div><dt>${spec.caption[lang]}</dt><dd>${value}</dd></div>`;
  });
  const isSaved = screen.request.query['saved'] !== undefined;
  const main = html`<h1 id="person-heading">${heading}</h1>
${isSaved && html`<p id="saved-banner" class="notice" role="status">${words.personSaved}.</p>`}
<p>${words.reference}: <a id="person-ref" href="${link(lang, `/reports/${ref}`)}">${ref}</a></p>
<dl class="card">${rows}</dl>
<p class="toolbar"><a id="person-edit" class="button"
href="${link(lang, `/persons/${id}/edit`, { role })}">${words.edit}</a></p>
${resultPanel('person-result')}
<div id="dialog-texts" hidden data-person="${id}" data-role="${role}"
data-ref="${ref}"${scriptTexts(screen)}
data-question="${words.askPnc}" data-run="${words.runCheck}" data-later="${words.notNow}"></div>`;
  return pageReply(page(screen, { title: heading, main, scripts: ['person-card.js'] }));
}

/** The handler sits in the markup, as it does in systems of that age. */
export function showPersonEdit(screen: Screen, id: string): Reply {
  const { lang, words } = screen;
  const person = personAsked(screen, id);
  const { role, ref } = involvementAsked(screen, person);
  const heading = `${words.edit}: ${roleWord(words, role)} ${shownName(screen, person.details)}`;
  const main = html`<h1 id="person-heading">${heading}</h1>
<p>${words.reference}: <span id="person-ref">${ref}</span></p>
<form id="person-form" method="post" action="/persons/${id}" onsubmit="return askPncOnSave(this)"
data-question="${words.confirmPnc}">
<input type="hidden" name="role" value="${role}"><input type="hidden" name="ref" value="${ref}">
<input type="hidden" name="person" value="${id}">${langField(lang)}
<fieldset><legend>${roleWord(words, role)}</legend>
${personFields(screen, 'person', person.details)}</fieldset>
<div class="savebar"><button type="submit" id="person-save"
class="primary">${words.savePerson}</button></div>
</form>`;
  return pageReply(page(screen, { title: heading, main, scripts: ['person-edit.js'] }));
}

/** Shared by the edit form and the custody record, which differ only in the prefix of the names. */
export function storePerson(screen: Screen, id: string, prefix: string): void {
  const { form } = screen.request;
  const born = form[`${prefix}-date-of-birth`] ?? '';
  if (born !== '' && !/^\d{4}-\d{2}-\d{2}$/.test(born)) {
    throw new Refusal(400, 'A date of birth looks like 1991-04-17.');
  }
  const person = personAsked(screen, id);
  screen.store.savePerson(id, detailsFromForm(form, prefix, person.details));
}

export function savePerson(screen: Screen, id: string): Reply {
  const { role } = involvementAsked(screen, personAsked(screen, id));
  storePerson(screen, id, 'person');
  return redirectReply(link(screen.lang, `/persons/${id}`, { role, saved: '1' }));
}

export function showPersonCheck(screen: Screen, id: string, kind: 'pnc' | 'immigration'): Reply {
  const { lang, words } = screen;
  const person = personAsked(screen, id);
  const { role } = involvementAsked(screen, person);
  const title = kind === 'pnc' ? words.pncCheck : words.immigrationCheck;
  const heading = `${title}: ${roleWord(words, role)} ${shownName(screen, person.details)}`;
  const main = html`<h1 id="result-heading">${heading}</h1>
<p id="result-text" class="notice">${kind === 'pnc' ? words.pncResult : words.lookupResult}</p>
<p><a id="result-back" href="${link(lang, '/persons/search')}">${words.back}</a></p>`;
  return pageReply(page(screen, { title: heading, main }));
}
