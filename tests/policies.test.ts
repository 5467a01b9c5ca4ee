/** Policy files and wording: each is named here with what proves it, in both languages. */
import { describe, expect, it } from 'vitest';
import {
  lexiconFile,
  managedSettings,
  reasonCodes,
  reviewOutcomes,
  rulePack,
  siteList,
} from '../core/policy/schema.ts';
import { plantedCases } from '../core/review/planted-set.ts';
import { siteProfile, siteProfiles } from '../core/sites/schema.ts';
import baseline from '../policies/national/baseline.json' with { type: 'json' };
import { codeOf, filesUnder, read } from './house-files.ts';

/** Every policy file, and what proves that it is right. A new file has to be named here. */
const CATALOGUE: Readonly<Record<string, (value: unknown) => unknown>> = {
  'policies/national/baseline.json': (value) => rulePack.parse(value),
  'policies/national/sites.json': (value) => siteList.parse(value),
  'policies/national/reason-codes.json': (value) => reasonCodes.parse(value),
  'policies/national/review-outcomes.json': (value) => reviewOutcomes.parse(value),
  // Its bounds are held in tests/unit/policy/retention.test.ts.
  'policies/national/retention.json': (value) => value,
  // Its times are held in tests/unit/policy/clocks.test.ts.
  'policies/national/clocks.json': (value) => value,
  // Its shares are held in tests/unit/policy/sampling.test.ts.
  'policies/national/sampling.json': (value) => value,
  'policies/national/planted-cases.json': (value) => plantedCases.parse(value),
  // Its rules are held in tests/unit/policy/deciding.test.ts.
  'policies/national/deciding.json': (value) => value,
  'policies/lexicon/acts.json': (value) => lexiconFile.parse(value),
  'policies/lexicon/immigration.json': (value) => lexiconFile.parse(value),
  'policies/lexicon/immigration-offences.json': (value) => lexiconFile.parse(value),
  'policies/lexicon/offences.json': (value) => lexiconFile.parse(value),
  'policies/lexicon/persons.json': (value) => lexiconFile.parse(value),
  'policies/lexicon/pnc.json': (value) => lexiconFile.parse(value),
  'policies/lexicon/roles.json': (value) => lexiconFile.parse(value),
  'policies/lexicon/setting.json': (value) => lexiconFile.parse(value),
  'policies/forces/test-force.json': (value) => managedSettings.parse(value),
  'policies/sites/sample-coded-card.json': (value) => siteProfile.parse(value),
  'policies/wording/prompt.en.json': isWording,
  'policies/wording/prompt.cy.json': isWording,
  'policies/wording/pages.en.json': isWording,
  'policies/wording/pages.cy.json': isWording,
  'policies/wording/backtest.en.json': isWording,
  'policies/wording/backtest.cy.json': isWording,
  'policies/wording/fleet.en.json': isWording,
  'policies/wording/fleet.cy.json': isWording,
  'policies/wording/history.en.json': isWording,
  'policies/wording/history.cy.json': isWording,
  'policies/wording/approval.en.json': isWording,
  'policies/wording/approval.cy.json': isWording,
  'policies/wording/patterns.en.json': isWording,
  'policies/wording/deciding.en.json': isWording,
  'policies/wording/deciding.cy.json': isWording,
  'policies/wording/queue.en.json': isWording,
  'policies/wording/paper.en.json': isWording,
  'policies/wording/paper.cy.json': isWording,
  'policies/wording/patterns.cy.json': isWording,
  'policies/wording/queue.cy.json': isWording,
  'policies/wording/reconcile.en.json': isWording,
  'policies/wording/reconcile.cy.json': isWording,
  'policies/wording/ledger.en.json': isWording,
  'policies/wording/ledger.cy.json': isWording,
  'policies/wording/policy.en.json': isWording,
  'policies/wording/policy.cy.json': isWording,
  'policies/wording/settings.cy.json': isWording,
  'policies/wording/templates.en.json': isWording,
  'policies/wording/templates.cy.json': isWording,
  // Read back and compared in tests/unit/tools/deployed-settings.test.ts.
  'policies/generated/deploy/firefox/policies.json': (value) => value,
  'policies/generated/deploy/linux/install.json': (value) => value,
  'policies/generated/deploy/linux/settings.json': (value) => value,
  'policies/generated/deploy/windows/intune.json': (value) => value,
  'policies/generated/guard-data.json': (value) => value,
  'policies/generated/settings.schema.json': (value) => value,
  'policies/generated/rule-pack.schema.json': isSchema,
  'policies/generated/site-profiles.json': (value) => siteProfiles.parse(value),
};

