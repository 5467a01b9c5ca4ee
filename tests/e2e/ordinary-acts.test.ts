/** Ordinary work beside what is guarded, in lists, menus and grids that a page draws: nothing is asked. */
import { afterAll, beforeAll, describe, it } from 'vitest';
import { isPromptThere } from './evasions/evasion.ts';
import { ACTS } from './ordinary/acts.ts';
import { BESIDE_CHOICES } from './ordinary/beside-choices.ts';
import { type HtmlServer, serveHtml } from './support/html-server.ts';
import { type Policing, startPolicing } from './support/policing.ts';
import { Tabs } from './support/tabs.ts';

const ALL = [...ACTS, ...BESIDE_CHOICES];
const HOST = 'old.testforce.police.uk';
let police: Policing;
let tabs: Tabs;
let server: HtmlServer;
beforeAll(async () => {
  server = await serveHtml(new Map(ALL.map(({ html }, at) => [`/${at}`, html])));
  police = await startPolicing({ hosts: { [HOST]: server.port } });
  tabs = new Tabs(police.session.context);
});
afterAll(async () => {
  await police?.close();
  await server?.close();
});

describe('nothing is asked when', () => {
  it.concurrent.for(ALL.map((act, at) => ({ ...act, at })))('$what', async (each, context) => {
    const tab = await tabs.open(`http://${HOST}/${each.at}`);
    const { page } = tab;
    await each.act(page);
    await context.expect.poll(() => page.title(), { timeout: 15_000 }).toBe('done');
    context.expect(await page.evaluate(isPromptThere)).toBe(false);
    await tabs.giveBack(tab);
  });
});
