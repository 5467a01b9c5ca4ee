/** Overrides as a table that leaves: what was done and decided, and nobody's words. */
import { describe, expect, it } from 'vitest';
import { rowsCsv, rowsJson } from '../../../components/ledgers/rows-file.ts';
import { rowOf } from './samples.ts';

const decision = { id: 'd1', at: 1_790_000_060_000, outcome: 'RV-3', reviewer: 'TF-9001' };
const rows = [
  rowOf({ rule: 'victim-pnc-justify', risks: ['repeat', 'no-role'] as never, decision }),
  rowOf({ officer: '=TF(4312)', reason: null, risks: [], decision: null }),
];

describe('a table of overrides', () => {
  it('names the rule, the risks and the decision of each, in the same order in both forms', () => {
    const [head, first] = rowsCsv(rows).split('\r\n');
    expect(head?.split(',').slice(-5)).toEqual([
      'decided',
      'decision',
      'reviewer',
      'rule',
      'risks',
    ]);
    expect(first?.split(',').slice(-5)).toEqual([
      ...['2026-09-21T14:14:20.000Z', 'RV-3', 'TF-9001', 'victim-pnc-justify', 'repeat no-role'],
    ]);
    expect(JSON.parse(rowsJson(rows))[0]).toMatchObject({
      ...{ rule: 'victim-pnc-justify', risks: 'repeat no-role', decision: 'RV-3' },
    });
  });

  it('leaves empty what there is not, and gives a spreadsheet no formula', () => {
    const second = rowsCsv(rows).split('\r\n')[2] ?? '';
    expect(second).not.toMatch(/(?:^|,)"?=/);
    expect(second.endsWith(',,,victim-immigration-lookup-approve,')).toBe(true);
  });
});
