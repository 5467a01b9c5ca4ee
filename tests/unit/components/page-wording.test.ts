import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { labelOf, termLabel } from '../../../components/labels.ts';
import { ageText, momentText } from '../../../components/moment.tsx';
import { FLEET_REASONS, FLEET_STATES } from '../../../core/health/fleet-standing.ts';
import { BASES, CONSENTS, PASSED, RECIPIENTS, TOLD } from '../../../core/ledger/answers.ts';
import { lexiconFile } from '../../../core/policy/schema.ts';
import { HISTORY_SHOWN } from '../../../core/review/history-messages.ts';
import {
  ACTS,
  CHOICES,
  CONTROL_KINDS,
  EVIDENCE_SOURCES,
  LANGUAGES,
  OFFENCE_GROUPS,
  OUTCOMES,
  RANKS,
  ROLES,
  SIGNAL_KINDS,
} from '../../../core/vocabulary.ts';
import reasons from '../../../policies/national/reason-codes.json' with { type: 'json' };
import { say, sayWelsh, WORDING } from './page.ts';

const LEXICON = new URL('../../../policies/lexicon/', import.meta.url);
const terms = readdirSync(LEXICON).flatMap((name) =>
  lexiconFile
    .parse(JSON.parse(readFileSync(new URL(name, LEXICON), 'utf8')))
    // What fields call a person's details is evidence of nothing.
    .entries.filter(({ topic }) => topic !== 'person')
    .map(({ id }) => id),
);

describe('wording', () => {
  it.each([
    ['signal', SIGNAL_KINDS],
    ['role', ROLES],
    ['group', OFFENCE_GROUPS],
    ['outcome', OUTCOMES],
    ['choice', CHOICES],
    ['act', ACTS],
    ['control', CONTROL_KINDS],
    ['source', EVIDENCE_SOURCES],
    ['rank', RANKS],
    ['through.passed', PASSED],
    ['through.recipient', RECIPIENTS],
    ['through.basis', BASES],
    ['through.told', TOLD],
    ['through.consent', CONSENTS],
    ['mine.show', HISTORY_SHOWN],
    ['fleetState', FLEET_STATES],
    ['fleetReason', FLEET_REASONS],
    ['term', terms],
  ])('covers every %s in both languages', (group, all) => {
    const missing = LANGUAGES.flatMap((language) =>
      all.filter((term) => WORDING[language][`${group}.${term}`] === undefined),
    );
    expect(missing).toEqual([]);
  });

  it('has the same places to fill in both languages', () => {
    const places = (text = '') => [...text.matchAll(/\{\w+\}/g)].map(String).sort();
    for (const [key, text] of Object.entries(WORDING.en))
      expect(places(WORDING.cy[key]), key).toEqual(places(text));
  });

  it.each(['review.title', 'status.title', 'popup.title', 'fleet.title', 'mine.title'])(
    'keeps the title %s neutral',
    (key) => {
      for (const language of LANGUAGES)
        expect(WORDING[language][key]).toMatch(/^(?:Victim record check|Gwiriad cofnod dioddefwr)/);
    },
  );

  it('names nothing in the popup that a bystander should not read', () => {
    const texts = LANGUAGES.flatMap((language) =>
      Object.entries(WORDING[language]).filter(([key]) => key.startsWith('popup.')),
    );
    expect(texts.length).toBeGreaterThan(20);
    expect(texts.filter(([, text]) => /immigra|mewnfud/i.test(text))).toEqual([]);
  });
});

describe('labels', () => {
  it('follow the language', () => {
    expect(labelOf(reasons, 'RR-02', 'cy')).toContain('ymchwilio');
  });

  it('give the code itself where it is not known', () => {
    expect(labelOf(reasons, 'RR-00', 'en')).toBe('RR-00');
    expect(termLabel(say, 'signal', 'new-kind')).toBe('new-kind');
  });
});

describe('times', () => {
  const minutes = 60_000;
  const hours = 60 * minutes;
  const days = 24 * hours;

  it.each([
    [30_000, 'just now', 'newydd ddigwydd'],
    [1 * minutes, '1 minute', '1 munud'],
    [2 * minutes, '2 minutes', '2 funud'],
    [47 * hours, '47 hours', '47 awr'],
    [2 * days, '2 days', '2 ddiwrnod'],
    [9 * days, '9 days', '9 diwrnod'],
  ])('give an age of %i ms in both languages', (age, english, welsh) => {
    expect(ageText(0, age, say)).toBe(english);
    expect(ageText(0, age, sayWelsh)).toBe(welsh);
  });

  it('give no negative age where the clock was wrong', () => {
    expect(ageText(5 * hours, 0, say)).toBe('just now');
  });

  it('name the month in the language of the page', () => {
    const at = new Date(2026, 10, 22, 9, 5).getTime();
    expect(momentText(at, 'en')).toBe('22 Nov 2026, 09:05');
    expect(momentText(at, 'cy')).toBe('22 Tach 2026, 09:05');
  });
});
