/** The walls of the house: who may import whom, what core may not mention, what is catalogued. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import {
  lexiconFile,
  managedSettings,
  reasonCodes,
  reviewOutcomes,
  rulePack,
  siteList,
} from '../core/policy/schema.ts';
import { siteProfile, siteProfiles } from '../core/sites/schema.ts';
import baseline from '../policies/national/baseline.json' with { type: 'json' };
import { outOfDate } from '../tools/generate.ts';
import { ENGINE } from '../tools/policy/engine.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const CODE_ROOMS = ['core', 'platform', 'components', 'entrypoints', 'tools', 'tests'];

function filesUnder(directory: string, pattern: RegExp): readonly string[] {
  return readdirSync(path.join(ROOT, directory)).flatMap((name) => {
    const file = `${directory}/${name}`;
    if (statSync(path.join(ROOT, file)).isDirectory()) return filesUnder(file, pattern);
    return pattern.test(name) ? [file] : [];
  });
}

function read(file: string): string {
  return readFileSync(path.join(ROOT, file), 'utf8');
}

/** Comments name things that code may not use. */
function codeOf(file: string): string {
  return read(file)
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/^\s*\/\/.*$/gm, '');
}

function importsOf(file: string): readonly string[] {
  return [...codeOf(file).matchAll(/(?:from|import)\s+'([^']+)'/g)].map(([, target = '']) =>
    target.startsWith('.') ? path.posix.join(path.posix.dirname(file), target) : target,
  );
}

/** An entrypoint is a room of its own: `entrypoints/<name>/`. So is what speaks to the stream. */
function roomOf(file: string): string {
  const [top = '', second = ''] = file.split('/');
  if (top === 'platform' && second === 'nats') return 'platform/nats';
  return top === 'entrypoints' ? `entrypoints/${second}` : top;
}

const UI = /^preact(?:\/|$)/;
const BROWSER = /^(?:wxt\/(?:browser|utils\/.*)|webextension-polyfill)$/;

