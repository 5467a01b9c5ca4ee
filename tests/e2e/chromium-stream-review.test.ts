/**
 * An officer's browser and supervisors', on different machines as far as they can tell: what the one
 * records the others review, over the force's store and nothing else. Of two supervisors on one
 * override, one decides.
 */
import type { Page } from 'playwright';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { FORCE, Stage } from '../../tools/cluster/stage.ts';
import { seenByForceIt } from './flows/force-it.ts';
import { decideTogether } from './flows/quorum.ts';
import { asksASecondPerson } from './flows/second-person.ts';
import { Background } from './support/background.ts';
import { givesReason } from './support/officer.ts';
import { forceSettings, type Policing, startPolicing } from './support/policing.ts';
import { Prompt } from './support/prompt.ts';
import {
  countDecisions,
  decisionsOn,
  outcomeOf,
  overridesInStream,
  pressUnheard,
  reviewerDelivery,
  writes,
} from './support/stream-reviews.ts';
import { deliverySettings, inStream, UNIT } from './support/stream-witness.ts';

let stage: Stage;
/** The second supervisor uses the officer's browser, after the officer. */
let officer: Policing;
let supervisor: Policing;

const reviewer = (id: string, delivery: object) =>
  forceSettings({ identity: { id, unit: 'PPU', reviewer: true }, delivery });

