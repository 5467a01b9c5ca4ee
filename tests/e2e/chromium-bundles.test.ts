/** An officer's browser hands its ledger in; a supervisor's other browser takes it in and decides. */
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { verifyBundle } from '../../core/ledger/verify-bundle.ts';
import { verifyEd25519 } from '../../platform/ed25519.ts';
import { choose, type Files, makeFiles, saidOf, savedBy } from './support/bundles.ts';
import { EXPLANATION, goesOn } from './support/officer.ts';
import { forceSettings, type Policing, startPolicing } from './support/policing.ts';
import { Prompt } from './support/prompt.ts';

const REVIEWER = { id: 'TF-0077', unit: 'CID-North', reviewer: true };
const OTHER_REVIEWER = { id: 'TF-0088', unit: 'CID-North', reviewer: true };

let officer: Policing;
let supervisor: Policing;
let files: Files;
beforeAll(async () => {
  files = makeFiles();
  officer = await startPolicing();
  supervisor = await startPolicing({ managed: { ...forceSettings(), identity: REVIEWER } });
});
afterAll(async () => {
  await officer?.close();
  await supervisor?.close();
  files.remove();
});
afterEach(async () => {
  await officer.tidy();
  await supervisor.tidy();
});

/** An override as the officer makes it. @returns its id */
async function override(police: Policing): Promise<string> {
  await police.ledger.begin();
  const page = await police.open('/reports/TF/004427/26');
  const prompt = await Prompt.of(page);
  await page.click('#victim-check-status');
  await goesOn(prompt);
  return String((await police.ledger.attempt('overridden')).header['id']);
}

async function handedIn(): Promise<readonly string[]> {
  const page = await officer.openOwn('options.html');
  const lines = await savedBy(page, '#hand-in');
  await page.waitForSelector('#exported');
  return lines;
}

async function openLedgers(police: Policing): Promise<Page> {
  const page = await police.openOwn('review.html#ledgers');
  await page.waitForSelector('#ledgers');
  return page;
}

async function openCase(police: Policing, id: string): Promise<Page> {
  const page = await police.openOwn(`review.html#case=${id}`);
  await page.waitForSelector(`#case[data-case="${id}"]`);
  return page;
}

async function kinds(police: Policing): Promise<readonly unknown[]> {
  return (await police.ledger.entries()).map(({ header }) => header['kind']);
}

