/**
 * A statement in three steps, as newer systems do it: steps that check themselves, a draft that is
 * kept while the officer writes, files, a print that is noted, a question before work is left.
 */
import { type Html, html } from '../html.ts';
import { NO_DETAILS } from '../people.ts';
import { jsonReply, pageReply, Refusal, type Reply, redirectReply } from '../reply.ts';
import { langField, link, page, type Screen } from '../screen.ts';
import { isReference } from '../store.ts';
import { personOnReport, referenceLine, roleAsked, roleWord } from './lookups.ts';
import { actionRow, shownName } from './person-block.ts';

function referenceIn(text: string): string {
  if (!isReference(text)) throw new Refusal(400, 'A crime reference looks like TF/004312/26.');
  return text;
}

function steps(screen: Screen, ref: string): readonly Html[] {
  const { words, store } = screen;
  const values = store.statement(ref);
  const role = roleAsked(screen) ?? 'victim';
  const read = values['read-back'] === 'on' && html` checked`;
  const row = { prefix: 'statement', role, legend: '', ref, details: NO_DETAILS };
  const first = html`<div class="grid">
<div class="field"><label for="taken-on">${words.takenOn}</label><input type="date" id="taken-on"
name="taken-on" value="${values['taken-on'] ?? ''}" required></div>
<div class="field"><label for="taken-at">${words.takenAt}</label><input type="text" id="taken-at"
name="taken-at" value="${values['taken-at'] ?? ''}" required></div></div>
${actionRow(screen, row)}`;
  const second = html`<div class="field"><label for="account">${words.account}</label>
<textarea id="account" name="account" rows="6" required>${values['account'] ?? ''}</textarea></div>
<div class="field"><label for="notes">${words.notes}</label>
<textarea id="notes" name="notes" rows="3">${values['notes'] ?? ''}</textarea></div>`;
  const third = html`<div class="field"><label for="evidence">${words.evidence}</label>
<input type="file" id="evidence" name="evidence" multiple></div>
<div class="field"><label for="evidence-note">${words.evidenceNote}</label><input type="text"
id="evidence-note" name="evidence-note" value="${values['evidence-note'] ?? ''}"></div>
<div class="field check"><input type="checkbox" id="read-back" name="read-back" value="on"
required${read}><label for="read-back">${words.readBack}</label></div>`;
  return [first, second, third].map((content, at) => {
    const legend = `${roleWord(words, role)}: ${at + 1} / 3`;
    return html`<fieldset id="step-${at + 1}" class="step"${at > 0 && html` hidden`}>
<legend>${legend}</legend>${content}</fieldset>`;
  });
}

export function showStatement(screen: Screen, path: string): Reply {
  const { lang, words, request } = screen;
  const ref = referenceIn(path);
  const role = roleAsked(screen) ?? 'victim';
  const person = personOnReport(screen, ref, role)?.details ?? NO_DETAILS;
  const heading = `${words.statement}: ${roleWord(words, role)} ${shownName(screen, person)}`;
  const isSaved = request.query['saved'] !== undefined;
  const main = html`<h1 id="statement-heading">${heading}</h1>
${isSaved && html`<p id="saved-banner" class="notice" role="status">${words.statementSaved}.</p>`}
${referenceLine(screen, ref)}
<form id="statement-form" method="post" action="/statements/${ref}" enctype="multipart/form-data"
data-kept="${words.draftKept}" data-not-yet="${words.notYet}">
<input type="hidden" name="role" value="${role}">${langField(lang)}
${steps(screen, ref)}
<p id="statement-problem" class="notice problem" role="alert" hidden></p>
<div class="savebar"><button type="button" id="step-back" hidden>${words.back}</button>
<button type="button" id="step-next">${words.next}</button>
<button type="submit" id="statement-save" class="primary" hidden>${words.saveStatement}</button>
<button type="button" id="statement-print">${words.print}</button>
<span id="draft-state" role="status"></span></div>
</form>`;
  const scripts = ['report.js', 'statement.js'];
  return pageReply(page(screen, { title: heading, main, scripts }));
}

export function saveStatement(screen: Screen, path: string): Reply {
  const ref = referenceIn(path);
  const role = roleAsked(screen) ?? 'victim';
  screen.store.keepStatement(ref, screen.request.form);
  return redirectReply(link(screen.lang, `/statements/${ref}`, { role, saved: '1' }));
}

export function keepDraft(screen: Screen, path: string): Reply {
  screen.store.keepStatement(referenceIn(path), screen.request.form);
  return jsonReply({ synthetic: true, kept: true });
}

export function notePrint(_screen: Screen, path: string): Reply {
  referenceIn(path);
  return jsonReply({ synthetic: true, noted: true });
}
