/**
 * An officer's Chromium and the force's store, three real nodes: what is recorded arrives, once and
 * whole, through whatever happens to the store, to the connection and to the browser.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { parseRecord } from '../../core/ledger/record.ts';
import { FailingDisk, whyNoDiskFaults } from '../../tools/cluster/disk.ts';
import { Stage } from '../../tools/cluster/stage.ts';
import { recordBytes } from '../../tools/scale/shift.ts';
import { allDelivered } from './support/all-delivered.ts';
import { Sleeper } from './support/asleep.ts';
import { Background } from './support/background.ts';
import { recordMany } from './support/busy-week.ts';
import { deliverySays, overridesOnce } from './support/delivering.ts';
import { givesReason } from './support/officer.ts';
import { forceSettings, type Policing, startPolicing } from './support/policing.ts';
import { Prompt } from './support/prompt.ts';
import { deliverySettings } from './support/stream-witness.ts';

const OFFICER = 'off4312';
/** Entries of a week without a store. More are tried where that is asked for: 20,000 take minutes. */
const OFFLINE_ENTRIES = Number(process.env['RTR_OFFLINE_ENTRIES'] ?? 500);
const OFFLINE_MS = 30_000 + 20 * OFFLINE_ENTRIES;

/** Of each fsync; longer than a device waits for an answer. */
const LATE_MS = 15_000;

let stage: Stage;
let police: Policing;
let profileDir: string;

/** The same profile and the same extension each time. */
const start = () => {
  const signingKeyFile = path.join(profileDir, 'extension.pem');
  return startPolicing({ managed: settings(), profileDir, signingKeyFile });
};

const settings = (expiresAt?: number) =>
  forceSettings({ delivery: deliverySettings(stage, OFFICER, expiresAt) });

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
afterEach(async () => {
  openDoors();
  await police.tidy();
});

const overrides = () => overridesOnce(police);

/** All that the ledger on the disk holds is in the store, once; and the store's copy holds. */
const allIsThere = (withinMs?: number) =>
  allDelivered(stage, OFFICER, () => police.ledger.all(), withinMs);

const statusSays = (state: string) => deliverySays(police, state);

const lateDisks = () =>
  Promise.all(stage.cluster.nodes.map((node) => FailingDisk.of(node, { delayMs: LATE_MS })));

function openDoors(): void {
  for (const door of stage.doors) door.mend();
}

describe('an override', () => {
  it('arrives in the force’s store, with all that the device recorded, signed for and whole', async () => {
    await overrides();
    expect((await allIsThere()).kinds).toContain('device-key');
  });

  it('is about as large as what the simulation of a whole force hands in', async () => {
    const { texts } = await allIsThere();
    const simulated = await recordBytes();
    for (const kind of ['heartbeat', 'attempt'] as const) {
      const real = texts.find((text) => parseRecord(text)?.place.kind === kind);
      const share = Buffer.byteLength(real ?? '') / simulated[kind];
      expect(share, `${kind}: ${real}`).toBeGreaterThan(0.75);
      expect(share, `${kind}: ${real}`).toBeLessThan(1.3);
    }
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

const whyNoDisks = await whyNoDiskFaults();
const noDisks = whyNoDisks === null ? '' : ` (skipped: ${whyNoDisks})`;

describe.skipIf(noDisks)(`while the disks of all nodes are late${noDisks}`, () => {
  it('an override is recorded and goes on before any of them has it, waits, and arrives', async () => {
    await allIsThere();
    const [disks, from] = [await lateDisks(), performance.now()];
    try {
      await overrides();
      expect(performance.now() - from).toBeLessThan(LATE_MS);
      expect((await police.ledger.attempts()).at(-1)?.header['choice']).toBe('overridden');
      const status = await statusSays('waiting');
      expect(await status.textContent('[data-fact="delivery-why"]')).toMatch(/timed-out|in-doubt/);
    } finally {
      for (const disk of disks) await disk.mend();
    }
    await allIsThere();
    await statusSays('idle');
  });
});

describe('two windows of one profile', () => {
  it('deliver over one connection, and each override once', async () => {
    const one = await police.open('/reports/TF/004427/26');
    const cdp = await one.context().newCDPSession(one);
    const opening = one.context().waitForEvent('page');
    await cdp.send('Target.createTarget', { url: one.url(), newWindow: true });
    const other = await opening;
    await other.waitForLoadState();
    const { length } = await police.ledger.attempts();
    const most = { connections: 0 };
    for (const page of [one, other, one, other]) {
      await page.bringToFront();
      await page.reload();
      const prompt = await Prompt.of(page);
      await page.click('#victim-check-status');
      await givesReason(prompt);
      await prompt.press('Record and go on');
      await prompt.closed();
      const { connections } = most;
      most.connections = Math.max(connections, await stage.connectionsOf(OFFICER));
    }
    expect(await police.ledger.attempts()).toHaveLength(length + 4);
    await allIsThere();
    most.connections = Math.max(most.connections, await stage.connectionsOf(OFFICER));
    expect(most.connections).toBe(1);
  });
});

describe('a week without the store', () => {
  it(
    `delivers its ${OFFLINE_ENTRIES} entries whole, each once, when the store is there again`,
    async () => {
      const { length } = await police.ledger.all();
      const page = await police.open('/reports/TF/004427/26');
      for (const door of stage.doors) door.cut();
      await recordMany(page, police.session.extensionId, OFFLINE_ENTRIES);
      expect((await police.ledger.all()).length).toBeGreaterThanOrEqual(length + OFFLINE_ENTRIES);
      openDoors();
      const { device } = await allIsThere(OFFLINE_MS);
      expect(device.findings).toEqual([]);
    },
    60_000 + 2 * OFFLINE_MS,
  );
});

describe('a laptop that falls asleep in the middle of its delivery', () => {
  it('says at waking that its token has run out, and delivers the rest with a new one', async () => {
    const page = await police.open('/reports/TF/004427/26');
    const { length } = await police.ledger.all();
    for (const door of stage.doors) door.cut();
    await recordMany(page, police.session.extensionId, 400);
    await police.session.setManaged(settings(Math.floor(Date.now() / 1000) + 12));
    openDoors();
    await expect.poll(() => stage.connectionsOf(OFFICER), { interval: 20 }).toBe(1);
    // What is stored from here on is not heard of.
    for (const door of stage.doors) door.withhold('back');
    const laptop = new Sleeper(profileDir);
    laptop.sleep();
    try {
      openDoors();
      // The nodes end the connection of a token that has run out.
      const left = { timeout: 40_000, interval: 200 };
      await expect.poll(() => stage.connectionsOf(OFFICER), left).toBe(0);
    } finally {
      laptop.wake();
    }
    await statusSays('refused');
    expect((await police.ledger.all()).length).toBeGreaterThanOrEqual(length + 400);
    await police.session.setManaged(settings());
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
