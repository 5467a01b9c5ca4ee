/** Crime report: the look-up buttons beside each person. One listener per button. */
(() => {
  function detailsOf(prefix) {
    const details = {};
    for (const field of document.querySelectorAll(`[name^="${prefix}-"]`)) {
      const key = field.name.slice(prefix.length + 1);
      details[key] = field.type === 'checkbox' ? String(field.checked) : field.value;
    }
    return details;
  }

  async function runCheck(button) {
    const row = button.closest('.actions');
    const { prefix, role, ref, checking, failed } = row.dataset;
    const panel = document.getElementById(`${prefix}-result`);
    panel.hidden = false;
    panel.textContent = checking;
    try {
      const response = await fetch(`${button.dataset.endpoint}${location.search}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ ref, role, ...detailsOf(prefix) }),
      });
      const answer = await response.json();
      panel.textContent = `${button.textContent}: ${answer.result ?? failed}`;
    } catch {
      // The network failed, or the request was held on its way.
      panel.textContent = failed;
    }
  }

  for (const button of document.querySelectorAll('.actions button[data-endpoint]')) {
    button.addEventListener('click', () => runCheck(button));
  }
})();
