/**
 * The clock of an officer's machine jumps while Chromium runs, by a day and by years, to and fro.
 * What is recorded keeps its order and its words, and reaches the force's store once; where the
 * clock makes the nodes' certificates look out of date it waits, and goes on when the clock is
 * right again. Nodes have clocks of their own, which stay right: they ask the kernel itself.
 */
import { readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { Stage } from '../../tools/cluster/stage.ts';
import { allDelivered } from './support/all-delivered.ts';
import { Background } from './support/background.ts';
import { deliverySays, overridesOnce } from './support/delivering.ts';
import { MachineClock, whyNoMachineClock } from './support/machine-clock.ts';

import { forceSettings, type Policing, startPolicing } from './support/policing.ts';
import { deliverySettings } from './support/stream-witness.ts';

const OFFICER = 'off5120';
const DAY_S = 86_400;
const YEARS_S = 3_650 * DAY_S;
/** The time that a step of a test takes on a busy machine is less. */
const NEAR_MS = 600_000;

const why = whyNoMachineClock();
const skipped = why === null ? '' : ` (skipped: ${why})`;

describe.skipIf(skipped)(`on a machine whose clock jumps${skipped}`, () => {
  let clock: MachineClock;
  let stage: Stage;
  let police: Policing;
  let background: Background;

  beforeAll(async () => {
    clock = await MachineClock.make();
    stage = await Stage.open({ tls: 'trial' });
    const authority = readFileSync(stage.authorityFile, 'utf8').replace(/-----[^-]+-----|\s/g, '');
    police = await startPolicing({
      managed: forceSettings({ delivery: deliverySettings(stage, OFFICER) }),
      policies: { CACertificates: [authority] },
      env: clock.env,
    });
    background = await Background.watch(police.ledger.page);
  }, 180_000);
  afterAll(async () => {
    await police?.close();
    await stage?.close();
    clock?.remove();
  });
  afterEach(async () => {
    clock?.jumpTo(0);
    await police?.tidy();
  });

  const overrides = () => overridesOnce(police);
  const statusSays = (state: string) => deliverySays(police, state);
  const allIsThere = () => allDelivered(stage, OFFICER, () => police.ledger.all());

  /** How far ahead of the right time the last override was recorded, in ms. */
  async function lastAhead(): Promise<number> {
    const last = (await police.ledger.attempts()).at(-1);
    return Number(last?.header['at']) - Date.now();
  }

  it('forward and back by a day, each override is recorded by that clock and delivered once', async () => {
    // By the first of these clocks the device's token has run out; that is for the nodes to say.
    for (const ahead of [DAY_S, -DAY_S, 0]) {
      clock.jumpTo(ahead);
      await overrides();
      expect(Math.abs((await lastAhead()) - ahead * 1_000)).toBeLessThan(NEAR_MS);
    }
    const { device } = await allIsThere();
    expect(device.findings).toEqual([]);
  });

  it('by ten years to and fro, which makes certificates look out of date, it waits with why, keeps its words, and arrives', async () => {
    const before = (await police.ledger.attempts()).map(({ body }) => body);
    for (const ahead of [YEARS_S, -YEARS_S]) {
      clock.jumpTo(ahead);
      // What is connected stays so; whoever connects looks at certificates. Who starts looks at what
      // has been kept for long enough.
      for (const door of stage.doors) door.drop();
      await background.kill();
      await overrides();
      expect(Math.abs((await lastAhead()) - ahead * 1_000)).toBeLessThan(NEAR_MS);
      const status = await statusSays('waiting');
      expect(await status.textContent('#delivery')).toContain('clock');
    }
    const after = (await police.ledger.attempts()).map(({ body }) => body);
    expect(after).toHaveLength(before.length + 2);
    expect(after.slice(0, before.length)).toEqual(before);
    for (const body of after) expect(body).not.toEqual({});
    clock.jumpTo(0);
    await allIsThere();
    await statusSays('idle');
  });
});
