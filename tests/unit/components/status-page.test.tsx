// @vitest-environment jsdom
import { afterEach, describe, expect, it, vi } from 'vitest';
import { conditionWords } from '../../../components/status/condition-words.ts';
import { StatusPage, type StatusPageProps } from '../../../components/status/status-page.tsx';
import type { StatusReply } from '../../../core/messages.ts';
import { rulePack } from '../../../core/policy/schema.ts';
import { reasonCodes } from '../../../platform/baseline.ts';
import baseline from '../../../policies/national/baseline.json' with { type: 'json' };
import { clear, has, one, press, say, show, textOf } from './page.ts';
import { NOW, statusOf } from './samples.ts';

afterEach(clear);

const ENGINE = 'ab'.repeat(32);

const page = (status: StatusReply | null, change: Partial<StatusPageProps> = {}) =>
  show(
    <StatusPage
      say={say}
      language="en"
      status={status}
      readAt={NOW}
      failure={null}
      languageFailure={null}
      builder="profiles.html"
      tester="tester.html"
      fleet="fleet.html"
      engine={ENGINE}
      reasons={reasonCodes}
      browser="Test/1.0"
      copied={null}
      handIn={{ job: null, exported: null }}
      onHandIn={() => undefined}
      onCopy={() => undefined}
      onRefresh={() => undefined}
      onLanguage={() => undefined}
      {...change}
    />,
  );

describe('the self-check', () => {
  it('asks for nothing where a check passes, and names a policy where one does not', async () => {
    await page(statusOf());
    expect(textOf('[data-check=ledger] td:last-child')).toBe('Nothing.');
    expect(textOf('[data-check=developer-tools] td:last-child')).toContain(
      'DeveloperToolsAvailability',
    );
  });
});

describe('the origin of the policy', () => {
  const origins = [
    'managed',
    'last-good',
    'baseline-none-configured',
    'baseline-not-loaded',
    'baseline-rejected',
  ] as const;

  it('reads differently for each of the five, with what to do', async () => {
    const texts = new Set<string>();
    for (const origin of origins) {
      await page(statusOf({ origin }));
      expect(textOf('#origin')).toContain('What to do:');
      texts.add(textOf('#origin'));
    }
    expect(texts.size).toBe(5);
  });

  it('is never said to be good where settings were refused', async () => {
    await page(statusOf({ origin: 'baseline-rejected' }));
    expect(one('#origin').className).toContain('notice--bad');
  });
});

describe('settings that were refused', () => {
  it('show field, reason and what to do', async () => {
    const errors = [{ field: 'rules[2].reasons[0]', reason: 'is not a known reason code' }];
    await page(statusOf({ errors }));
    const row = textOf('[data-field="rules[2].reasons[0]"]');
    expect(row).toContain('is not a known reason code');
    expect(row).toContain('Use only codes that the national baseline offers');
  });

  it.each([
    ['rules[0].wording', 'wording key'],
    ['rules[0].authoriser', 'rank'],
    ['sites[3]', 'host names only'],
    ['identity.id', 'staff number'],
    ['(the settings as a whole)', 'managed schema of the extension does not know'],
    ['signature', 'Sign the settings again'],
    ['rules[0].outcome', 'Compare this setting'],
  ])('advise on %s', async (field, advice) => {
    await page(statusOf({ errors: [{ field, reason: 'is wrong' }] }));
    expect(textOf('#setting-errors tbody')).toContain(advice);
  });

  it('are said to be none where there are none', async () => {
    await page(statusOf());
    expect(has('#errors-none')).toBe(true);
    expect(has('#setting-errors')).toBe(false);
  });
});

describe('the signature of the settings', () => {
  const fact = async (change: Partial<StatusReply>): Promise<string> => {
    await page(statusOf(change));
    return textOf('[data-fact=signature] dd');
  };

  it('is said to be by whom and of which version, to be lacking, or not to be asked for', async () => {
    const signed = { version: 7, by: 'force/policy', hash: 'a'.repeat(64), keys: ['00000000'] };
    expect(await fact({ policyKeys: ['force/policy'], signed })).toBe('By force/policy, version 7');
    expect(await fact({ policyKeys: ['force/policy'] })).toMatch(/^Nothing .* only from force/);
    expect(await fact({})).toBe('Not asked for by this build');
  });
});

describe('national rules that are rehearsed', () => {
  it('are named with their first and last day, and again at the rule', async () => {
    const [national] = [rulePack.parse(baseline)];
    const rule = national.rules[0];
    if (!rule) throw new Error('a rule was expected');
    const pilot = { rule: rule.id, from: '2026-12-01', first: '2026-12-03', until: '2027-02-28' };
    const counting = { ...rule, outcome: 'warn' as const, reasons: [], pilot: pilot.until };
    const status = statusOf();
    await page({
      ...status,
      policy: {
        ...status.policy,
        packs: [{ ...national, rules: [counting] }],
        trials: [{ ...rule, mode: 'rehearse', until: pilot.until }],
        pilots: [pilot],
      },
    });
    expect(textOf(`[data-pilot=${rule.id}]`)).toMatch(
      /pilot until 28 Feb 2027, rehearsed on this device since 3 Dec 2026/,
    );
    expect(textOf(`[data-rule=${rule.id}]`)).toContain('Pilot until 28 Feb 2027; then:');
  });

  it('are not spoken of where there are none', async () => {
    await page(statusOf());
    expect(has('#pilots')).toBe(false);
  });
});

