/** Force IT teaches the guard a screen: point, see what is read, save, and the files do what they say. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { siteProfile } from '../../core/sites/schema.ts';
import { Inspector } from '../../tools/inspect/inspector.ts';
import { isFailure } from '../../tools/inspect/report.ts';
import { forceSettings, type Policing, startPolicing } from './support/policing.ts';

const CARD = '/cards/TF/004312/26?code=V1&layout=new';

let police: Policing;
let folder: string;
beforeAll(async () => {
  // The shipped profile out of the way: this force makes its own.
  const shadowed = {
    id: 'sample-coded-card',
    name: 'Another screen',
    version: '0',
    hosts: ['rms.testforce.police.uk'],
    paths: ['/nowhere'],
    controls: [{ selector: '#none', treat: 'pnc-check' }],
  };
  police = await startPolicing({ managed: forceSettings({ profiles: [shadowed] }) });
  folder = mkdtempSync(path.join(tmpdir(), 'profiles-'));
});
afterAll(async () => {
  await police.close();
  rmSync(folder, { recursive: true });
});
afterEach(() => police.tidy());

async function start(): Promise<{ card: Page; builder: Page }> {
  const card = await police.open(CARD);
  const builder = await police.openOwn('profiles.html');
  await builder.check('[data-tab]');
  return { card, builder };
}

/** The layer takes the pointer, so the place of the thing is pressed and not the thing. */
async function pointAt(card: Page, selector: string): Promise<void> {
  const box = await card.locator(selector).boundingBox();
  if (!box) throw new Error(`${selector} is not on the screen`);
  await card.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await card.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
}

async function pick(builder: Page, what: string, card: Page, selector: string): Promise<void> {
  await builder.click(`#pick-${what}`);
  await layer(card);
  await pointAt(card, selector);
  await expect.poll(() => builder.textContent('#picking')).toBe('');
}

/** Pointing has begun: the layer's element is the last of the page. */
async function layer(card: Page): Promise<void> {
  await card.waitForFunction(() => document.documentElement.lastElementChild?.localName === 'div');
}

async function save(builder: Page, which: 'profile' | 'canary'): Promise<string> {
  const [download] = await Promise.all([
    builder.waitForEvent('download'),
    builder.click(`#save-${which}`),
  ]);
  const file = path.join(folder, download.suggestedFilename());
  await download.saveAs(file);
  return file;
}

