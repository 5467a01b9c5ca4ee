/** What force IT sees: the policy in force, where it came from, and which setting was refused. */
import type { Page } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { forceSettings, type Policing, startPolicing } from './support/policing.ts';
import { Prompt } from './support/prompt.ts';

let police: Policing;
beforeAll(async () => {
  police = await startPolicing();
});
afterAll(() => police.close());
beforeEach(() => police.ledger.begin());
afterEach(() => police.tidy());

/** Passes the schema that Chromium knows, and not ours: no such reason code exists. */
const BAD_RULES = [
  {
    id: 'testforce-bad-rule',
    when: { kind: ['pnc-check'], role: ['suspect'] },
    outcome: 'justify',
    reasons: ['RR-77'],
    wording: 'pnc-check',
    sources: [{ document: 'Synthetic', edition: '1', checkedOn: '2026-11-01' }],
  },
];

async function status(origin: string): Promise<Page> {
  const page = await police.openOwn('options.html');
  await page.waitForSelector(`[data-origin="${origin}"]`);
  return page;
}

function fact(page: Page, name: string): Promise<string | null> {
  return page.textContent(`[data-fact="${name}"] dd`);
}

async function stillHolds(): Promise<void> {
  const page = await police.open('/reports/TF/004427/26');
  const prompt = await Prompt.of(page);
  await page.click('#victim-check-status');
  await prompt.opened();
  await page.keyboard.press('Enter');
  await police.ledger.attempt('complied');
  expect(await police.guarded(page)).toEqual([]);
}

describe('the status page', () => {
  it('shows the policy of the force, its version, and who uses the browser', async () => {
    const page = await status('managed');
    expect(await fact(page, 'force')).toBe('Test Force (synthetic) (TF)');
    expect(await fact(page, 'version')).toContain('TF 2026.1');
    expect(await fact(page, 'identity')).toBe('TF-4312');
    expect(await page.locator('#errors-none').count()).toBe(1);
    expect(await page.locator('[data-rule="testforce-victim-context-inform"]').count()).toBe(1);
  });

  it('names a refused setting, keeps the last good policy, and the guard still holds', async () => {
    await police.session.setManaged(forceSettings({ rules: BAD_RULES }));
    const page = await status('last-good');
    await page.waitForSelector('[data-field="rules[0].reasons[0]"]');
    expect(await fact(page, 'version')).toContain('TF 2026.1');
    expect(await page.locator('[data-rule="testforce-victim-context-inform"]').count()).toBe(1);
    expect(await page.locator('[data-rule="testforce-bad-rule"]').count()).toBe(0);
    await stillHolds();
    const faults = (await police.ledger.entries()).filter(
      ({ header }) => header['code'] === 'policy-rejected',
    );
    expect(faults).toHaveLength(1);
    // The same after a start of the background, which has only the copy on disk to go by.
    await police.session.killServiceWorker();
    await status('last-good');
  });

  it('falls back to the baseline where there never was a good policy', async () => {
    await police.session.setManaged({});
    await status('baseline-none-configured');
    await stillHolds();
    await police.session.setManaged(forceSettings({ rules: BAD_RULES }));
    const page = await status('baseline-rejected');
    await page.waitForSelector('[data-field="rules[0].reasons[0]"]');
    expect(await page.locator('[data-layer="force"]').count()).toBe(0);
    await police.ledger.begin();
    await stillHolds();
    await police.session.setManaged(forceSettings());
    await status('managed');
  });
});

describe('the self-check', () => {
  const state = (page: Page, name: string): Promise<string | null> =>
    page.getAttribute(`[data-check="${name}"]`, 'data-state');

  it('says that the guard is installed by policy, allowed, alive, and in the open pages', async () => {
    await police.open('/reports/TF/004427/26');
    const page = await status('managed');
    await expect
      .poll(async () => {
        await page.click('#refresh');
        return state(page, 'pages');
      })
      .toBe('pass');
    for (const name of ['policy', 'hosts', 'network', 'ledger', 'clock', 'heartbeat', 'forced'])
      expect([name, await state(page, name)]).toEqual([name, 'pass']);
    expect(await state(page, 'private-windows')).toBe('unknown');
  });

  it('copies a diagnosis that names no officer and no page', async () => {
    const page = await status('managed');
    await page.focus('#copy-diagnosis');
    await page.keyboard.press('Enter');
    await page.waitForSelector('text=Copied.');
    const text = await page.locator('#diagnosis').textContent();
    expect(text).toContain('policy 2026');
    expect(text).toContain('check forced: pass');
    expect(text).not.toMatch(/TF-4312|CID-North|rms\.testforce/);
  });
});