describe('rules', () => {
  it('on trial say until when, and what they ask for afterwards', async () => {
    const [rule, other] = rulePack.parse(baseline).rules;
    if (!rule || !other) throw new Error('the baseline has rules');
    const own = { ...rule, id: 'own', mode: 'observe', until: '2026-12-31' } as const;
    const rules = [
      { ...rule, id: 'own', outcome: 'observe', authoriser: undefined },
      other,
    ] as const;
    const { policy } = statusOf();
    const packs = [{ id: 'force', layer: 'force', version: '1', rules }] as const;
    await page(statusOf({ policy: { ...policy, packs, trials: [own] } }));
    expect(textOf('[data-rule="own"]')).toContain(
      'On trial until 31 Dec 2026. From the next day: A reason and a second person, by Inspector or above.',
    );
    expect(textOf(`[data-rule="${other.id}"]`)).not.toContain('On trial');
  });

  it('of the national baseline are all in the table', async () => {
    const pack = rulePack.parse(baseline);
    const status = statusOf();
    await page({ ...status, policy: { ...status.policy, packs: [pack] } });
    expect(document.querySelectorAll('#rules-national [data-rule]')).toHaveLength(
      pack.rules.length,
    );
    expect(textOf('[data-rule=victim-immigration-lookup-approve]')).toContain(
      'Any sensitive offence',
    );
  });

  it('say roles one by one where they are not all the protected ones', () => {
    expect(conditionWords({ role: ['victim', 'suspect'], dual: false }, say)).toEqual([
      'Victim / Suspect',
      'The person is not also a suspect',
    ]);
  });

  it('say nothing about conditions that are absent', () => {
    expect(conditionWords({}, say)).toEqual([]);
  });

  it('make no link of a source address that is not one of the web', async () => {
    const pack = rulePack.parse(baseline);
    const [rule] = pack.rules;
    if (rule === undefined) throw new Error('the baseline has rules');
    const source = { document: 'D', edition: '1', checkedOn: '2026-11-01', url: 'javascript:x' };
    const status = statusOf();
    const packs = [{ ...pack, rules: [{ ...rule, sources: [source] }] }];
    await page({ ...status, policy: { ...status.policy, packs } });
    expect(has('[data-rule] a')).toBe(false);
  });
});

describe('the ledger', () => {
  it('shows each break with its sequence and what it means', async () => {
    const breaks = [{ seq: 17, code: 'line-changed' }];
    const { ledger } = statusOf();
    await page(statusOf({ ledger: { ...ledger, state: 'broken', breaks } }));
    expect(textOf('[data-break=line-changed]')).toContain('17');
    expect(textOf('[data-break=line-changed]')).toContain('changed after it was recorded');
    expect(textOf('#ledger')).toContain('Do not clear this browser profile');
  });

  it('shows a break of a kind it does not know', async () => {
    const { ledger } = statusOf();
    const breaks = [{ seq: 1, code: 'new-kind' }];
    await page(statusOf({ ledger: { ...ledger, state: 'broken', breaks } }));
    expect(textOf('[data-break=new-kind]')).toContain('new-kind');
  });

  it('shows where the clock of the device was put back', async () => {
    const { ledger } = statusOf();
    await page(statusOf());
    expect(textOf('[data-fact=clock]')).toContain('None');
    await page(statusOf({ ledger: { ...ledger, clock: [4, 12] } }));
    expect(textOf('[data-fact=clock]')).toContain('4, 12');
  });

  it('shows no table of breaks where it holds', async () => {
    await page(statusOf());
    expect(has('#ledger-breaks')).toBe(false);
  });
});

describe('the language', () => {
  it('can be changed where managed settings leave it open', async () => {
    const onLanguage = vi.fn();
    await page(statusOf(), { onLanguage });
    await press('input[name=language][value=cy]');
    expect(onLanguage).toHaveBeenCalledExactlyOnceWith('cy');
  });

  it('cannot be changed where managed settings set it, and says why', async () => {
    const onLanguage = vi.fn();
    const status = statusOf();
    await page({ ...status, policy: { ...status.policy, language: 'cy' } }, { onLanguage });
    await press('input[name=language][value=cy]');
    expect(onLanguage).not.toHaveBeenCalled();
    expect(textOf('#language-lead')).toContain('cannot be changed here');
  });
});

describe('the page as a whole', () => {
  it('says what is missing where nobody is configured', async () => {
    await page(statusOf({ identity: { id: '', unit: '', reviewer: false } }));
    expect(textOf('#identity-none')).toContain('Set “identity” in managed settings');
  });

  it('says that the background did not answer instead of showing an empty status', async () => {
    await page(null, { failure: 'timed-out' });
    expect(textOf('#status-failed')).toContain('timed-out');
    expect(has('#origin')).toBe(false);
  });

  it('reads again on request', async () => {
    const onRefresh = vi.fn();
    await page(statusOf(), { onRefresh });
    await press('#refresh');
    expect(onRefresh).toHaveBeenCalledTimes(1);
  });
});

describe('the guard of this build', () => {
  it('is named by its hash, with a way to the policy tester', async () => {
    await page(statusOf());
    expect(textOf('[data-fact="engine"]')).toContain(ENGINE);
    expect(one('#to-tester').getAttribute('href')).toBe('tester.html');
  });

  it('is said not to be known where its file could not be read', async () => {
    await page(statusOf(), { engine: null });
    expect(textOf('[data-fact="engine"] dd')).toBe(say('word.dash'));
  });
});

describe('the device', () => {
  it('says when it last gave a sign of life, or that there is none yet', async () => {
    const status = statusOf();
    await page(status);
    expect(textOf('[data-fact="last-beat"] dd')).not.toBe(say('device.noBeat'));
    await page({ ...status, observed: { ...status.observed, lastBeat: null } });
    expect(textOf('[data-fact="last-beat"] dd')).toBe(say('device.noBeat'));
  });
});
