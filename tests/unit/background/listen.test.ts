import { readdirSync, readFileSync } from 'node:fs';
import { beforeEach, describe, expect, it } from 'vitest';
import { KNOWN_TERMS } from '../../../entrypoints/background/known-terms.ts';
import { freshDatabase } from './over-indexeddb.ts';
import { background, GUARD, OWN, override, PAGE } from './whole-background.ts';

beforeEach(freshDatabase);

const guardMessages = [
  ['policy', null],
  ['record', override(1)],
  [
    'gate',
    {
      signal: 'pnc-check',
      role: 'suspect',
      dual: false,
      group: 'OTHER',
      trust: 'generic',
      emergency: false,
    },
  ],
  ['frame', { signals: 1, held: 0, fault: false, drift: false }],
  ['profile', { id: 'card', version: '1', missing: ['roles[0].says'], kept: [] }],
  ['fault', { code: 'guard-error' }],
] as const;
const pageMessages = [
  ['tab', { tabId: 7 }],
  ['cases', null],
  ['case', { id: 'ab'.repeat(16) }],
  ['decide', { id: 'ab'.repeat(16), outcome: 'RV-1', note: '', reverses: null }],
  ['status', null],
  ['held', null],
  ['hand', { tabId: 7, kind: 'pnc-check' }],
  ['proceed', { tabId: 7, report: override(1) }],
  ['language', { language: 'cy' }],
] as const;

describe('who may ask', () => {
  it.each(guardMessages)('a guard in a tab may ask %s', async (name, body) => {
    expect(await background().send({ v: 1, name, body }, GUARD)).toBeDefined();
  });

  it.each(pageMessages)('a page of ours may ask %s', async (name, body) => {
    expect(await background().send({ v: 1, name, body }, PAGE)).toBeDefined();
  });

  const strangers = [
    ['another extension', { ...GUARD, id: 'other-id' }],
    ['nobody in particular', {}],
    ['a page of ours in a tab', { ...PAGE, tab: { id: 3 } }],
    ['a guard that belongs to no tab', { id: OWN.id, url: GUARD.url }],
  ] as const;
  for (const [name, body] of guardMessages)
    it.each(strangers)(`${name} is not answered to %s`, (_, sender) => {
      expect(background().send({ v: 1, name, body }, sender)).toBeUndefined();
    });

  for (const [name, body] of pageMessages)
    it.each([
      ['a guard in a police page', GUARD],
      ['another extension', { ...PAGE, id: 'other-id' }],
      [
        'a page whose address only begins like ours',
        { id: OWN.id, url: 'chrome-extension://own-idx/' },
      ],
      ['a frame without an address', { id: OWN.id, url: 'about:blank', tab: { id: 7 } }],
      ['nobody in particular', {}],
    ])(`${name} is not answered to %s`, (_, sender) => {
      expect(background().send({ v: 1, name, body }, sender)).toBeUndefined();
    });
});

describe('what is not a message', () => {
  const circular: Record<string, unknown> = { v: 1, name: 'policy' };
  circular['body'] = circular;
  it.each([
    ['nothing', undefined],
    ['null', null],
    ['text', 'policy'],
    ['a number', 5],
    ['a list', [1, 'policy', null]],
    ['another version', { v: 2, name: 'policy', body: null }],
    ['a name that nobody knows', { v: 1, name: 'erase', body: null }],
    ['a name that every object has', { v: 1, name: 'constructor', body: null }],
    ['something more than a message', { v: 1, name: 'policy', body: null, sudo: true }],
    ['a body where none belongs', { v: 1, name: 'policy', body: {} }],
    ['more than 64 KB', { v: 1, name: 'policy', body: 'x'.repeat(65 * 1024) }],
    ['a circle', circular],
  ])('is not answered: %s', (_, message) => {
    expect(background().send(message, GUARD)).toBeUndefined();
  });
});

describe('a report that is out of shape', () => {
  const good = override(1);
  it.each([
    ['a field too many', { ...good, surname: 'Khalil' }],
    ['a field too few', { ...good, role: undefined }],
    ['a role that does not exist', { ...good, role: 'boss' }],
    [
      'evidence in the page’s own words',
      { ...good, evidence: [{ term: 'Amina Khalil', source: 'label', weight: 1 }] },
    ],
    [
      'evidence from nowhere',
      { ...good, evidence: [{ term: 'victim', source: 'value of field', weight: 1 }] },
    ],
    [
      'too much evidence',
      { ...good, evidence: Array.from({ length: 21 }, () => good.evidence[0]) },
    ],
    ['an explanation without end', { ...good, explanation: 'x'.repeat(1001) }],
    ['an id with a name in it', { ...good, id: 'amina-khalil-1984-03-12' }],
    ['a rule with a name in it', { ...good, rule: 'Amina Khalil' }],
    [
      'an authoriser by name',
      { ...good, authorisation: { status: 'claimed', by: 'Insp Jones', rank: 'inspector' } },
    ],
    [
      'an authorisation that says it is confirmed',
      { ...good, authorisation: { status: 'confirmed', by: 'TF-1', rank: 'inspector' } },
    ],
    ['time that runs backwards', { ...good, dwellMs: -1 }],
  ])('is refused and nothing is recorded: %s', async (_, body) => {
    const { send, services } = background();
    expect(await send({ v: 1, name: 'record', body }, GUARD)).toEqual({
      ok: false,
      code: 'invalid-report',
    });
    expect((await services.ledger.head()).size).toBe(0);
  });
});

it('knows the terms of every lexicon that the guard may name', () => {
  const folder = new URL('../../../policies/lexicon/', import.meta.url);
  for (const file of readdirSync(folder)) {
    // What fields call a person's details is evidence of nothing.
    if (file === 'persons.json') continue;
    const { entries } = JSON.parse(readFileSync(new URL(file, folder), 'utf8'));
    for (const { id } of entries) expect(KNOWN_TERMS.has(id), `${file}: ${id}`).toBe(true);
  }
});
