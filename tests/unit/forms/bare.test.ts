/** Controls that only name a property, or only say to check: what they stand under says of what. */
import { describe, expect, it } from 'vitest';
import { readSignal } from '../../../core/forms/signals.ts';
import type { SourceText } from '../../../core/forms/snapshot.ts';
import { builtLexicon } from '../../../tools/inspect/lexicon.ts';
import { button, field, tick, titled } from './snapshots.ts';

const record = titled('Crime report');
const under = (text: string) => ({ ...record, form: [{ source: 'heading', text }] as const });
const beside = (text: string): { form: readonly SourceText[] } => ({
  ...record,
  form: [{ source: 'nearby-text', text }],
});

const kindOf = (snapshot: ReturnType<typeof field>) =>
  readSignal(snapshot, builtLexicon())?.kind ?? null;

describe('a field that only names a property', () => {
  it.each(['Status', 'Reference', 'Valid to', 'Ref. no.', 'Type', 'Cyfeirnod', 'Dilys tan'])(
    '"%s" asks for a status under "Immigration"',
    (label) => {
      expect(kindOf(field(label, under('Immigration')))).toBe('immigration-field');
    },
  );

  it.each([
    'Investigation',
    'Custody',
    'Assisting unlawful immigration',
    'Immigration offence',
    'Immigration solicitor',
    'Asylum hotel incident',
    'Immigration status of the parties is not to be asked for',
  ])('"Status" is of no concern under "%s"', (title) => {
    expect(kindOf(field('Status', under(title)))).toBeNull();
  });

  it.each(['Case status', 'Name', 'Notes', 'Address', 'Status of the enquiry'])(
    '"%s" is of no concern under "Immigration"',
    (label) => {
      expect(kindOf(field(label, under('Immigration')))).toBeNull();
    },
  );

  it('is of no concern on a page of another trade', () => {
    const hotel = { ...under('Immigration'), ...titled('Guest registration') };
    expect(kindOf(field('Status', hotel))).toBeNull();
  });

  it('to tick is none', () => {
    expect(kindOf(tick('Valid', under('Immigration')))).toBeNull();
  });
});

describe('a button that only says to check', () => {
  it.each(['Run', 'Request', 'Do check', 'Check now', 'Gwneud gwiriad | Do check'])(
    '"%s" looks a status up beside "Immigration records"',
    (text) => {
      expect(kindOf(button(text, beside('Immigration records')))).toBe('immigration-lookup');
    },
  );

  it.each(['Run payroll', 'Do not check', 'Check address', 'Go back', 'View', 'Confirm', 'Go'])(
    '"%s" does something else',
    (text) => {
      expect(kindOf(button(text, beside('Immigration records')))).toBeNull();
    },
  );

  it.each(['Check', 'Run', 'Search', 'Gwirio'])('"%s" is a PNC check beside "PNC"', (text) => {
    expect(kindOf(button(text, beside('PNC')))).toBe('pnc-check');
  });

  it.each(['Open', 'Print', 'Add'])('"%s" is none beside "PNC"', (text) => {
    expect(kindOf(button(text, beside('PNC')))).toBeNull();
  });

  it.each([
    'PNC training',
    'Vehicles on PNC',
    'Street name',
    'Name',
    'User name',
    'Missing person',
    'Wanted',
  ])('"Check" is none beside "%s"', (text) => {
    expect(kindOf(button('Check', beside(text)))).toBeNull();
  });

  it('is of no concern beside "Address history"', () => {
    expect(kindOf(button('Run', beside('Address history')))).toBeNull();
  });
});
