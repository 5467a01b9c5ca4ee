/**
 * A disk that is really full: the profile lies on a small file system of its own, which the test
 * fills. Needs to be root, because only root may mount one.
 */
import { execFileSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { givesReason } from './support/officer.ts';
import { type Policing, startPolicing } from './support/policing.ts';
import { Prompt } from './support/prompt.ts';

const LONG =
  `She came to the front counter with a neighbour and is afraid to go home. Her partner’s family keeps
her papers and has told her that nobody will believe her. We have asked for a place in a refuge for
tonight and the duty inspector knows of it. The refuge wants to hear which services may pay for a room,
and without an answer they cannot keep it free beyond the evening. She has agreed to this being asked and
was told what it is for, in her own language, by telephone with an interpreter. Nothing else about her is
asked, and nobody outside of the unit is told. The children are with an aunt, who was visited earlier and
has all that they need for some days. Risk was assessed together with the specialist team and is high. The
suspect was seen near the house in the afternoon, and a patrol passes by each hour. If the answer takes
longer than the shift, the next sergeant goes on with it, and has been briefed. What was found out is
written into the safeguarding plan today and looked at again in the morning meeting, with the advocate who
supports her. She wants to give a statement when she has slept.`.replaceAll('\n', ' ');

const isRoot = process.getuid?.() === 0;

let policing: Policing;
let disk: string;

/** Writes until nothing more fits; the browser writes at the same time. */
function fill(): void {
  const file = openSync(path.join(disk, 'filler'), 'a');
  const block = Buffer.alloc(4096);
  try {
    for (;;) writeSync(file, block);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error;
  } finally {
    closeSync(file);
  }
}

describe.runIf(isRoot)('a full disk', () => {
  beforeAll(async () => {
    disk = mkdtempSync(path.join(os.tmpdir(), 'right-to-report-disk-'));
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=200m', 'tmpfs', disk]);
    policing = await startPolicing({ profileDir: path.join(disk, 'profile') });
  }, 120_000);
  afterAll(async () => {
    rmSync(path.join(disk, 'filler'), { force: true });
    await policing.close();
    execFileSync('umount', ['-l', disk]);
    rmSync(disk, { recursive: true, force: true });
  });

  it('keeps the hold, says so, lets the report be saved, and records when there is room', async () => {
    const page = await policing.open('/reports/new');
    const prompt = await Prompt.of(page);
    await page.fill('#victim-given-names', 'Ana');
    await page.click('#victim-check-status');
    // Long, and with a letter that makes two bytes of each: what is written does not fit into what the
    // browser has of the disk already.
    await givesReason(prompt, { explanation: LONG });
    // The browser may give room back that it held until then.
    for (let round = 0; round < 5; round++) {
      fill();
      await page.waitForTimeout(200);
    }
    await prompt.press('Record and go on');
    expect(await prompt.complains()).toContain('storage is full, so this is still held');
    // The browser's database has broken off by now, and may say no more that it is for want of room.
    await prompt.press('Record and go on');
    await expect
      .poll(() => prompt.complains())
      .toMatch(/could not be recorded.*so this is still held/);
    expect(await policing.guarded(page)).toEqual([]);
    expect(await page.inputValue('#victim-given-names')).toBe('Ana');
    rmSync(path.join(disk, 'filler'));
    await prompt.press('Record and go on');
    await prompt.closed();
    await policing.ledger.attempt('overridden');
    expect((await policing.guarded(page)).length).toBe(1);
    await page.click('#save-report');
    await page.waitForSelector('#saved-banner');
  });
});