/** Room -> what it may import beside itself. */
const MAY_IMPORT: readonly (readonly [room: RegExp, allowed: readonly RegExp[]])[] = [
  // Of data only the bounds that its own schemas have to hold.
  [/^core$/, [/^zod$/, /^@noble\/hashes/, /^css-what$/, /^policies\/national\/retention\.json$/]],
  [/^platform$/, [/^core\//, /^policies\//, BROWSER]],
  [/^platform\/nats$/, [/^core\/delivery\//, /^@nats-io\/nats-core$/]],
  [/^components$/, [/^core\//, UI]],
  [
    /^entrypoints\/background$/,
    [/^core\//, /^platform\//, /^policies\//, /^(?:idb|zod)$/, /^@noble\/hashes/, BROWSER],
  ],
  [
    /^entrypoints\/guard\.content$/,
    [/^core\//, /^platform\//, /^policies\//, /^components\/prompt/, BROWSER],
  ],
  // The form of the policy tester: nothing in its frame speaks to the browser.
  [/^entrypoints\/tester-form$/, [/^core\//, /^platform\/form-frame/]],
  [/^entrypoints\/profile-picker\.content$/, [/^core\//, BROWSER]],
  // It speaks to the force's store, and of the ledger it knows what the background hands it.
  [/^entrypoints\/delivery$/, [/^core\//, /^platform\//, BROWSER]],
  [
    /^entrypoints\/(?:page-hook|named-hook|named-guard)\.content\.ts$/,
    [/^platform\/page-functions/, BROWSER],
  ],
  [
    /^entrypoints\/(?:review|options|popup|profiles|tester|held)$/,
    [/^core\//, /^platform\//, /^policies\//, /^components\//, /^zod$/, UI, BROWSER],
  ],
];

describe('rooms', () => {
  for (const [room, allowed] of MAY_IMPORT) {
    it(`${room.source} imports only what the house rules allow`, () => {
      const files = ['core', 'platform', 'components', 'entrypoints']
        .flatMap((top) => filesUnder(top, /\.tsx?$/))
        .filter((file) => room.test(roomOf(file)));
      expect(files).not.toEqual([]);
      const foreign = files.flatMap((file) =>
        importsOf(file)
          .filter((target) => !target.startsWith(`${roomOf(file)}/`))
          .filter((target) => !allowed.some((pattern) => pattern.test(target)))
          .map((target) => `${file} imports ${target}`),
      );
      expect(foreign).toEqual([]);
    });
  }

  it('keeps zod out of the guard, directly and through core', () => {
    const reached = new Set<string>();
    const visit = (file: string): void => {
      if (reached.has(file) || !/\.tsx?$/.test(file)) return;
      reached.add(file);
      // A type-only import leaves nothing in the bundle.
      const runtime = codeOf(file).replace(/import type [^;]*;/g, '');
      for (const [, target = ''] of runtime.matchAll(/from\s+'(\.[^']+)'/g))
        visit(path.posix.join(path.posix.dirname(file), target));
      expect(runtime, file).not.toMatch(/from '(?:zod|css-what)'/);
    };
    visit('entrypoints/guard.content/index.ts');
    expect(reached.size).toBeGreaterThan(20);
  });

  it('loads what speaks to the stream only in the page that opens where policy names a store', () => {
    const loaded = ['platform', 'components', 'entrypoints']
      .flatMap((top) => filesUnder(top, /\.tsx?$/))
      .filter((file) => !['platform/nats', 'entrypoints/delivery'].includes(roomOf(file)))
      .filter((file) => {
        const runtime = codeOf(file).replace(/import type [^;]*;/g, '');
        return /from\s+'(?:@nats-io\/|[^']*\/nats\/)/.test(runtime);
      });
    expect(loaded).toEqual([]);
  });

  it('has no clock, randomness, browser or page in core', () => {
    const used = filesUnder('core', /\.ts$/).flatMap((file) => {
      const found =
        /\b(?:Date\.now|new Date|Math\.random|performance\.|crypto\.|window\b|document\.|browser\.|chrome\.|fetch\(|setTimeout|console\.)/.exec(
          codeOf(file),
        );
      return found ? [`${file}: ${found[0]}`] : [];
    });
    expect(used).toEqual([]);
  });

  it('has no file of more than 300 lines', () => {
    const long = CODE_ROOMS.flatMap((room) => filesUnder(room, /\.(?:ts|tsx|mjs)$/)).filter(
      (file) => read(file).split('\n').length > 301,
    );
    expect(long).toEqual([]);
  });

  it('has a checker of certificates that shares no code with what it checks', () => {
    const checker = 'tools/policy/checker.mjs';
    expect(importsOf(checker).filter((target) => !target.startsWith('node:'))).toEqual([]);
    expect(codeOf(checker)).not.toMatch(/\b(?:import\(|require\(|createRequire|eval\()/);
    expect(read(checker).split('\n').length).toBeLessThan(300);
  });

  it('names in a certificate every source that decides', () => {
    const reached = new Set<string>();
    const visit = (file: string): void => {
      if (reached.has(file)) return;
      reached.add(file);
      const runtime = codeOf(file).replace(/import type [^;]*;/g, '');
      for (const [, target = ''] of runtime.matchAll(/from\s+'(\.[^']+)'/g))
        visit(path.posix.join(path.posix.dirname(file), target));
    };
    for (const name of ['decide', 'demand', 'trial']) visit(`core/policy/${name}.ts`);
    expect(ENGINE).toEqual(expect.arrayContaining([...reached]));
  });

  it('has no file named for nothing in particular', () => {
    const vague = CODE_ROOMS.flatMap((room) =>
      filesUnder(room, /^(?:utils|helpers|misc|common)\./),
    );
    expect(vague).toEqual([]);
  });
});

/** Every policy file, and what proves that it is right. A new file has to be named here. */
const CATALOGUE: Readonly<Record<string, (value: unknown) => unknown>> = {
  'policies/national/baseline.json': (value) => rulePack.parse(value),
  'policies/national/sites.json': (value) => siteList.parse(value),
  'policies/national/reason-codes.json': (value) => reasonCodes.parse(value),
  'policies/national/review-outcomes.json': (value) => reviewOutcomes.parse(value),
  // Its bounds are held in tests/unit/policy/retention.test.ts.
  'policies/national/retention.json': (value) => value,
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

  it.each(['prompt', 'pages', 'ledger', 'templates', 'policy', 'backtest'])(
    'have the same %s wording in English and Welsh',
    (kind) => {
      expect(keysOf(`policies/wording/${kind}.cy.json`)).toEqual(
        keysOf(`policies/wording/${kind}.en.json`),
      );
    },
  );

  it('have a wording for every key that the code asks for', () => {
    const known = new Set([
      ...keysOf('policies/wording/prompt.en.json'),
      ...keysOf('policies/wording/pages.en.json'),
      ...keysOf('policies/wording/ledger.en.json'),
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
      'templates.en',
      'policy.en',
      'backtest.en',
    ].map((name) => read(`policies/wording/${name}.json`));
    expect(words.join('\n')).not.toMatch(
      /\b(?:illegal to|against the law|the law (?:forbids|requires)|required by law|guarantee|never be shared|confidential)\b/i,
    );
  });
});

describe('generated files', () => {
  it('are what their sources make', () => {
    expect(outOfDate()).toEqual([]);
  });
});
