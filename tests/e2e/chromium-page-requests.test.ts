/** Look-ups that a page starts by itself, by every function that asks a server. */
import type { Page } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { closedSettings, untilClosed } from './support/closed-network.ts';
import { goesOn } from './support/officer.ts';
import { type Policing, startPolicing } from './support/policing.ts';
import { Prompt } from './support/prompt.ts';

let police: Policing;
beforeAll(async () => {
  police = await startPolicing({ managed: closedSettings() });
  await untilClosed(police.ledger.page);
});
afterAll(() => police.close());
beforeEach(() => police.ledger.begin());
afterEach(() => police.tidy());

async function opens(path: string): Promise<{ page: Page; prompt: Prompt }> {
  const page = await police.open(path);
  await page.waitForTimeout(300);
  return { page, prompt: await Prompt.of(page) };
}

const VICTIM = '/persons/p1004?role=victim';
const SUSPECT = '/suspects/p1003';

/** Each asks for a look-up in the page's own world, and keeps what the page learns of it. */
const WAYS: Readonly<Record<string, () => void>> = {
  fetch: () => {
    fetch('/api/pnc', { method: 'POST', body: '{"n":1}' }).then(
      async (answer) =>
        Reflect.set(window, 'learnt', `answered ${(await answer.text()).length > 0}`),
      (error) => Reflect.set(window, 'learnt', String(error)),
    );
  },
  'fetch of a Request': () => {
    fetch(new Request('/api/pnc', { method: 'POST', body: '{"n":1}' })).then(
      () => Reflect.set(window, 'learnt', 'answered true'),
      (error) => Reflect.set(window, 'learnt', String(error)),
    );
  },
  XMLHttpRequest: () => {
    const xhr = new XMLHttpRequest();
    xhr.onload = () => Reflect.set(window, 'learnt', `answered ${xhr.responseText.length > 0}`);
    xhr.onerror = () => Reflect.set(window, 'learnt', `error ${xhr.status}`);
    xhr.open('POST', '/api/pnc');
    xhr.send('{"n":1}');
  },
};

function learnt(page: Page): Promise<unknown> {
  return page.evaluate(() => Reflect.get(window, 'learnt') ?? null);
}

describe.each(Object.entries(WAYS))('a look-up that a page starts by %s', (_, ask) => {
  it('on a victim waits for the officer, and fails as a network fails where it is left', async () => {
    const { page, prompt } = await opens(VICTIM);
    await page.evaluate(ask);
    await prompt.opened();
    expect(await learnt(page)).toBeNull();
    await page.keyboard.press('Enter');
    await prompt.closed();
    await expect.poll(() => learnt(page)).toMatch(/^(?:TypeError|error 0)/);
    expect(await police.guarded(page)).toEqual([]);
    expect((await police.ledger.attempt('complied')).header).toMatchObject({
      act: 'open',
      signal: 'pnc-check',
      role: 'victim',
    });
  });

  it('goes on once after a recorded reason, with what the page gave', async () => {
    const { page, prompt } = await opens(VICTIM);
    const departures = await police.ledger.watchDepartures(page, '**/api/pnc*');
    await page.evaluate(ask);
    await goesOn(prompt);
    await expect.poll(() => learnt(page)).toBe('answered true');
    const sent = await police.guarded(page);
    expect(sent.map(({ method, form }) => [method, form])).toEqual([['POST', { n: '1' }]]);
    expect(departures.map((entries) => entries.length)).toEqual([1]);
    await page.evaluate(ask);
    await prompt.opened();
    expect(await police.guarded(page)).toHaveLength(1);
  });

  it('on a suspect goes through without a question', async () => {
    const { page, prompt } = await opens(SUSPECT);
    await page.evaluate(ask);
    await expect.poll(() => learnt(page)).toBe('answered true');
    expect(await prompt.isOpen()).toBe(false);
    expect(await police.guarded(page)).toHaveLength(1);
  });
});

describe('a page that checks a person when the person is saved', () => {
  it('saves, without the check where the officer leaves it', async () => {
    const { page, prompt } = await opens('/reports/new');
    await page.evaluate(() => {
      const form = document.querySelector('#report-form');
      form?.addEventListener('submit', async (event) => {
        event.preventDefault();
        await fetch('/api/pnc', { method: 'POST', body: '{}' }).catch(() => {});
        if (form instanceof HTMLFormElement) form.submit();
      });
    });
    await page.fill('#summary', 'Typed by the officer');
    await page.click('#save-report');
    await prompt.opened();
    await page.keyboard.press('Enter');
    await page.waitForSelector('#saved-banner');
    const posts = police.intranet.log.filter(({ method }) => method === 'POST');
    expect(posts.map(({ path, guarded }) => [path, guarded])).toEqual([['/reports', null]]);
    expect(posts[0]?.form['summary']).toBe('Typed by the officer');
  });
});