beforeAll(async () => {
  stage = await Stage.open();
  [officer, supervisor] = await Promise.all([
    startPolicing({
      managed: forceSettings({ delivery: deliverySettings(stage, 'off4312') }),
    }),
    startPolicing({ managed: reviewer('TF-9001', reviewerDelivery(stage, 'sup9001')) }),
  ]);
}, 180_000);
afterAll(async () => {
  await officer?.close();
  await supervisor?.close();
  await stage?.close();
});
afterEach(async () => {
  for (const door of stage.doors) door.mend();
  await officer.tidy();
  await supervisor.tidy();
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
    await writes(page, first, 'RV-1', 'Read it with the officer, nothing to add');
    await page.click('#decide');
    await page.waitForSelector('#decided:not([data-waits])');
    expect(await decisionsOn(stage, first)).toEqual(['TF-9001 RV-1']);
    await expect
      .poll(async () => (await inStream(stage, 'supreader', 'sup9001'))?.kinds.includes('review'), {
        timeout: 30_000,
        interval: 1_000,
      })
      .toBe(true);
    // The officer's own machine hears it, while somebody looks.
    const own = await officer.openOwn('history.html');
    await own.waitForSelector(`[data-entry="${first}"][data-state=decided]`, { timeout: 40_000 });
    expect(await own.textContent(`[data-entry="${first}"]`)).toContain('nothing to add');
    expect(
      await own.getAttribute(`[data-entry="${first}"] [data-delivered]`, 'data-delivered'),
    ).toBe('true');
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

asksASecondPerson(() => ({ stage, officer, supervisor }));

seenByForceIt(() => ({ stage, officer, supervisor, overrides }));

let cases: readonly string[];

describe('two supervisors', () => {
  let ann: Page;
  let bob: Page;

  const [raced, watched, cut, twice, spoilt, unable] = [0, 1, 2, 3, 4, 5] as const;
  const note = (page: Page) => page.inputValue('#decision-note');
  const idOf = (number: number) => cases[number] ?? '';

  beforeAll(async () => {
    cases = await overridesInStream(stage, 8);
    await supervisor.session.setManaged(reviewer('TF-9001', reviewerDelivery(stage, 'sup9001')));
    await officer.session.setManaged(reviewer('TF-9002', reviewerDelivery(stage, 'sup9002')));
  });

  async function open(): Promise<void> {
    ann = await supervisor.openOwn('review.html');
    bob = await officer.openOwn('review.html');
  }

  it('who decide at the same moment: one decision stands, the other is told by whom and keeps the note', async () => {
    await open();
    const id = idOf(raced);
    await writes(ann, id, 'RV-3', 'Ann: not needed for this crime');
    await writes(bob, id, 'RV-2', 'Bob: right, with a word about it');
    await pressUnheard(stage, id, { page: ann, at: supervisor }, { page: bob, at: officer });
    const ends = await Promise.all([outcomeOf(ann), outcomeOf(bob)]);
    expect([...ends].sort()).toEqual(['decided', 'refused']);
    const [winner, loser] = ends[0] === 'decided' ? [ann, bob] : [bob, ann];
    const won = ends[0] === 'decided' ? 'TF-9001 RV-3' : 'TF-9002 RV-2';
    expect(await decisionsOn(stage, id)).toEqual([won]);
    expect(await loser.textContent('#error-summary')).toMatch(
      new RegExp(`reviewer ${won.slice(0, 7)}`, 'i'),
    );
    expect(await note(loser)).toMatch(/^(?:Ann|Bob): /);

    // What the loser wrote goes into a decision that takes the place of the first.
    const press = async (selector: string, key: string) => {
      await loser.focus(selector);
      await loser.keyboard.press(key);
    };
    await press('#form-changed-reload', 'Enter');
    await loser.waitForSelector('#reverse[open] #decision-note');
    expect(await note(loser)).toMatch(/^(?:Ann|Bob): /);
    await press('#outcome-RV-1', 'Space');
    await press('#decide', 'Enter');
    await loser.waitForSelector('#decided:not([data-waits])');
    const second = won.startsWith('TF-9001') ? 'TF-9002 RV-1' : 'TF-9001 RV-1';
    expect(await decisionsOn(stage, id)).toEqual([won, second]);
    await winner.waitForSelector(`#case-changed:has-text("${second.slice(0, 7)}")`);
  });

  it('see at once what the other decides, with the form open and the note kept', async () => {
    await open();
    const id = idOf(watched);
    await writes(ann, id, 'RV-4', 'Ann is still writing this');
    // Who took it is seen on the other machine, and bars nobody there.
    await ann.click('#assign-take');
    await bob.waitForSelector(`[data-case-id="${id}"] [data-assigned="TF-9001"]`, {
      timeout: 20_000,
    });
    await ann.focus('#decision-note');
    await writes(bob, id, 'RV-2', 'Bob has read it all already');
    const told = ann.waitForSelector('[role=status] #case-changed', { timeout: 10_000 });
    await bob.click('#decide');
    await told;
    expect(await ann.textContent('#case-changed')).toContain('Reviewer TF-9002');
    expect(await ann.textContent('#case-changed')).toContain('Justified, with learning');
    expect(await note(ann)).toBe('Ann is still writing this');
    expect(await ann.evaluate(() => document.activeElement?.id)).toBe('decision-note');
    // Whoever records it all the same decides nothing, and is told.
    await ann.click('#decide');
    expect(await ann.textContent('#error-summary')).toContain(
      'has been decided by reviewer TF-9002',
    );
    expect(await decisionsOn(stage, id)).toEqual(['TF-9002 RV-2']);
  });

  it('decide while no node answers: both wait, and one stands when the store is back', async () => {
    await open();
    const background = await Background.watch(await supervisor.openOwn('icon.svg'));
    const id = idOf(cut);
    await writes(ann, id, 'RV-3', 'Ann: decided in the tunnel');
    await writes(bob, id, 'RV-1', '');
    for (const door of stage.doors) door.cut();
    await Promise.all([ann.click('#decide'), bob.click('#decide')]);
    for (const page of [ann, bob]) {
      await page.waitForSelector('#decided[data-waits]', { timeout: 20_000 });
      expect(await page.textContent('#decided')).toContain('does not stand yet');
      await page.waitForSelector('#case .badge--waiting');
    }
    expect(await decisionsOn(stage, id).catch(() => [])).toEqual([]);
    await background.kill();
    for (const door of stage.doors) door.mend();
    const told = [ann, bob].map((page) =>
      page.waitForSelector('#claim-news [data-claim]', { timeout: 40_000 }),
    );
    const ends = await Promise.all(
      told.map(async (each) => (await each).getAttribute('data-claim')),
    );
    expect([...ends].sort()).toEqual(['second', 'stands']);
    const won = ends[0] === 'stands' ? 'TF-9001 RV-3' : 'TF-9002 RV-1';
    expect(await decisionsOn(stage, id)).toEqual([won]);
    const loser = ends[0] === 'stands' ? bob : ann;
    expect(await loser.textContent('#claim-news')).toContain(`reviewer ${won.slice(0, 7)} had`);
  });

  it('are one where both are tabs of the same person', async () => {
    await open();
    const tab = await supervisor.openOwn('review.html');
    const id = idOf(twice);
    await writes(ann, id, 'RV-1', '');
    await writes(tab, id, 'RV-3', 'From the other tab of Ann');
    await Promise.all([ann.click('#decide'), tab.click('#decide')]);
    const ends = await Promise.all([outcomeOf(ann), outcomeOf(tab)]);
    expect([...ends].sort()).toEqual(['decided', 'refused']);
    expect(await decisionsOn(stage, id)).toHaveLength(1);
    const reviews = (await supervisor.ledger.all()).filter(({ header }) => header['of'] === id);
    expect(reviews.filter(({ header }) => header['kind'] === 'review')).toHaveLength(1);
  });

  it('decide behind what somebody put into the place before them, which decides nothing', async () => {
    await open();
    const id = idOf(spoilt);
    await writes(ann, id, 'RV-1', '');
    const hostile = await stage.connect(
      'suphostile',
      stage.device({ name: 'suphostile', role: 'supervisor' }).token,
    );
    for (const [number, bytes] of ['<script>', '\u0000'].entries())
      await stage.publish(hostile, `reviews.${FORCE}.${UNIT}.${id}.${number}`, bytes);
    await hostile.close();
    await expect
      .poll(() => supervisor.ledger.page.evaluate(countDecisions, id), { timeout: 10_000 })
      .toBe(2);
    await ann.click('#decide');
    await ann.waitForSelector('#decided:not([data-waits])');
    expect(await decisionsOn(stage, id)).toEqual(['TF-9001 RV-1']);
  });

  it('without the right to decide are told what to do, and decide when they have it', async () => {
    await open();
    const id = idOf(unable);
    await writes(bob, id, 'RV-1', '');
    await officer.session.setManaged(
      reviewer('TF-9002', reviewerDelivery(stage, 'sup9002', 'officer')),
    );
    await bob.click('#decide');
    await bob.waitForSelector('#decided[data-waits=permission]', { timeout: 20_000 });
    expect(await bob.textContent('#decided')).toContain('Ask force IT for a supervisor');
    expect(await decisionsOn(stage, id)).toEqual([]);
    await officer.session.setManaged(reviewer('TF-9002', reviewerDelivery(stage, 'sup9002')));
    await bob.waitForSelector('#claim-news [data-claim=stands]', { timeout: 20_000 });
    expect(await decisionsOn(stage, id)).toEqual(['TF-9002 RV-1']);
  });
});

decideTogether(() => ({
  ...{ stage, supervisor, officer, cases: cases.slice(6) },
  askForTwo: async () => {
    const deciding = [{ from: '2026-01-01', people: 2 }];
    for (const [device, id, name] of [
      [supervisor, 'TF-9001', 'sup9001'],
      [officer, 'TF-9002', 'sup9002'],
    ] as const)
      await device.session.setManaged({
        ...reviewer(id, reviewerDelivery(stage, name)),
        deciding,
      });
  },
}));
