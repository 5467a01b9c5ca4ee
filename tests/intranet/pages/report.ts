/** The crime report: one form with offence, victim, witness, suspect and free text. */
import { FLAGS, OFFENCES } from '../choices.ts';
import { type Html, html } from '../html.ts';
import { NO_DETAILS, SLOT_ROLES, SLOTS, type Slot } from '../people.ts';
import { jsonReply, pageReply, Refusal, type Reply, redirectReply } from '../reply.ts';
import { langField, link, page, type Screen } from '../screen.ts';
import { isReference, type Report } from '../store.ts';
import { referenceAsked } from './lookups.ts';
import { actionRow, optionList, personBlock } from './person-block.ts';

/** `framed` puts the look-up controls of the victim and the suspect into frames of their own. */
type ControlsPlace = 'inline' | 'framed';

function offenceSection(screen: Screen, report: Report): Html {
  const { lang, words } = screen;
  const flags = FLAGS.map(
    (item) => html`<div class="check"><input type="checkbox" id="${item.value}" name="${item.value}"
value="on"
${report.fields[item.value] === 'on' && html` checked`}><label
for="${item.value}">${item.caption[lang]}</label></div>`,
  );
  return html`<fieldset>
<legend>${words.offence}</legend>
<div class="grid">
<div class="field"><label for="offence">${words.offenceType}</label><select id="offence"
name="offence">
${optionList(screen, OFFENCES, report.fields['offence'] ?? '')}</select></div>
<div class="field"><label for="offence-date">${words.offenceDate}</label><input type="date"
id="offence-date"
name="offence-date" value="${report.fields['offence-date'] ?? ''}"></div>
<div class="field wide"><label for="offence-location">${words.offenceLocation}</label><input
type="text"
id="offence-location" name="offence-location"
value="${report.fields['offence-location'] ?? ''}"></div>
</div>
<div class="flags" role="group" aria-label="${words.flags}"><span
class="caption">${words.flags}</span>${flags}</div>
</fieldset>`;
}

function controlsOf(screen: Screen, report: Report, slot: Slot, place: ControlsPlace): Html {
  const { words } = screen;
  const role = SLOT_ROLES[slot];
  if (place === 'framed') {
    if (role === 'witness') return html``;
    const src = link(screen.lang, '/frames/lookup', { ref: report.ref, role });
    return html`<iframe id="${slot}-lookup-frame" src="${src}" title="${words.lookup}"></iframe>`;
  }
  const block = { prefix: slot, role, legend: '', ref: report.ref, details: NO_DETAILS };
  const pncOnSave = html`<div class="check"><input type="checkbox" id="victim-pnc-on-save"
name="pncOnSave" value="on">
<label for="victim-pnc-on-save">${words.pncOnSave}</label></div>`;
  return html`${actionRow(screen, block)}${role === 'victim' && pncOnSave}`;
}

function personSection(screen: Screen, report: Report, slot: Slot, place: ControlsPlace): Html {
  const role = SLOT_ROLES[slot];
  return personBlock(screen, {
    prefix: slot,
    role,
    legend: role === 'victim' ? screen.words.victim : `${screen.words[role]} 1`,
    ref: report.ref,
    details: screen.store.personIn(report.ref, slot)?.details ?? NO_DETAILS,
    after: [controlsOf(screen, report, slot, place)],
  });
}

function freeTextSection(screen: Screen, report: Report): Html {
  const { words } = screen;
  return html`<fieldset>
<legend>${words.narrative}</legend>
<div class="field"><label for="modus-operandi">${words.modusOperandi}</label><textarea
id="modus-operandi"
name="modus-operandi" rows="3">${report.fields['modus-operandi'] ?? ''}</textarea></div>
<div class="field"><label for="summary">${words.summary}</label><textarea id="summary"
name="summary" rows="5">${report.fields['summary'] ?? ''}</textarea></div>
</fieldset>`;
}

function savedBanner(screen: Screen): Html | null {
  const mode = screen.request.query['saved'];
  if (mode === undefined) return null;
  const { words } = screen;
  return html`<p id="saved-banner" class="notice" role="status">${words.reportSaved}.
${mode !== 'save' && words.pncRan}</p>`;
}

function reportPage(screen: Screen, report: Report, place: ControlsPlace, isNew: boolean): Html {
  const { words } = screen;
  const heading = isNew ? words.newReport : words.crimeReport;
  const main = html`<h1 id="report-heading">${heading} ${report.ref}</h1>
<dl class="strip"><div><dt>${words.reference}</dt><dd>${report.ref}</dd></div>
<div><dt>${words.officerInCase}</dt><dd>${words.officerName}</dd></div></dl>
${savedBanner(screen)}
<form id="report-form" method="post" action="/reports">
<input type="hidden" id="report-ref" name="ref" value="${report.ref}">${langField(screen.lang)}
${offenceSection(screen, report)}
${SLOTS.map((slot) => personSection(screen, report, slot, place))}
${freeTextSection(screen, report)}
<div class="savebar"><button type="submit" id="save-report"
class="primary">${words.saveReport}</button>
<button type="submit" id="save-and-pnc" name="action"
value="save-and-pnc">${words.saveAndPnc}</button></div>
</form>`;
  const title = `${report.ref} ${words.crimeReport}`;
  return page(screen, { title, main, scripts: ['report.js'] });
}

function reportAsked(screen: Screen, ref: string): Report {
  const report = screen.store.report(ref);
  if (report === null) throw new Refusal(404, `No crime report has the reference ${ref}.`);
  return report;
}

export function showReport(screen: Screen, ref: string): Reply {
  return pageReply(reportPage(screen, reportAsked(screen, ref), 'inline', false));
}

export function showNewReport(screen: Screen): Reply {
  const report: Report = { ref: screen.store.reserveReference(), fields: {}, people: {} };
  return pageReply(reportPage(screen, report, 'inline', true));
}

export function showFramedReport(screen: Screen): Reply {
  const report = reportAsked(screen, referenceAsked(screen) || 'TF/004312/26');
  return pageReply(reportPage(screen, report, 'framed', false));
}

export function saveReport(screen: Screen): Reply {
  const { form, isJson } = screen.request;
  if (form['ref'] && !isReference(form['ref'])) {
    throw new Refusal(400, 'A crime reference looks like TF/004312/26.');
  }
  const saved = screen.store.saveReport(form);
  if (isJson) return jsonReply({ synthetic: true, ref: saved.ref, at: saved.at });
  return redirectReply(link(screen.lang, `/reports/${saved.ref}`, { saved: saved.mode }));
}
