/** Person edit: called from the form's onsubmit attribute. Saves whatever the answer is. */
// biome-ignore lint/correctness/noUnusedVariables: the form's onsubmit attribute names it.
function askPncOnSave(form) {
  if (confirm(form.dataset.question)) {
    const details = Object.fromEntries(new FormData(form));
    // keepalive: the page is about to be left, and the check must not be cut off with it.
    fetch('/api/pnc', {
      method: 'POST',
      keepalive: true,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(details),
    }).catch(() => {
      // Nobody is left to be told: the page is gone by the time the check fails.
    });
  }
  return true;
}
