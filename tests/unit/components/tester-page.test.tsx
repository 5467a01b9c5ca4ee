// @vitest-environment jsdom
import { afterEach, describe, expect, it, vi } from 'vitest';
import { TesterPage } from '../../../components/tester/tester-page.tsx';
import type { TestedControl, TesterState } from '../../../components/tester/tester-state.ts';
import { compileTable } from '../../../core/policy/table.ts';
import { decidedOn } from '../../../core/tester/decided.ts';
import { promptFor } from '../../../platform/wording.ts';
import { controlOf, policy } from '../tester/samples.ts';
import { clear, has, one, press, say, sayWelsh, show, textOf } from './page.ts';

afterEach(clear);

const table = compileTable(policy.packs);

function tested(change: Partial<TestedControl> = {}): TestedControl {
  const control = controlOf('immigration-lookup', 'victim', '#check');
  const inForce = decidedOn(control.readings, table);
  if (!inForce) throw new Error('no reading');
  const prompt = promptFor(inForce.rule?.wording ?? '', 'en');
  return { ...control, place: '', index: 0, inForce, underTest: null, prompt, ...change };
}

const STATE: TesterState = {
  engine: 'ab'.repeat(32),
  inForce: { version: 'TF 1', hash: 'cd'.repeat(32), force: 'Test Force (TF)' },
  underTest: null,
  settingErrors: [],
  language: 'en',
  address: '',
  form: null,
  removed: null,
  pages: [],
  page: null,
  controls: null,
  total: 0,
  chosen: null,
  trace: [],
  failure: null,
};

const acts = () => ({
  onSettings: vi.fn(),
  onInForce: vi.fn(),
  onLanguage: vi.fn(),
  onAddress: vi.fn(),
  onPaste: vi.fn(),
  onFile: vi.fn(),
  onFrame: vi.fn(),
  onPages: vi.fn(),
  onPage: vi.fn(),
  onOpen: vi.fn(),
  onChoose: vi.fn(),
});

async function page(change: Partial<TesterState> = {}, words = say) {
  const done = acts();
  await show(<TesterPage say={words} {...STATE} {...change} {...done} />);
  return done;
}

const FORM = { form: { trial: 1, opened: 1, name: 'card.html' } };
const PAGE = { tab: 3, host: 'rms.force.police.uk', path: '/card' };

