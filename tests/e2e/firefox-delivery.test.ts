/**
 * An officer's Firefox and the force's store: three real nodes with certificates of an authority
 * that the machine's policy installs, since Firefox lets no page of an extension go without TLS.
 */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { parseHeader } from '../../core/ledger/header-schema.ts';
import { parseRecord } from '../../core/ledger/record.ts';
import { PROJECT } from '../../tools/build.ts';
import { Stage } from '../../tools/cluster/stage.ts';
import { type Intranet, startIntranet } from '../intranet/server.ts';
import { readAll } from '../stream/support/reading.ts';
import { allDelivered } from './support/all-delivered.ts';
import { grantsTheLast } from './support/answered-question.ts';
import { type FirefoxPolicing, startFirefoxPolicing } from './support/firefox-policing.ts';
import { MachineClock, whyNoMachineClock } from './support/machine-clock.ts';
import { forceSettings } from './support/policing.ts';
import { decisionsOn, reviewerDelivery } from './support/stream-reviews.ts';
import { deliverySettings } from './support/stream-witness.ts';

const OFFICER = 'off4312';
const DAY_S = 86_400;
const YEARS_S = 3_650 * DAY_S;
/** The time that a step of a test takes on a busy machine is less. */
const NEAR_MS = 600_000;

let stage: Stage;
let intranet: Intranet;
let police: FirefoxPolicing;
/** Of the machine of this Firefox; where it can be moved. */
let clock: MachineClock | null = null;

const noClock = whyNoMachineClock();

beforeAll(async () => {
  stage = await Stage.open({ tls: 'trial' });
  intranet = await startIntranet();
  if (noClock === null) clock = await MachineClock.make();
  police = await startFirefoxPolicing({
    intranet,
    managed: forceSettings({ delivery: deliverySettings(stage, OFFICER) }),
    policies: { Certificates: { Install: [stage.authorityFile] } },
    ...(clock && { env: clock.env }),
  });
}, 180_000);
afterAll(async () => {
  await police?.close();
  await intranet?.close();
  await stage?.close();
  clock?.remove();
});
beforeEach(() => police.ledger.begin());
afterEach(() => police.tidy());

/** The victim's status is looked up, with a reason. */
async function overrides(): Promise<void> {
  const { page, prompt } = await police.open('/reports/TF/004427/26');
  await page.click('#victim-check-status');
  await prompt.goOn();
}

/** All that the ledger on the disk holds is in the store, once; and the store's copy holds. */
const allIsThere = () => allDelivered(stage, OFFICER, () => police.ledger.all());

/** Waits for what the status page says of delivery. */
async function statusSays(state: string): Promise<void> {
  const read = async () => {
    const status = await police.openOwn('options.html');
    await status.waitForSelector('[data-delivery]');
    const said = await status.$eval('[data-delivery]', (each) =>
      each.getAttribute('data-delivery'),
    );
    await status.close();
    return said;
  };
  await expect.poll(read, { timeout: 40_000, interval: 500 }).toBe(state);
}

describe('an override', () => {
  it('arrives in the force’s store, with all that the device recorded, signed for and whole', async () => {
    await overrides();
    expect((await allIsThere()).kinds).toContain('device-key');
    expect(await police.ledger.choices()).toEqual(['overridden']);
  });

  it('arrives once where the background ended before it could, and with it the connection', async () => {
    await overrides();
    await police.session.stopBackground();
    await overrides();
    await allIsThere();
    expect(await police.ledger.choices()).toEqual(['overridden', 'overridden']);
  });

  it('is recorded and goes on while no node answers, and arrives when one does', async () => {
    for (const door of stage.doors) door.cut();
    await overrides();
    expect(await police.ledger.choices()).toEqual(['overridden']);
    await statusSays('waiting');
    for (const door of stage.doors) door.mend();
    await allIsThere();
    await statusSays('idle');
  });

  it('arrives after an outage that outlasted the background, though nobody does anything', async () => {
    for (const door of stage.doors) door.cut();
    await overrides();
    await statusSays('waiting');
    await police.tidy();
    await police.session.stopBackground();
    for (const door of stage.doors) door.mend();
    await allIsThere();
  });
});

describe('a second person', () => {
  it('is asked from the prompt by keyboard, and what they grant lets the look-up go on once', async () => {
    const { page, prompt } = await police.open('/reports/TF/004427/26');
    await page.click('#victim-check-status');
    await prompt.giveReason({ reason: 'Needed to investigate this crime' });
    await prompt.press('Ask a supervisor now');
    await prompt.reads('to have asked', ({ text }) => text.includes('Asked. Supervisors'));
    const asked = await grantsTheLast(stage);
    expect(asked).toMatchObject({ by: 'TF-4312', about: { reason: 'RR-02', needs: 'sergeant' } });
    await prompt.reads('to be granted', ({ text }) => text.includes('Granted by TF-9001'));
    expect(await police.guarded(page)).toEqual([]);
    await prompt.press('Record and go on');
    await prompt.closed();
    await expect.poll(() => police.guarded(page)).toHaveLength(1);
    const last = (await police.ledger.attempts()).at(-1);
    expect(last?.header['authorisation']).toMatchObject({
      status: 'granted',
      by: 'TF-9001',
      request: asked?.id,
    });
  });
});

