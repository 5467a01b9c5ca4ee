/** A visit to the policy tester, with a browser that answers or does not. */
import { describe, expect, it, vi } from 'vitest';
import type { TesterState } from '../../../components/tester/tester-state.ts';
import { type Surroundings, TesterSession } from '../../../entrypoints/tester/load.ts';
import { baseline } from '../../../platform/baseline.ts';
import type { FormFrame, FormUnderTest } from '../../../platform/form-frame.ts';
import { controlOf, frameOf, policy, report, TIGHTER } from './samples.ts';

const PAGE = { tab: 3, host: 'rms.force.police.uk', path: '/card' };
const FORM = '<button id="a">PNC check</button>';
const LEFT = { scripts: 1, frames: 0, fetched: 2 };

const file = (text: string, size = text.length, name = 'a.html') => ({
  name,
  size,
  text: vi.fn(async () => text),
  arrayBuffer: vi.fn(async () => new TextEncoder().encode(text).buffer),
});

async function visit(change: Partial<Surroundings> = {}) {
  const states: TesterState[] = [];
  const session = new TesterSession(
    {
      baseline,
      inForce: async () => policy,
      engine: async () => 'ab'.repeat(32),
      pages: async () => [PAGE],
      openAt: async () => PAGE,
      read: async () => [frameOf(controlOf('pnc-check', 'victim'))],
      host: 'frame',
      today: () => '2026-11-26',
      keyOfPersons: () => [1, 2],
      ...change,
    },
    'en',
    (state) => states.push(state),
  );
  await session.start();
  const last = (): TesterState => {
    const state = states.at(-1);
    if (!state) throw new Error('nothing was shown');
    return state;
  };
  return { session, last };
}

/** A frame that reads what it is told to read. */
function frame(kind: 'pnc-check' | 'immigration-lookup' = 'pnc-check') {
  const shown: FormUnderTest[] = [];
  const hand = {
    reads: frameOf(controlOf(kind, 'victim')),
    show: async (form: FormUnderTest) => {
      shown.push(form);
      return LEFT;
    },
    read: () => hand.reads,
    point: vi.fn(),
  };
  const form = (): FormUnderTest => {
    const [only] = shown;
    if (!only) throw new Error('no form was shown');
    return only;
  };
  return { hand: hand satisfies FormFrame, form };
}

async function shown(html = FORM, address = '') {
  const { session, last } = await visit();
  session.setAddress(address);
  session.open(html, '');
  const { hand, form } = frame();
  await session.framed(hand);
  return { session, last, hand, form };
}

