/** One page for each place that a form can be in. A look-up is a request to `/look-up/...`. */

/** Sends a look-up when an element is pressed. */
const ASKS = `<script>
const ask = (what) => fetch('/look-up/' + what, { method: 'POST' });
const asks = (element) => element.addEventListener('click', () => ask(element.id));
</script>`;

const VICTIM = `<fieldset id="victim"><legend>Victim</legend>
<label>Given names <input id="given"></label>
<button type="button" id="status">Check immigration status</button>
<button type="button" id="save">Save</button></fieldset>`;

const quoted = (html: string): string => html.replaceAll('&', '&amp;').replaceAll('"', '&quot;');

const inScript = (html: string): string => JSON.stringify(html).replaceAll('</', '<\\/');

const FRAMED = `<!doctype html><title>Details</title>${ASKS}<label>Given names <input></label>
<button type="button" id="status">Check immigration status</button><script>asks(document.getElementById('status'))</script>`;

/** A component whose inside is in a shadow root, with a form that a key can send. */
function component(mode: 'open' | 'closed', late: boolean): string {
  return `${ASKS}<h2>Victim</h2><p><button id="attach">Show person</button></p><div id="host"></div><script>
const attach = () => {
  const root = document.getElementById('host').attachShadow({ mode: '${mode}' });
  root.innerHTML = ${inScript(`<form id="f" action="/look-up/sent" method="post"><h3>Immigration status</h3><input id="ref" aria-label="Reference"><button type="button" id="status">Check immigration status</button><button type="button" id="save">Save draft</button></form><form id="bare" action="/look-up/bare"><h3>PNC names enquiry</h3><input id="name" aria-label="Name"></form>`)};
  asks(root.getElementById('status'));
  asks(root.getElementById('save'));
};
${late ? "document.getElementById('attach').addEventListener('click', attach);" : 'attach();'}
</script>`;
}

const PERSON =
  '<p><label>Surname <input id="family"></label></p><p><label>Date of birth <input id="birth"></label></p>';

