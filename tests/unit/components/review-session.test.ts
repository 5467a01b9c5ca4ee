import { describe, expect, it } from 'vitest';
import type { CaseRow } from '../../../core/review/rows.ts';
import { visit } from './review-visit.ts';
import { rowOf } from './samples.ts';

describe('opening an override', () => {
  it('asks for its evidence once, because each asking is recorded as a read', async () => {
    const { session, asked, last } = visit();
    await session.open('case-1');
    expect(asked).toEqual(['case']);
    expect(last().selection.kind).toBe('shown');
  });

  it('says that it is missing where the background knows none', async () => {
    const { session, last } = visit();
    await session.open('gone');
    expect(last().selection).toEqual({ kind: 'missing', id: 'gone' });
  });

  it('says so without asking where the address holds nothing that could be one', async () => {
    const { session, asked, last } = visit();
    await session.open('../../etc', false);
    expect(last().selection).toEqual({ kind: 'missing', id: '../../etc' });
    expect(asked).toEqual([]);
  });

  it('says that it is not theirs to read where the background refused', async () => {
    const { session, last } = visit();
    await session.open('not-yours');
    expect(last().selection).toEqual({ kind: 'refused', id: 'not-yours' });
  });

  it('gives the code of a failure', async () => {
    const { session, last } = visit(['case']);
    await session.open('case-1');
    expect(last().selection).toEqual({ kind: 'failed', id: 'case-1', code: 'no-reply' });
  });

  it('does not show an answer that came after the person had gone on', async () => {
    const { session, last } = visit();
    const first = session.open('case-1');
    await session.open('case-2');
    await first;
    expect(last().selection).toMatchObject({ kind: 'shown', id: 'case-2' });
  });

  it('asks for nothing when it is closed', async () => {
    const { session, asked, last } = visit();
    await session.open(null);
    expect(asked).toEqual([]);
    expect(last().selection.kind).toBe('none');
  });
});

describe('deciding', () => {
  it('confirms with the entry’s number and reads list and override again', async () => {
    const { session, asked, last } = visit();
    await session.open('case-1');
    await session.decide('RV-1', '');
    expect(asked).toEqual(['case', 'decide', 'queue', 'case']);
    expect(last().confirmation).toEqual({ id: 'case-1', outcome: 'RV-1', seq: 41 });
  });

  it('confirms nothing where the background refused', async () => {
    const { session, last } = visit([], { ok: false, code: 'already-decided' });
    await session.open('case-1');
    expect(await session.decide('RV-1', '')).toEqual({ ok: false, code: 'already-decided' });
    expect(last().confirmation).toBeNull();
  });

  it('counts silence as not recorded', async () => {
    const { session, last } = visit(['decide']);
    await session.open('case-1');
    expect(await session.decide('RV-1', '')).toEqual({ ok: false, code: 'failed' });
    expect(last().confirmation).toBeNull();
  });

  it('refuses where no override is open', async () => {
    const { session, asked } = visit();
    expect(await session.decide('RV-1', '')).toEqual({ ok: false, code: 'not-found' });
    expect(asked).toEqual([]);
  });

  it('forgets the confirmation when another override is opened', async () => {
    const { session, last } = visit();
    await session.open('case-1');
    await session.decide('RV-1', '');
    await session.open('case-2');
    expect(last().confirmation).toBeNull();
  });
});

describe('the list', () => {
  it('stays visible with a failure beside it when reading it again fails', async () => {
    const { session, failing, last } = visit();
    await session.loadList();
    failing.add('queue');
    await session.loadList();
    expect(last().failure).toBe('no-reply');
    expect(last().cases?.rows).toHaveLength(1);
  });

  it('clears the failure when reading works again', async () => {
    const { session, failing, last } = visit(['queue']);
    await session.loadList();
    failing.clear();
    await session.loadList();
    expect(last().failure).toBeNull();
  });
});

