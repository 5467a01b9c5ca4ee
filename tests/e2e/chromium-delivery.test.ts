/**
 * An officer's Chromium and the force's store, three real nodes: what is recorded arrives, once and
 * whole, through whatever happens to the store, to the connection and to the browser. And what force IT
 * sees of it there: how the device is, and no word of anybody.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { HeartbeatHeader } from '../../core/ledger/header.ts';
import type { PolicyObject } from '../../tools/browsers/policies.ts';
import { PROJECT } from '../../tools/build.ts';
import { Stage } from '../../tools/cluster/stage.ts';
import { readAll } from '../stream/support/reading.ts';
import { allDelivered } from './support/all-delivered.ts';
import { Background } from './support/background.ts';
import { beatDeposit } from './support/beats.ts';
import { givesReason } from './support/officer.ts';
import { forceSettings, type Policing, startPolicing } from './support/policing.ts';
import { Prompt } from './support/prompt.ts';
import { deliverySettings, inStream, UNIT } from './support/stream-witness.ts';

const OFFICER = 'off4312';

let stage: Stage;
let police: Policing;
let profileDir: string;

/** The same profile and the same extension each time. */
const start = () => {
  const signingKeyFile = path.join(profileDir, 'extension.pem');
  return startPolicing({ managed: settings(), profileDir, signingKeyFile });
};

const settings = () => forceSettings({ delivery: deliverySettings(stage, OFFICER) });

beforeAll(async () => {
  stage = await Stage.open();
  profileDir = mkdtempSync(path.join(tmpdir(), 'right-to-report-delivery-'));
  police = await start();
}, 180_000);
afterAll(async () => {
  await police?.close();
  await stage?.close();
  rmSync(profileDir, { recursive: true, force: true });
});
afterEach(() => police.tidy());

/** The victim's status is looked up, with a reason. */
async function overrides(): Promise<Page> {
  const page = await police.open('/reports/TF/004427/26');
  const prompt = await Prompt.of(page);
  await page.click('#victim-check-status');
  await givesReason(prompt);
  await prompt.press('Record and go on');
  await prompt.closed();
  return page;
}

/** All that the ledger on the disk holds is in the store, once; and the store's copy holds. */
const allIsThere = () => allDelivered(stage, OFFICER, () => police.ledger.all());

/** What the status page says of delivery, until it says that. */
async function statusSays(state: string): Promise<Page> {
  const status = await police.openOwn('options.html');
  const read = async () => {
    await status.reload();
    await status.waitForSelector('[data-delivery]');
    return status.getAttribute('[data-delivery]', 'data-delivery');
  };
  await expect.poll(read, { timeout: 40_000, interval: 500 }).toBe(state);
  return status;
}

function openDoors(): void {
  for (const door of stage.doors) door.mend();
}

describe('an override', () => {
  it('arrives in the force’s store, with all that the device recorded, signed for and whole', async () => {
    await overrides();
    expect((await allIsThere()).kinds).toContain('device-key');
  });

  it('is recorded and goes on while no node answers, and arrives when one does', async () => {
    const { length } = await police.ledger.attempts();
    for (const door of stage.doors) door.cut();
    await overrides();
    expect(await police.ledger.attempts()).toHaveLength(length + 1);
    await statusSays('waiting');
    openDoors();
    await allIsThere();
    await statusSays('idle');
  });

  it('arrives once where the background and its connection die on the way', async () => {
    const background = await Background.watch(await police.openOwn('icon.svg'));
    await overrides();
    await background.kill();
    for (const door of stage.doors) door.drop();
    await overrides();
    await allIsThere();
  });

  it('arrives where the browser was killed before it could', async () => {
    for (const door of stage.doors) door.cut();
    await overrides();
    await police.close();
    openDoors();
    police = await start();
    await allIsThere();
  });
});

describe('credentials that were revoked', () => {
  it('are said on the status page, keep every entry here, and new ones deliver it', async () => {
    stage.revoke(OFFICER);
    await overrides();
    const status = await statusSays('refused');
    expect(await status.textContent('#delivery')).toContain('new credentials');
    await police.session.setManaged(settings());
    await allIsThere();
  });
});

