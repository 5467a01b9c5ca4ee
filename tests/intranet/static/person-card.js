/** Person card: asks for a PNC check by an in-page dialog shortly after the card is shown. */
(() => {
  const DELAY_MS = 200;
  const texts = document.getElementById('dialog-texts').dataset;

  function element(tag, attributes, text) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    if (text !== undefined) made.textContent = text;
    return made;
  }

  async function runCheck() {
    const panel = document.getElementById('person-result');
    panel.hidden = false;
    panel.textContent = texts.checking;
    try {
      const response = await fetch(`/api/pnc${location.search}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ person: texts.person, role: texts.role, ref: texts.ref }),
      });
      panel.textContent = (await response.json()).result;
    } catch {
      // The network failed, or the request was held on its way.
      panel.textContent = texts.failed;
    }
  }

  function showDialog() {
    const backdrop = element('div', { class: 'backdrop' });
    const dialog = element('div', {
      id: 'pnc-dialog',
      class: 'dialog',
      role: 'dialog',
      'aria-modal': 'true',
      'aria-labelledby': 'pnc-dialog-title',
    });
    const run = element('button', { type: 'button', id: 'pnc-dialog-run' }, texts.run);
    const later = element('button', { type: 'button', id: 'pnc-dialog-later' }, texts.later);
    const close = () => backdrop.remove();
    run.addEventListener('click', () => {
      close();
      // Nothing waits for it: the check reports its own failure in the panel.
      void runCheck();
    });
    later.addEventListener('click', close);
    dialog.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') close();
    });
    dialog.append(element('h2', { id: 'pnc-dialog-title' }, texts.question), run, later);
    backdrop.append(dialog);
    document.body.append(backdrop);
    run.focus();
  }

  window.addEventListener('load', () => setTimeout(showDialog, DELAY_MS));
})();
