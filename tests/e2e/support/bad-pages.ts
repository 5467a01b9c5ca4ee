/** Pages that are built badly or meant badly; each holds a look-up on a victim and an ordinary save. */

const ASKS = `<script>
const ask = (what) => fetch('/look-up/' + what, { method: 'POST' });
const asks = (element, id = element.id) => element.addEventListener('click', () => ask(id));
let gap = 0;
let last = performance.now();
setInterval(() => { const now = performance.now(); gap = Math.max(gap, now - last); last = now; }, 20);
</script>`;

const WIRED = `<script>asks(document.getElementById('status'), 'status'); asks(document.getElementById('save'), 'save');</script>`;

const BUTTONS = `<button type="button" id="status">Check immigration status</button> <button type="button" id="save">Save report</button>`;

const victim = (inside: string): string => `<fieldset><legend>Victim</legend>${inside}</fieldset>`;

export const BAD_PAGES: ReadonlyMap<string, string> = new Map([
  [
    '/cyclic-labels',
    `${ASKS}${victim(`<span id="a" aria-labelledby="b">Check immigration</span><span id="b" aria-labelledby="a c">status</span>
<button type="button" id="status" aria-labelledby="a b status">…</button><button type="button" id="save" aria-labelledby="save">Save report</button>`)}${WIRED}`,
  ],
  [
    '/odd-ids',
    `${ASKS}${victim(`<label for='a.b:c[0] "x"'>Family name</label><input id='a.b:c[0] "x"'><input id="1st"><input id="😀">
<div role="dialog" id="d]&quot;{" aria-label="Person"><input id="\\"></div>${BUTTONS}<a href="#d]&quot;{" id=":::">More</a>`)}${WIRED}`,
  ],
  [
    '/huge-label',
    `${ASKS}${victim(`<label id="long"><input></label>${BUTTONS}`)}<script>
document.getElementById('long').append('very long label '.repeat(655360));</script>${WIRED}`,
  ],
  [
    '/many-nodes',
    `${ASKS}${victim(BUTTONS)}<div id="stage"></div>${WIRED}<script>
setTimeout(() => { document.getElementById('stage').innerHTML = '<p><label>Item <input></label></p>'.repeat(33334); document.title = 'added'; }, 300);</script>`,
  ],
  [
    '/overridden',
    `<script>
for (const [owner, names] of [[Node.prototype, ['contains', 'getRootNode', 'appendChild']], [Element.prototype, ['matches', 'closest', 'querySelectorAll', 'querySelector', 'getAttribute', 'remove']], [Event.prototype, ['composedPath', 'preventDefault', 'stopImmediatePropagation']], [Document.prototype, ['querySelectorAll', 'createTreeWalker']]])
  for (const name of names) { const own = owner[name]; owner[name] = function (...given) { if (new Error().stack.includes('extension')) throw new Error('seen'); return name === 'preventDefault' || name === 'stopImmediatePropagation' ? undefined : own.apply(this, given); }; }
for (const name of ['textContent', 'parentElement', 'isConnected']) { const owner = name === 'isConnected' || name === 'textContent' || name === 'parentElement' ? Node.prototype : Element.prototype; Object.defineProperty(owner, name, { ...Object.getOwnPropertyDescriptor(owner, name), configurable: true }); }
</script>${ASKS}${victim(BUTTONS)}${WIRED}`,
  ],
  [
    '/restless-label',
    `${ASKS}${victim(`<label for="field" id="label" style="display:block">Occupation</label><input id="field">${BUTTONS}`)}${WIRED}<script>
let n = 0; setInterval(() => { document.getElementById('label').textContent = (n++ % 2 ? 'Occupation ' : 'Immigration status ') + n; }, 1);</script>`,
  ],
  [
    '/clobbered-form',
    `${ASKS}<form action="/saved">${victim(
      [
        'id',
        'action',
        'elements',
        'getAttribute',
        'querySelectorAll',
        'querySelector',
        'submit',
        'matches',
        'closest',
        'parentElement',
        'children',
        'textContent',
        'getRootNode',
        'localName',
        'ownerDocument',
        'isConnected',
        'assignedSlot',
        'shadowRoot',
        'nodeType',
        'className',
        'tagName',
      ]
        .map((name) => `<label>${name} <input name="${name}"></label>`)
        .join('') + BUTTONS,
    )}</form>${WIRED}`,
  ],
  [
    '/clobbered-document',
    `<img name="querySelectorAll"><img name="title"><img name="documentElement"><img name="activeElement"><img name="body"><form name="defaultView"></form><form name="createTreeWalker"></form><img name="getElementById2"><img name="location2">${ASKS}${victim(BUTTONS)}${WIRED}`,
  ],
  [
    '/deep',
    `${ASKS}${victim('<div id="deep"></div>')}<script>
let at = document.getElementById('deep');
for (let depth = 0; depth < 400; depth++) at = at.appendChild(document.createElement('div'));
at.innerHTML = '${BUTTONS}';</script>${WIRED}`,
  ],
  [
    '/many-options',
    `${ASKS}${victim(`<label>Actions <select id="list"></select></label><label>Nationality <select id="nation"></select></label>${BUTTONS}`)}<script>
for (const id of ['list', 'nation']) document.getElementById(id).innerHTML = Array.from({ length: 20000 }, (_, n) => '<option>Choice ' + n + '</option>').join('');</script>${WIRED}`,
  ],
  [
    '/wide-table',
    `${ASKS}<h1>Victim</h1><div style="overflow:auto;max-width:900px"><table id="wide"></table></div>${BUTTONS}<script>
const cells = (cell) => '<tr>' + cell.repeat(5000) + '</tr>';
document.getElementById('wide').innerHTML = cells('<th>Nationality</th>') + cells('<td><input size="2"></td>');</script>${WIRED}`,
  ],
  [
    '/same-labels',
    `${ASKS}${victim(`${'<label for="one">Name</label>'.repeat(30000)}<input id="one">${BUTTONS}`)}${WIRED}`,
  ],
]);
