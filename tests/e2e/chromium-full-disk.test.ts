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
    await givesReason(prompt);
    fill();
    await prompt.press('Record and go on');
    expect(await prompt.complains()).toContain('storage is full, so this is still held');
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
