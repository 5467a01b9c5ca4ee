/** The referral form to Immigration Enforcement, and the list of referrals sent. */
import { PERSON_FIELD_SPECS } from '../choices.ts';
import { type Html, html } from '../html.ts';
import { fullName, NO_DETAILS, type PersonField } from '../people.ts';
import { jsonReply, pageReply, Refusal, type Reply, redirectReply } from '../reply.ts';
import { langField, link, page, type Screen, timeElement } from '../screen.ts';
import { personOnReport, referenceAsked, referenceLine, roleAsked, roleWord } from './lookups.ts';
import { shownValue } from './person-block.ts';

export function showReferralForm(screen: Screen): Reply {
  const { lang, words } = screen;
  const role = roleAsked(screen);
  const ref = referenceAsked(screen);
  const details = personOnReport(screen, ref, role)?.details ?? NO_DETAILS;
  const about = role === null ? words.nobody : roleWord(words, role);
  const heading = `${words.refer}: ${`${about} ${fullName(details)}`.trim()}`;
  const cancelHref = link(lang, ref === '' ? '/' : `/reports/${ref}`);
  const field = (
    id: string,
    name: PersonField,
    type: 'text' | 'date',
  ): Html => html`<div class="field">
<label for="referral-${id}">${PERSON_FIELD_SPECS[name].caption[lang]}</label>
<input type="${type}" id="referral-${id}" name="${id}"
value="${shownValue(screen, details, name)}" autocomplete="off"></div>`;
  const main = html`<h1 id="referral-heading">${heading}</h1>
${referenceLine(screen, ref)}
<form id="referral-form" class="narrow" method="post" action="/referrals">
<input type="hidden" name="role" value="${role ?? ''}"><input type="hidden" name="ref"
value="${ref}">${langField(lang)}
<div class="field"><label for="referral-name">${words.name}</label>
<input type="text" id="referral-name" name="name" value="${fullName(details)}"
autocomplete="off"></div>
${field('dob', 'date-of-birth', 'date')}
${field('nationality', 'nationality', 'text')}
${field('immigration-status', 'immigration-status', 'text')}
${field('home-office-reference', 'home-office-reference', 'text')}
<div class="field"><label for="referral-reason">${words.referralReason}</label>
<textarea id="referral-reason" name="reason" rows="4"></textarea></div>
<div class="savebar"><button type="submit" id="referral-submit"
class="primary">${words.sendReferral}</button>
<a id="referral-cancel" class="button" href="${cancelHref}">${words.cancel}</a></div>
</form>`;
  return pageReply(page(screen, { title: heading, main }));
}

export function sendReferral(screen: Screen): Reply {
  const { form, isJson } = screen.request;
  const name = (form['name'] ?? '').trim();
  if (name === '') throw new Refusal(400, 'Give the name of the person referred.');
  const referral = screen.store.sendReferral({
    name,
    ref: referenceAsked(screen),
    role: roleAsked(screen) ?? '',
  });
  if (isJson)
    return jsonReply({ synthetic: true, id: referral.id, result: screen.words.referralSent });
  return redirectReply(link(screen.lang, '/referrals', { sent: referral.id }));
}

export function showReferrals(screen: Screen): Reply {
  const { words } = screen;
  const sent = screen.request.query['sent'];
  const all = screen.store.referrals();
  const rows = all.map(
    (item) => html`<tr><td>${item.id}</td><td>${timeElement(item.at)}</td><td>${item.name}</td>
<td>${item.role}</td><td>${item.ref}</td></tr>`,
  );
  const notice =
    sent !== undefined &&
    html`<p id="referral-sent" class="notice" role="status">${words.referralSent}: ${sent}</p>`;
  const main = html`<h1>${words.referralsSent}</h1>
${notice}
<div class="scroll"><table id="referral-list">
<thead><tr><th scope="col">No.</th><th scope="col">${words.sentAt}</th><th
scope="col">${words.name}</th>
<th scope="col">${words.role}</th><th scope="col">${words.reference}</th></tr></thead>
<tbody>${rows}</tbody></table></div>
${all.length === 0 && html`<p>${words.noReferrals}</p>`}`;
  return pageReply(page(screen, { title: words.referralsSent, main }));
}
