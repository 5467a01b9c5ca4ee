/** Force IT tries a policy before it is given out: on a form of their own, and on an open page. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { BUILDS, PROJECT } from '../../tools/build.ts';
import { GuardWorlds } from '../../tools/inspect/guard-worlds.ts';
import { SEE_FRAME, type Seen } from '../../tools/inspect/in-page.ts';
import { FAMILIES, FIXTURES, htmlOf, nameOf } from '../forms/fixtures.ts';
import { HOSTILE } from './support/hostile-form.ts';
import { goesOn } from './support/officer.ts';
import { forceSettings, type Policing, startPolicing } from './support/policing.ts';
import { Prompt } from './support/prompt.ts';
import { openTester, paste, rows, settings, TIGHTER } from './support/tester.ts';

const CARD = readFileSync(`${PROJECT}/tests/forms/general/rms_victim_card.html`, 'utf8');
const PICTURES = path.join(PROJECT, 'output/e2e');

let police: Policing;
let left: string[] = [];
beforeAll(async () => {
  police = await startPolicing();
  police.session.context.on('request', (request) => left.push(request.url()));
  // What the frame's security policy stops is announced as well, and goes nowhere.
  police.session.context.on('requestfailed', (request) => {
    if (request.failure()?.errorText === 'csp') left = left.filter((url) => url !== request.url());
  });
});
afterAll(() => police.close());
beforeEach(() => police.ledger.begin());
afterEach(async () => {
  await police.tidy();
  left = [];
});

/** What was asked of anybody but the extension itself. */
function outside(): readonly string[] {
  return [
    ...left.filter((url) => !url.startsWith('chrome-extension://') && !/^(?:data|blob):/.test(url)),
    ...police.intranet.log.map(({ path: asked }) => asked),
  ];
}

/** One form of every second family of the sample forms, of those that need no script. */
const SAMPLES = FAMILIES.filter((_, index) => index % 2 === 0).flatMap(
  (family) => FIXTURES.find((each) => each.family === family && !each.browserOnly) ?? [],
);

