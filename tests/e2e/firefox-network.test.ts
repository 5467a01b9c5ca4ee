/** The closed network in Firefox ESR. */
import type { Page } from 'puppeteer-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { closedSettings } from './support/closed-network.ts';
import { EXPLANATION } from './support/officer.ts';
import { HOST } from './support/policing.ts';
import { useFirefox } from './support/use-firefox.ts';

const STATUS = '/api/immigration-status';
const CHECK = `http://${HOST}/persons/p1004/immigration-check?role=victim`;

const firefox = useFirefox(closedSettings());
beforeAll(async () => {
  const page = await firefox.police.session.newPage();
  await page.goto(`http://${HOST}/reports/new`);
  const endsAt = Date.now() + 15_000;
  while ((await asksBehindOurBack(page, STATUS)) === 'answered') {
    if (Date.now() > endsAt) throw new Error('the network was never closed');
  }
});

function asksBehindOurBack(page: Page, path: string): Promise<string> {
  return page.evaluate(async (address) => {
    const frame = document.createElement('iframe');
    document.body.append(frame);
    try {
      await frame.contentWindow?.fetch(new URL(address, location.href), { method: 'POST' });
      return 'answered';
    } catch {
      return 'refused';
    } finally {
      frame.remove();
    }
  }, path);
}

function asksFromWorker(page: Page, path: string): Promise<string> {
  return page.evaluate(async (address) => {
    const code = `fetch('${new URL(address, location.href)}', { method: 'POST' })
      .then(() => postMessage('answered'), () => postMessage('refused'))`;
    const worker = new Worker(URL.createObjectURL(new Blob([code], { type: 'text/javascript' })));
    const answer = await new Promise<string>((resolve) => {
      worker.onmessage = ({ data }) => resolve(String(data));
    });
    worker.terminate();
    return answer;
  }, path);
}

async function openKnown(path: string) {
  const opened = await firefox.police.open(path);
  await new Promise((resolve) => setTimeout(resolve, 500));
  return opened;
}

/** The load ends in a page of the extension, of which the protocol tells no end. */
async function types(page: Page, address: string): Promise<void> {
  await page.goto(address, { timeout: 2000 }).catch(() => {});
  await page.waitForSelector('#held', { timeout: 5000 });
}

function lookUps(): number {
  return firefox.intranet.log.filter(({ guarded }) => guarded !== null).length;
}

describe('with no guard where the request comes from, nothing leaves', () => {
  it('from a fresh frame, from a worker, in disguise', async () => {
    const { page } = await openKnown('/reports/new');
    expect(await asksBehindOurBack(page, '/reports')).toBe('answered');
    expect(await asksFromWorker(page, '/reports')).toBe('answered');
    for (const address of [STATUS, '/api/%70nc', '/api//PNC/', '/api;x=1/pnc', '/api%2Fpnc'])
      expect(await asksBehindOurBack(page, address), address).toBe('refused');
    expect(await asksFromWorker(page, STATUS)).toBe('refused');
    expect(await firefox.police.guarded(page)).toEqual([]);
    await expect
      .poll(async () => (await firefox.police.ledger.all()).map(({ header }) => header['code']))
      .toContain('network-stopped');
  });

  it('by a socket', async () => {
    const { page } = await openKnown('/reports/new');
    await page.evaluate(async () => {
      const frame = document.createElement('iframe');
      document.body.append(frame);
      const Socket: typeof WebSocket = Reflect.get(frame.contentWindow ?? {}, 'WebSocket');
      const socket = new Socket(`ws://${location.host}/persons/p1004/immigration-check`);
      await new Promise((resolve) => {
        socket.onerror = resolve;
      });
    });
    expect(await firefox.police.guarded(page)).toEqual([]);
  });

  it('while no background runs', async () => {
    const { page } = await openKnown('/reports/new');
    await firefox.police.session.stopBackground();
    expect(await asksBehindOurBack(page, STATUS)).toBe('refused');
    expect(await firefox.police.guarded(page)).toEqual([]);
  });
});

