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
import { Background } from './support/background.ts';
import { givesReason } from './support/officer.ts';
import { forceSettings, type Policing, startPolicing } from './support/policing.ts';
import { Prompt } from './support/prompt.ts';
import { deliverySettings, type InStream, inStream } from './support/stream-witness.ts';

const OFFICER = 'off4312';

let stage: Stage;
let police: Policing;
let profileDir: string;
let readers = 0;

const settings = () => forceSettings({ delivery: deliverySettings(stage, OFFICER) });

beforeAll(async () => {
  stage = await Stage.open();
  profileDir = mkdtempSync(path.join(tmpdir(), 'right-to-report-delivery-'));
  police = await startPolicing({ managed: settings(), profileDir });
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

/** All that the ledger on the disk holds is in the store, and the store's copy holds. */
async function untilAllIsThere(): Promise<InStream> {
  let seen: InStream | null = null;
  await expect
    .poll(
      async () => {
        seen = await inStream(stage, `sup${++readers}`, OFFICER);
        const entries = await police.ledger.all();
        return seen?.device.size === entries.length && seen.device.signed === entries.length;
      },
      { timeout: 60_000, interval: 1_000 },
    )
    .toBe(true);
  const found: InStream | null = seen;
  if (found === null) throw new Error('nothing arrived');
  return found;
}

function openDoors(): void {
  for (const door of stage.doors) door.mend();
}

describe('an override', () => {
  it('arrives in the force’s store, with all that the device recorded, signed for and whole', async () => {
    await overrides();
    const there = await untilAllIsThere();
    expect(there.device.findings).toEqual([]);
    expect(there.kinds).toContain('device-key');
    const recorded = (await police.ledger.attempts()).map(({ header }) => header['id']);
    expect(there.attempts).toEqual(recorded);
  });

  it('is recorded and goes on while no node answers, and arrives when one does', async () => {
    for (const door of stage.doors) door.cut();
    await overrides();
    expect((await police.ledger.attempts()).length).toBe(2);
    const status = await police.openOwn('options.html');
    await expect
      .poll(
        async () => {
          await status.reload();
          return status.getAttribute('[data-delivery]', 'data-delivery');
        },
        { timeout: 30_000 },
      )
      .toBe('waiting');
    openDoors();
    const there = await untilAllIsThere();
    expect(there.device.findings).toEqual([]);
    expect(there.attempts).toHaveLength(2);
    await expect
      .poll(
        async () => {
          await status.reload();
          return status.getAttribute('[data-delivery]', 'data-delivery');
        },
        { timeout: 30_000 },
      )
      .toBe('idle');
  });

  it('arrives once where the background and its connection die on the way', async () => {
    const watched = await police.openOwn('icon.svg');
    const background = await Background.watch(watched);
    await overrides();
    await background.kill();
    for (const door of stage.doors) door.cut();
    openDoors();
    await overrides();
    const there = await untilAllIsThere();
    expect(there.device.findings).toEqual([]);
    expect(new Set(there.attempts).size).toBe(4);
  });

  it('arrives where the browser was killed before it could', async () => {
    for (const door of stage.doors) door.cut();
    await overrides();
    await police.close();
    openDoors();
    police = await startPolicing({ managed: settings(), profileDir });
    const there = await untilAllIsThere();
    expect(there.device.findings).toEqual([]);
    expect(there.attempts).toHaveLength(5);
  });
});

describe('credentials that were revoked', () => {
  it('are said on the status page, keep every entry here, and new ones deliver it', async () => {
    stage.revoke(OFFICER);
    await overrides();
    const status = await police.openOwn('options.html');
    const state = async () => {
      await status.reload();
      return status.getAttribute('[data-delivery]', 'data-delivery');
    };
    await expect.poll(state, { timeout: 40_000 }).toBe('refused');
    expect(await status.textContent('#delivery')).toContain('new credentials');
    await police.session.setManaged(settings());
    const there = await untilAllIsThere();
    expect(there.device.findings).toEqual([]);
    expect(there.attempts).toHaveLength(6);
  });
});
