// @vitest-environment jsdom
/** A case that lies in the force's store, while others decide and the store comes and goes. */
import { afterEach, describe, expect, it } from 'vitest';
import { CaseView, type CaseViewProps } from '../../../components/review/case-view.tsx';
import { ClaimNews } from '../../../components/review/claim-news.tsx';
import { Decided } from '../../../components/review/decided.tsx';
import { Drafts } from '../../../components/review/drafts.ts';
import type { DecisionDetail } from '../../../core/review/rows.ts';
import outcomes from '../../../policies/national/review-outcomes.json' with { type: 'json' };
import { Listed } from './listed.tsx';
import { clear, has, one, show, textOf } from './page.ts';
import { context, detailOf, NOW, rowOf } from './samples.ts';

afterEach(clear);

const theirs = { id: 'd2', at: NOW, outcome: 'RV-3', reviewer: 'TF-9002' };

function open(change: Partial<CaseViewProps> = {}): Promise<HTMLElement> {
  return show(
    <CaseView
      rows={[]}
      detail={detailOf()}
      outcomes={outcomes}
      context={context}
      confirmed={false}
      takesFocus={false}
      stale={false}
      now={null}
      drafts={new Drafts()}
      onReload={() => undefined}
      onPrint={() => undefined}
      onDecide={async () => ({ ok: true, seq: 1 })}
      onVouch={async () => ({ ok: true })}
      reader="TF-9001"
      onAssign={async () => undefined}
      {...change}
    />,
  );
}

describe('somebody else who decides while the case is open', () => {
  const now = rowOf({ state: 'decided', bar: 'already-decided', decision: theirs });

  it('is announced with what was decided, and named again beside the form, which stays', async () => {
    await open({ stale: true, now });
    const said = 'Reviewer TF-9002 has decided on this override: “Not justified: local learning”';
    expect(textOf('[role=status] #case-changed')).toContain(said);
    expect(textOf('#form-changed')).toContain(said);
    expect(one('#form-changed').closest('[role=status]')).toBeNull();
    expect(has('#decision-form')).toBe(true);
  });

  it('is not named where only something else changed', async () => {
    await open({ stale: true, now: rowOf({ repeats: 2 }) });
    expect(textOf('#case-changed')).toContain('Something about this override has changed');
    expect(textOf('#case-changed')).not.toContain('has decided');
  });
});

describe('a case on which somebody decided', () => {
  const decided = { state: 'decided', bar: 'already-decided', decision: theirs } as const;

  it('offers to put another decision in its place, with what was written before', async () => {
    const drafts = new Drafts();
    drafts.keep('case-1', { outcome: 'RV-1', note: 'Written before' });
    await open({ detail: detailOf(decided, { reversible: 'd2' }), drafts });
    expect(textOf('#bar')).toContain('This override has been decided');
    expect(textOf('#bar')).toContain('below the evidence');
    const details = one('#reverse');
    expect(details instanceof HTMLDetailsElement && details.open).toBe(true);
    const note = one('#reverse #decision-note');
    expect(note instanceof HTMLTextAreaElement && note.value).toBe('Written before');
  });

  it('keeps that folded away from whoever wrote nothing, and from whoever may not', async () => {
    await open({ detail: detailOf(decided, { reversible: 'd2' }) });
    expect(has('#reverse[open]')).toBe(false);
    await open({ detail: detailOf(decided) });
    expect(has('#reverse')).toBe(false);
    expect(textOf('#bar')).toContain('You cannot decide on this override');
  });

  it('says of each decision what became of it', async () => {
    const all = ['stands', 'followed', 'second', 'waiting', 'void'] as const;
    const decisions = all.map((status): DecisionDetail => {
      const standing = status === 'stands' ? 'unsigned' : null;
      return { ...theirs, id: status, note: null, status, standing };
    });
    await open({ detail: detailOf(decided, { decisions }) });
    const of = (status: string) => textOf(`[data-status=${status}]`);
    expect(of('stands')).toContain('Not shown yet to be by the reviewer');
    expect(of('followed')).toContain('A later decision took its place');
    expect(of('second')).toContain('Came second');
    expect(of('waiting')).toContain('does not stand yet');
    expect(of('void')).toContain('Does not count');
  });
});

describe('a decision that waits for the store', () => {
  const waiting = { state: 'waiting', bar: 'decision-waits' } as const;
  const confirmation = { id: 'case-1', outcome: 'RV-1', seq: 9 };
  const confirm = (change: object) =>
    show(
      <Decided
        confirmation={{ ...confirmation, ...change }}
        outcomes={outcomes}
        quorum={null}
        next={null}
        context={context}
      />,
    );

  it('is said not to stand yet, with the reason and what to do', async () => {
    await open({ detail: detailOf(waiting, { waits: 'permission' }) });
    expect(textOf('#bar-title')).toBe("Recorded, waits for the force's store");
    expect(textOf('#bar')).toContain('It does not stand yet');
    expect(textOf('#bar')).toContain("Ask force IT for a supervisor's credentials");
    expect(has('#decision-form')).toBe(false);
  });

  it('is confirmed as such and not as made; what becomes of it is said in the same place', async () => {
    await confirm({ waits: 'unreachable' });
    expect(textOf('#decided')).toContain('It does not stand yet');
    expect(document.activeElement?.id).toBe('decided');
    document.body.focus();
    one('#decided').blur();
    await confirm({});
    expect(textOf('#decided-title')).toBe('Decision recorded');
    await confirm({ second: theirs });
    expect(textOf('#decided')).toContain('reviewer TF-9002 had decided first');
    // Nobody is taken away from what they are doing.
    expect(document.activeElement?.id).not.toBe('decided');
  });

  it('needs nobody: it is behind what does, and has a filter of its own while there is one', async () => {
    const rows = [rowOf({ id: 'w', ...waiting }), rowOf({ id: 'o' })];
    await show(<Listed rows={rows} />);
    expect(has('input[name=state][value=waiting]')).toBe(true);
    await show(<Listed rows={[rowOf()]} />);
    expect(has('input[name=state][value=waiting]')).toBe(false);
  });

  it('is told when it stands, or came second to whom, in a region that was there before', async () => {
    const news = (rows: readonly ReturnType<typeof rowOf>[]) =>
      show(<ClaimNews rows={rows} outcomes={outcomes} context={context} />);
    await news([]);
    expect(one('#claim-news').getAttribute('role')).toBe('status');
    expect(textOf('#claim-news')).toBe('');
    await news([
      rowOf({ id: 'a', state: 'decided' }),
      rowOf({ id: 'b', state: 'decided', cameSecond: true, decision: theirs }),
      rowOf({ id: 'c', cameSecond: true }),
    ]);
    expect(textOf('[data-claim=stands]')).toContain('stands');
    expect(textOf('[data-claim=second]')).toContain('reviewer TF-9002 had decided before you');
    expect(textOf('#claim-news')).toContain('is no decision');
  });
});
