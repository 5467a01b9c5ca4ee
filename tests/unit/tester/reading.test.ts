/** What the tester makes of what it is given: policies, places, files. */
import { describe, expect, it } from 'vitest';
import { readSettingsFile } from '../../../core/policy/settings-file.ts';
import { compileTable } from '../../../core/policy/table.ts';
import { siteProfile } from '../../../core/sites/schema.ts';
import { decidedOn } from '../../../core/tester/decided.ts';
import { formFault, MAX_FORM } from '../../../core/tester/form-text.ts';
import { formPlace, policyAt } from '../../../core/tester/place.ts';
import { baseline } from '../../../platform/baseline.ts';
import { readPolicyBytes } from '../../../platform/policy-bytes.ts';
import { CARD as card } from '../sites/profiles.ts';
import { controlOf, policy, TIGHTER } from './samples.ts';

const CARD = siteProfile.parse(card);
const TODAY = '2026-11-26';
const table = compileTable(policy.packs);

const readFile = (text: string | Uint8Array, today = TODAY) =>
  readSettingsFile(
    readPolicyBytes(typeof text === 'string' ? new TextEncoder().encode(text) : text),
    baseline,
    today,
  );

describe('a control under a policy', () => {
  it('is decided by the strictest of its readings, as the guard decides it', () => {
    const [victim] = controlOf('pnc-check', 'victim').readings;
    const [suspect] = controlOf('pnc-check', 'suspect').readings;
    if (!victim || !suspect) throw new Error('no reading');
    expect(decidedOn([suspect, victim], table)).toMatchObject({
      outcome: 'justify',
      reading: victim,
    });
    expect(decidedOn([suspect], table)).toMatchObject({ outcome: 'allow', rule: null });
    expect(decidedOn([], table)).toBeNull();
  });

  it('names the other rules that applied', () => {
    const read = readFile(JSON.stringify(TIGHTER));
    if (!read.ok) throw new Error('refused');
    const decided = decidedOn(
      controlOf('pnc-check', 'victim').readings,
      compileTable(read.policy.packs),
    );
    expect(decided?.rule?.id).toBe('tighter-pnc');
    expect(decided?.also).toContain('victim-pnc-check-justify');
  });
});

describe('a file of settings', () => {
  const errors = (text: string | Uint8Array) => {
    const read = readFile(text);
    return read.ok ? [] : read.errors.map(({ field, reason }) => `${field}: ${reason}`);
  };

  it('is a policy with the hash that the background gives it', () => {
    const read = readFile(JSON.stringify(TIGHTER));
    expect(read).toMatchObject({ ok: true, policy: { force: { code: 'TF' } } });
    expect(read.ok && read.policy.hash).toMatch(/^[0-9a-f]{64}$/);
  });

  it.each([
    ['', /as a whole.*line 1, column 1: is empty/],
    ['{"force":', /ends too early/],
    ['[]', /as a whole/],
    ['{"identity":{"id":"a b"}}', /^identity\.id/],
    [
      JSON.stringify({ ...TIGHTER, rules: [{ ...TIGHTER.rules[0], reasons: ['RR-77'] }] }),
      /^rules\[0\]\.reasons\[0\]/,
    ],
    ['x'.repeat(2_097_153), /2\.0 MB/],
    [`\uFEFF${JSON.stringify(TIGHTER)}`, /byte order mark; save it as UTF-8/],
    [
      Buffer.from('{"force":{"code":"TF","name":"S\xf4n"}}', 'latin1'),
      /line 1, column 32: .*not UTF-8/,
    ],
    [Buffer.from(JSON.stringify(TIGHTER), 'utf16le'), /UTF-16/],
    ['['.repeat(200_000), /nests deeper/],
    ['{"__proto__":{"force":1},"constructor":1}', /./],
  ])('is refused with field and reason: %#', (text: string | Uint8Array, expected: RegExp) => {
    expect(errors(text).join('\n')).toMatch(expected);
  });

  it('says the line and repeats nothing of the file', () => {
    const [error] = errors('{\n "force": {\n "code": secret\n}}');
    expect(error).toContain('line 3');
    expect(error).not.toContain('secret');
  });
});