describe('what cannot wait', () => {
  it('a request that blocks the page fails at once, and the officer is asked', async () => {
    const { page, prompt } = await opens(VICTIM);
    const outcome = await page.evaluate(() => {
      const xhr = new XMLHttpRequest();
      xhr.open('POST', '/api/pnc', false);
      try {
        xhr.send('{}');
        return `answered ${xhr.status}`;
      } catch (error) {
        return error instanceof DOMException ? error.name : String(error);
      }
    });
    expect(outcome).toBe('NetworkError');
    await prompt.opened();
    expect(await police.guarded(page)).toEqual([]);
  });

  it('a socket fails as a network fails, and stays one that the page knows', async () => {
    const { page } = await opens(VICTIM);
    const [type, isSocket] = await page.evaluate(async () => {
      const socket = new WebSocket(`ws://${location.host}/persons/p1004/pnc-check`);
      const event = await new Promise<Event>((resolve) => {
        socket.onerror = resolve;
        socket.onopen = resolve;
      });
      return [event.type, socket instanceof WebSocket && WebSocket.OPEN === 1];
    });
    expect([type, isSocket]).toEqual(['error', true]);
    expect(await police.guarded(page)).toEqual([]);
  });

  it('a beacon is sent after the officer has gone on, and not before', async () => {
    const { page, prompt } = await opens(VICTIM);
    expect(await page.evaluate(() => navigator.sendBeacon('/api/pnc', '{"n":1}'))).toBe(true);
    await prompt.opened();
    expect(await police.guarded(page)).toEqual([]);
    await goesOn(prompt);
    await expect.poll(async () => (await police.guarded(page)).length).toBe(1);
  });

  it('a window opens after the officer has gone on, and not before', async () => {
    const { page, prompt } = await opens(VICTIM);
    const opened = await page.evaluate(() => open('/persons/p1004/pnc-check?role=victim'));
    expect(opened).toBeNull();
    const coming = page.context().waitForEvent('page');
    await goesOn(prompt);
    const popup = await coming;
    await popup.waitForSelector('#result-heading');
    expect(police.intranet.log.filter(({ guarded }) => guarded)).toHaveLength(1);
  });

  it('a request that the page gives up while it waits never leaves', async () => {
    const { page, prompt } = await opens(VICTIM);
    await page.evaluate(() => {
      const xhr = new XMLHttpRequest();
      xhr.open('POST', '/api/pnc');
      xhr.send('{}');
      setTimeout(() => xhr.abort(), 50);
    });
    await goesOn(prompt);
    await page.waitForTimeout(300);
    expect(await police.guarded(page)).toEqual([]);
  });
});

describe('a page that works against it', () => {
  it('by an address that says something else the second time, asks for what it said first', async () => {
    const { page, prompt } = await opens(VICTIM);
    await page.evaluate(async () => {
      let times = 0;
      const twofold = { toString: () => (times++ === 0 ? '/reports' : '/api/pnc') };
      await fetch(String.prototype.toString.call('/reports'));
      await Reflect.apply(fetch, window, [twofold, { method: 'GET' }]);
    });
    expect(await prompt.isOpen()).toBe(false);
    expect(await police.guarded(page)).toEqual([]);
  });

  it('by functions of its own in place of those we use, is held all the same', async () => {
    const { page, prompt } = await opens(VICTIM);
    await page.evaluate(() => {
      const seen: string[] = [];
      Reflect.set(window, 'seen', seen);
      EventTarget.prototype.dispatchEvent = function dispatchEvent(event: Event) {
        seen.push(event.type);
        return true;
      };
      EventTarget.prototype.addEventListener = function addEventListener(type: string) {
        seen.push(type);
      };
      Object.defineProperty(CustomEvent.prototype, 'detail', { get: () => '1 true' });
      Event.prototype.preventDefault = () => {};
      Event.prototype.stopImmediatePropagation = () => {};
      Reflect.apply = () => true;
      WeakMap.prototype.get = () => undefined;
      window.fetch('/api/pnc', { method: 'POST', body: '{}' }).catch(() => {});
    });
    await prompt.opened();
    expect(await page.evaluate(() => Reflect.get(window, 'seen'))).toEqual([]);
    expect(police.intranet.log.filter(({ guarded }) => guarded)).toEqual([]);
  });

  it('by a hundred requests at once, gets one question and no answer', async () => {
    const { page, prompt } = await opens(VICTIM);
    const failed = page.evaluate(async () => {
      const all = Array.from({ length: 100 }, () => fetch('/api/pnc', { method: 'POST' }));
      const ends = await Promise.allSettled(all);
      return ends.filter(({ status }) => status === 'rejected').length;
    });
    await prompt.opened();
    await page.keyboard.press('Enter');
    expect(await failed).toBe(100);
    expect(await police.guarded(page)).toEqual([]);
  });
});

describe('a page that asks for it every few seconds', () => {
  it('is refused without another question, until the officer presses something', async () => {
    const { page, prompt } = await opens(VICTIM);
    const asks = () =>
      page.evaluate(() =>
        fetch('/api/pnc', { method: 'POST' }).then(
          () => 'answered',
          () => 'refused',
        ),
      );
    const first = asks();
    await prompt.opened();
    await page.keyboard.press('Enter');
    expect(await first).toBe('refused');
    expect(await asks()).toBe('refused');
    expect(await prompt.isOpen()).toBe(false);
    await page.click('#pnc-dialog-later');
    const again = asks();
    await prompt.opened();
    await page.keyboard.press('Enter');
    expect(await again).toBe('refused');
    expect(await police.guarded(page)).toEqual([]);
  });
});

describe('what is no look-up', () => {
  it('goes as ever, by functions that look as ever', async () => {
    const { page, prompt } = await opens(VICTIM);
    const found = await page.evaluate(async () => {
      const answer = await fetch('/reports');
      const xhr = new XMLHttpRequest();
      xhr.open('GET', '/reports', false);
      xhr.send();
      return [answer.ok, xhr.status, fetch.name, fetch.length, String(fetch).includes('native')];
    });
    expect(found).toEqual([true, 200, 'fetch', 1, true]);
    await expect(page.evaluate(() => fetch('http://['))).rejects.toThrow(/TypeError/);
    expect(await prompt.isOpen()).toBe(false);
  });
});