describe("a suspect's check", () => {
  it('goes through by fetch, by form and by link, also where the background has to start', async () => {
    const { page } = await openKnown('/suspects/p1003');
    await page.click('#suspect-check-status');
    await expect.poll(lookUps).toBe(1);
    await firefox.police.session.stopBackground();
    await page.click('#suspect-check-status');
    await expect.poll(lookUps).toBe(2);
    const { page: panel } = await openKnown('/status?role=suspect&ref=TF/004312/26');
    await panel.type('#status-name', 'Viktor Madeup');
    await panel.click('#status-check-submit');
    await panel.waitForSelector('#result-heading');
    expect(lookUps()).toBe(1);
    const { page: search } = await openKnown('/persons/search?name=Madeup');
    await search.click('#immigration-p1003-suspect');
    await search.waitForSelector('#result-heading');
    expect(lookUps()).toBe(1);
  });
});

describe('an opening', () => {
  it('lets the look-up of a recorded override go once, and no second one with it', async () => {
    const { page, prompt } = await openKnown('/reports/new');
    await page.click('#victim-check-status');
    await prompt.goOn();
    await expect.poll(lookUps).toBe(1);
    expect(await asksBehindOurBack(page, STATUS)).toBe('refused');
    expect(await firefox.police.guarded(page)).toHaveLength(1);
  });

  it('is good for no other tab', async () => {
    const { page } = await openKnown('/suspects/p1003');
    await page.evaluate(() => {
      addEventListener('click', (event) => event.stopPropagation(), true);
    });
    await page.click('#suspect-check-status');
    const { page: other } = await openKnown('/reports/new');
    expect(await asksBehindOurBack(other, STATUS)).toBe('refused');
    expect(await firefox.police.guarded(other)).toEqual([]);
  });
});

describe('a look-up that the page starts by itself', () => {
  it('on a victim is held by the page hook, and fails as a network fails', async () => {
    const { page, prompt } = await openKnown('/persons/p1004?role=victim');
    const answer = page.evaluate(() =>
      fetch('/api/pnc', { method: 'POST' }).then(
        () => 'answered',
        (error) => String(error),
      ),
    );
    await prompt.opened();
    await page.keyboard.press('Escape');
    expect(await answer).toContain('TypeError');
    expect(await firefox.police.guarded(page)).toEqual([]);
  });
});

describe('a page that goes to a look-up by script', () => {
  it('on a victim is held with what was typed', async () => {
    const { page, prompt } = await openKnown('/persons/p1004/edit?role=victim');
    await page.type('#person-phone', '99');
    await page.evaluate(() => location.assign('/persons/p1004/immigration-check?role=victim'));
    await prompt.opened();
    await page.keyboard.press('Escape');
    await prompt.closed();
    expect(await page.$eval('#person-phone', (field) => Reflect.get(field, 'value'))).toContain(
      '99',
    );
    expect(lookUps()).toBe(0);
  });
});

describe('a look-up typed into the address bar', () => {
  it('is held, leads back, and goes on with a recorded reason', async () => {
    const { page } = await openKnown('/reports/new');
    await types(page, CHECK);
    expect(await page.evaluate(() => location.href)).toMatch(/held\.html$/);
    expect(lookUps()).toBe(0);
    await page.click('#held-back');
    await page.waitForSelector('#summary');
    await types(page, CHECK);
    await page.waitForSelector('#held-role');
    await page.select('#held-role', 'victim');
    await page.select('#held-group', 'OTHER');
    await page.waitForSelector('#held-reason');
    await page.select('#held-reason', 'RR-01');
    await page.type('#held-explanation', EXPLANATION);
    await page.click('#held-record');
    await page.waitForSelector('#result-heading');
    expect(lookUps()).toBe(1);
  });
});
