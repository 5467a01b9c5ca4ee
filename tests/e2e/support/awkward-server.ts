/** Pages that no vendor would show at a fair, on names of their own; and what reached them. */
import { createServer } from 'node:http';
import { closeServer, listenOnLoopback } from '../../../tools/browsers/loopback.ts';

export interface AwkwardServer {
  readonly port: number;
  /** Addresses of look-ups that arrived. */
  readonly lookUps: readonly string[];
  clear(): void;
  close(): Promise<void>;
}

const LOOK_UP = `
<form id="record" action="/saved" method="get">
  <fieldset id="victim"><legend>Victim</legend>
    <label for="given">Given names</label> <input id="given" name="given">
    <button type="button" id="look-up">Check immigration status</button>
    <button type="button" id="pnc">Run a PNC check</button>
  </fieldset>
  <button type="submit" id="save">Save</button>
</form>
<script>
  const ask = (what) => fetch('/look-up/' + what, { method: 'POST' });
  document.getElementById('look-up').addEventListener('click', () => ask('status'));
  document.getElementById('pnc').addEventListener('click', () => { if (confirm('Run a PNC check on the victim?')) ask('pnc'); });
</script>`;

/** Takes away whatever is not its own, as often as it comes. */
const REMOVES = `
<script>
  new MutationObserver(() => {
    for (const child of [...document.documentElement.children]) {
      if (child !== document.head && child !== document.body) child.remove();
    }
  }).observe(document.documentElement, { childList: true });
</script>`;

/** Hears every event before anything else of the page, acts on the first, and stops all. */
const STOPS = `
<script>
  const types = ['pointerdown', 'mousedown', 'pointerup', 'mouseup', 'click', 'keydown', 'keyup',
    'keypress', 'input', 'beforeinput', 'focusin', 'focusout', 'change', 'submit', 'cancel', 'close'];
  for (const type of types) {
    addEventListener(type, (event) => {
      const id = event.target instanceof Element ? event.target.id : '';
      if (id === 'look-up' && !type.startsWith('focus')) fetch('/look-up/' + type, { method: 'POST' });
      if (id !== 'save' && type !== 'submit') { event.preventDefault(); event.stopImmediatePropagation(); }
    }, true);
  }
</script>`;

function broken(): string {
  const fields = Array.from(
    { length: 5_000 },
    (_, n) => `<div><label for=f${n % 50}>Field ${n}<td><input id=f${n % 50} name=x></div>`,
  );
  return `<table><form><fieldset><legend>Victim<b><legend>
    <label for="given">${'very long label '.repeat(12_500)}</label><p><form>
    ${fields.join('\n')}
    <div id="look-up"></div>${LOOK_UP.replace('id="look-up"', 'id="look-up-2"')}
    </table></p></span></fieldset></b>
    <script>document.getElementById('look-up-2').onclick = () => ask('broken');</script>`;
}

const PAGES = new Map([
  ['/plain', LOOK_UP],
  ['/removes', REMOVES + LOOK_UP],
  ['/stops', STOPS + LOOK_UP],
  ['/broken', broken()],
  ['/saved', '<p id="saved">Saved</p>'],
]);

export async function serveAwkward(): Promise<AwkwardServer> {
  const lookUps: string[] = [];
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://127.0.0.1');
    if (pathname.startsWith('/look-up')) lookUps.push(pathname);
    const page = PAGES.get(pathname);
    response.writeHead(page === undefined && request.method === 'GET' ? 404 : 200, {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
    });
    response.end(page === undefined ? '' : `<!doctype html><title>Crime record</title>${page}`);
  });
  const port = await listenOnLoopback(server);
  return {
    port,
    lookUps,
    clear: () => {
      lookUps.length = 0;
    },
    close: () => closeServer(server),
  };
}
