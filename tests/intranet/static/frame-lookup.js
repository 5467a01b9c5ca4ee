/** Look-up in a frame: the buttons know the person only by what the frame's address said. */
for (const button of document.querySelectorAll('button[data-endpoint]')) {
  button.onclick = async () => {
    const { role, ref, name, checking, failed } = button.parentElement.dataset;
    const panel = document.getElementById('frame-result');
    panel.hidden = false;
    panel.textContent = checking;
    try {
      const response = await fetch(`${button.dataset.endpoint}${location.search}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ ref, role, name }),
      });
      panel.textContent = (await response.json()).result;
    } catch {
      // The network failed, or the request was held on its way.
      panel.textContent = failed;
    }
  };
}