describe('a supervisor in their own Firefox', () => {
  it('reads an override from the store as it comes, decides, and the officer is told', async () => {
    const supervisor = await startFirefoxPolicing({
      intranet,
      managed: forceSettings({
        identity: { id: 'TF-9001', unit: 'PPU', reviewer: true },
        delivery: reviewerDelivery(stage, 'sup9001'),
      }),
      policies: { Certificates: { Install: [stage.authorityFile] } },
    });
    try {
      const page = await supervisor.openOwn('review.html');
      await overrides();
      const id = String((await police.ledger.attempt('overridden')).header['id']);
      const row = await page.waitForSelector(`[data-case-id="${id}"]`, { timeout: 30_000 });
      await row?.click();
      await page.waitForSelector(`#case[data-case="${id}"] #decision-form`);
      await page.click('#outcome-RV-1');
      await page.type('#decision-note', 'Read it with the officer, nothing to add');
      await page.click('#decide');
      await page.waitForSelector('#decided:not([data-waits])', { timeout: 30_000 });
      expect(await decisionsOn(stage, id)).toEqual(['TF-9001 RV-1']);
      const own = await police.openOwn('history.html');
      const told = await own.waitForSelector(`[data-entry="${id}"][data-state=decided]`, {
        timeout: 40_000,
      });
      expect(await told?.evaluate((each) => each.textContent)).toContain('nothing to add');
    } finally {
      await supervisor.close();
    }
    // The sum of what each step may take.
  }, 150_000);
});

describe('force IT in its own Firefox', () => {
  it('sees the officer’s device as it said it is, by keyboard, and no word of an override', async () => {
    await overrides();
    await allIsThere();
    const { jwt, seed } = stage.device({ name: 'it', role: 'fleet', units: [] }).token;
    const { unit: _unit, ...store } = deliverySettings(stage, 'it');
    const it = await startFirefoxPolicing({
      intranet,
      managed: forceSettings({
        identity: { id: 'TF-0001', unit: 'IT' },
        delivery: { ...store, credentials: { jwt, seed }, fleet: true },
      }),
      policies: { Certificates: { Install: [stage.authorityFile] } },
    });
    try {
      const page = await it.openOwn('fleet.html');
      await page.waitForSelector('[data-reading="following"]', { timeout: 30_000 });
      await page.waitForSelector(`[data-name="${OFFICER}"][data-state="well"]`);
      await page.focus('[name="fleet-state"][value="all"]');
      await page.keyboard.press('ArrowDown');
      const failing = await page.$eval('[data-count="failing"]', (each) => each.textContent);
      expect((await page.$$('#fleet tbody tr')).length).toBe(Number(failing));
      const text = await page.$eval('body', (body) => body.textContent);
      expect(text).not.toMatch(/RR-\d\d|offender/);
      await page.setViewport({ width: 360, height: 800 });
      const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(over).toBeLessThanOrEqual(0);
      const pictures = path.join(PROJECT, 'output/e2e');
      mkdirSync(pictures, { recursive: true });
      await page.screenshot({ path: `${pictures}/fleet-firefox-360.png` });
    } finally {
      await it.close();
    }
  });
});

/** Behind what asks whether the device is well: a sign of life from a clock years ahead says that it is not. */
describe.skipIf(noClock)(
  `a machine whose clock jumps${noClock ? ` (skipped: ${noClock})` : ''}`,
  () => {
    afterEach(() => clock?.jumpTo(0));

    async function lastAhead(): Promise<number> {
      const last = (await police.ledger.attempts()).at(-1);
      return Number(last?.header['at']) - Date.now();
    }

    it('forward and back by a day records by that clock, keeps the order, and delivers each once', async () => {
      for (const ahead of [DAY_S, -DAY_S, 0]) {
        clock?.jumpTo(ahead);
        await overrides();
        expect(Math.abs((await lastAhead()) - ahead * 1_000)).toBeLessThan(NEAR_MS);
        await police.tidy();
      }
      const { device } = await allIsThere();
      expect(device.findings).toEqual([]);
    });

    it('by ten years makes certificates look out of date: it waits, and arrives when the clock is right', async () => {
      clock?.jumpTo(YEARS_S);
      for (const door of stage.doors) door.drop();
      await police.session.stopBackground();
      await overrides();
      expect(Math.abs((await lastAhead()) - YEARS_S * 1_000)).toBeLessThan(NEAR_MS);
      await statusSays('waiting');
      clock?.jumpTo(0);
      await allIsThere();
      await statusSays('idle');
    });
  },
);

describe('the permission for police hosts', () => {
  const ORIGINS = "{ permissions: [], origins: ['*://*.police.uk/*'] }";

  it('cannot be taken away by a page or a person where policy installed the extension', async () => {
    const page = await police.openOwn('options.html');
    const asked = page.evaluate(`browser.permissions.remove(${ORIGINS})`);
    await expect(asked).rejects.toThrow(/locked by enterprise policies/);
  });

  /** Last in this file: it is not given back. */
  it('is reported as gone by the next sign of life, which force IT reads', async () => {
    const page = await police.openOwn('options.html');
    // The next one is due when the background starts.
    await page.evaluate("browser.storage.local.remove('heartbeat-at')");
    await page.close();
    const [privileged] = await police.session.browser.pages();
    await privileged?.evaluate(`(async () => {
      const url = 'resource://gre/modules/ExtensionPermissions.sys.mjs';
      const { ExtensionPermissions } = ChromeUtils.importESModule(url);
      const { id, extension } = WebExtensionPolicy.getByID('${police.session.extensionId}');
      await ExtensionPermissions.remove(id, ${ORIGINS}, extension);
    })()`);
    await police.session.stopBackground();
    await police.openOwn('options.html');
    const { store } = stage.device({ name: 'it', role: 'fleet', units: [] });
    const said = async () => {
      const { taken } = await readAll(store, { collection: 'heartbeats', unit: null });
      const headers = taken.map(({ text }) => parseHeader(parseRecord(text)?.line));
      return headers.flatMap((each) => (each?.kind === 'heartbeat' ? [each.hosts] : []));
    };
    await expect.poll(said, { timeout: 40_000, interval: 1_000 }).toContain(false);
    expect((await said())[0]).toBe(true);
  });
});
