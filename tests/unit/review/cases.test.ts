import { describe, expect, it } from 'vitest';
import type { Header } from '../../../core/ledger/header.ts';
import { barTo } from '../../../core/review/bars.ts';
import { type Case, foldCases } from '../../../core/review/cases.ts';
import { decisionFault } from '../../../core/review/decision-fault.ts';
import { CHOICES, type Choice } from '../../../core/vocabulary.ts';
import { reviewOutcomes } from '../../../platform/baseline.ts';
import { hexId } from '../background/over-indexeddb.ts';
import { attempt, review } from './headers.ts';

function only(headers: readonly Header[]): Case {
  const [found] = foldCases(headers, reviewOutcomes);
  if (found === undefined) throw new Error('one case was expected');
  return found;
}

const supervisor = { id: 'TF-9001', isReviewer: true };
const open = only([attempt(1)]);

describe('what a supervisor has to look at', () => {
  it.each(['overridden', 'emergency', 'unheld'] as const)('is a case: %s', (choice) => {
    expect(foldCases([attempt(1, { choice })], reviewOutcomes)).toHaveLength(1);
  });

  const others = CHOICES.filter(
    (choice: Choice) => !['overridden', 'emergency', 'unheld'].includes(choice),
  );
  it.each(others)('is no case: %s', (choice) => {
    expect(foldCases([attempt(1, { choice })], reviewOutcomes)).toEqual([]);
  });

  it('is no case where a page filled in what nobody typed', () => {
    const filled = attempt(1, { choice: 'unheld', act: 'fill' });
    expect(foldCases([filled], reviewOutcomes)).toEqual([]);
  });

  it('is open again when the officer answered, whatever somebody else put under the question', () => {
    const reply = (number: number, by: string, of = 1): Header => {
      const { outcome: _o, reviewer: _r, ...common } = review(number, of, 'RV-5');
      return { ...common, kind: 'reply', to: hexId(2), by };
    };
    const asked = [attempt(1), review(2, 1, 'RV-5')];
    expect(only([...asked, reply(3, 'TF-1')]).state).toBe('more-information');
    expect(only([...asked, reply(3, 'TF-4312', 9)]).state).toBe('more-information');
    const answered = only([...asked, reply(3, 'TF-1'), reply(4, 'tf-4312')]);
    expect(answered).toMatchObject({ state: 'open', answeredAt: reply(4, '').at });
  });

  it('is open until somebody decides, and stays open when more is asked for', () => {
    expect(open.state).toBe('open');
    expect(only([attempt(1), review(2, 1, 'RV-5')]).state).toBe('more-information');
    expect(only([attempt(1), review(2, 1, 'RV-1')]).state).toBe('decided');
    expect(only([attempt(1), review(2, 1, 'RV-5'), review(3, 1, 'RV-3')]).state).toBe('decided');
  });

  it('keeps every decision, the earlier ones as well', () => {
    const { decisions } = only([attempt(1), review(2, 1, 'RV-5'), review(3, 1, 'RV-3')]);
    expect(decisions.map(({ outcome }) => outcome)).toEqual(['RV-5', 'RV-3']);
  });

  it('does not take a decision on another override for its own', () => {
    expect(only([attempt(1), review(2, 7, 'RV-1')]).state).toBe('open');
  });
});

describe('decisions of several devices', () => {
  const elsewhere = (number: number, outcome: string, reviewer = 'TF-0077') => ({
    ...review(number, 1, outcome),
    device: 'ffeeddccbbaa0099',
    reviewer,
  });

  it('may come before the override that they are on', () => {
    expect(only([elsewhere(0, 'RV-1'), attempt(1)]).state).toBe('decided');
  });

  it('both stand where they differ, and the override is shown as conflicting', () => {
    const both = only([attempt(1), review(2, 1, 'RV-1'), elsewhere(3, 'RV-3')]);
    expect(both.state).toBe('conflicting');
    expect(both.decisions).toHaveLength(2);
    expect(barTo({ id: 'TF-5555', isReviewer: true }, both)).toBe('conflicting');
  });

  it('do not conflict where they agree, or where one only asks for more', () => {
    expect(only([attempt(1), review(2, 1, 'RV-1'), elsewhere(3, 'RV-1')]).state).toBe('decided');
    expect(only([attempt(1), review(2, 1, 'RV-5'), elsewhere(3, 'RV-1')]).state).toBe('decided');
  });

  it.each(['TF-4312', 'tf-4312 '])(
    'do not count where they are by the officer whose override it is: %s',
    (reviewer) => {
      const own = only([attempt(1), elsewhere(2, 'RV-1', reviewer)]);
      expect(own.state).toBe('open');
      expect(own.statuses.get(hexId(2))).toBe('void');
    },
  );
});

