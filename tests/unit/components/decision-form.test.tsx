// @vitest-environment jsdom
import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  type Decide,
  DecisionForm,
  type DecisionFormProps,
} from '../../../components/review/decision-form.tsx';
import type { Draft } from '../../../components/review/drafts.ts';
import type { DecideReply } from '../../../core/review/decide-messages.ts';
import outcomes from '../../../policies/national/review-outcomes.json' with { type: 'json' };
import { clear, has, one, press, show, textOf, type } from './page.ts';
import { context } from './samples.ts';

afterEach(clear);

const done: DecideReply = { ok: true, seq: 41 };

const EMPTY: Draft = { outcome: '', note: '' };

function showForm(onDecide: Decide, change: Partial<DecisionFormProps> = {}) {
  const given = {
    outcomes,
    context,
    onDecide,
    draft: EMPTY,
    reverses: null,
    first: null,
    ...change,
  };
  return show(<DecisionForm onDraft={() => undefined} {...given} />);
}

async function form(reply: DecideReply = done) {
  const onDecide = vi.fn(async () => reply);
  await showForm(onDecide);
  return onDecide;
}

const choose = (code: string) => press(`input[name=outcome][value=${code}]`);

describe('a decision', () => {
  it('goes out with its outcome and the note without spaces around it', async () => {
    const onDecide = await form();
    await choose('RV-4');
    await type('#decision-note', '  Ask the victim first next time.  ');
    await press('#decide');
    expect(onDecide).toHaveBeenCalledExactlyOnceWith(
      'RV-4',
      'Ask the victim first next time.',
      null,
      {},
    );
    expect(has('#error-summary')).toBe(false);
  });

  it('needs no note where it is plainly justified', async () => {
    const onDecide = await form();
    await choose('RV-1');
    await press('#decide');
    expect(onDecide).toHaveBeenCalledExactlyOnceWith('RV-1', '', null, {});
  });

  it('has no outcome chosen beforehand', async () => {
    await form();
    expect(has('input[name=outcome]:checked')).toBe(false);
  });

  it('is not sent twice while the first is being recorded', async () => {
    let answer = (_: DecideReply): void => undefined;
    const onDecide = vi.fn(() => new Promise<DecideReply>((resolve) => (answer = resolve)));
    await showForm(onDecide);
    await choose('RV-1');
    await press('#decide');
    await press('#decide');
    expect(onDecide).toHaveBeenCalledTimes(1);
    expect(textOf('#decide')).toBe('Recording…');
    answer(done);
  });
});

describe('what is missing', () => {
  it('is said with focus where no outcome was chosen', async () => {
    const onDecide = await form();
    await press('#decide');
    expect(onDecide).not.toHaveBeenCalled();
    expect(document.activeElement?.id).toBe('error-summary');
    expect(textOf('#error-summary')).toContain('Choose an outcome.');
  });

  it.each(['RV-2', 'RV-3', 'RV-4', 'RV-5', 'RV-6', 'RV-7'])(
    'is said where %s needs a note and has none worth the name',
    async (code) => {
      const onDecide = await form();
      await choose(code);
      await type('#decision-note', '   too few ');
      await press('#decide');
      expect(onDecide).not.toHaveBeenCalled();
      expect(textOf('#error-summary')).toContain('at least 10 characters');
      expect(one('#decision-note').getAttribute('aria-invalid')).toBe('true');
    },
  );

  it('is said where the note is too long', async () => {
    const onDecide = await form();
    await choose('RV-1');
    await type('#decision-note', 'x'.repeat(2001));
    await press('#decide');
    expect(onDecide).not.toHaveBeenCalled();
    expect(textOf('#error-summary')).toContain('2,000');
  });

  it('is marked where the note points to a person, and the way to it selects it', async () => {
    const onDecide = await form();
    await choose('RV-4');
    await type('#decision-note', 'Spoke to the husband, Mr Fictional, and to the officer.');
    await press('#decide');
    expect(onDecide).not.toHaveBeenCalled();
    expect(textOf('#error-summary')).toContain("looks like a person's name");
    expect(textOf('#error-summary mark')).toBe('Fictional');
    await press('#error-summary a');
    const note = one('#decision-note');
    if (!(note instanceof HTMLTextAreaElement)) throw new Error('the note is a text area');
    expect(note.value.slice(note.selectionStart, note.selectionEnd)).toBe('Fictional');
  });

  it('leads to its field without touching the address, which names the override', async () => {
    location.hash = '#case=case-1';
    await form();
    await choose('RV-4');
    await press('#decide');
    await press('#error-summary a');
    expect(document.activeElement?.id).toBe('decision-note');
    expect(location.hash).toBe('#case=case-1');
  });
});

