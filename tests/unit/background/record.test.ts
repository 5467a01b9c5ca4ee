import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { readHeaders } from '../../../core/ledger/header-schema.ts';
import type { AttemptReport } from '../../../core/messages.ts';
import { baseline } from '../../../platform/baseline.ts';
import { promptFor } from '../../../platform/wording.ts';
import testForce from '../../../policies/forces/test-force.json' with { type: 'json' };
import { freshDatabase, hexId } from './over-indexeddb.ts';
import {
  area,
  background,
  diskIsFull,
  GUARD,
  override,
  record,
  stored,
} from './whole-background.ts';

beforeEach(freshDatabase);
afterEach(() => vi.restoreAllMocks());

const approval: Partial<AttemptReport> = {
  group: 'DA',
  outcome: 'approve',
  rule: 'victim-immigration-lookup-approve',
  authorisation: { status: 'claimed', by: 'TF-77', rank: 'inspector' },
};

describe('an override with a reason', () => {
  it('is in the ledger before it is answered', async () => {
    const all = background();
    const reply = await record(all, override(1));
    const entry = await all.services.ledger.entry(hexId(1));
    expect(reply).toEqual({ ok: true, seq: 0, hash: entry?.hash });
  });

  it('names the officer, the rule in force and the record by its handle', async () => {
    const all = background();
    await record(all, override(1));
    const { header, body } = await stored(all, 1);
    expect(header).toMatchObject({
      officer: 'TF-4312',
      unit: 'CID-North',
      outcome: 'justify',
      rule: 'victim-immigration-lookup-justify',
      policy: all.services.policy.state.policy.hash,
      dwellMs: 8120,
    });
    expect(header.record).toMatch(/^[0-9a-f]{16}$/);
    expect(JSON.stringify(header)).not.toContain('TF/12345/26');
    expect(body?.recordReference).toBe('TF/12345/26');
    expect(body?.policyVersion).toBe(all.services.policy.state.policy.version);
  });

  it('keeps the prompt in our own words, whatever the message says it was', async () => {
    const all = background();
    const prompt = { language: 'cy', title: 'Amina', why: 'Khalil', instead: '1984' } as const;
    await record(all, override(1, { prompt }));
    const { body } = await stored(all, 1);
    expect(body?.prompt).toEqual(promptFor('immigration-lookup', 'cy'));
  });

  it('keeps no prompt where it does not know the rule that was shown', async () => {
    const all = background();
    await record(all, override(1, { rule: 'rule-of-yesterday' }));
    expect((await stored(all, 1)).body?.prompt).toBeNull();
  });

  it.each(['Amina Khalil', '12/03/1984', 'KHALIL/1984'])(
    'leaves out what is no reference: %s',
    async (text) => {
      const all = background();
      expect(await record(all, override(1, { recordReference: text }))).toMatchObject({ ok: true });
      const { header, body } = await stored(all, 1);
      expect([header.record, body?.recordReference]).toEqual([null, null]);
    },
  );

  it('is one entry however often it is sent', async () => {
    const all = background();
    const first = await record(all, override(1));
    expect(await record(all, override(1))).toEqual(first);
    expect((await all.services.ledger.head()).size).toBe(1);
  });

  it('does not cover another attempt that comes under its id', async () => {
    const all = background();
    await record(all, override(1));
    const other = override(1, { signal: 'pnc-check', rule: 'victim-pnc-check-justify' });
    expect(await record(all, other)).toEqual({ ok: false, code: 'invalid-report' });
    expect((await all.services.ledger.head()).size).toBe(1);
  });

  it('is answered only after the disk took it, and refused when it did not', async () => {
    const all = background();
    await all.services.device();
    diskIsFull();
    expect(await record(all, override(1))).toEqual({ ok: false, code: 'storage-full' });
    vi.restoreAllMocks();
    expect(await record(all, override(1))).toMatchObject({ ok: true, seq: 0 });
  });
});

describe('an override without a reason that counts', () => {
  it.each([
    ['no reason', { reason: null }, 'no-reason-code'],
    ['a reason that this rule does not offer', { reason: 'RR-10' }, 'no-reason-code'],
    ['a reason that does not exist', { reason: 'RR-77' }, 'no-reason-code'],
    ['no explanation', { explanation: '' }, 'empty'],
    ['spaces', { explanation: '        ' }, 'empty'],
    ['one word', { explanation: 'needed' }, 'too-short'],
    ['one key', { explanation: 'a'.repeat(50) }, 'repeats'],
    [
      'a date of birth',
      { explanation: 'She was born 12/03/1984 and is at risk tonight' },
      'holds-identifier',
    ],
    [
      'a name, from a page that did not look for it',
      { explanation: 'Her name is Tess and she is at risk tonight' },
      'holds-identifier',
    ],
    [
      'a phone number in another alphabet',
      { explanation: 'Ring her on ٠٧٧٠٠ ٩٠٠١٢٣ before the visit' },
      'holds-identifier',
    ],
  ])('is refused and not recorded: %s', async (_, change, code) => {
    const all = background();
    const reply = await record(all, override(1, change));
    expect(reply).toMatchObject({ ok: false, code: 'reason-refused', fault: { code } });
    expect((await all.services.ledger.head()).size).toBe(0);
  });
});

