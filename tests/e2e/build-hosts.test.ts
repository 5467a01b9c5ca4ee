/** A build to which a force added a records system outside of police.uk. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BUILDS, build, ensureBuilt } from '../../tools/build.ts';
import { type Policing, startPolicing } from './support/policing.ts';
import { Prompt } from './support/prompt.ts';

const ADDED = 'rms.testforce.example';
const BELOW = '*.cad.testforce.example';
const OTHER = 'mail.testforce.example';

const outDir = mkdtempSync(path.join(tmpdir(), 'right-to-report-hosts-'));
let police: Policing;

beforeAll(async () => {
  await ensureBuilt(['chromium']);
  const { directory } = build('chromium', outDir, { hosts: [ADDED, BELOW] });
  const hosts: Record<string, number> = {};
  police = await startPolicing({ extensionDir: directory, managed: {}, hosts });
});
afterAll(async () => {
  await police?.close();
  rmSync(outDir, { recursive: true });
});

/** The name leads to the intranet: only the name differs. */
async function open(host: string) {
  const page = await police.session.context.newPage();
  await page.route(`http://${host}/**`, async (route) => {
    const { pathname } = new URL(route.request().url());
    const response = await route.fetch({ url: `${police.intranet.origin}${pathname}` });
    await route.fulfill({ response });
  });
  await page.goto(`http://${host}/reports/TF/004427/26`);
  police.intranet.clear();
  return page;
}

function manifest(directory: string): string {
  return JSON.stringify(
    JSON.parse(readFileSync(path.join(directory, 'manifest.json'), 'utf8')),
    null,
    2,
  );
}

describe('a build with a host of the force', () => {
  it('holds a look-up there as on police hosts, with no policy configured', async () => {
    const page = await open(ADDED);
    const prompt = await Prompt.of(page);
    await page.click('#victim-check-status');
    await prompt.opened();
    await page.keyboard.press('Enter');
    expect(police.intranet.log.filter(({ guarded }) => guarded !== null)).toEqual([]);
    await page.close();
  });

  it('does nothing on a host that nobody added', async () => {
    const page = await open(OTHER);
    const prompt = await Prompt.of(page);
    await page.click('#victim-check-status');
    await page.waitForFunction(() => document.querySelector('#victim-result')?.textContent !== '');
    expect(await prompt.isOpen()).toBe(false);
    await page.close();
  });

  it('says that it is allowed there, on its own page and in what the force hears', async () => {
    const record = await open(ADDED);
    const page = await police.openOwn('options.html');
    const states = async (): Promise<readonly (string | null)[]> => {
      await page.click('#refresh');
      const of = (name: string) => page.getAttribute(`[data-check="${name}"]`, 'data-state');
      return Promise.all([of('hosts'), of('pages'), of('heartbeat')]);
    };
    await expect.poll(states).toEqual(['pass', 'pass', 'pass']);
    const beats = (await police.ledger.all()).filter(
      ({ header }) => header['kind'] === 'heartbeat',
    );
    expect(beats.map(({ header }) => header['hosts'])).toEqual([true]);
    await page.close();
    await record.close();
  });

  it('asks for those hosts in every place and for nothing else beside what was reviewed', () => {
    const reviewed = manifest(BUILDS.chromium).split('\n');
    const asked = manifest(path.join(outDir, 'chrome-mv3')).split('\n');
    const isAdded = (line: string): boolean => line.includes('testforce.example');
    const forAll = (scheme: string): string[] =>
      [ADDED, BELOW].map((host) => `"${scheme}://${host}/*"`);
    const added = asked.filter(isAdded).map((line) => line.trim().replace(/,$/, ''));
    expect(added.toSorted()).toEqual(
      [
        ...Array.from({ length: 4 }, () => forAll('*')).flat(),
        ...forAll('ws'),
        ...forAll('wss'),
      ].toSorted(),
    );
    const withoutCommas = (line: string): string => line.replace(/,$/, '');
    expect(asked.filter((line) => !isAdded(line)).map(withoutCommas)).toEqual(
      reviewed.map(withoutCommas),
    );
  });
});
