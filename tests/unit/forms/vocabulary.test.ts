/** Every term of the vocabulary, in English and Welsh, read as it stands on a police record. */
import { describe, expect, it } from 'vitest';
import { classify } from '../../../core/forms/classify.ts';
import { readSignal } from '../../../core/forms/signals.ts';
import type { FormSnapshot } from '../../../core/forms/snapshot.ts';
import { builtLexicon } from '../../../tools/inspect/lexicon.ts';
import { QUIET_LABELS } from './look-alikes.ts';
import { ROLE_OPTIONS } from './role-options.ts';
import { button, field, tick, titled } from './snapshots.ts';
import { CONTEXT_LABELS, STATUS_LABELS } from './vocabulary.ts';
import { CHECKS, LOOK_UPS, REFERRALS } from './vocabulary-acts.ts';

const record = titled('Crime report');

function kindOf(snapshot: FormSnapshot): string | null {
  return readSignal(snapshot, builtLexicon())?.kind ?? null;
}

describe('a field', () => {
  it.each(STATUS_LABELS)('labelled "%s" asks for a status', (label) => {
    expect(kindOf(field(label, record))).toBe('immigration-field');
  });

  it.each(CONTEXT_LABELS)('labelled "%s" gives context only', (label) => {
    expect(kindOf(field(label, record))).toBe('immigration-context');
  });

  it.each(QUIET_LABELS)('labelled "%s" is of no concern', (label) => {
    expect(kindOf(field(label, record))).toBeNull();
  });
});

describe('a box to tick', () => {
  it.each([
    'Immigration informed',
    'Home Office informed',
    'Immigration Enforcement',
    'Border Force notified',
  ])('labelled "%s" says whom something is passed on to', (label) => {
    expect(kindOf(tick(label, record))).toBe('immigration-referral');
  });

  it.each(['Social services', 'Victim informed of outcome', 'Home Office crime code', 'IE 11'])(
    'labelled "%s" passes nothing on',
    (label) => {
      expect(kindOf(tick(label, record))).toBeNull();
    },
  );
});

describe('a button', () => {
  it.each(LOOK_UPS)('that says "%s" looks a status up', (text) => {
    expect(kindOf(button(text, record))).toBe('immigration-lookup');
  });

  it.each(REFERRALS)('that says "%s" refers a person', (text) => {
    expect(kindOf(button(text, record))).toBe('immigration-referral');
  });

  it.each(CHECKS)('that says "%s" checks a person', (text) => {
    expect(kindOf(button(text, record))).toBe('pnc-check');
  });

  const QUIET = ['Save', 'Add victim', 'Next', 'Cadw', 'Print', 'Victim support'];
  const TOLD = ['Save visa check', 'Immigration status: settled'];
  it.each([...QUIET_LABELS, ...QUIET, ...TOLD])('that says "%s" is of no concern', (text) => {
    expect(kindOf(button(text, record))).toBeNull();
  });
});

describe('a role control', () => {
  for (const [role, texts] of ROLE_OPTIONS)
    it.each(texts)(`with "%s" chosen says ${role}`, (text) => {
      const snapshot = field('Nationality', {
        ...record,
        blocks: [{ titles: [], chosenRoles: [text] }],
      });
      expect(classify(snapshot, builtLexicon())?.role).toBe(role);
    });

  it.each(['Driver', 'Other', 'Contact', 'Occupant', 'Company', 'Witness statement taken', ''])(
    'with "%s" chosen leaves open who it is',
    (text) => {
      const snapshot = field('Nationality', {
        ...record,
        blocks: [{ titles: [], chosenRoles: [text] }],
      });
      expect(classify(snapshot, builtLexicon())?.role).toBe('unknown');
    },
  );
});

describe('an abbreviation', () => {
  it.each(['IP', 'AP', 'RP', 'DP', 'INF', 'OFF'])('%s in a heading says nobody’s role', (text) => {
    const snapshot = field('Nationality', {
      ...record,
      blocks: [{ titles: [{ source: 'heading', text }], chosenRoles: [] }],
    });
    expect(classify(snapshot, builtLexicon())?.role).toBe('unknown');
  });
});
