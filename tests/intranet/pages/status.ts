/** The immigration-status panel and its result. */
import { PERSON_FIELD_SPECS } from '../choices.ts';
import { html } from '../html.ts';
import { fullName } from '../people.ts';
import { pageReply, Refusal, type Reply } from '../reply.ts';
import { langField, link, page, type Screen } from '../screen.ts';
import { personOnReport, referenceAsked, referenceLine, roleAsked, roleWord } from './lookups.ts';

export function showStatus(screen: Screen): Reply {
  const { lang, words } = screen;
  const role = roleAsked(screen);
  const ref = referenceAsked(screen);
  const details = personOnReport(screen, ref, role)?.details;
  const about = role === null ? words.nobody : roleWord(words, role);
  const name = details === undefined ? '' : fullName(details);
  const heading = `${words.immigrationStatusCheck}: ${`${about} ${name}`.trim()}`;
  const born = PERSON_FIELD_SPECS['date-of-birth'].caption[lang];
  const main = html`<h1 id="status-heading">${heading}</h1>
${referenceLine(screen, ref)}
<form id="status-form" class="narrow" method="post" action="/status/check">
<input type="hidden" name="role" value="${role ?? ''}"><input type="hidden" name="ref"
value="${ref}">${langField(lang)}
<div class="field"><label for="status-name">${words.name}</label>
<input type="text" id="status-name" name="name" value="${name}" autocomplete="off"></div>
<div class="field"><label for="status-dob">${born}</label>
<input type="date" id="status-dob" name="dob" value="${details?.['date-of-birth'] ?? ''}"></div>
<div class="field"><label for="status-document">${words.documentNumber}</label>
<input type="text" id="status-document" name="document" autocomplete="off"></div>
<div class="savebar"><button type="submit" id="status-check-submit"
class="primary">${words.checkStatusSubmit}</button></div>
</form>`;
  return pageReply(page(screen, { title: heading, main }));
}

export function showStatusResult(screen: Screen): Reply {
  const { lang, words, request } = screen;
  const asked = request.method === 'POST' ? request.form : request.query;
  const name = (asked['name'] ?? '').trim();
  const document = (asked['document'] ?? '').trim();
  if (name === '' && document === '') {
    throw new Refusal(400, 'Give a name or a document number to check.');
  }
  const role = roleAsked(screen);
  const about = `${role === null ? '' : roleWord(words, role)} ${name || document}`.trim();
  const heading = `${words.immigrationStatusCheck}: ${about}`;
  const main = html`<h1 id="result-heading">${heading}</h1>
<p id="result-text" class="notice">${words.lookupResult}</p>
<p><a id="result-back" href="${link(lang, '/status')}">${words.back}</a></p>`;
  return pageReply(page(screen, { title: heading, main }));
}
