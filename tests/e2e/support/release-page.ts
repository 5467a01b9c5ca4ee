/** One page, on a name that is guarded and on one that is not: what it hears must be the same. */

/** Each act of the officer that can be held, by the element that it is meant for. */
export const RELEASE_PAGE = `
<h1>Occurrence TF/004427/26</h1>
<form id="form" action="/look-up/form" method="post" target="sent"><fieldset><legend>Victim</legend>
  <input name="given" value="Tess">
  <button type="button" id="plain"><span id="inner">Check immigration status</span></button>
  <button type="button" id="opens">Check immigration status in a window</button>
  <button type="submit" id="sends" name="way" value="both">Save and check immigration status</button>
  <div id="made" role="button" tabindex="0">Check immigration status</div>
  <a id="link" href="/look-up/link">Check immigration status</a>
  <a id="blank" href="/look-up/blank" target="_blank">Check immigration status</a>
</fieldset></form><iframe name="sent"></iframe>
<script>
const log = [];
const types = ['pointerdown', 'mousedown', 'touchstart', 'pointerup', 'mouseup', 'touchend', 'click', 'auxclick', 'dblclick', 'keydown', 'keypress', 'keyup', 'submit'];
for (const type of types) document.addEventListener(type, (event) => {
  const { target, detail, button, buttons, ctrlKey, shiftKey, key, code, keyCode, pointerType } = event;
  log.push([type, target.id, event.constructor.name, detail, button, buttons, ctrlKey, shiftKey, key, code, keyCode, pointerType,
    event.view === window, Math.round(event.clientX), Math.round(event.clientY), event.submitter?.id, event.touches?.length, event.changedTouches?.[0]?.target?.id]
    .filter((each) => each !== undefined && !Number.isNaN(each)).join(' '));
});
for (const id of ['plain', 'made']) document.getElementById(id).addEventListener('click', () => fetch('/look-up/' + id, { method: 'POST' }));
document.getElementById('opens').addEventListener('click', () => {
  log.push('activation ' + navigator.userActivation.isActive + ' window ' + (open('/look-up/opens') !== null));
});
</script>`;