describe('force IT', () => {
  const DAY_MS = 86_400_000;
  const stateOf = (page: Page, name: string) =>
    page.getAttribute(`[data-name="${name}"]`, 'data-state');

  /** The officer's browser, given to somebody else: it reads as its settings say. */
  async function asForceIt(change: PolicyObject = {}): Promise<Page> {
    const { jwt, seed } = stage.device({ name: 'it', role: 'fleet', units: [] }).token;
    const { unit: _unit, ...store } = deliverySettings(stage, 'it');
    const delivery = { ...store, credentials: { jwt, seed }, fleet: true };
    const identity = { id: 'TF-0001', unit: 'IT' };
    await police.session.setManaged(forceSettings({ identity, delivery, ...change }));
    return police.openOwn('fleet.html');
  }

  /** A device that is not a browser of ours says how it is. */
  async function says(name: string, change: Partial<HeartbeatHeader>): Promise<void> {
    const { place, text } = beatDeposit(name, Date.now(), change);
    expect(await stage.device({ name }).store.append({ place, text })).toMatchObject({
      kind: 'stored',
    });
  }

  it('does not see the devices in an officer’s browser that has no token for it, and is told why', async () => {
    const page = await police.openOwn('fleet.html');
    await page.waitForSelector('#fleet-not-for-you');
    expect(await page.textContent('#fleet-not-for-you')).toContain('“fleet”: true');
    expect(await page.locator('#fleet').count()).toBe(0);
  });

  it('sees the officer’s device by what it said itself, and whichever says that it fails', async () => {
    await says('off5005', { hosts: false });
    await says('off5006', { drift: 2, device: '00000000000000aa' });
    const page = await asForceIt();
    await page.waitForSelector('[data-reading="following"]', { timeout: 30_000 });
    await page.waitForSelector('[data-name="off4312"]');
    expect(await stateOf(page, OFFICER)).toBe('well');
    expect(await page.textContent('[data-name="off4312"]')).toContain(`Unit ${UNIT}`);
    await page.waitForSelector('[data-name="off5005"] [data-reason="hosts-off"]');
    expect(await stateOf(page, 'off5005')).toBe('failing');
    const names = await page
      .locator('[data-name]')
      .evaluateAll((rows) => rows.map((row) => row.getAttribute('data-state')));
    expect(names.indexOf('failing')).toBe(0);
    expect(await page.textContent('[data-count="all"]')).toBe(String(names.length));
  });

  it('sees without a reload that a permission is back, and that another is gone', async () => {
    const page = await asForceIt();
    await page.waitForSelector('[data-name="off5005"][data-state="failing"]');
    await says('off5005', { hosts: true, seq: 12_000 });
    await page.waitForSelector('[data-name="off5005"][data-state="well"]', { timeout: 15_000 });
    await page.waitForSelector('[data-name="off5005"] [data-reason="permission-back"]');
    await says('off5006', { hosts: false, seq: 12_000, device: '00000000000000aa' });
    await page.waitForSelector('[data-name="off5006"] [data-reason="hosts-off"]', {
      timeout: 15_000,
    });
  });

  it('sees four days later which devices are silent, and names that never were heard', async () => {
    const page = await asForceIt();
    await page.waitForSelector('[data-name="off4312"][data-state="well"]');
    // The store cannot be put back by days; whoever looks can come days later.
    await page.addInitScript((later) => {
      const now = Date.now;
      Date.now = () => now() + later;
    }, 4 * DAY_MS);
    await page.reload();
    await page.waitForSelector('[data-name="off4312"][data-state="silent"]');
    expect(await page.textContent('[data-name="off4312"]')).toContain('Not heard for 4 days');
    await page.check('[name="fleet-state"][value="silent"]');
    expect(await page.locator('#fleet tbody tr').count()).toBe(
      Number(await page.textContent('[data-count="silent"]')),
    );
    await page.fill(
      '#names-text',
      'name,role,units,expires\noff4312,officer,t07,x\nnever1,officer,t07,x',
    );
    expect(await page.textContent('#names-never')).toBe('never1');
  });

  it('uses it by keyboard, on a narrow screen and in Welsh, and takes it along as a table', async () => {
    await police.session.context.grantPermissions(['clipboard-read', 'clipboard-write']);
    for (const language of ['en', 'cy']) {
      const page = await asForceIt({ language });
      await page.waitForSelector('[data-name="off4312"]');
      expect(await page.getAttribute('html', 'lang')).toBe(language);
      for (const width of language === 'en' ? [1280, 360] : [360]) {
        await page.setViewportSize({ width, height: 900 });
        const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
        expect(
          violations.map(({ id }) => id),
          `${language} ${width}`,
        ).toEqual([]);
        const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        expect(over).toBeLessThanOrEqual(0);
        const path = `${PROJECT}/output/e2e/fleet-${language}-${width}.png`;
        await page.screenshot({ path, fullPage: true });
      }
      await page.focus('[name="fleet-state"][value="all"]');
      await page.keyboard.press('ArrowDown');
      const failing = Number(await page.textContent('[data-count="failing"]'));
      expect(failing).toBeGreaterThan(0);
      expect(await page.locator('#fleet tbody tr').count()).toBe(failing);
      await page.focus('#fleet-copy');
      await page.keyboard.press('Enter');
      await page.waitForFunction(() => document.querySelector('#fleet-copied')?.textContent !== '');
      const copied = await page.evaluate(() => navigator.clipboard.readText());
      expect(copied.trim().split('\n')).toHaveLength(failing + 1);
      expect(copied).toContain('off5006,t07,00000000000000aa,');
    }
  });

  it('has in its browser nothing that an officer wrote, though the store holds it', async () => {
    const { texts = [] } = (await inStream(stage, 'supwords', OFFICER)) ?? {};
    expect(texts.join()).toContain('explanation');
    const page = await asForceIt();
    await page.waitForSelector('[data-name="off4312"]');
    const held = await page.evaluate(everythingStored, ['right-to-report-fleet']);
    expect(held).toContain(OFFICER);
    expect(held).not.toMatch(/explanation|"attempt"|RR-\d\d/);
    const { store } = stage.device({ name: 'it2', role: 'fleet', units: [] });
    for (const collection of ['overrides', 'checkpoints', 'reviews', 'ledger'] as const)
      for (const unit of [UNIT, null])
        expect((await readAll(store, { collection, unit })).end, collection).toEqual({
          ...{ kind: 'refused', why: 'permission' },
        });
  });
});

/** Runs in the browser: all of these databases, as text. */
async function everythingStored(names: readonly string[]): Promise<string> {
  const wait = <T>(asked: IDBRequest<T>) =>
    new Promise<T>((resolve, reject) => {
      asked.onsuccess = () => resolve(asked.result);
      asked.onerror = () => reject(asked.error);
    });
  const found: unknown[] = [];
  for (const name of names) {
    const db = await wait(indexedDB.open(name));
    for (const store of db.objectStoreNames)
      found.push(await wait(db.transaction(store).objectStore(store).getAll()));
    db.close();
  }
  return JSON.stringify(found);
}
