// @vitest-environment jsdom
/** What is stated beside the outcome of a decision: a remedy, and when somebody looks at it again. */
import { afterEach, describe, expect, it, vi } from 'vitest';
import { type Decide, DecisionForm } from '../../../components/review/decision-form.tsx';
import { DecisionHistory } from '../../../components/review/decision-history.tsx';
import type { DecisionDetail } from '../../../core/review/rows.ts';
import { reviewOutcomes as outcomes } from '../../../platform/baseline.ts';
import { clear, has, one, press, show, textOf, type } from './page.ts';
import { context, detailOf } from './samples.ts';

afterEach(clear);

const NOTE = 'Spoken about it at supervision today.';

async function form() {
  const onDecide = vi.fn<Decide>(async () => ({ ok: true, seq: 41 }));
  await show(
    <DecisionForm
      outcomes={outcomes}
      context={context}
      draft={{ outcome: '', note: '' }}
      reverses={null}
      first={null}
      onDraft={() => undefined}
      onDecide={onDecide}
    />,
  );
  return onDecide;
}

const choose = (code: string) => press(`input[name=outcome][value=${code}]`);

describe('a remedy for the victim', () => {
  it('is no outcome in place of another, but stated beside any of them', async () => {
    const onDecide = await form();
    expect(has('input[name=outcome][value=RV-8]')).toBe(false);
    await choose('RV-1');
    await press('#decision-remedy');
    await type('#decision-note', NOTE);
    await press('#decide');
    expect(onDecide).toHaveBeenCalledExactlyOnceWith('RV-1', NOTE, null, { remedy: true });
  });

  it('needs a note that says which, also where the outcome needs none', async () => {
    const onDecide = await form();
    await choose('RV-1');
    await press('#decision-remedy');
    await press('#decide');
    expect(onDecide).not.toHaveBeenCalled();
    expect(textOf('#error-summary')).toContain('at least 10 characters');
  });
});

describe('local learning', () => {
  it.each(['', '0', '366', '2.5', 'soon', '-3', '1e9', '14/02/1987'])(
    'is not recorded without days until somebody looks at it again: "%s"',
    async (days) => {
      const onDecide = await form();
      await choose('RV-3');
      await type('#decision-note', NOTE);
      await type('#decision-days', days);
      await press('#decide');
      expect(onDecide).not.toHaveBeenCalled();
      expect(textOf('#error-summary')).toContain('from 1 to 365');
      await press('#error-summary a');
      expect(document.activeElement?.id).toBe('decision-days');
      expect(one('#decision-days').getAttribute('aria-invalid')).toBe('true');
    },
  );

  it.each([
    ['1', 1],
    [' 14 ', 14],
    ['365', 365],
  ] as const)('is with them: "%s"', async (days, followUpDays) => {
    const onDecide = await form();
    await choose('RV-3');
    await type('#decision-note', NOTE);
    await type('#decision-days', days);
    await press('#decide');
    expect(onDecide).toHaveBeenCalledExactlyOnceWith('RV-3', NOTE, null, { followUpDays });
  });

  it('asks for days only where it is chosen, and sends none for anything else', async () => {
    const onDecide = await form();
    expect(has('#decision-days')).toBe(false);
    await choose('RV-3');
    await type('#decision-days', '14');
    await choose('RV-4');
    expect(has('#decision-days')).toBe(false);
    await type('#decision-note', NOTE);
    await press('#decide');
    expect(onDecide).toHaveBeenCalledExactlyOnceWith('RV-4', NOTE, null, {});
  });
});

describe('the decisions so far', () => {
  const AT = Date.UTC(2026, 10, 26, 9);
  const decided = (change: Partial<DecisionDetail>): DecisionDetail => ({
    ...{ id: 'd', at: AT, outcome: 'RV-1', reviewer: 'TF-9001', note: NOTE },
    ...{ status: 'stands', standing: null },
    ...change,
  });
  const history = (change: Partial<DecisionDetail>) =>
    show(
      <DecisionHistory
        onReads={null}
        detail={detailOf({}, { decisions: [decided(change)] })}
        outcomes={outcomes}
        context={context}
      />,
    );

  it('say that a remedy is needed, and when somebody looks at it again', async () => {
    await history({ outcome: 'RV-3', remedy: true, followUpDays: 14 });
    expect(textOf('[data-decision]')).toContain('A remedy is needed for the victim.');
    expect(textOf('[data-decision]')).toContain('To be looked at again: 10 Dec 2026');
  });

  it('show for a possible data breach when 72 hours are over, and leave what follows to others', async () => {
    await history({ outcome: 'RV-6' });
    expect(textOf('[data-decision]')).toContain('72 hours from this decision end on 29 Nov 2026');
    expect(textOf('[data-decision]')).toContain('The data protection officer decides who is told.');
  });

  it('say nothing of either where nothing of it was decided', async () => {
    await history({});
    expect(textOf('[data-decision]')).not.toMatch(/remedy|looked at again|hours/);
  });

  it('still show a remedy that was an outcome of its own', async () => {
    await history({ outcome: 'RV-8' });
    expect(textOf('[data-decision]')).toContain('Remedy for the victim needed');
  });
});