describe('a refusal by the background', () => {
  it('keeps what was written', async () => {
    await form({ ok: false, code: 'failed' });
    await choose('RV-4');
    await type('#decision-note', 'Ask the victim first next time.');
    await press('#decide');
    expect(textOf('#error-summary')).toContain('What you wrote is still here');
    const note = one('#decision-note');
    expect(note instanceof HTMLTextAreaElement && note.value).toBe(
      'Ask the victim first next time.',
    );
  });

  it('is said in words where another reviewer was faster', async () => {
    await form({ ok: false, code: 'already-decided' });
    await choose('RV-1');
    await press('#decide');
    expect(textOf('#error-summary')).toContain('has been decided');
    expect(document.activeElement?.id).toBe('error-summary');
  });
});

describe('another reviewer who was first', () => {
  const by = { id: 'd', at: Date.UTC(2026, 10, 26, 9, 5), outcome: 'RV-2', reviewer: 'TF-9002' };

  it.each([
    ['decided-before', 'Another reviewer decided before you', 'Yours is in the ledger'],
    ['already-decided', 'The decision was not recorded', 'Nothing of yours was recorded'],
  ] as const)(
    'is named with what was decided and when, and the note stays: %s',
    async (code, title, what) => {
      await form({ ok: false, code, by });
      await choose('RV-4');
      await type('#decision-note', 'Ask the victim first next time.');
      await press('#decide');
      expect(textOf('#error-summary h4')).toBe(title);
      expect(textOf('#error-summary')).toMatch(/reviewer TF-9002/i);
      expect(textOf('#error-summary')).toContain('“Justified, with learning”, 26 Nov 2026');
      expect(textOf('#error-summary')).toContain(what);
      expect(document.activeElement?.id).toBe('error-summary');
      const note = one('#decision-note');
      expect(note instanceof HTMLTextAreaElement && note.value).toContain('Ask the victim');
    },
  );

  it('is nobody where what lies in the place is no decision, and it can be tried again', async () => {
    await form({ ok: false, code: 'place-spoilt' });
    await choose('RV-1');
    await press('#decide');
    expect(textOf('#error-summary')).toContain('it takes the next place');
  });
});

describe('a decision in the place of another', () => {
  it('says whose place it takes, and is not sent without a reason', async () => {
    const onDecide = vi.fn(async () => done);
    await showForm(onDecide, { reverses: 'decision-1' });
    expect(textOf('#decision-title')).toBe('Another decision in its place');
    await choose('RV-1');
    await press('#decide');
    expect(onDecide).not.toHaveBeenCalled();
    await type('#decision-note', 'The log shows the threat.');
    await press('#decide');
    expect(onDecide).toHaveBeenCalledExactlyOnceWith(
      ...['RV-1', 'The log shows the threat.', 'decision-1', {}],
    );
  });

  it('needs a reason of a second reviewer who comes to something else, and none who agrees', async () => {
    const onDecide = vi.fn(async () => done);
    await showForm(onDecide, { first: 'RV-1' });
    await choose('RV-7');
    await press('#decide');
    expect(onDecide).not.toHaveBeenCalled();
    await choose('RV-1');
    await press('#decide');
    expect(onDecide).toHaveBeenCalledExactlyOnceWith('RV-1', '', null, {});
    await clear();
    await showForm(onDecide, { first: 'RV-3' });
    await choose('RV-1');
    await press('#decide');
    expect(has('#error-summary')).toBe(true);
    expect(onDecide).toHaveBeenCalledOnce();
  });

  it('begins with what was written before, and keeps each letter', async () => {
    const onDraft = vi.fn();
    const draft = { outcome: 'RV-4', note: 'Begun before' };
    await showForm(async () => done, { draft, onDraft });
    expect(one('#outcome-RV-4') instanceof HTMLInputElement && has('#outcome-RV-4:checked')).toBe(
      true,
    );
    await type('#decision-note', 'Begun before and gone on');
    expect(onDraft).toHaveBeenLastCalledWith({ ...draft, note: 'Begun before and gone on' });
    await choose('RV-4');
    expect(onDraft).toHaveBeenLastCalledWith({ outcome: 'RV-4', note: 'Begun before and gone on' });
  });
});
