/**
 * An officer's Chromium and the force's store, three real nodes: what is recorded arrives, once and
 * whole, through whatever happens to the store, to the connection and to the browser.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { Stage } from '../../tools/cluster/stage.ts';
import { allDelivered } from './support/all-delivered.ts';
import { Background } from './support/background.ts';
import { givesReason } from './support/officer.ts';
import { forceSettings, type Policing, startPolicing } from './support/policing.ts';
import { Prompt } from './support/prompt.ts';
import { deliverySettings } from './support/stream-witness.ts';

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