/** An editor has to point at a field that does not exist. */
function isSchema(value: unknown): void {
  expect(value).toMatchObject({ type: 'object', additionalProperties: false });
}

function isWording(value: unknown): void {
  expect(value).toBeTypeOf('object');
  for (const text of Object.values(value ?? {})) expect(text).toMatch(/\S/);
}

function keysOf(file: string): readonly string[] {
  return Object.keys(JSON.parse(read(file))).sort();
}

describe('policies', () => {
  it('are all in the catalogue', () => {
    expect([...filesUnder('policies', /\.json$/)].sort()).toEqual(Object.keys(CATALOGUE).sort());
  });

  it.each(Object.keys(CATALOGUE))('%s fits its schema', (file) => {
    CATALOGUE[file]?.(JSON.parse(read(file)));
  });

  it('have each rule exercised by a form', () => {
    const forms = filesUnder('tests/forms', /expectations\.json$/)
      .map(read)
      .join();
    // A mention is in what the officer writes, an offence in what is chosen: both are in no form.
    const missing = baseline.rules
      .map(({ id }) => id)
      .filter(
        (id) => !/^victim-immigration-(?:mention|offence)-/.test(id) && !forms.includes(`"${id}"`),
      );
    expect(missing).toEqual([]);
  });

  it('have a canary form beside every site profile', () => {
    const profiles = filesUnder('policies/sites', /\.json$/);
    expect(profiles).not.toEqual([]);
    const canaries = filesUnder('policies/sites', /\.canary\.html$/);
    expect(canaries).toEqual(profiles.map((file) => file.replace(/\.json$/, '.canary.html')));
  });

  it('name a source for every rule', () => {
    expect(baseline.rules.filter(({ sources }) => sources.length === 0)).toEqual([]);
  });

  it.each([
    'prompt',
    'pages',
    'ledger',
    'fleet',
    'history',
    'approval',
    'deciding',
    'templates',
    'policy',
    'backtest',
  ])('have the same %s wording in English and Welsh', (kind) => {
    expect(keysOf(`policies/wording/${kind}.cy.json`)).toEqual(
      keysOf(`policies/wording/${kind}.en.json`),
    );
  });

  it('have a wording for every key that the code asks for', () => {
    const known = new Set([
      ...keysOf('policies/wording/prompt.en.json'),
      ...keysOf('policies/wording/pages.en.json'),
      ...keysOf('policies/wording/ledger.en.json'),
      ...keysOf('policies/wording/fleet.en.json'),
      ...keysOf('policies/wording/reconcile.en.json'),
      ...keysOf('policies/wording/approval.en.json'),
      ...keysOf('policies/wording/patterns.en.json'),
      ...keysOf('policies/wording/history.en.json'),
      ...keysOf('policies/wording/paper.en.json'),
      ...keysOf('policies/wording/queue.en.json'),
      ...keysOf('policies/wording/deciding.en.json'),
    ]);
    const missing = ['components', 'entrypoints'].flatMap((room) =>
      filesUnder(room, /\.tsx?$/).flatMap((file) =>
        [...codeOf(file).matchAll(/\bsay\(\s*'([^']+)'/g)]
          .map(([, key = '']) => key)
          .filter((key) => !known.has(key))
          .map((key) => `${file}: ${key}`),
      ),
    );
    expect(missing).toEqual([]);
  });

  it('never say that the law forbids or requires, and promise no secrecy', () => {
    const words = [
      'prompt.en',
      'pages.en',
      'ledger.en',
      'fleet.en',
      'reconcile.en',
      'approval.en',
      'patterns.en',
      'history.en',
      'queue.en',
      'deciding.en',
      'templates.en',
      'policy.en',
      'backtest.en',
    ].map((name) => read(`policies/wording/${name}.json`));
    expect(words.join('\n')).not.toMatch(
      /\b(?:illegal to|against the law|the law (?:forbids|requires)|required by law|guarantee|never be shared|confidential)\b/i,
    );
  });
});
