/** Two supervisors of one unit: what lies in the store for them, and how each decides. */
import type { Page } from 'playwright';
import { expect } from 'vitest';
import { subjectOf } from '../../../core/delivery/subjects.ts';
import { parseHeader } from '../../../core/ledger/header-schema.ts';
import { parseRecord, recordText } from '../../../core/ledger/record.ts';
import { FORCE, type Stage } from '../../../tools/cluster/stage.ts';
import { readAll } from '../../stream/support/reading.ts';
import { makeLedger } from '../../unit/ledger/made-ledger.ts';
import type { Policing } from './policing.ts';
import { UNIT } from './stream-witness.ts';

/** Overrides of one officer's device, handed in. @returns their ids */
export async function overridesInStream(stage: Stage, count: number): Promise<readonly string[]> {
  const { name, store } = stage.device({ name: 'off77' });
  const ledger = await makeLedger(count + 1, 'abcdef0123456789', undefined, 7_000);
  const place = { force: FORCE, unit: UNIT, depositor: name } as const;
  const ids = ledger.entries.map((entry) => parseRecord(recordText(entry))?.place.id ?? '');
  for (const [number, entry] of ledger.entries.entries())
    await store.append({
      place: { collection: 'overrides', ...place, id: ids[number] ?? '' },
      text: recordText(entry),
    });
  for (const text of ledger.checkpoints) {
    const id = `${ledger.device}-${text.split('\n')[1]}`;
    await store.append({ place: { collection: 'checkpoints', ...place, id }, text });
  }
  // The first entry is the key of the device.
  return ids.slice(1);
}

/** The setting `delivery` for a reviewer of the unit. */
export function reviewerDelivery(
  stage: Stage,
  name: string,
  role: 'supervisor' | 'officer' = 'supervisor',
) {
  const { jwt, seed } = stage.device({ name, role }).token;
  const where = { urls: [...stage.urls], force: FORCE, unit: UNIT, reads: [UNIT] };
  return { ...where, name, credentials: { jwt, seed } };
}

let readers = 0;

/** Who decided what, at the places of one attempt, in their order. */
export async function decisionsOn(stage: Stage, attempt: string): Promise<readonly string[]> {
  const { store } = stage.device({ name: `seer${++readers}`, role: 'supervisor' });
  const { taken } = await readAll(store, { collection: 'reviews' });
  return taken
    .filter(({ place }) => place.collection === 'reviews' && place.attempt === attempt)
    .sort((a, b) => (subjectOf(a.place) < subjectOf(b.place) ? -1 : 1))
    .map(({ text }) => {
      const header = parseHeader(parseRecord(text)?.line);
      return header?.kind === 'review' ? `${header.reviewer} ${header.outcome}` : 'no decision';
    });
}

/** Opens an override and fills the decision in, without recording it. */
export async function writes(page: Page, id: string, outcome: string, note: string): Promise<void> {
  await page.click(`[data-case-id="${id}"]`, { timeout: 30_000 });
  await page.waitForSelector(`#case[data-case="${id}"] #decision-form`);
  await page.check(`#outcome-${outcome}`);
  await page.fill('#decision-note', note);
  if (outcome === 'RV-3') await page.fill('#decision-days', '14');
}

/**
 * Records both decisions while no answer of the store reaches either: else whoever presses second may
 * have heard of the first. They are answered once each has a decision on the case in its own ledger.
 */
export async function pressUnheard(
  stage: Stage,
  id: string,
  ...sides: readonly { readonly page: Page; readonly at: Policing }[]
): Promise<void> {
  const decisions = async ({ ledger }: Policing) =>
    (await ledger.all()).filter(({ header }) => header['kind'] === 'review' && header['of'] === id);
  const before = await Promise.all(sides.map(({ at }) => decisions(at)));
  for (const door of stage.doors) door.withhold('back');
  await Promise.all(sides.map(({ page }) => page.click('#decide')));
  for (const [index, { at }] of sides.entries())
    await expect
      .poll(async () => (await decisions(at)).length, { timeout: 10_000, interval: 20 })
      .toBe((before[index]?.length ?? 0) + 1);
  for (const door of stage.doors) door.mend();
}

/** What the form says once it is done: the decision is recorded, or why not. */
export async function outcomeOf(page: Page): Promise<'decided' | 'refused'> {
  const end = await page.waitForSelector('#decided, #error-summary', { timeout: 20_000 });
  return (await end.getAttribute('id')) === 'decided' ? 'decided' : 'refused';
}

/** Runs in a page of the extension. @returns how many places of the attempt's decisions are known */
export async function countDecisions(attempt: string): Promise<number> {
  const opening = indexedDB.open('right-to-report-received');
  const db = await new Promise<IDBDatabase>((resolve, reject) => {
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => resolve(opening.result);
  });
  const reading = db.transaction('decisions').objectStore('decisions').getAllKeys();
  const keys = await new Promise<readonly IDBValidKey[]>((resolve, reject) => {
    reading.onerror = () => reject(reading.error);
    reading.onsuccess = () => resolve(reading.result);
  });
  db.close();
  return keys.filter((key) => String(key).includes(attempt)).length;
}