describe('the policy tester', () => {
  it('begins with the policy in force, the hash of the guard and the open pages', async () => {
    const { last } = await visit();
    expect(last()).toMatchObject({ engine: 'ab'.repeat(32), pages: [PAGE], failure: null });
    expect(last().inForce).toEqual({ version: policy.version, hash: policy.hash, force: null });
    expect(last().underTest).toBeNull();
  });

  it('says that the policy in force could not be read, and tries nothing without it', async () => {
    const { session, last } = await visit({
      inForce: () => Promise.reject(new Error('the background is gone')),
    });
    session.open(FORM, '');
    await session.framed(frame().hand);
    expect(last().failure).toBe('tester.failed.frame');
    expect(last().controls).toBeNull();
  });

  it('shows a form with what is decided on it and what the officer would read', async () => {
    const { last, form } = await shown(FORM, 'https://rms.force.police.uk/card/1');
    expect(form()).toMatchObject({ html: FORM, place: '/card/1', reply: { language: 'en' } });
    expect(last().removed).toEqual(LEFT);
    expect(last().controls).toMatchObject([
      { path: '#a', inForce: { outcome: 'justify' }, underTest: null, prompt: { language: 'en' } },
    ]);
  });

  it('keeps closed terms of what would be recorded, and nothing that was written', async () => {
    const { last, form } = await shown();
    form().told(report);
    expect(last().trace).toMatchObject([
      {
        choice: 'overridden',
        reason: 'RR-01',
        explained: report.explanation.length,
        hasReference: true,
      },
    ]);
    expect(JSON.stringify(last())).not.toMatch(/officer about|004427/);
  });

  it('reads again when the form changes, and keeps the control that was chosen', async () => {
    const { session, last, hand, form } = await shown();
    const [control] = last().controls ?? [];
    if (!control) throw new Error('no control');
    session.choose(control);
    expect(hand.point).toHaveBeenCalledWith(0);
    hand.reads = frameOf(controlOf('pnc-check', 'suspect'));
    form().changed();
    expect(last().controls).toMatchObject([{ inForce: { outcome: 'allow' }, prompt: null }]);
    expect(last().chosen?.inForce.outcome).toBe('allow');
  });

  it('hears nothing more of a form that was replaced', async () => {
    const { session, last, form } = await shown();
    const before = last().form?.trial;
    session.open('<p>Another</p>', 'other.html');
    expect(last().form?.trial).not.toBe(before);
    form().told(report);
    form().changed();
    expect(last().trace).toEqual([]);
    expect(last().controls).toBeNull();
  });

  it('begins the form anew under another policy, and goes back to the one in force', async () => {
    const { session, last } = await shown();
    const { trial, opened } = last().form ?? {};
    await session.settings(file(JSON.stringify(TIGHTER)));
    expect(last().form).toMatchObject({ opened });
    expect(last().form?.trial).not.toBe(trial);
    const next = frame();
    await session.framed(next.hand);
    expect(next.form().reply.policy.version).toContain('next');
    expect(last().controls).toMatchObject([
      {
        inForce: { outcome: 'justify' },
        underTest: { outcome: 'approve', rule: { id: 'tighter-pnc' } },
      },
    ]);
    session.testInForce();
    const again = frame();
    await session.framed(again.hand);
    expect(again.form().reply.policy).toEqual({ ...policy, profiles: [] });
    expect(last().controls).toMatchObject([{ underTest: null }]);
  });

  it('tests what it tested before where a file is refused', async () => {
    const { session, last } = await shown();
    await session.settings(file(JSON.stringify(TIGHTER)));
    await session.settings(file('{'));
    expect(last().settingErrors).toHaveLength(1);
    expect(last().underTest?.version).toContain('next');
    const huge = file('{}', 100_000_000);
    await session.settings(huge);
    expect(huge.arrayBuffer).not.toHaveBeenCalled();
    expect(last().settingErrors[0]?.reason).toContain('at most 2.0 MB');
  });

  it('speaks to the officer in the language that is asked for', async () => {
    const { session, last } = await shown();
    session.speak('cy');
    const next = frame();
    await session.framed(next.hand);
    expect(next.form().reply.language).toBe('cy');
    expect(last().controls?.[0]?.prompt?.language).toBe('cy');
  });

  it.each([
    ['words', '', 'tester.failed.no-form'],
    ['<p>\0', '', 'tester.failed.no-text'],
    [FORM, 'ftp://x', 'tester.failed.address'],
  ])('shows no frame for %j at %j', async (html, address, failure) => {
    const { session, last } = await visit();
    session.setAddress(address);
    session.open(html, '');
    expect(last()).toMatchObject({ form: null, failure });
  });

  it('does not even read a file that is far too long, and says where one cannot be read', async () => {
    const { session, last } = await visit();
    const huge = file('', 10_000_000);
    await session.openFile(huge);
    expect(huge.arrayBuffer).not.toHaveBeenCalled();
    expect(last().failure).toBe('tester.failed.too-long');
    await session.openFile({ ...file(''), text: () => Promise.reject(new Error('it was moved')) });
    expect(last().failure).toBe('tester.failed.file');
  });

  it('says that a form could not be shown, where its frame has no hand or cannot be read', async () => {
    const { session, last } = await visit();
    session.open(FORM, '');
    await session.framed(undefined);
    expect(last().failure).toBe('tester.failed.frame');
    session.open(FORM, '');
    const { hand } = frame();
    await session.framed({
      ...hand,
      read() {
        throw new Error('hostile');
      },
    });
    expect(last().failure).toBe('tester.failed.frame');
  });
});

describe('an open page in the policy tester', () => {
  it('is decided by both policies, anew where another is tested', async () => {
    const { session, last } = await visit();
    await session.readPage(PAGE);
    expect(last().controls).toMatchObject([{ place: '', underTest: null }]);
    await session.settings(file(JSON.stringify(TIGHTER)));
    expect(last().controls).toMatchObject([{ underTest: { outcome: 'approve' } }]);
  });

  it('is told frame by frame where it has more than one', async () => {
    const one = frameOf(controlOf('pnc-check', 'victim'));
    const { session, last } = await visit({ read: async () => [one, { ...one, path: '/frame' }] });
    await session.readPage(PAGE);
    expect(last().controls?.map(({ place }) => place)).toEqual([
      'rms.force.police.uk/card',
      'rms.force.police.uk/frame',
    ]);
  });

  it.each([
    ['is gone', () => Promise.reject(new Error('no tab'))],
    ['is not guarded', async () => []],
  ])('that %s is said to be, with nothing left of the one before', async (_what, read) => {
    const { session, last } = await shown();
    await session.readPage(PAGE);
    const other = await visit({ read });
    await other.session.readPage(PAGE);
    expect(other.last()).toMatchObject({
      failure: 'tester.failed.page',
      controls: null,
      form: null,
    });
    expect(last().form).toBeNull();
  });

  it('is opened by its address only where this build may work', async () => {
    const { session, last } = await visit({ openAt: async () => null });
    await session.openAt('https://example.org/');
    expect(last()).toMatchObject({ failure: 'build.failed.address', page: null });
  });
});