describe('the device', () => {
  it('writes a sign of life, and each policy that comes into force', async () => {
    await police.session.setManaged(
      forceSettings({ policyVersion: 'TF 2026.9', repeatMinutes: 7 }),
    );
    await expect
      .poll(async () => (await police.ledger.ofTheDevice()).map(({ header }) => header['kind']))
      .toContain('heartbeat');
    const changes = async () =>
      (await police.ledger.ofTheDevice()).filter(
        ({ header }) => header['kind'] === 'policy-change',
      );
    const before = await changes();
    await police.session.setManaged(forceSettings());
    await expect.poll(async () => (await changes()).length).toBeGreaterThan(before.length);
    const [last] = (await changes()).slice(-1);
    expect(last?.header).toMatchObject({ origin: 'managed' });
  });
});

describe('a rollout', () => {
  it('counts on the devices of its ring, and the force can take all of its policy back', async () => {
    const rules = BAD_RULES.map((rule) => ({ ...rule, reasons: ['RR-02'] }));
    const rollout = (percent: number) => ({ rollout: { id: 'autumn', percent, rules } });
    await police.session.setManaged(forceSettings(rollout(0)));
    const page = await status('managed');
    const refreshed = async (name: string): Promise<string | null> => {
      await page.click('#refresh');
      return fact(page, name);
    };
    await expect.poll(() => refreshed('rollout')).toContain('does not count here');
    await police.session.setManaged(forceSettings(rollout(100)));
    await expect.poll(() => refreshed('rollout')).toContain('autumn: counts here');
    await expect.poll(() => refreshed('version')).toContain('+autumn');
    await police.session.setManaged(forceSettings({ ...rollout(100), suspended: true }));
    await expect.poll(() => refreshed('version')).not.toContain('TF 2026.1');
    await page.waitForSelector('#suspended');
    await stillHolds();
    await police.session.setManaged(forceSettings());
    await status('managed');
  });
});

describe('a rule of the force', () => {
  it('that tightens the baseline is in force in pages that are already open', async () => {
    const page = await police.open('/reports/TF/004427/26');
    const prompt = await Prompt.of(page);
    await page.click('#suspect-1-pnc');
    await page.waitForSelector('#suspect-1-result:visible');
    expect(await prompt.isOpen()).toBe(false);
    const rules = BAD_RULES.map((rule) => ({ ...rule, reasons: ['RR-02'] }));
    await police.session.setManaged(forceSettings({ rules }));
    await status('managed');
    await page.bringToFront();
    await page.click('#suspect-1-pnc');
    expect((await prompt.opened()).text).toContain('testforce-bad-rule');
    await police.session.setManaged(forceSettings());
    await status('managed');
  });
});

describe('the popup', () => {
  it('says whether the page is guarded, by which policy, and what waits', async () => {
    const page = await police.open('/reports/new');
    const prompt = await Prompt.of(page);
    await page.click('#victim-check-status');
    await prompt.opened();
    expect(await popupFacts()).toMatchObject({ guarded: 'true', held: '1', recorded: '0' });
    await page.bringToFront();
    await page.keyboard.press('Enter');
    await police.ledger.attempt('complied');
    await expect
      .poll(popupFacts, { timeout: 15_000 })
      .toMatchObject({ guarded: 'true', held: '0', recorded: '1' });
  });

  it('follows the page while it is open', async () => {
    const page = await police.open('/reports/new');
    const prompt = await Prompt.of(page);
    const popup = await openPopup();
    const held = () => fact(popup, 'held');
    await expect.poll(held, { timeout: 15_000 }).toBe('0');
    await page.bringToFront();
    await page.click('#victim-check-status');
    await prompt.opened();
    await expect.poll(held, { timeout: 15_000 }).toBe('1');
  });
});

/** Opens the popup about the records system's tab, as the toolbar button would. */
async function openPopup(): Promise<Page> {
  const worker = await police.session.serviceWorker();
  const tabId: unknown = await worker.evaluate(
    `chrome.tabs.query({ url: '*://*.police.uk/*' }).then(([tab]) => tab.id)`,
  );
  return police.openOwn(`popup.html?tab=${tabId}`);
}

async function popupFacts(): Promise<Record<string, string | null>> {
  const page = await openPopup();
  await page.waitForSelector('[data-guarded]');
  const policy = await fact(page, 'policy');
  expect(policy).toContain('Test Force (synthetic)');
  expect(policy).toContain('TF 2026.1');
  const facts = {
    guarded: await page.getAttribute('[data-guarded]', 'data-guarded'),
    held: await fact(page, 'held'),
    recorded: await fact(page, 'recorded'),
  };
  await page.close();
  return facts;
}