async function faultsOf(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target).join()}`);
}

describe('an officer’s ledger', () => {
  it('is handed in as a file that holds, reviewed on another machine, and decided there', async () => {
    const id = await override(officer);
    const lines = await handedIn();
    expect(await kinds(officer)).toContain('export');
    const verified = await verifyBundle(lines, verifyEd25519);
    expect(verified.findings).toEqual([]);
    expect(verified.devices).toMatchObject([{ findings: [] }]);

    await supervisor.ledger.begin();
    const page = await openLedgers(supervisor);
    const file = files.write('officer.jsonl', lines);
    await choose(page, [file], '#import');
    const said = await saidOf(page, 'officer.jsonl');
    expect(said.holds).toBe('true');
    expect(said.count).toMatch(/^[1-9]\d* \d+ 0$/);
    expect(await page.textContent(`[data-ledger="${verified.devices[0]?.device}"]`)).toContain(
      'Holds.',
    );
    expect(await faultsOf(page)).toEqual([]);

    await choose(page, [file], '#import');
    expect((await saidOf(page, 'officer.jsonl')).count).toMatch(/^0 [1-9]\d* 0$/);

    await page.click('#nav-cases');
    await page.click(`[data-case-id="${id}"]`);
    await page.waitForSelector('#case');
    expect(await page.textContent('[data-fact="explanation"] dd')).toBe(EXPLANATION);
    expect(await page.getAttribute('#proof', 'data-proof')).toBe('proved');
    expect(await page.textContent('#proof')).toContain(verified.devices[0]?.device);
    expect(await faultsOf(page)).toEqual([]);
    await page.check('#outcome-RV-1');
    await page.click('#decide');
    await page.waitForSelector('#decided');
    const all = await kinds(supervisor);
    expect(all.filter((kind) => kind === 'import')).toHaveLength(2);
    expect(all.filter((kind) => kind === 'review')).toHaveLength(1);
    expect(all).not.toContain('gap');
  });

  it('is decided twice on two devices: both decisions stand, and they are shown to conflict', async () => {
    const id = await override(officer);
    const file = files.write('second.jsonl', await handedIn());
    await choose(await openLedgers(supervisor), [file], '#import');
    const there = await openCase(supervisor, id);
    await there.check('#outcome-RV-1');
    await there.click('#decide');
    await there.waitForSelector('#decided');

    const { identity: _, ...others } = forceSettings();
    await officer.session.setManaged({ ...others, identity: OTHER_REVIEWER });
    const here = await openCase(officer, id);
    await here.check('#outcome-RV-3');
    await here.fill('#decision-note', 'The victim could have been asked at once.');
    await here.fill('#decision-days', '14');
    await here.click('#decide');
    await here.waitForSelector('#decided');
    const giving = await openLedgers(officer);
    // By keyboard, and with nothing chosen yet: nothing leaves, and the first choice is where to go.
    await giving.press('#export', 'Enter');
    expect(await giving.textContent('#export-purpose-fault')).toContain('recorded');
    expect(await giving.evaluate(() => document.activeElement?.id)).toBe('export-purpose');
    await giving.selectOption('#export-purpose', 'self-monitoring');
    await giving.selectOption('#export-recipient', 'own-force');
    const whole = await savedBy(giving, '#export');
    await giving.selectOption('#export-format', 'csv');
    await giving.selectOption('#export-recipient', 'inspectorate');
    const table = await savedBy(giving, '#export');
    expect(table.find((line) => line.startsWith(id))).toContain('overridden');
    const gone = (await officer.ledger.entries()).filter(
      ({ header }) => header['kind'] === 'export',
    );
    expect(gone.at(-1)?.header).toMatchObject({
      purpose: 'self-monitoring',
      recipient: 'inspectorate',
    });
    await officer.session.setManaged(forceSettings());

    const page = await openLedgers(supervisor);
    await choose(page, [files.write('whole.jsonl', whole)], '#import');
    expect((await saidOf(page, 'whole.jsonl')).holds).toBe('true');
    const both = await openCase(supervisor, id);
    expect(await both.getAttribute('#bar', 'data-bar')).toBe('conflicting');
    expect(await both.locator('[data-decision]').count()).toBe(2);
  });

  it('gives whoever made the override no decision on any device', async () => {
    const id = await override(officer);
    const file = files.write('own.jsonl', await handedIn());
    await choose(await openLedgers(supervisor), [file], '#import');
    const settings = forceSettings();
    await supervisor.session.setManaged({
      ...settings,
      identity: { id: 'TF-4312', unit: 'CID-North', reviewer: true },
    });
    const page = await openCase(supervisor, id);
    expect(await page.getAttribute('#bar', 'data-bar')).toBe('own-override');
    expect(await page.locator('#decision-form').count()).toBe(0);
    await supervisor.session.setManaged({ ...settings, identity: REVIEWER });
  });
});

describe('somebody who is no reviewer', () => {
  it('gets no ledgers and no file of them, and that they asked is an entry', async () => {
    await officer.ledger.begin();
    const page = await officer.openOwn('review.html#ledgers');
    await page.waitForSelector('#ledgers-failed');
    expect(await page.locator('#export').count()).toBe(0);
    const asked = await page.evaluate(async () => {
      const body = { scope: 'all', since: null };
      const { runtime } = Reflect.get(globalThis, 'chrome');
      return runtime.sendMessage({ v: 1, name: 'export-begin', body });
    });
    expect(asked).toEqual({ ok: false, code: 'not-a-reviewer' });
    expect(await kinds(officer)).toEqual(['read-refused', 'read-refused']);
  });
});

describe('the review page', () => {
  it('follows what is recorded without losing the place or what is being written', async () => {
    const settings = forceSettings();
    await supervisor.session.setManaged(settings);
    const first = await override(supervisor);
    await supervisor.session.setManaged({ ...settings, identity: REVIEWER });
    const page = await openCase(supervisor, first);
    const rows = await page.locator('[data-case-id]').count();
    await page.fill('#decision-note', 'I am still writing this');
    await page.focus('#decision-note');
    const second = await override(supervisor);
    await page.waitForSelector(`[data-case-id="${second}"]`);
    expect(await page.locator('[data-case-id]').count()).toBe(rows + 1);
    expect(await page.inputValue('#decision-note')).toBe('I am still writing this');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('decision-note');
  });
});
