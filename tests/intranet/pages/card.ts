/**
 * A card in the manner of old terminal systems: codes in place of words, so that nobody can read it
 * without being told what they mean. `?layout=new` is the same card after its vendor has changed it.
 */
import { html } from '../html.ts';
import { NO_DETAILS, SLOT_ROLES, SLOTS } from '../people.ts';
import { pageReply, type Reply } from '../reply.ts';
import { link, page, type Screen } from '../screen.ts';
import { personOnReport } from './lookups.ts';
import { resultPanel, scriptTexts, shownName } from './person-block.ts';

/** What this system calls a role, and the offence on the record. */
const CODES = { victim: 'V1', 'witness-1': 'W1', 'suspect-1': 'S1' } as const;
const OFFENCE_CODES: Readonly<Record<string, string>> = { 'TF/004312/26': '105/07' };

export function showCard(screen: Screen, ref: string): Reply {
  const { query } = screen.request;
  const slot = SLOTS.find((each) => CODES[each] === query['code']) ?? 'victim';
  const person = personOnReport(screen, ref, SLOT_ROLES[slot]);
  const isNew = query['layout'] === 'new';
  const options = SLOTS.map((each) => {
    const selected = each === slot && html` selected`;
    return html`<option value="${CODES[each]}"${selected}>${CODES[each]}</option>`;
  });
  const codeId = isNew ? 'fld-0117' : 'inv-code';
  const main = html`<h1 id="card-heading">${shownName(screen, person?.details ?? NO_DETAILS)}</h1>
<p class="who">USR <b id="user-no">TF-4312</b> / REF <b id="card-ref">${ref}</b>
/ OFF <b id="offence-code">${OFFENCE_CODES[ref] ?? '049/01'}</b></p>
<div class="card-body${isNew && html` v2`}" data-ref="${ref}">
<div class="field"><label for="${codeId}">IC</label>
<select id="${codeId}" name="ic">${options}</select></div>
<div class="field"><label for="nat-plate">Nationality plate</label>
<input type="text" id="nat-plate" name="natplate" autocomplete="off"></div>
<div class="field"><label for="card-note">MO</label>
<textarea id="card-note" name="note"></textarea></div>
<div class="actions" data-prefix="card" data-role="${SLOT_ROLES[slot]}"
data-ref="${ref}"${scriptTexts(screen)}>
<button type="button" id="enq-1" data-endpoint="/api/pnc">ENQ 1</button>
<button type="button" id="enq-2" data-endpoint="/api/immigration-status">ENQ 2</button>
<a id="form-3" class="button" href="${link(screen.lang, '/referrals/new', { ref })}">FORM 3</a>
</div></div>
${resultPanel('card-result')}`;
  return pageReply(page(screen, { title: `Card ${ref}`, main, scripts: ['report.js'] }));
}
