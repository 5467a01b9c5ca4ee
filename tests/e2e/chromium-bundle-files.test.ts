/** Ledger files that somebody altered, cut or made anew, as a supervisor's browser meets them. */
import type { Page } from 'playwright';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { recordText } from '../../core/ledger/record.ts';
import { bundleOf, makeLedger } from '../unit/ledger/made-ledger.ts';
import { choose, type Files, makeFiles, saidOf } from './support/bundles.ts';
import { forceSettings, type Policing, startPolicing } from './support/policing.ts';

const REVIEWER = { id: 'TF-0077', unit: 'CID-North', reviewer: true };
const DEVICE = '00112233aabbccdd';
const ledger = await makeLedger(25);
const whole = await bundleOf([ledger]);
const [first = '', from = ''] = whole;
/** The line of an entry: one line before it begins the file, one the device. */
const at = (seq: number) => whole[2 + seq] ?? '';
const edited = (seq: number, change: (line: string) => string) =>
  whole.with(2 + seq, change(at(seq)));

let police: Policing;
let files: Files;
beforeAll(async () => {
  files = makeFiles();
  police = await startPolicing({ managed: { ...forceSettings(), identity: REVIEWER } });
});
afterAll(async () => {
  await police?.close();
  files.remove();
});
afterEach(() => police.tidy());

async function openLedgers(): Promise<Page> {
  const page = await police.openOwn('review.html#ledgers');
  await page.waitForSelector('#ledgers');
  return page;
}

/** What came so far of a file that is being taken in, or was. */
async function imports(): Promise<readonly { lines: number; isDone: boolean }[]> {
  return police.ledger.page.evaluate(async () => {
    const opening = indexedDB.open('right-to-report-received');
    await new Promise((resolve) => opening.addEventListener('success', resolve));
    const reading = opening.result.transaction('imports').objectStore('imports').getAll();
    await new Promise((resolve) => reading.addEventListener('success', resolve));
    opening.result.close();
    return reading.result;
  });
}

const restored = await bundleOf([await makeLedger(25, DEVICE, ledger.key, 500)]);
const forged = await bundleOf([await makeLedger(25, DEVICE, undefined, 700)]);
const swapped = edited(4, (line) => line.replace('Reason 4', 'Reason 5'));

const ALTERED: readonly (readonly [what: string, lines: readonly string[], said: string])[] = [
  [
    'an edited role',
    edited(4, (line) => line.replace('\\"role\\":\\"victim\\"', '\\"role\\":\\"suspect\\"')),
    'entry 4: changed after it was recorded',
  ],
  ['exchanged words', swapped, 'entry 4: the words are not those that were recorded'],
  ['entries taken out', whole.toSpliced(9, 3), 'entries 7 to 9: missing'],
  [
    'an entry put in',
    whole.toSpliced(9, 0, entry(4, 7)),
    'entry 7: a second entry was put into this place',
  ],
  ['an entry twice', whole.toSpliced(9, 0, at(6)), 'entry 6: there more than once'],
  ['two entries out of order', whole.with(8, at(7)).with(9, at(6)), 'entry 6: not in its place'],
  ['a tail cut off', whole.toSpliced(20, 7), 'missing: the device signed for them'],
  ['a file that ends early', whole.slice(0, 12), 'the file ends before it was finished'],
  [
    'two histories',
    [first, from, ...restored.slice(2, 27), ...whole.slice(2)],
    'two different ledgers',
  ],
  ['a line of no kind', whole.toSpliced(5, 0, '{"more":1}'), 'cannot be read'],
];

/** The words of one entry under the number of another. */
function entry(seq: number, place: number): string {
  const { line } = ledger.entries[seq] ?? { line: '' };
  const moved = line.replace(`"seq":${seq}`, `"seq":${place}`);
  return `{"entry":${recordText({ line: moved, salt: null, body: null })}}`;
}

describe('a file that is only checked', () => {
  it.each(ALTERED)('has named what was altered: %s', async (what, lines, said) => {
    const page = await openLedgers();
    const name = `${what.replaceAll(' ', '-')}.jsonl`;
    await choose(page, [files.write(name, lines)], '#check');
    const { holds, text } = await saidOf(page, name);
    expect(holds).toBe('false');
    expect(text).toContain(said);
    expect(await page.locator(`[data-ledger="${DEVICE}"]`).count()).toBe(0);
  });

  it('that is no ledger, or of a later version, is said to be', async () => {
    const page = await openLedgers();
    const text = files.write('notes.jsonl', ['Dear Sir,', 'the file is attached.']);
    const later = files.write('later.jsonl', whole.with(0, first.replace('"v":1', '"v":2')));
    await choose(page, [text, later], '#check');
    expect((await saidOf(page, 'notes.jsonl')).text).toContain('no ledger file of ours');
    expect((await saidOf(page, 'later.jsonl')).text).toContain('of a later version');
  });
});

