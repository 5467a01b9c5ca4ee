/**
 * An officer's browser and a supervisor's, on different machines as far as they can tell: what the one
 * records the other reviews, over the force's store and nothing else.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FORCE, Stage } from '../../tools/cluster/stage.ts';
import { givesReason } from './support/officer.ts';
import { forceSettings, type Policing, startPolicing } from './support/policing.ts';
import { Prompt } from './support/prompt.ts';
import { deliverySettings, inStream, UNIT } from './support/stream-witness.ts';

let stage: Stage;
let officer: Policing;
let supervisor: Policing;

beforeAll(async () => {
  stage = await Stage.open();
  const { jwt, seed } = stage.device({ name: 'sup9001', role: 'supervisor' }).token;
  [officer, supervisor] = await Promise.all([
    startPolicing({
      managed: forceSettings({ delivery: deliverySettings(stage, 'off4312') }),
    }),
    startPolicing({
      managed: forceSettings({
        identity: { id: 'TF-9001', unit: 'PPU', reviewer: true },
        delivery: {
          ...deliverySettings(stage, 'sup9001'),
          credentials: { jwt, seed },
          reads: [UNIT],
        },
      }),
    }),
  ]);
}, 180_000);
afterAll(async () => {
  await officer?.close();
  await supervisor?.close();
  await stage?.close();
});

async function overrides(): Promise<string> {
  const page = await officer.open('/reports/TF/004427/26');
  const prompt = await Prompt.of(page);
  await page.click('#victim-check-status');
  await givesReason(prompt);
  await prompt.press('Record and go on');
  await prompt.closed();
  const last = (await officer.ledger.attempts()).at(-1);
  return String(last?.header['id']);
}

describe('an override on the officer’s machine', () => {
  it('comes to the supervisor’s open page by itself, is decided, and the decision is in the store', async () => {
    const page = await supervisor.openOwn('review.html');
    const first = await overrides();
    await page.click(`[data-case-id="${first}"]`, { timeout: 30_000 });
    await page.waitForSelector(`#case[data-case="${first}"]`);
    await page.check('#outcome-RV-1');
    await page.fill('#decision-note', 'Read it with the officer, nothing to add');
    await page.click('#decide');
    await expect
      .poll(async () => (await inStream(stage, 'supreader', 'sup9001'))?.kinds.includes('review'), {
        timeout: 30_000,
        interval: 1_000,
      })
      .toBe(true);
    // What officers did and how their devices are lie apart, and are one chain still.
    const kinds = (await supervisor.ledger.all()).map(({ header }) => header['kind']);
    expect(kinds).not.toContain('gap');
  });

  it('comes also where the stream holds what is no record, which is told and passed over', async () => {
    const page = await supervisor.openOwn('review.html');
    const { token } = stage.device({ name: 'offhostile' });
    const hostile = await stage.connect('offhostile', token);
    for (const text of ['x', '{"line":"{}","salt":null,"body":null}', '<script>', '\u0000'])
      await stage.publish(
        hostile,
        `overrides.${FORCE}.${UNIT}.offhostile.${crypto.randomUUID()}`,
        text,
      );
    await hostile.close();
    const next = await overrides();
    await page.waitForSelector(`[data-case-id="${next}"]`, { timeout: 30_000 });
    await expect
      .poll(async () =>
        (await supervisor.ledger.all()).some(
          ({ header }) => header['code'] === 'stream-unreadable',
        ),
      )
      .toBe(true);
  });
});
