/** Which rules the browser is given, and how they follow the policy in force. */
import { describe, expect, it } from 'vitest';
import type { Endpoint } from '../../../core/network/endpoints.ts';
import { type Gate, gateFor, notOver, without } from '../../../core/network/gates.ts';
import {
  changeOf,
  closingRules,
  type NetworkRule,
  openingRules,
  type RuleBody,
} from '../../../core/network/rules.ts';

const HOST = 'rms.testforce.police.uk';
const PNC: Endpoint = { host: HOST, path: '/api/pnc', kind: 'pnc-check' };
const STATUS: Endpoint = { host: HOST, path: '/status/check', kind: 'immigration-lookup' };
const takes = { takes: async () => true, base: 'chrome-extension://own-id/' };

function inPlace(rules: readonly RuleBody[]): readonly NetworkRule[] {
  return rules.map((rule, index) => ({ id: index + 1, ...rule }));
}

describe('closing rules', () => {
  it('stop requests and send page loads to the page that explains', async () => {
    const rules = await closingRules([PNC], takes);
    const pages = ['main_frame', 'sub_frame'];
    const found = rules.map(({ action, condition }) => [action.type, condition.resourceTypes]);
    const each = [
      ['block', undefined],
      ['redirect', pages],
      ['redirect', pages],
    ];
    // The same for its address in two disguises.
    expect(found).toEqual([...each, ...each, ...each]);
  });

  it('tell the page that explains which address it was, but for what was sent with a form', async () => {
    const [, get, post] = await closingRules([PNC], takes);
    expect(get?.action.redirect?.regexSubstitution).toBe('chrome-extension://own-id/held.html#\\0');
    expect(get?.condition.requestMethods).toEqual(['get']);
    expect(post?.action.redirect).toEqual({ extensionPath: '/held.html' });
    expect(post?.condition.excludedRequestMethods).toEqual(['get']);
  });

  it('hold for every tab and for no tab at all', async () => {
    for (const { condition } of await closingRules([PNC], takes))
      expect(condition.tabIds).toBeUndefined();
  });

  it('close an address whose expression the browser does not take', async () => {
    const rules = await closingRules([PNC], {
      ...takes,
      takes: async (regex) => !regex.includes('pnc'),
    });
    expect(rules[0]?.condition).toMatchObject({ urlFilter: `||${HOST}/api/pnc` });
    expect(rules[0]?.condition.regexFilter).toBeUndefined();
  });

  it('are none where nothing is named', async () => {
    expect(await closingRules([], takes)).toEqual([]);
  });
});

describe('opening rules', () => {
  it('are for one tab, and stronger than those that close', async () => {
    const closing = await closingRules([PNC], takes);
    const strongest = Math.max(...closing.map(({ priority }) => priority));
    for (const { priority, action, condition } of await openingRules([PNC], 7, takes)) {
      expect(action.type).toBe('allow');
      expect(condition.tabIds).toEqual([7]);
      expect(priority).toBeGreaterThan(strongest);
    }
  });

  it('open no address in disguise', async () => {
    for (const { condition } of await openingRules([PNC], 7, takes))
      expect(condition.regexFilter).not.toContain('%(2[de]');
  });
});

describe('the rules in place', () => {
  it('stay where they are those wanted', async () => {
    const rules = await closingRules([PNC], takes);
    expect(changeOf(inPlace(rules), rules, true)).toEqual({ addRules: [], removeRuleIds: [] });
  });

  it('lose what policy no longer names', async () => {
    const both = inPlace(await closingRules([PNC, STATUS], takes));
    const change = changeOf(both, await closingRules([STATUS], takes), true);
    expect(change.addRules).toEqual([]);
    expect(change.removeRuleIds).toEqual([1, 2, 3, 7, 8, 9]);
  });

  it('lose nothing while the policy in force is not known or could not be read', async () => {
    const both = inPlace(await closingRules([PNC], takes));
    const change = changeOf(both, await closingRules([STATUS], takes), false);
    expect(change.removeRuleIds).toEqual([]);
    expect(change.addRules.map(({ condition }) => condition.regexFilter)).toEqual(
      Array(6).fill(expect.stringContaining('status')),
    );
    expect(new Set([...both, ...change.addRules].map(({ id }) => id)).size).toBe(15);
  });
});

describe('an opening', () => {
  const gate: Gate = { id: 1, tabId: 7, kind: 'pnc-check', until: 5000 };
  const asked = { tabId: 7, kind: 'pnc-check', at: 4999 } as const;

  it('is taken by a request of its tab and kind, in its time', () => {
    expect(gateFor([gate], asked)).toBe(gate);
  });

  it.each([
    ['another tab', { tabId: 8 }],
    ['no tab', { tabId: -1 }],
    ['another kind of check', { kind: 'immigration-lookup' }],
    ['a moment too late', { at: 5000 }],
  ] as const)('is not taken by %s', (_, change) => {
    expect(gateFor([gate], { ...asked, ...change })).toBeNull();
  });

  it('is gone with its request, and with its time', () => {
    expect(without([gate], gate)).toEqual([]);
    expect(notOver([gate, { ...gate, id: 2, until: 9000 }], 5000).map(({ id }) => id)).toEqual([2]);
  });
});
