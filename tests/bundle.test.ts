/** What ships: permissions, contents of each bundle, weight of the guard. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { BUILDS, ensureBuilt } from '../tools/build.ts';
import { GUARD_BUDGET, guardSizes } from '../tools/guard-size.ts';

const BROWSERS = ['chromium', 'edge', 'firefox'] as const;

beforeAll(() => ensureBuilt(BROWSERS), 60_000);

function built(browser: (typeof BROWSERS)[number], file: string): string {
  return readFileSync(path.join(BUILDS[browser], file), 'utf8');
}

describe.each(BROWSERS)('the %s build', (browser) => {
  it('asks for exactly the permissions that were reviewed', async () => {
    const manifest: unknown = JSON.parse(built(browser, 'manifest.json'));
    await expect(`${JSON.stringify(manifest, null, 2)}\n`).toMatchFileSnapshot(
      `manifests/${browser}.json`,
    );
  });

  it('carries no validator and no view library into the pages of the force', () => {
    const guard = built(browser, 'content-scripts/guard.js');
    expect(guard).not.toMatch(/ZodError|invalid_type|__k|webextension-polyfill/);
    expect(guard).not.toContain('indexedDB');
  });

  it('holds no policy and no words in the page hook', () => {
    const hook = built(browser, 'content-scripts/page-hook.js');
    expect(hook.length).toBeLessThan(4000);
    expect(hook).not.toMatch(/immigra|victim|RR-\d/i);
  });

  it('asks no remote code, and makes neither code nor HTML from text', () => {
    const scripts = readdirSync(BUILDS[browser], { recursive: true, encoding: 'utf8' }).filter(
      (file) => file.endsWith('.js'),
    );
    expect(scripts.length).toBeGreaterThan(8);
    const found = scripts.flatMap((file) => {
      const match =
        /\beval\(|\bnew Function\(|=\s*Function\s*[;,)]|import\(\s*['"`]https?:|\.innerHTML\s*=[^=]/.exec(
          built(browser, file),
        );
      return match === null ? [] : [`${file}: ${match[0]}`];
    });
    expect(found).toEqual([]);
  });
});

describe('the guard', () => {
  it('stays within its byte budgets', async () => {
    const sizes = await guardSizes();
    expect(sizes.withPrompt).toBeLessThanOrEqual(GUARD_BUDGET.withPrompt);
    expect(sizes.withoutPrompt).toBeLessThanOrEqual(GUARD_BUDGET.withoutPrompt);
  }, 60_000);
});
