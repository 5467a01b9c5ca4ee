/** A suspect in custody: a victim's controls on a record where nothing is to be held. */
import { html } from '../html.ts';
import { pageReply, Refusal, type Reply, redirectReply } from '../reply.ts';
import { langField, link, page, type Screen } from '../screen.ts';
import type { Involvement } from '../store.ts';
import { personAsked } from './lookups.ts';
import { storePerson } from './person.ts';
import { actionRow, personBlock, shownName } from './person-block.ts';

function suspectAsked(screen: Screen, id: string): Involvement {
  personAsked(screen, id);
  const found = screen.store
    .involvements()
    .find((item) => item.person.id === id && item.role === 'suspect');
  if (found === undefined) throw new Refusal(404, `Person ${id} has no custody record.`);
  return found;
}

export function showCustody(screen: Screen, id: string): Reply {
  const { lang, words } = screen;
  const { person, ref } = suspectAsked(screen, id);
  const heading = `${words.detainedPerson}: ${shownName(screen, person.details)}`;
  const custodyNumber = `TC/${id.slice(1).padStart(6, '0')}/26`;
  const reportHref = link(lang, `/reports/${ref}`);
  const isSaved = screen.request.query['saved'] !== undefined;
  const block = {
    prefix: 'suspect',
    role: 'suspect',
    legend: `${words.suspect} / ${words.detainedPerson}`,
    ref,
    details: person.details,
  } as const;
  const main = html`<h1 id="custody-heading">${heading}</h1>
<dl class="strip"><div><dt>${words.custodyRecord}</dt><dd>${custodyNumber}</dd></div>
<div><dt>${words.reference}</dt><dd><a href="${reportHref}">${ref}</a></dd></div></dl>
${isSaved && html`<p id="saved-banner" class="notice" role="status">${words.custodySaved}.</p>`}
<form id="custody-form" method="post" action="/suspects/${id}">${langField(lang)}
${personBlock(screen, { ...block, after: [actionRow(screen, block)] })}
<div class="savebar"><button type="submit" id="custody-save"
class="primary">${words.saveCustody}</button></div>
</form>`;
  return pageReply(page(screen, { title: heading, main, scripts: ['custody.js'] }));
}

export function saveCustody(screen: Screen, id: string): Reply {
  suspectAsked(screen, id);
  storePerson(screen, id, 'suspect');
  return redirectReply(link(screen.lang, `/suspects/${id}`, { saved: '1' }));
}
