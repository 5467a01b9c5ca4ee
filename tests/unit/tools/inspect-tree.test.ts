/** What a person is told about a page. */
import { describe, expect, it } from 'vitest';
import type { SeenMore } from '../../../tools/inspect/in-page.ts';
import { jsonLine, type PageReport, type SignalReport } from '../../../tools/inspect/report.ts';
import { tree } from '../../../tools/inspect/tree.ts';

const more = (over: Partial<SeenMore> = {}): SeenMore => ({
  confidence: 1,
  control: 'button',
  group: 'OTHER',
  dual: false,
  ordinal: 1,
  names: ['value "PNC check"'],
  blocks: ['heading "Persons"', 'legend "Victim 2"'],
  page: ['page-title "Crime"'],
  ...over,
});

const signal = (over: Partial<SignalReport> = {}): SignalReport => ({
  frame: 0,
  path: '#b',
  name: 'PNC check',
  kind: 'pnc-check',
  role: 'victim',
  outcome: 'justify',
  rule: 'victim-pnc-check-justify',
  evidence: ['value: pnc-check (1.00)', 'legend: victim (0.80)'],
  more: more(),
  ...over,
});

const page = (...signals: readonly SignalReport[]): PageReport => ({
  file: 'form.html',
  signals,
  roles: [],
  readMs: 1,
});

describe('the tree of a page', () => {
  it('shows the blocks around a control, the outermost first, and what is decided', () => {
    expect(tree(page(signal({ more: more({ ordinal: 2 }) }))).split('\n')).toEqual([
      'form.html  (1 recognised, read in 1.0 ms)',
      '  page: page-title "Crime"',
      '    block heading "Persons"',
      '      block legend "Victim 2"',
      '        button "PNC check"  #b',
      '          would be: pnc-check, 100 % sure',
      '          about: victim 2; offence group OTHER',
      '          because: value: pnc-check (1.00); legend: victim (0.80)',
      '          decision: justify by victim-pnc-check-justify',
      '',
    ]);
  });

  it('puts controls of one block under it once', () => {
    const text = tree(page(signal(), signal({ path: '#c', name: 'Immigration check' })));
    expect(text.match(/block legend "Victim 2"/g)).toHaveLength(1);
  });

  it('keeps a frame apart from the page around it', () => {
    const text = tree(page(signal(), signal({ frame: 1 })));
    expect(text).toContain('\n  page: ');
    expect(text).toContain('\n  frame 1: ');
  });

  it('says that nobody is named, and that no rule speaks', () => {
    const text = tree(page(signal({ role: 'unknown', outcome: 'allow', rule: '' })));
    expect(text).toContain('about: unknown');
    expect(text).toContain('decision: allow, no rule speaks');
  });

  it('says why a page could not be opened', () => {
    expect(tree({ file: 'x.html', error: 'no such file' })).toBe(
      'x.html\n  could not be opened: no such file\n',
    );
  });
});

describe('the line for programs', () => {
  it('holds what it always held, and nothing that is for people only', () => {
    const line = JSON.parse(jsonLine(page(signal())));
    expect(Object.keys(line.signals[0]).sort()).toEqual(
      ['evidence', 'frame', 'kind', 'name', 'outcome', 'path', 'role', 'rule'].sort(),
    );
  });
});