export const PLACES: ReadonlyMap<string, string> = new Map([
  ['/plain', `${ASKS}${VICTIM}<script>asks(document.getElementById('status'))</script>`],
  ['/inner', FRAMED],
  ['/srcdoc', `<h1>Victim</h1><iframe srcdoc="${quoted(FRAMED)}"></iframe>`],
  ['/frame', `<h1>Victim</h1><iframe src="/inner"></iframe>`],
  [
    '/foreign',
    `<section><h2>Victim</h2><iframe id="v" src="http://other.testforce.police.uk/inner"></iframe></section>
<section><h2 id="who">Suspect</h2><iframe id="s" src="http://other.testforce.police.uk/inner"></iframe></section>`,
  ],
  [
    '/blank',
    `<h1>Victim</h1><iframe id="blank"></iframe><script>
const inner = document.getElementById('blank').contentDocument;
inner.body.innerHTML = '<button type="button" id="status">Check immigration status</button>';
inner.getElementById('status').addEventListener('click', () => fetch('/look-up/blank', { method: 'POST' }));
</script>`,
  ],
  [
    '/frameset',
    `<frameset rows="40,*"><frame src="/banner"><frameset cols="20%,*"><frame src="/banner"><frame name="main" src="/record"></frameset></frameset>`,
  ],
  ['/banner', '<p>Duty sergeant</p>'],
  ['/record', `${ASKS}${VICTIM}<script>asks(document.getElementById('status'))</script>`],
  [
    '/popup',
    `<h1>Victim</h1><button id="open">Open person</button><script>
document.getElementById('open').addEventListener('click', () => { window.open('/record', '_blank', 'width=600,height=400'); });
</script>`,
  ],
  ['/open-root', component('open', false)],
  ['/closed-root', component('closed', false)],
  ['/late-root', component('closed', true)],
  [
    '/moves',
    `${ASKS}<fieldset id="victim"><legend>Victim</legend><input></fieldset>
<fieldset id="suspect"><legend>Suspect</legend><button type="button" id="pnc">PNC check</button></fieldset>
<iframe id="elsewhere"></iframe><script>asks(document.getElementById('pnc'))</script>`,
  ],
  [
    '/renames',
    `${ASKS}<fieldset><legend>Victim</legend><span id="words">Open notes</span>
<button type="button" id="named" aria-labelledby="words">…</button>
<label for="field" id="label">Occupation</label><input id="field"></fieldset><script>asks(document.getElementById('named'))</script>`,
  ],
  [
    '/recycled',
    `${ASKS}<table><tr><th>Person</th><th>Role</th><th></th></tr><tr id="row"><td>A</td><td id="role">Suspect</td><td><button type="button" id="pnc">PNC check</button></td></tr></table><script>asks(document.getElementById('pnc'))</script>`,
  ],
  [
    '/app',
    `${ASKS}<h1 id="h">Suspect: custody record</h1><div><button type="button" id="pnc">PNC check</button></div><script>
asks(document.getElementById('pnc'));
const go = () => { history.pushState({}, '', '/app/victim'); document.getElementById('h').textContent = 'Victim'; document.title = 'Victim'; };
</script>`,
  ],
  [
    '/role',
    `${ASKS}<form><label>Role in this report <select id="role"><option value="">Choose</option><option>Suspect</option><option>Victim</option></select></label>
<label>Given names <input></label><button type="button" id="pnc">PNC check</button></form><script>asks(document.getElementById('pnc'))</script>`,
  ],
  [
    '/modal',
    `${ASKS}<section><h2>Victim</h2><button type="button" id="more">More ...</button></section>
<section><h2>Suspect</h2><button type="button" id="other">More ...</button></section>
<div role="dialog" id="dialog" style="display:none"><button type="button" id="pnc">PNC check</button><button type="button" id="close">Close</button></div><script>
asks(document.getElementById('pnc'));
for (const id of ['more', 'other']) document.getElementById(id).addEventListener('click', () => { document.getElementById('dialog').style.display = 'block'; });
document.getElementById('close').addEventListener('click', () => { document.getElementById('dialog').style.display = 'none'; });
</script>`,
  ],
  [
    '/menu',
    `${ASKS}<fieldset><legend>Victim</legend><label>Actions <select id="actions"><option>Choose an action</option><option>Print</option><option>Run PNC check</option></select></label>
<label>Reason for visit <select id="reason"><option>Interview</option><option>Statement</option></select></label></fieldset><script>
document.getElementById('actions').addEventListener('change', (event) => ask(event.target.value.replaceAll(' ', '-')));
</script>`,
  ],
  [
    '/prose',
    `${ASKS}<fieldset><legend>Victim</legend><label>Account <textarea id="account" rows="6"></textarea></label><label>Diary <div id="diary" contenteditable="true"></div></label><input id="next"></fieldset>
<fieldset><legend>Suspect</legend><label>Account <textarea id="interview" rows="6"></textarea></label></fieldset>`,
  ],
  [
    '/ways',
    `${ASKS}<div class="tabstrip"><a id="t1" class="tab selected">Suspect</a><a id="t2" class="tab">Witness</a></div><ol class="breadcrumbs"><li>Crime 1</li><li id="last">Record</li></ol><div><button type="button" id="pnc">PNC check</button></div><script>
asks(document.getElementById('pnc'));
const turn = () => { document.getElementById('t1').className = 'tab'; document.getElementById('t2').className = 'tab selected'; };
const walk = (to) => { document.getElementById('t2').className = 'tab'; document.getElementById('last').textContent = to; };
</script>`,
  ],
  [
    '/reused-row',
    `${ASKS}<table><tr><td><select id="role" aria-label="Role"><option>Suspect</option><option>Victim</option></select></td><td><input id="name" aria-label="Name"></td><td><button type="button" id="pnc">PNC check</button></td></tr></table><script>
asks(document.getElementById('pnc'));
const show = (role) => { document.getElementById('role').value = role; };
</script>`,
  ],
  [
    '/labels-outside',
    `${ASKS}<h1>Victim</h1><span id="words">Check immigration status</span><span id="other">Print</span><div id="host"></div><script>
const root = document.getElementById('host').attachShadow({ mode: 'open' });
root.innerHTML = '<button id="by-id" aria-labelledby="words">…</button><button id="by-script">…</button><button id="quiet" aria-labelledby="other">…</button>';
root.getElementById('by-script').ariaLabelledByElements = [document.getElementById('words')];
for (const button of root.querySelectorAll('button')) asks(button);
</script>`,
  ],
  [
    '/keys',
    `${ASKS}<fieldset><legend>Victim</legend><input id="field"><button type="button" id="pnc" aria-keyshortcuts="Control+Shift+Y">PNC check</button>
<button type="button" id="print" aria-keyshortcuts="F9">Print form</button></fieldset><script>
addEventListener('keydown', (event) => {
  if (event.ctrlKey && event.shiftKey && event.key.toLowerCase() === 'y') ask('key');
  if (event.key === 'F9') ask('print');
});
</script>`,
  ],
  ['/victim-typed', `<h1>Victim</h1>${PERSON}`],
  [
    '/suspect-typed',
    `<h1>Suspect</h1>${PERSON}<button type="button" id="status" onclick="fetch('/look-up/status')">Check immigration status</button>`,
  ],
]);