describe('the policy tester', () => {
  it('says which guard runs and which policy is tried', async () => {
    await page();
    expect(textOf('#engine')).toContain('ab'.repeat(32));
    expect(textOf('[data-fact="in-force-version"]')).toContain('TF 1');
    expect(has('#tests-in-force')).toBe(true);
    expect(has('#form-frame')).toBe(false);
  });

  it('holds a form in a frame that can open no window and leave for nowhere', async () => {
    await page({ ...FORM, controls: [] });
    expect(one('#form-frame').getAttribute('sandbox')).toBe(
      'allow-scripts allow-same-origin allow-forms',
    );
    expect(one('#form-frame').getAttribute('src')).toBe('tester-form.html');
    expect(textOf('#controls-count')).toBe(say('build.noSignals'));
  });

  it('shows for each control whose record it is of and what is asked for', async () => {
    const control = tested();
    const done = await page({ ...FORM, controls: [control], total: 1 });
    expect(textOf('[data-control="#check"]')).toContain(say('outcome.justify'));
    expect(one('[data-control="#check"]').dataset['role']).toBe('victim');
    await press('[data-control="#check"] > button');
    expect(done.onChoose).toHaveBeenCalledWith(control);
  });

  it('explains the one that was chosen, with the words that the officer would read', async () => {
    const control = tested();
    await page({ ...FORM, controls: [control], total: 1, chosen: control });
    expect(textOf('[data-fact="rule"]')).toContain('victim-immigration-lookup-justify');
    expect(textOf('[data-prompt="why"]')).toBe(control.prompt?.why);
    expect(has('[data-term="immigration-status"]')).toBe(true);
  });

  it('says until when a rule is rehearsed', async () => {
    const { inForce } = tested();
    const rule = inForce.rule && { ...inForce.rule, outcome: 'warn' as const, pilot: '2027-02-28' };
    const control = tested({ inForce: { ...inForce, outcome: 'warn', rule } });
    await page({ ...FORM, controls: [control], total: 1, chosen: control });
    expect(textOf('[data-fact="pilot"]')).toContain('Pilot until 28/02/2027');
    await page({ ...FORM, controls: [tested()], total: 1, chosen: tested() });
    expect(has('[data-fact="pilot"]')).toBe(false);
  });

  it('says what another policy changes, in words and not in colour alone', async () => {
    const { inForce } = tested();
    const changed = tested({ underTest: { ...inForce, outcome: 'approve' } });
    const same = tested({ index: 1, underTest: inForce });
    await page({ ...FORM, controls: [changed, same], total: 2 });
    expect(document.querySelectorAll('[data-changed]')).toHaveLength(1);
    expect(textOf('[data-outcome="approve"]')).toContain(say('outcome.justify'));
    expect(textOf('[data-outcome="approve"]')).toContain(say('tester.changed'));
  });

  it('says which rank and which reasons another policy takes, where the outcome is the same', async () => {
    const { inForce } = tested();
    const { rule } = inForce;
    if (!rule) throw new Error('no rule');
    const strict = { ...rule, outcome: 'approve' as const, authoriser: 'inspector' as const };
    const before = { ...inForce, outcome: 'approve' as const, rule: strict };
    const lower = { ...strict, authoriser: 'sergeant' as const, reasons: ['RR-02'] };
    const control = tested({ inForce: before, underTest: { ...before, rule: lower } });
    await page({ ...FORM, controls: [control], total: 1, chosen: control });
    expect(has('[data-changed]')).toBe(true);
    expect(textOf('[data-fact="authoriser"]')).toMatch(/Sergeant.*In force:.*Inspector/);
    expect(textOf('[data-fact="reasons"]')).toMatch(/RR-02 \(In force: /);
  });

  it('says that only the first of very many are listed', async () => {
    await page({ ...FORM, controls: [tested()], total: 2900 });
    expect(textOf('#controls-count')).toContain('2900');
  });

  it('names each setting that was refused', async () => {
    await page({ settingErrors: [{ field: 'rules[0].id', reason: 'is not a word' }] });
    expect(has('#settings-refused')).toBe(true);
    expect(textOf('[data-field="rules[0].id"]')).toContain('is not a word');
  });

  it('shows the places of an open page, and no ledger for it', async () => {
    const done = await page({
      pages: [PAGE],
      page: PAGE,
      controls: [tested({ place: 'rms.force.police.uk/card' })],
      total: 1,
    });
    expect(textOf('#controls')).toContain('rms.force.police.uk/card');
    expect(has('#trace-count')).toBe(false);
    await press('[data-tab="3"]');
    expect(done.onPage).toHaveBeenCalledWith(PAGE);
  });

  it('shows an attempt as the ledger would hold it', async () => {
    const [evidence] = tested().inForce.reading.classification.because;
    if (!evidence) throw new Error('no evidence');
    await page({
      ...FORM,
      trace: [
        {
          ...{ id: 'a', signal: 'immigration-lookup', control: 'button', act: 'press' },
          ...{ role: 'victim', group: 'DA', outcome: 'approve', rule: 'r', choice: 'overridden' },
          reason: 'RR-02',
          authorisation: { status: 'claimed', by: 'TF-9', rank: 'inspector' },
          evidence: [evidence],
          explained: 42,
          hasReference: false,
        },
      ],
    });
    const row = textOf('#trace tbody');
    for (const part of [say('choice.overridden'), 'RR-02', say('rank.inspector'), '42'])
      expect(row).toContain(part);
    // Who authorised is a member of staff; here nobody needs to know.
    expect(row).not.toContain('TF-9');
  });

  it('speaks Welsh', async () => {
    await page({ ...FORM, failure: 'tester.failed.page' }, sayWelsh);
    expect(textOf('h1')).toContain('profwr polisi');
    expect(textOf('#tester-failed')).toContain('Ni atebodd');
  });
});