describe('an override that needs a second person', () => {
  it('is recorded with who authorised it', async () => {
    const all = background();
    expect(await record(all, override(1, approval))).toMatchObject({ ok: true });
    expect((await stored(all, 1)).header.authorisation?.by).toBe('TF-77');
  });

  const INSPECTOR = { code: 'rank-needed', needs: 'inspector' } as const;
  it.each([
    ['nobody', null, INSPECTOR],
    ['a sergeant', { status: 'claimed', by: 'TF-77', rank: 'sergeant' }, INSPECTOR],
    ['the officer', { status: 'claimed', by: 'tf-4312', rank: 'superintendent' }, undefined],
  ] as const)('is refused where %s authorised it', async (_, authorisation, fault) => {
    const all = background();
    const reply = await record(all, override(1, { ...approval, authorisation }));
    expect(reply).toEqual({ ok: false, code: 'reason-refused', ...(fault && { fault }) });
    expect((await all.services.ledger.head()).size).toBe(0);
  });

  it('because of its reason is refused without one, and told which rank is enough', async () => {
    const all = background();
    const reason = { reason: 'RR-02' } as const;
    const needs = { code: 'reason-refused', fault: { code: 'rank-needed', needs: 'sergeant' } };
    expect(await record(all, override(1, reason))).toMatchObject(needs);
    expect((await all.services.ledger.head()).size).toBe(0);
    const authorisation = { status: 'claimed', by: 'TF-77', rank: 'sergeant' } as const;
    expect(await record(all, override(1, { ...reason, authorisation }))).toMatchObject({
      ok: true,
    });
  });
});

describe('a guard whose policy is older than ours', () => {
  it('is told the stricter outcome, and nothing is recorded as let go', async () => {
    const all = background();
    const reply = await record(all, override(1, { group: 'DA' }));
    expect(reply).toEqual({ ok: false, code: 'stricter-outcome', outcome: 'approve' });
    expect((await all.services.ledger.head()).size).toBe(0);
  });

  it.each(['complied', 'abandoned'] as const)('is believed that the officer %s', async (choice) => {
    const all = background();
    const report = override(1, { group: 'DA', choice, reason: null, explanation: '' });
    expect(await record(all, report)).toMatchObject({ ok: true });
    expect((await stored(all, 1)).header.outcome).toBe('approve');
  });

  it('that let a look-up go unasked leaves a trace', async () => {
    const all = background();
    const report = override(1, {
      outcome: 'allow',
      choice: 'unasked',
      reason: null,
      explanation: '',
    });
    expect(await record(all, report)).toMatchObject({ ok: false, code: 'stricter-outcome' });
    const { headers } = readHeaders((await all.services.ledger.all()).entries);
    expect(headers).toMatchObject([{ kind: 'fault', code: 'classification-differs' }]);
  });

  it('cannot call a held look-up unasked', async () => {
    const report = override(1, { outcome: 'block', choice: 'unasked', reason: null });
    expect(await record(background(), report)).toMatchObject({
      ok: false,
      code: 'stricter-outcome',
    });
  });

  it('writes what was in force here, also where the guard was stricter', async () => {
    const all = background();
    const report = override(1, {
      role: 'unknown',
      outcome: 'approve',
      rule: 'unknown-immigration-action-warn',
    });
    expect(await record(all, report)).toMatchObject({ ok: true });
    expect((await stored(all, 1)).header).toMatchObject({
      outcome: 'warn',
      rule: 'unknown-immigration-action-warn',
    });
  });

  it('has no way past a block but life at risk', async () => {
    const blocking = {
      ...testForce,
      rules: [
        {
          id: 'force-block',
          when: { kind: ['immigration-lookup'], role: ['victim'] },
          outcome: 'block',
          reasons: [],
          wording: 'immigration-lookup',
          sources: [],
        },
      ],
    };
    const all = background(blocking);
    const report = override(1, { outcome: 'block', rule: 'force-block' });
    expect(await record(all, report)).toMatchObject({ code: 'stricter-outcome', outcome: 'block' });
    const emergency = override(2, { outcome: 'block', rule: 'force-block', choice: 'emergency' });
    expect(await record(all, emergency)).toMatchObject({ ok: true });
  });
});

it('writes no word of an officer or a victim to the console', async () => {
  const logged = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const local = area();
  const all = background(testForce, local);
  await all.services.policy.ready();
  local.set = () => Promise.reject(new Error('could not store TF/12345/26 Suspect'));
  diskIsFull();
  await record(all, override(1, { choice: 'emergency' }));
  expect(logged).toHaveBeenCalled();
  expect(JSON.stringify(logged.mock.calls)).not.toMatch(/12345|Suspect/);
});

it('offers officers only reasons that the baseline knows', () => {
  for (const rule of baseline.pack.rules)
    for (const code of rule.reasons) expect(baseline.reasonCodes).toContain(code);
});

describe('an id', () => {
  const edited = 'He is outside her door with a knife, and the result decides where she goes.';

  it.each<[string, Partial<AttemptReport>]>([
    ['an edited explanation', { explanation: edited }],
    ['another reason', { reason: 'RR-05' }],
    ['another record', { recordReference: 'TF/99999/26' }],
    ['another person', { slot: 2 }],
    ['another rule', { role: 'witness', group: 'DA', ...approval }],
  ])('that is used again with %s is no retry and is refused', async (_, change) => {
    const all = background();
    expect(await record(all, override(1))).toMatchObject({ ok: true, seq: 0 });
    expect(await record(all, override(1, change))).toMatchObject({
      ok: false,
      code: 'invalid-report',
    });
    expect((await all.services.ledger.head()).size).toBe(1);
  });

  it('that is used again by the same page for the same attempt is a retry', async () => {
    const all = background();
    const first = await record(all, override(1));
    expect(await record(all, override(1))).toEqual(first);
  });

  it.each([{ tab: { id: 8 } }, { frameId: 3 }, { documentId: 'another' }])(
    'that comes from another page (%o) is refused',
    async (elsewhere) => {
      const all = background();
      await record(all, override(1));
      expect(await all.ask('record', override(1), { ...GUARD, ...elsewhere })).toMatchObject({
        ok: false,
        code: 'invalid-report',
      });
    },
  );
});
