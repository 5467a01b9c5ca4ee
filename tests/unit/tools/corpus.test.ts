/** Labelled pages of others, and how what was seen on them is scored. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type LabelledPage, readLabels } from '../../../tools/corpus/labels.ts';
import { scorePage, tally } from '../../../tools/corpus/score.ts';
import { corpusReport } from '../../../tools/corpus.ts';
import type { SignalReport } from '../../../tools/inspect/report.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'labels-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const labels = (text: string): Promise<readonly LabelledPage[]> => {
  writeFileSync(path.join(folder, 'labels.json'), text);
  return readLabels(folder);
};

describe('a folder of labelled pages', () => {
  it('without labels is refused by name', async () => {
    await expect(readLabels(path.join(folder, 'none'))).rejects.toThrow(/none.*cannot be read/);
  });

  it('whose labels are no JSON is refused', async () => {
    await expect(labels('{ "pages": [')).rejects.toThrow(/labels\.json is no JSON/);
  });

  it.each([
    ['{}', 'pages'],
    ['[]', 'the file as a whole'],
    ['{"pages":[{"id":"a"}]}', 'pages[0].'],
  ])('whose labels lack something is refused with the field: %s', async (text, field) => {
    await expect(labels(text)).rejects.toThrow(field);
  });
});

const control = {
  selector: '#a',
  label_text: 'Nationality',
  kind: 'immigration-field',
  role: 'victim',
  certainty: 'clear',
} as const;
const page = (controls: readonly object[]): Promise<readonly LabelledPage[]> =>
  labels(
    JSON.stringify({
      pages: [{ id: 'p', file: 'p.html', class: 'A', expect_nothing: false, controls }],
    }),
  );
const signal = (over: Partial<SignalReport> = {}): SignalReport => ({
  frame: 0,
  path: '#a',
  name: 'Nationality',
  kind: 'immigration-context',
  role: 'victim',
  outcome: 'observe',
  rule: '',
  evidence: ['label: context (1.00)'],
  ...over,
});

describe('the score of a page', () => {
  it('counts what was seen as labelled, and its role', async () => {
    const [only] = await page([control]);
    if (!only) throw new Error('no page');
    const found = scorePage(only, [signal()], [[{ frame: 0, path: '#a', names: [] }]]);
    expect(tally(found)).toEqual({ hits: 1, misses: 0, falseAlarms: 0, rolesRight: 1 });
  });

  it('shows of a miss what was read of the control', async () => {
    const [only] = await page([control]);
    if (!only) throw new Error('no page');
    const findings = scorePage(only, [], [[{ frame: 0, path: '#a', names: ['label "Origin"'] }]]);
    expect(findings).toMatchObject([{ verdict: 'miss', evidence: ['read: label "Origin"'] }]);
    const report = corpusReport({ pages: 1, unopened: [], findings, readMs: [1] });
    expect(report).toContain('about: victim');
    expect(report).toContain('read: label "Origin"');
  });

  it('counts a signal that nobody labelled as a false alarm, with its evidence', async () => {
    const [only] = await page([control]);
    if (!only) throw new Error('no page');
    const found = scorePage(
      only,
      [signal({ path: '#z' })],
      [[{ frame: 0, path: '#a', names: [] }]],
    );
    expect(found.map(({ verdict }) => verdict).sort()).toEqual(['false-alarm', 'miss']);
    expect(found.find(({ verdict }) => verdict === 'false-alarm')?.evidence).toHaveLength(1);
  });

  it('says when a label finds no control', async () => {
    const [only] = await page([control]);
    if (!only) throw new Error('no page');
    expect(scorePage(only, [], [[]])[0]?.verdict).toBe('label-unmatched');
  });
});