describe('a file of rules on trial, of a rollout, or of a pack', () => {
  const outcomeOf = (value: unknown, day = TODAY) => {
    const read = readFile(JSON.stringify(value), day);
    if (!read.ok) throw new Error(JSON.stringify(read.errors));
    const { readings } = controlOf('pnc-check', 'victim');
    return decidedOn(readings, compileTable(read.policy.packs))?.outcome;
  };
  const [rule] = TIGHTER.rules;

  it('is as strict as it is on that day', () => {
    const trial = { ...TIGHTER, rules: [{ ...rule, mode: 'observe', until: TODAY }] };
    expect(outcomeOf(trial)).toBe('justify');
    expect(outcomeOf(trial, '2026-11-27')).toBe('approve');
  });

  it('counts on a device that a rollout has reached', () => {
    const rollout = { id: 'ring-1', percent: 1, rules: [rule] };
    expect(outcomeOf({ policyVersion: 'next', rollout })).toBe('approve');
  });

  it('stands on the baseline, or in its place where it is a national draft', () => {
    expect(outcomeOf({ id: 'f', layer: 'force', version: '1', rules: [rule] })).toBe('approve');
    const draft = { ...rule, outcome: 'warn', reasons: [], authoriser: undefined };
    expect(outcomeOf({ id: 'n', layer: 'national', version: '1', rules: [draft] })).toBe('warn');
    expect(outcomeOf({ id: 'f', layer: 'force', version: '1', rules: [draft] })).toBe('justify');
  });
});

describe('the address of a form', () => {
  it.each([
    ['', '', ''],
    ['/person/12?tab=2#x', '', '/person/12?tab=2#x'],
    ['https://RMS.force.police.uk/a', 'rms.force.police.uk', '/a'],
    [' http://rms.test:8080 ', 'rms.test', '/'],
    ['//evil.test/x', '', '/evil.test/x'],
    ['/\\evil.test', '', '/evil.test'],
  ])('%j has a host and a path', (text, host, path) => {
    expect(formPlace(text)).toEqual({ host, path });
  });

  it.each(['ftp://x', 'rms.force.police.uk', 'javascript:x', 'https://a b/', 'https://user@x/'])(
    '%j is none',
    (text) => expect(formPlace(text)).toBeNull(),
  );

  it('brings the site profiles of its host, as they hold where the form is shown', () => {
    const withCard = { ...policy, profiles: [CARD] };
    const [host = ''] = CARD.hosts;
    expect(policyAt(withCard, host, 'frame').policy.profiles).toEqual([
      { ...CARD, hosts: ['frame'] },
    ]);
    expect(policyAt(withCard, 'other.police.uk', 'frame').policy.profiles).toEqual([]);
    expect(policyAt(withCard, '', 'frame').policy.profiles).toEqual([]);
  });
});

describe('the text of a form', () => {
  it.each([
    ['<p>Victim</p>', null],
    ['<!doctype html>', null],
    ['Caf\uFFFD <p>', null],
    ['just words', 'no-form'],
    ['', 'no-form'],
    ['<p>\0</p>', 'no-text'],
    ['\uFFFD'.repeat(100), 'no-text'],
    [`<p>${'x'.repeat(MAX_FORM)}`, 'too-long'],
    ['<input>'.repeat(3_001), 'too-many'],
    ['<i role="button">'.repeat(3_001), 'too-many'],
    ['<div>'.repeat(30_001), 'too-many'],
    ['<template>'.repeat(301), 'too-many'],
  ])('%#', (text, fault) => {
    expect(formFault(text)).toBe(fault);
  });
});