describe('the profile builder', () => {
  it('turns what is pointed at into a profile that reads the screen, and a canary that proves it', async () => {
    const { card, builder } = await start();
    await builder.fill('#profile-id', 'new-card');
    await builder.fill('#profile-name', 'Card after the update');
    expect(await builder.inputValue('#profile-paths')).toBe('/cards/TF/*');

    await pick(builder, 'role', card, '#fld-0117');
    expect(await builder.inputValue('[id="roles[0]-says"]')).toMatch(/\[name="ic"\]$/);
    for (const [index, role] of ['victim', 'witness', 'suspect'].entries())
      await builder
        .locator('[data-mark="roles[0]"] .words__row select')
        .nth(index)
        .selectOption(role);
    await pick(builder, 'control', card, '#enq-1');
    await builder.selectOption('[id="controls[0]-treat"]', 'pnc-check');
    await pick(builder, 'control', card, '#enq-2');
    await pick(builder, 'reference', card, '#card-ref');
    await pick(builder, 'officer', card, '#user-no');

    await builder.click('#try');
    await builder.waitForSelector('[data-missing=""]');
    expect(
      await builder.getAttribute('tr[data-control="#enq-2"] [data-outcome]', 'data-outcome'),
    ).toBe('justify');
    expect(await builder.getAttribute('tr[data-control="#enq-1"] [data-role]', 'data-role')).toBe(
      'victim',
    );
    expect(await builder.textContent('#tried-fit')).toContain('The record reference is read.');
    // Trying changes nothing on the page: the press goes through as before.
    await card.bringToFront();
    await card.click('#enq-1');
    await card.waitForSelector('#card-result:visible');

    await builder.bringToFront();
    const profile = await save(builder, 'profile');
    const canary = await save(builder, 'canary');
    const saved = siteProfile.parse(JSON.parse(readFileSync(profile, 'utf8')));
    expect(saved.roles?.[0]?.words).toEqual([
      { text: 'V1', role: 'victim' },
      { text: 'W1', role: 'witness' },
      { text: 'S1', role: 'suspect' },
    ]);
    const html = readFileSync(canary, 'utf8');
    expect(html).not.toMatch(/Ana|Example|4312|105\/07/);

    const inspector = await Inspector.open({ profile: saved });
    try {
      const { result } = await inspector.inspect({ target: canary });
      if (isFailure(result)) throw new Error(result.error);
      expect(result.fits?.[0]).toMatchObject({ missing: [], kept: [] });
      expect(result.signals.map(({ kind, role }) => [kind, role])).toEqual([
        ['pnc-check', 'victim'],
        ['immigration-lookup', 'victim'],
      ]);
    } finally {
      await inspector.close();
    }
  });

  it('is worked by keys alone', async () => {
    const { card, builder } = await start();
    await builder.focus('#pick-control');
    await builder.keyboard.press('Enter');
    await layer(card);
    const stops = await card.evaluate(() => document.querySelectorAll('nav a').length);
    for (let step = 0; step < stops + 3; step++) await card.keyboard.press('Tab');
    await card.keyboard.press('ArrowUp');
    await card.keyboard.press('Enter');
    await builder.waitForSelector('[data-mark="controls[0]"]');
    await builder.keyboard.press('Enter');
    await layer(card);
    await card.keyboard.press('Escape');
    await expect.poll(() => builder.textContent('#picking')).toBe('');
    expect(await builder.locator('[data-mark]').count()).toBe(1);
  });

  it('lets neither the page nor the guard act on what is pointed at', async () => {
    const card = await police.open('/reports/TF/004427/26');
    const builder = await police.openOwn('profiles.html');
    await builder.check('[data-tab]');
    await pick(builder, 'control', card, '#victim-check-status');
    expect(await builder.inputValue('[id="controls[0]-selector"]')).toBe('#victim-check-status');
    await police.ledger.begin();
    expect(await police.guarded(card)).toEqual([]);
    expect(await police.ledger.entries()).toEqual([]);
  });

  it('says what a mark is missing, and which field is wrong, before anything is saved', async () => {
    const { card, builder } = await start();
    await builder.fill('#profile-id', 'new card');
    await builder.fill('#profile-name', 'Card');
    await pick(builder, 'control', card, '#enq-2');
    await builder.fill('[id="controls[0]-selector"]', '#gone');
    expect(await builder.textContent('[data-fault="id"]')).toContain(
      'lower-case words and hyphens',
    );
    expect(await builder.locator('#save-profile').count()).toBe(0);
    await builder.fill('#profile-id', 'new-card');
    await builder.click('#try');
    await builder.waitForSelector('[data-missing="controls[0]"]');
    expect(await builder.textContent('[data-mark="controls[0]"]')).toContain(
      'Nothing on the page matched',
    );
    await builder.fill('[id="controls[0]-selector"]', 'button[');
    expect(await builder.textContent('[data-fault="controls[0].selector"]')).toContain(
      'is not a CSS selector',
    );
  });

  it('points into frames, and one pointing ends them all', async () => {
    const page = await police.open('/frames');
    const frame = page.frameLocator('#victim-lookup-frame');
    const builder = await police.openOwn('profiles.html');
    await builder.check('[data-tab]');
    await builder.click('#pick-control');
    await layer(page);
    await page.mouse.wheel(0, 500);
    await frame.locator('#frame-pnc').scrollIntoViewIfNeeded();
    const box = await frame.locator('#frame-pnc').boundingBox();
    if (!box) throw new Error('the frame is not on the screen');
    await page.mouse.click(box.x + 5, box.y + 5);
    await builder.waitForSelector('[data-mark="controls[0]"]');
    expect(await builder.inputValue('[id="controls[0]-selector"]')).toBe('#frame-pnc');
    await expect.poll(() => builder.textContent('#picking')).toBe('');
    const layers = await page.evaluate(
      () => document.documentElement.querySelectorAll(':scope > div').length,
    );
    expect(layers).toBe(0);
  });

  it('refuses a file and an address that are none, and keeps what was made', async () => {
    const { card, builder } = await start();
    await builder.fill('#profile-name', 'Kept');
    await pick(builder, 'control', card, '#enq-2');
    await builder.setInputFiles('#load-profile', {
      name: 'x.json',
      mimeType: 'application/json',
      buffer: Buffer.from('{"id":'),
    });
    await builder.waitForSelector('#build-failed');
    expect(await builder.textContent('#build-failed')).toContain('not a site profile');
    await builder.fill('#open-address', 'https://example.org/');
    await builder.click('#open-page');
    await expect.poll(() => builder.textContent('#build-failed')).toContain('may work');
    expect(await builder.inputValue('#profile-name')).toBe('Kept');
    expect(await builder.locator('[data-mark="controls[0]"]').count()).toBe(1);
  });

  it.each(['en', 'cy'] as const)(
    'has no fault that a screen reader meets (%s)',
    async (language) => {
      await police.session.setManaged(forceSettings({ language }));
      const { card, builder } = await start();
      await pick(builder, 'role', card, '#fld-0117');
      await pick(builder, 'control', card, '#enq-2');
      await builder.click('#try');
      await builder.waitForSelector('.tried');
      const { violations } = await new AxeBuilder({ page: builder }).analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
      await builder.screenshot({ path: `output/builder-${language}.png`, fullPage: true });
      await builder.setViewportSize({ width: 400, height: 800 });
      await builder.screenshot({ path: `output/builder-narrow-${language}.png`, fullPage: true });
      await police.session.setManaged(forceSettings());
    },
  );
});
