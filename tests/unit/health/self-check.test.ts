/** What force IT is told about a copy of the guard, and what never leaves with it. */
import { describe, expect, it } from 'vitest';
import { diagnosisText } from '../../../core/health/diagnosis.ts';
import {
  type CheckName,
  HARDENING,
  type SelfCheckInput,
  selfCheck,
} from '../../../core/health/self-check.ts';
import { statusOf } from '../components/samples.ts';

const NOW = 1_790_000_000_000;
const HOUR = 3_600_000;
const MOMENT = (at: number): string => new Date(at).toISOString();

function input(change: Partial<SelfCheckInput> = {}): SelfCheckInput {
  const { observed, origin, ledger } = statusOf();
  const delivery = { ...statusOf().delivery, state: 'idle' } as const;
  const sound = { ...observed, pinned: true, lastBeat: NOW - HOUR };
  return { observed: sound, origin, ledger, delivery, drift: 0, now: NOW, ...change };
}

function state(name: CheckName, given: SelfCheckInput = input()): string | undefined {
  return selfCheck(given).find((check) => check.name === name)?.state;
}

const delivering = (change: Partial<SelfCheckInput['delivery']>): SelfCheckInput =>
  input({ delivery: { ...input().delivery, ...change } });

const observing = (change: Partial<SelfCheckInput['observed']>): SelfCheckInput =>
  input({ observed: { ...input().observed, ...change } });

describe('a sound copy', () => {
  it('passes all that it can see, and claims nothing that it cannot', () => {
    const failing = selfCheck(input()).filter((check) => check.state === 'fail');
    expect(failing).toEqual([]);
    const unknown = selfCheck(input()).filter((check) => check.state === 'unknown');
    expect(unknown.map(({ name }) => name)).toEqual([
      'private-windows',
      'guest-profiles',
      'developer-tools',
      'other-browsers',
    ]);
  });

  it('names the policy to set for all of the browser but what no browser policy settles', () => {
    const bare = selfCheck(input()).filter(
      ({ name, policies }) => HARDENING.some((each) => each === name) && policies.length === 0,
    );
    expect(bare.map(({ name }) => name)).toEqual(['other-browsers']);
  });
});

describe('a check fails', () => {
  it.each([
    ['hosts', observing({ hosts: false })],
    ['hosts', observing({ openPages: 0, guardedPages: 0, barredPages: 1 })],
    ['network', observing({ openPages: 0, guardedPages: 0, barredPages: 1 })],
    ['network', observing({ hosts: false })],
    ['pages', observing({ openPages: 3, guardedPages: 2 })],
    ['network', observing({ network: false })],
    ['forced', observing({ forced: false })],
    ['pinned', observing({ pinned: false })],
    ['heartbeat', observing({ lastBeat: NOW - 3 * HOUR })],
    ['policy', input({ origin: 'baseline-rejected' })],
    ['policy', input({ origin: 'last-good' })],
    ['policy', input({ origin: 'baseline-none-configured' })],
    ['profiles', input({ drift: 1 })],
    ['delivery', delivering({ state: 'refused', why: 'credential' })],
    ['delivery', delivering({ state: 'waiting', waiting: 3, oldestAt: NOW - 25 * HOUR })],
    ['ledger', input({ ledger: { ...input().ledger, state: 'broken' } })],
    ['ledger', input({ ledger: { ...input().ledger, waiting: 1 } })],
    ['clock', input({ ledger: { ...input().ledger, clock: [4] } })],
  ] as const)('for %s', (name, given) => {
    expect(state(name, given)).toBe('fail');
  });
});

describe('a check is unknown', () => {
  it.each([
    ['hosts', observing({ openPages: 0, guardedPages: 0 })],
    ['hosts', observing({ barredPages: 1 })],
    ['pages', observing({ openPages: 0, guardedPages: 0 })],
    ['network', observing({ network: null })],
    ['network', observing({ openPages: 0, guardedPages: 0 })],
    ['forced', observing({ forced: null })],
    ['pinned', observing({ pinned: null })],
    ['heartbeat', observing({ lastBeat: null })],
    ['policy', input({ origin: 'baseline-not-loaded' })],
  ] as const)('for %s, which the browser does not tell', (name, given) => {
    expect(state(name, given)).toBe('unknown');
  });
});

describe('the diagnosis', () => {
  const status = statusOf({
    identity: { id: 'TF-CANARY', unit: 'UNIT-CANARY', reviewer: true },
    errors: [{ field: 'rules[2].outcome', reason: 'is not one of allow, observe' }],
    ledger: { ...statusOf().ledger, state: 'broken', breaks: [{ seq: 7, code: 'line-changed' }] },
    origin: 'last-good',
  });
  const text = diagnosisText(status, selfCheck(input()), 'Chromium/131', MOMENT);

  it('says what is wrong and where', () => {
    expect(text).toContain('refused rules[2].outcome: is not one of allow, observe');
    expect(text).toContain('ledger entry 7: line-changed');
    expect(text).toContain('(last-good)');
    expect(text).toContain('check forced: pass');
    expect(text).toContain('browser Chromium/131');
  });

  it('says when the device last gave a sign of life, or that it never did', () => {
    const seen = (lastBeat: number | null): string =>
      diagnosisText({ ...status, observed: { ...status.observed, lastBeat } }, [], '', MOMENT);
    expect(seen(Date.UTC(2026, 10, 26, 9, 30))).toContain('last heartbeat 2026-11-26T09:30:00');
    expect(seen(null)).toContain('last heartbeat none');
  });

  it('names no officer and no unit', () => {
    expect(text).not.toContain('CANARY');
    expect(text).not.toContain(status.policy.identity.id);
  });
});

describe('delivery', () => {
  it('may wait for a day, as on a laptop without a network', () => {
    const waiting = { state: 'waiting', why: 'unreachable', waiting: 3 } as const;
    expect(state('delivery', delivering({ ...waiting, oldestAt: NOW - 20 * HOUR }))).toBe('pass');
  });

  it('is no pass where policy names no store: whether files are collected is not seen', () => {
    expect(state('delivery', delivering({ state: 'off' }))).toBe('unknown');
    expect(state('delivery', delivering({ state: 'reader' }))).toBe('unknown');
  });
});