describe('the policy tester', () => {
  it('runs the guard of this build, and says by which hash', async () => {
    const file = readFileSync(path.join(BUILDS.chromium, 'content-scripts/guard.js'));
    const hash = createHash('sha256').update(file).digest('hex');
    const page = await openTester(police);
    expect(await page.textContent('#engine code')).toBe(hash);
    const status = await police.openOwn('options.html');
    await status.waitForSelector('[data-fact="engine"]');
    expect(await status.textContent('[data-fact="engine"] dd')).toBe(hash);
  });

  it("shows a victim's form with what is decided, the real prompt, and what the ledger would say", async () => {
    const page = await openTester(police);
    const form = await paste(page, CARD, '/reports/TF/004427/26');
    expect(await rows(page)).toEqual([
      {
        path: '#v1-nat',
        kind: 'immigration-context',
        role: 'victim',
        outcome: 'observe',
        rule: 'victim-immigration-context-observe',
      },
      {
        path: '#v1-imm',
        kind: 'immigration-field',
        role: 'victim',
        outcome: 'warn',
        rule: 'victim-immigration-field-warn',
      },
      {
        path: '#v1-check',
        kind: 'immigration-lookup',
        role: 'victim',
        outcome: 'justify',
        rule: 'victim-immigration-lookup-justify',
      },
      {
        path: '#v1-pnc',
        kind: 'pnc-check',
        role: 'victim',
        outcome: 'justify',
        rule: 'victim-pnc-check-justify',
      },
    ]);
    await page.click('[data-control="#v1-check"] > button');
    const told = await page.textContent('[data-control="#v1-check"] [data-prompt="title"]');

    const prompt = await Prompt.of(page);
    await form.locator('#v1-check').click();
    expect((await prompt.opened()).title).toBe(told?.trim());
    await goesOn(prompt);
    await page.waitForSelector('#trace [data-choice="overridden"]');
    expect(await page.getAttribute('#trace [data-choice]', 'data-reason')).toBe('RR-01');
    expect(await page.textContent('#trace')).toContain('With a record reference.');
    await form.locator('#v1-pnc').click();
    await prompt.opened();
    await page.keyboard.press('Enter');
    await page.waitForSelector('#trace [data-choice="complied"]');

    expect(await police.ledger.entries()).toEqual([]);
    expect(outside()).toEqual([]);
  });

  it('reads again when the form is changed, as an officer changes it', async () => {
    const page = await openTester(police);
    const form = await paste(
      page,
      '<label for="r">Role</label><select id="r"><option>Suspect</option><option>Victim</option></select><button id="p">PNC check</button>',
    );
    expect((await rows(page)).map(({ role, outcome }) => [role, outcome])).toEqual([
      ['suspect', 'allow'],
    ]);
    await form.locator('#r').selectOption('Victim');
    await page.waitForSelector('[data-control="#p"][data-role="victim"][data-outcome="justify"]');
  });

  it('reads forms of every kind as the guard reads them on their own pages', async () => {
    expect(SAMPLES.length).toBeGreaterThan(5);
    const page = await openTester(police);
    for (const sample of SAMPLES) {
      await paste(page, htmlOf(sample));
      const read = (await rows(page)).map(({ kind, role, outcome, rule }) =>
        [kind, role, outcome, rule].join(),
      );
      const expected = sample.expects.map(({ kind, role, outcome, rule }) =>
        [kind, role, outcome, rule].join(),
      );
      expect([...read].sort(), nameOf(sample)).toEqual([...expected].sort());
    }
  });

  it('reads a form by the site profile of the address that it is given', async () => {
    const page = await openTester(police);
    const coded = readFileSync(`${PROJECT}/policies/sites/sample-coded-card.canary.html`, 'utf8');
    await paste(page, coded);
    const withoutProfile = await rows(page);
    await paste(page, coded, 'https://rms.testforce.police.uk/cards/TF/004312/26');
    const read = await rows(page);
    expect(read.length).toBeGreaterThan(withoutProfile.length);
    await page.click('#controls > li > button');
    expect(await page.textContent('[data-fact="trust"] dd')).toBe('Page read with a site profile');
    expect(outside()).toEqual([]);
  });

  it('lets nothing of a hostile form run, be fetched or lead away, and still reads it', async () => {
    const page = await openTester(police);
    const form = await paste(page, HOSTILE);
    expect(await page.textContent('#removed')).toMatch(/scripts 3, frames 3/);
    expect((await rows(page)).map(({ path: at, kind, role }) => [at, kind, role])).toEqual([
      ['#link', 'pnc-check', 'victim'],
      ['#send', 'immigration-lookup', 'victim'],
      ['#named', 'pnc-check', 'witness'],
    ]);
    const prompt = await Prompt.of(page);
    for (const control of ['#send', '#link']) {
      await form.locator(control).click();
      await goesOn(prompt);
    }
    await page.waitForSelector('#trace tbody tr:nth-child(2)');
    for (const control of ['#away', '#script', '#chrome']) await form.locator(control).click();
    await form.locator('#away').click({ button: 'middle' });
    await form.locator('#away').click({ modifiers: ['ControlOrMeta'] });
    await form.locator('input[name=closest]').press('Enter');
    await page.waitForTimeout(300);
    expect(await form.locator('#link').count()).toBe(1);
    expect(await form.locator('html').evaluate(() => document.title)).toBe(
      'Crime report 12/3456/26',
    );
    expect(outside()).toEqual([]);
    expect(await police.ledger.entries()).toEqual([]);
    expect(page.url()).toContain('tester.html');
  });

  it('shows what another policy would change, in the list and in the prompt', async () => {
    const page = await openTester(police);
    await paste(page, CARD);
    await settings(page, forceSettings({ policyVersion: 'TF next', rules: TIGHTER }));
    await page.waitForSelector('[data-control="#v1-pnc"][data-outcome="approve"] [data-changed]');
    expect(await page.locator('[data-changed]').count()).toBe(1);
    const form = page.frameLocator('#form-frame');
    const prompt = await Prompt.of(page);
    await form.locator('#v1-pnc').click();
    const asked = await prompt.opened();
    expect(asked.text).toContain('TF next');
    await page.screenshot({ path: `${PICTURES}/tester-prompt-1280.png` });
    await prompt.press('Go on with a reason');
    const fields = (await prompt.reads((view) => view.fields.length > 1)).fields;
    expect(fields.map(({ name }) => name)).toContain('Authorised by (staff number)');
    await page.keyboard.press('Escape');
    await prompt.closed();

    // A file that a machine would refuse changes nothing of what is tested.
    await settings(page, forceSettings({ rules: [{ ...TIGHTER[0], reasons: ['RR-77'] }] }));
    await page.waitForSelector('[data-field="rules[0].reasons[0]"]');
    expect(await page.textContent('[data-fact="under-test-version"] dd')).toContain('TF next');
    await settings(page, '{"rules": [');
    await expect.poll(() => page.textContent('#setting-errors')).toContain('ends too early');
    await page.click('#test-in-force');
    await page.waitForSelector('[data-control="#v1-pnc"][data-outcome="justify"]');
  });

  it('reads an open page as inspect reads it, and touches nothing on it', async () => {
    const live = await police.open('/reports/TF/004427/26');
    const worlds = new GuardWorlds(live, police.session.extensionId);
    const [seen] = (await worlds.evaluate(SEE_FRAME)) as readonly Seen[];
    const before = await live.content();
    const page = await openTester(police);
    await page.click('[data-tab]');
    await page.waitForSelector('#controls > li');
    const read = await rows(page);
    expect(read.length).toBeGreaterThan(5);
    expect(read.map(({ kind, role, outcome, rule }) => ({ kind, role, outcome, rule }))).toEqual(
      seen?.signals.map(({ kind, role, outcome, rule }) => ({ kind, role, outcome, rule })),
    );
    expect(await live.content()).toBe(before);
    await settings(page, forceSettings({ policyVersion: 'TF next', rules: TIGHTER }));
    await page.waitForSelector('[data-kind="pnc-check"][data-outcome="approve"] [data-changed]');
    expect(await police.ledger.entries()).toEqual([]);
  });

  it('says what is wrong with what is no form', async () => {
    const page = await openTester(police);
    const file = (name: string, buffer: Buffer) =>
      page.setInputFiles('#form-file', { name, mimeType: 'text/html', buffer });
    await file('big.html', Buffer.alloc(10_000_000, '<p>Victim</p>'));
    await page.waitForSelector('[data-failure="tester.failed.too-long"]');
    await file('many.html', Buffer.from('<label>Nationality <input></label>'.repeat(50_000)));
    await page.waitForSelector('[data-failure="tester.failed.too-many"]');
    await file('picture.html', readFileSync(`${PROJECT}/docs/images/prompt.png`));
    await page.waitForSelector('[data-failure="tester.failed.no-text"]');
    await page.fill('#form-html', 'just words');
    await page.click('#show-form');
    await page.waitForSelector('[data-failure="tester.failed.no-form"]');
    await page.fill('#form-address', 'ftp://x');
    await page.fill('#form-html', CARD);
    await page.click('#show-form');
    await page.waitForSelector('[data-failure="tester.failed.address"]');
    expect(await page.locator('#form-frame').count()).toBe(0);
  });

  it('is worked by keys alone', async () => {
    const page = await openTester(police);
    await page.setViewportSize({ width: 400, height: 780 });
    await paste(page, CARD);
    await page.focus('[data-control="#v1-check"] > button');
    await page.keyboard.press('Enter');
    await page.waitForSelector('[data-control="#v1-check"] [data-prompt="why"]');
    await page.frameLocator('#form-frame').locator('#v1-civil').focus();
    for (const _stop of ['rel', 'check']) await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    const prompt = await Prompt.of(page);
    await prompt.opened();
    await page.screenshot({ path: `${PICTURES}/tester-prompt-400.png` });
    // Enter counts only where the prompt is seen whole.
    await page.keyboard.press('Enter');
    await prompt.closed();
    await page.waitForSelector('#trace [data-choice="complied"]');
  });

  it.each(['en', 'cy'] as const)(
    'has no fault that a screen reader meets (%s)',
    async (language) => {
      await police.session.setManaged(forceSettings({ language }));
      const page = await openTester(police);
      await paste(page, CARD);
      await page.click('[data-control="#v1-check"] > button');
      await settings(page, forceSettings({ rules: [{ ...TIGHTER[0], reasons: ['RR-77'] }] }));
      await page.waitForSelector('#setting-errors');
      const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
      for (const width of [1280, 400]) {
        await page.setViewportSize({ width, height: 900 });
        await page.screenshot({
          path: `${PICTURES}/tester-${language}-${width}.png`,
          fullPage: true,
        });
      }
      await police.session.setManaged(forceSettings());
    },
  );
});