describe('following the ledger', () => {
  it('reads the list and leaves the open override alone', async () => {
    const { session, asked, last } = visit();
    await session.open('case-1');
    const { selection } = last();
    await session.follow();
    expect(asked).toEqual(['case', 'queue']);
    expect(last()).toMatchObject({ selection, stale: false });
  });

  it('says that the open override changed, until its evidence is read again', async () => {
    const { session, last } = visit([], undefined, () => [rowOf({ state: 'decided' })]);
    await session.open('case-1');
    await session.follow();
    expect(last().stale).toBe(true);
    await session.open('case-1');
    expect(last().stale).toBe(false);
  });

  it('reads once more where something came while it was reading', async () => {
    const { session, asked } = visit();
    await Promise.all([session.follow(), session.follow(), session.follow()]);
    expect(asked).toEqual(['queue', 'queue']);
  });
});

describe('a decision that waits for the force’s store', () => {
  const waiting = () => [rowOf({ state: 'waiting', bar: 'decision-waits' })];
  const draft = { outcome: 'RV-1', note: 'Kept' };

  async function waits() {
    let rows: readonly CaseRow[] = waiting();
    const all = visit([], { ok: true, seq: 41, waits: 'unreachable' }, () => rows);
    await all.session.open('case-1');
    all.session.drafts.keep('case-1', draft);
    await all.session.decide('RV-1', 'Kept');
    const become = async (change: Partial<CaseRow>) => {
      rows = [rowOf(change)];
      await all.session.follow();
    };
    return { ...all, become };
  }

  it('is confirmed as waiting, and what was written is kept until it stands', async () => {
    const { session, last, become } = await waits();
    expect(last().confirmation).toMatchObject({ waits: 'unreachable' });
    expect(session.drafts.of('case-1')).toEqual(draft);
    await become({ state: 'decided', bar: 'already-decided' });
    expect(last().confirmation).toEqual({ id: 'case-1', outcome: 'RV-1', seq: 41 });
    expect(last().settled).toEqual(['case-1']);
    expect(session.drafts.of('case-1').note).toBe('');
  });

  it('is told to have come second, and what was written is still there', async () => {
    const { session, last, become } = await waits();
    const decision = { id: 'd', at: 1, outcome: 'RV-3', reviewer: 'TF-9002' };
    await become({ state: 'decided', bar: 'already-decided', cameSecond: true, decision });
    expect(last().confirmation).toMatchObject({ second: decision });
    expect(session.drafts.of('case-1')).toEqual(draft);
    expect(last().settled).toEqual(['case-1']);
    await session.open('case-1');
    expect(last().settled).toEqual([]);
  });

  it('is not told of again when the list is read once more', async () => {
    const { last, become } = await waits();
    await become({ state: 'decided' });
    await become({ state: 'decided', repeats: 1 });
    expect(last().settled).toEqual(['case-1']);
  });
});

describe('a refusal because somebody was first', () => {
  it('keeps what is open and says that there is more to read', async () => {
    const decision = { id: 'd', at: 1, outcome: 'RV-3', reviewer: 'TF-9002' };
    const refused = { ok: false, code: 'decided-before', by: decision } as const;
    const { session, asked, last } = visit([], refused, () => [
      rowOf({ state: 'decided', decision }),
    ]);
    await session.open('case-1');
    const { selection } = last();
    session.drafts.keep('case-1', { outcome: 'RV-1', note: 'Kept' });
    expect(await session.decide('RV-1', 'Kept')).toEqual(refused);
    expect(asked).toEqual(['case', 'decide', 'queue']);
    expect(last()).toMatchObject({ selection, stale: true });
    expect(session.drafts.of('case-1').note).toBe('Kept');
  });
});

describe('who is on an override', () => {
  it('is recorded and told, and the open one is not opened again for it', async () => {
    const { session, asked, last } = visit();
    await session.loadList();
    await session.open('case-1');
    const before = asked.length;
    await session.assign('case-1', 'TF-9001');
    expect(last().assignTold).toEqual({ id: 'case-1', to: 'TF-9001', fault: null });
    expect(asked.slice(before)).toEqual(['assign', 'queue']);
    await session.open('case-2');
    expect(last().assignTold).toBeNull();
  });

  it('is told as not recorded where no answer came', async () => {
    const { session, asked, last } = visit(['assign']);
    await session.assign('case-1', null);
    expect(last().assignTold).toEqual({ id: 'case-1', to: null, fault: 'failed' });
    expect(asked).toEqual(['assign']);
  });
});
