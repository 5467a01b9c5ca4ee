/** Pages that write themselves, or windows and frames that they write. A look-up is a request to `/look-up/...`. */

const RECORD = `<!doctype html><title>Record</title><fieldset><legend>Victim</legend>
<label>Given names <input id="given"></label>
<button type="button" id="status" onclick="fetch('/look-up/status', { method: 'POST' })">Check immigration status</button>
<button type="button" id="save" onclick="fetch('/look-up/save', { method: 'POST' })">Save</button>
<button type="button" id="asks" onclick="if (confirm('Run a PNC check on the victim?')) fetch('/look-up/asked', { method: 'POST' })">Continue</button></fieldset>`;

const inScript = (html: string): string => JSON.stringify(html).replaceAll('</', '<\\/');

const write = (target: string): string =>
  `${target}.open(); ${target}.write(${inScript(RECORD)}); ${target}.close();`;

export const REWRITTEN: ReadonlyMap<string, string> = new Map([
  ['/plain', '<!doctype html><p>Nothing here</p>'],
  [
    '/itself',
    `<!doctype html><title>Old</title><button id="go">Next</button><script>
document.getElementById('go').addEventListener('click', () => setTimeout(() => { ${write('document')} document.title = 'written'; }, 50));
</script>`,
  ],
  [
    '/at-once',
    `<!doctype html><title>Old</title><button id="go">Next</button><script>
document.getElementById('go').addEventListener('click', () => { ${write('document')} document.getElementById('status').click(); });
</script>`,
  ],
  [
    '/popup',
    `<!doctype html><h1>Victim</h1><button id="go">Open</button><script>
document.getElementById('go').addEventListener('click', () => { const w = window.open('', '_blank', 'width=600,height=400'); ${write('w.document')} });
</script>`,
  ],
  [
    '/blank-popup',
    `<!doctype html><h1>Victim</h1><button id="go">Open</button><script>
document.getElementById('go').addEventListener('click', () => {
  const w = window.open('about:blank', '_blank', 'width=600,height=400');
  w.document.body.innerHTML = '<h1>Victim</h1><button id="status">Check immigration status</button>';
  w.document.getElementById('status').onclick = () => fetch('/look-up/status', { method: 'POST' });
});
</script>`,
  ],
  [
    '/frame',
    `<!doctype html><title>Frame</title><iframe id="f" width="600" height="300"></iframe><script>
setTimeout(() => { const inner = document.getElementById('f').contentDocument; ${write('inner')} document.title = 'written'; }, 100);
</script>`,
  ],
]);
