/** A reviewer holds a log of PNC transactions against what was recorded. */
import type { Page } from 'playwright';
import { expect } from 'vitest';
import { goesOn } from '../support/officer.ts';
import type { Policing } from '../support/policing.ts';
import { Prompt } from '../support/prompt.ts';

function fact(page: Page, name: string): Promise<string | null> {
  return page.textContent(`[data-fact="${name}"] dd`);
}

/** @returns when the check was recorded, epoch milliseconds */
export async function checksPnc(police: Policing): Promise<number> {
  const report = await police.open('/reports/TF/004427/26');
  const prompt = await Prompt.of(report);
  await report.click('#victim-pnc');
  await goesOn(prompt);
  const { header } = await police.ledger.attempt('overridden');
  return Number(header['at']);
}

/** @param made when the check was recorded, epoch milliseconds */
export async function comparesLog(police: Policing, made: number): Promise<void> {
  const page = await police.openOwn('review.html#reconcile');
  const times = [made, made - 3 * 3_600_000];
  const rows = times.map((at) => `${new Date(at).toISOString()},TF4312,NE,SMITH/JOHN`);
  const buffer = Buffer.from(['When,Operator,Code,Subject', ...rows].join('\r\n'));
  await page.setInputFiles('#log-file', { name: 'log.csv', mimeType: 'text/csv', buffer });
  // By keyboard alone from here on.
  await page.focus('#log-codes');
  await page.keyboard.type('ne');
  await page.keyboard.press('Enter');
  await page.waitForSelector('#reconciled');
  expect(await fact(page, 'matched')).toBe('1');
  expect(await fact(page, 'withoutEntry')).toBe('1');
  expect(await page.textContent('body')).not.toContain('SMITH');
  const kept = (await police.ledger.entries()).find(
    (entry) => entry.header['kind'] === 'reconciliation',
  );
  expect(kept?.header).toMatchObject({ reader: 'TF-0077', transactions: 2, matched: 1 });
  expect(JSON.stringify(await police.ledger.entries())).not.toContain('SMITH');

  // As a file they leave for a purpose and somebody, and not before both are said.
  await page.click('#save-lists');
  await page.waitForSelector('#lists-purpose-fault');
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('lists-purpose');
  await page.selectOption('#lists-purpose', 'lawfulness');
  await page.selectOption('#lists-recipient', 'inspectorate');
  await page.click('#save-lists');
  await page.waitForSelector('#saved-lists:not(:empty)');
  const left = (await police.ledger.entries()).find(({ header }) => header['kind'] === 'export');
  expect(left?.header).toMatchObject({ purpose: 'lawfulness', recipient: 'inspectorate' });

  await page.setInputFiles('#log-file', {
    ...{ name: 'log.csv', mimeType: 'text/csv' },
    buffer: Buffer.from('When,Operator\nnoon,TF4312\n'),
  });
  await page.click('#compare');
  await page.waitForSelector('#log-refused [data-fault="time"]:has-text("rows 2")');
}
