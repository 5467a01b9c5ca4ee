/** Ledger files in tests: how one leaves a browser, and ways in which somebody may alter one. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright';

export interface Files {
  /** @returns where it is */
  write(name: string, lines: readonly string[]): string;
  path(name: string): string;
  remove(): void;
}

export function makeFiles(): Files {
  const folder = mkdtempSync(path.join(tmpdir(), 'bundles-'));
  return {
    write(name, lines) {
      const at = path.join(folder, name);
      writeFileSync(at, lines.map((line) => `${line}\n`).join(''));
      return at;
    },
    path: (name) => path.join(folder, name),
    remove: () => rmSync(folder, { recursive: true }),
  };
}

/** Presses what makes a file. @returns its lines */
export async function savedBy(page: Page, button: string): Promise<readonly string[]> {
  const [download] = await Promise.all([page.waitForEvent('download'), page.click(button)]);
  const text = readFileSync(await download.path(), 'utf8');
  return text.split('\n').slice(0, -1);
}

/** Chooses files on the page of ledgers and waits until all were dealt with. */
export async function choose(
  page: Page,
  files: readonly string[],
  button: '#import' | '#check',
): Promise<void> {
  await page.setInputFiles('#import-files', [...files]);
  await page.click(button);
  await page.waitForFunction(
    (count) =>
      document.querySelectorAll('#file-results [data-file]').length === count &&
      document.querySelector('#job') === null,
    files.length,
    { timeout: 120_000 },
  );
}

export interface Said {
  readonly holds: string | null;
  readonly text: string;
  readonly count: string | null;
}

/** What the page says of a file. */
export async function saidOf(page: Page, name: string): Promise<Said> {
  const card = page.locator('.notice', { has: page.locator(`[data-file="${name}"]`) });
  const count = card.locator('[data-count]');
  return {
    holds: await card.locator('[data-file]').getAttribute('data-holds'),
    text: (await card.textContent()) ?? '',
    count: (await count.count()) > 0 ? await count.getAttribute('data-count') : null,
  };
}