describe('the page of ledgers and files', () => {
  it('is worked with the keyboard alone, and asks for a file where none was chosen', async () => {
    const page = await openLedgers();
    await page.focus('#nav-patterns');
    const stops: string[] = [];
    for (let presses = 0; presses < 12; presses++) {
      await page.keyboard.press('Tab');
      stops.push(await page.evaluate(() => document.activeElement?.id ?? ''));
    }
    expect(stops.filter((id) => id !== '')).toEqual([
      'ledgers-print',
      'import-files',
      'import',
      'check',
      'export-scope',
      'export-since',
      'export-format',
      'export-purpose',
      'export-recipient',
      'export',
    ]);
    await page.focus('#import');
    await page.keyboard.press('Enter');
    expect(await page.textContent('#import-missing')).toBe('Choose a file first.');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('import-files');
  });

  it('fits a narrow window', async () => {
    const page = await openLedgers();
    await choose(page, [files.write('narrow.jsonl', swapped)], '#check');
    await page.setViewportSize({ width: 390, height: 800 });
    const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(over).toBeLessThanOrEqual(0);
  });
});

describe('a file that is taken in', () => {
  it('leaves what was altered out, takes the rest, and writes no word over another', async () => {
    const page = await openLedgers();
    const [altered, good] = [
      files.write('altered.jsonl', swapped),
      files.write('good.jsonl', whole),
    ];
    await choose(page, [altered], '#import');
    expect((await saidOf(page, 'altered.jsonl')).count).toBe('24 0 1');
    const row = page.locator(`[data-ledger="${DEVICE}"]`);
    await expect.poll(() => row.getAttribute('data-broken')).toBe('true');
    expect(await row.textContent()).toContain('the words are not those that were recorded');
    await choose(page, [good], '#import');
    expect((await saidOf(page, 'good.jsonl')).count).toBe('1 24 0');
    // The list of ledgers is read anew after the file is told of.
    await expect.poll(() => row.getAttribute('data-broken')).toBe('false');
  });

  it('by another key, or another history of the same device, is not let in and is an entry', async () => {
    await police.ledger.begin();
    const page = await openLedgers();
    const names = [files.write('forged.jsonl', forged), files.write('restored.jsonl', restored)];
    await choose(page, names, '#import');
    expect((await saidOf(page, 'forged.jsonl')).text).toContain('not known as its own');
    expect((await saidOf(page, 'forged.jsonl')).count).toMatch(/^0 0 \d+$/);
    expect((await saidOf(page, 'restored.jsonl')).holds).toBe('false');
    const gaps = (await police.ledger.entries()).filter(({ header }) => header['kind'] === 'gap');
    expect(gaps.map(({ header }) => header['code'])).toContain('signature');
    expect(new Set(gaps.map(({ header }) => header['of']))).toEqual(new Set([DEVICE]));
    const row = page.locator(`[data-ledger="${DEVICE}"]`);
    expect(await row.getAttribute('data-broken')).toBe('false');
    await choose(page, names, '#import');
    const again = (await police.ledger.entries()).filter(({ header }) => header['kind'] === 'gap');
    expect(again).toHaveLength(gaps.length);
  });

  it('goes on where it was cut off, when the same file is chosen again', async () => {
    const long = await makeLedger(4_000, 'ffeeddccbbaa0099', undefined, 10_000);
    const file = files.write('long.jsonl', await bundleOf([long]));
    const page = await openLedgers();
    await page.setInputFiles('#import-files', [file]);
    await page.click('#import');
    await page.waitForFunction(
      () => document.querySelector('[data-job="taking"] progress:not([value="0"])') !== null,
    );
    await page.close();
    const begun = (await imports()).find(({ isDone }) => !isDone);
    expect(begun?.lines).toBeLessThan(4_000);

    const again = await openLedgers();
    await choose(again, [file], '#import');
    const { holds, count } = await saidOf(again, 'long.jsonl');
    expect(holds).toBe('true');
    expect(count).toBe('4000 0 0');
    expect((await imports()).every(({ isDone }) => isDone)).toBe(true);
    const entries = await police.ledger.entries();
    const came = entries.filter(
      ({ header }) => header['kind'] === 'import' && header['entries'] === 4_000,
    );
    expect(came).toHaveLength(1);
  });
});
