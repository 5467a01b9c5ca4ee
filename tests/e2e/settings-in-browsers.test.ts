/** Generated settings in real managed policy: what arrives, and that both browsers agree on it. */
import { readFileSync } from 'node:fs';
import process from 'node:process';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readManagedSettings } from '../../core/policy/assemble.ts';
import { managedSettings } from '../../core/policy/schema.ts';
import { baseline } from '../../platform/baseline.ts';
import { type ChromiumSession, launchChromium } from '../../tools/browsers/chromium.ts';
import { launchFirefox } from '../../tools/browsers/firefox.ts';
import { waitUntil } from '../../tools/browsers/wait.ts';
import { BUILDS, ensureBuilt } from '../../tools/build.ts';
import { listed } from '../../tools/settings/deployment.ts';
import { fittingSettings, type Settings, spoiltSettings } from '../settings/arbitrary.ts';
import { delivered } from '../settings/chromium-schema.ts';

const schema: unknown = JSON.parse(
  readFileSync(new URL('../../public/managed-schema.json', import.meta.url), 'utf8'),
);

interface Case {
  readonly settings: Settings;
  readonly arrives: Settings;
  readonly taken: boolean;
}

/** Most of what is generated gives nearly every setting. */
const MOST_NAMES = Math.round(managedSettings.keyof().options.length * 0.7);
const between = (names: number): boolean => names >= 2 && names <= MOST_NAMES;

/**
 * How many times as many are put into browsers as in each run of the tests: a Firefox is started for
 * each of its own. Then they are others each time as well.
 */
const TIMES = Number(process.env['RTR_MADE_SETTINGS'] ?? 1);

/** The same ones in each run of the tests, so that what fails can be looked at. */
const CASES: readonly Case[] = fc
  .sample(fc.oneof(fittingSettings, spoiltSettings), {
    ...(TIMES === 1 && { seed: 26_11_2026 }),
    numRuns: 2_500 * TIMES,
  })
  // Small enough to read in a failure, and not nearly nothing.
  .filter((settings) => between(Object.keys(settings).length))
  // A name that what is read out of a page comes without, whatever arrived in it.
  .filter((settings) => !JSON.stringify(settings).includes('"__proto__"'))
  .map((given) => {
    const settings = listed(given);
    const taken = readManagedSettings(settings, baseline).ok;
    return { settings, arrives: delivered(schema, settings), taken };
  });

function withheldFrom({ settings, arrives }: Case): boolean {
  return Object.keys(arrives).length < Object.keys(settings).length;
}

const taken = CASES.filter((each) => each.taken).slice(0, 5 * TIMES);
const wrongValue = CASES.filter((each) => !each.taken && !withheldFrom(each)).slice(0, 3 * TIMES);
const withheld = CASES.filter(withheldFrom).slice(0, 3 * TIMES);
/** Taken and refused by turns: what the last case left behind never looks like the next one's. */
const BY_TURNS = taken.flatMap((each, n) => {
  const refused = [...wrongValue, ...withheld][n];
  return refused === undefined ? [each] : [each, refused];
});

beforeAll(() => ensureBuilt(['chromium', 'firefox']));

describe('generated settings in the real Chromium', () => {
  let session: ChromiumSession;
  beforeAll(async () => {
    session = await launchChromium({ extensionDir: BUILDS.chromium, managed: { contains: [] } });
  });
  afterAll(() => session?.close());

  it(
    'arrive as the schema says, and are taken or refused as Firefox would',
    async () => {
      expect([taken.length, wrongValue.length, withheld.length]).toEqual([
        5 * TIMES,
        3 * TIMES,
        3 * TIMES,
      ]);
      const page = await session.context.newPage();
      for (const { settings, arrives, taken } of BY_TURNS) {
        await session.setManaged(settings, arrives);
        await waitUntil({
          what: `the status page to say ${taken ? 'taken' : 'refused'}: ${JSON.stringify(settings)}`,
          read: async () => {
            await page.goto(`chrome-extension://${session.extensionId}/options.html`);
            await page.waitForSelector('[data-origin]');
            const errors = await page.locator('[data-field]').count();
            const origin = await page.locator('[data-origin]').getAttribute('data-origin');
            return (errors === 0) === taken && (origin === 'managed') === taken ? true : undefined;
          },
          timeoutMs: 5000,
        });
      }
    },
    90_000 * TIMES,
  );
});

describe('generated settings in the real Firefox', () => {
  const some = (cases: readonly Case[]): readonly Case[] => cases.slice(0, TIMES);
  const all = [
    ...some(taken).map((each) => ['taken', each] as const),
    ...some(withheld).map(
      (each) => ['refused, where Chromium withholds a part of them', each] as const,
    ),
    // A value that is wrong in both: one browser more, so only where more are asked for.
    ...some(wrongValue)
      .slice(TIMES === 1 ? 1 : 0)
      .map((each) => ['refused for a value, as in Chromium', each] as const),
  ];

  it('are there to be tried', () => {
    expect(all.length).toBeGreaterThanOrEqual(2 * TIMES);
  });

  it.each(all)('arrive unchanged and are %s', async (_, each) => {
    const session = await launchFirefox({
      extensionDir: BUILDS.firefox,
      managed: each.settings,
    });
    try {
      const page = await session.openExtensionPage('options.html');
      const arrived: unknown = await page.evaluate('browser.storage.managed.get()');
      expect(arrived).toEqual(each.settings);
      await page.waitForSelector(each.taken ? '[data-origin="managed"]' : '[data-field]');
    } finally {
      await session.close();
    }
  });
});