describe('who may decide', () => {
  it('is a supervisor who had no part in it', () => {
    expect(barTo(supervisor, open)).toBeNull();
  });

  it('is nobody without an identity', () => {
    expect(barTo({ id: '', isReviewer: true }, open)).toBe('no-identity');
    expect(barTo({ id: '   ', isReviewer: true }, open)).toBe('no-identity');
  });

  it('is nobody whom policy does not name as a reviewer', () => {
    expect(barTo({ id: 'TF-9001', isReviewer: false }, open)).toBe('not-a-reviewer');
  });

  it.each(['TF-4312', 'tf-4312', ' TF-4312 '])(
    'is never the officer whose override it is: %s',
    (id) => {
      expect(barTo({ id, isReviewer: true }, open)).toBe('own-override');
    },
  );

  it('is never the person who authorised it', () => {
    const authorisation = { status: 'claimed', by: 'tf-9001', rank: 'inspector' } as const;
    expect(barTo(supervisor, only([attempt(1, { authorisation })]))).toBe('authorised-it');
    const other = { ...authorisation, by: 'TF-1' };
    expect(barTo(supervisor, only([attempt(1, { authorisation: other })]))).toBeNull();
  });

  it('is nobody where the officer is not known: it might be their own', () => {
    expect(barTo(supervisor, only([attempt(1, { officer: '' })]))).toBe('officer-unknown');
  });

  it('is nobody once it is decided', () => {
    expect(barTo(supervisor, only([attempt(1), review(2, 1, 'RV-1')]))).toBe('already-decided');
    expect(barTo(supervisor, only([attempt(1), review(2, 1, 'RV-5')]))).toBeNull();
  });
});

describe('a decision as it was filled in', () => {
  const outcome = (code: string) => reviewOutcomes.find((each) => each.code === code);

  it('needs an outcome', () => {
    expect(decisionFault(outcome('RV-77'), 'A note that is long enough')).toBe('no-outcome');
  });

  it('needs a note where the outcome asks for one', () => {
    expect(decisionFault(outcome('RV-3'), '          ')).toBe('note-needed');
    expect(decisionFault(outcome('RV-3'), 'too short')).toBe('note-needed');
    expect(decisionFault(outcome('RV-4'), 'Talked through with the officer')).toBeNull();
  });

  it('needs no note for an override that was justified', () => {
    expect(decisionFault(outcome('RV-1'), '')).toBeNull();
  });

  it('takes no date of birth or document number of a victim into its note', () => {
    expect(decisionFault(outcome('RV-2'), 'Born 04/05/1987, see the file')).toBe(
      'note-holds-identifier',
    );
    expect(decisionFault(outcome('RV-2'), 'Her permit is ZU1234567')).toBe('note-holds-identifier');
    expect(decisionFault(outcome('RV-2'), 'Discussed on 3 March with the officer')).toBeNull();
  });

  it('has a limit to its note', () => {
    expect(decisionFault(outcome('RV-1'), 'a'.repeat(2000))).toBeNull();
    expect(decisionFault(outcome('RV-1'), 'a'.repeat(2001))).toBe('note-too-long');
  });

  it('says for local learning after how many days somebody looks at it again', () => {
    const note = 'Talked through with the officer';
    const fault = (followUpDays?: number) =>
      decisionFault(outcome('RV-3'), note, false, { followUpDays });
    for (const days of [undefined, 0, 366, 1.5, Number.NaN])
      expect(fault(days)).toBe('follow-up-needed');
    for (const days of [1, 14, 365]) expect(fault(days)).toBeNull();
  });

  it('has a remedy for the victim beside its outcome, with a note, and never as its outcome', () => {
    const remedy = { remedy: true } as const;
    expect(decisionFault(outcome('RV-8'), 'A note that is long enough')).toBe('no-outcome');
    expect(decisionFault(outcome('RV-1'), '', false, remedy)).toBe('note-needed');
    expect(decisionFault(outcome('RV-1'), 'Victim support is to call', false, remedy)).toBeNull();
  });
});
