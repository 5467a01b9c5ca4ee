// @vitest-environment jsdom
/** The page of questions to a second person: what a supervisor sees of each, and answers. */
import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  AskedPage,
  type AskedPageProps,
  type OnAnswer,
} from '../../../components/approval/asked-page.tsx';
import type { AskedRow } from '../../../core/approval/messages.ts';
import type { Ask } from '../../../core/ask.ts';
import { AskedSession } from '../../../entrypoints/review/asked.ts';
import { reasonCodes } from '../../../platform/baseline.ts';
import { clear, has, one, press, say, sayWelsh, show, textOf, type } from './page.ts';

afterEach(clear);

const AT = 1_790_000_000_000;
const ROW: AskedRow = {
  id: '0123456789abcdef0123456789abcdef',
  at: AT,
  officer: 'TF-4312',
  depositor: 'off4312',
  unit: 't07',
  about: {
    signal: 'immigration-lookup',
    role: 'victim',
    group: 'DA',
    rule: 'victim-immigration-lookup-approve',
    reason: 'RR-02',
    record: 'aabbccddeeff0011',
    needs: 'inspector',
  },
  words: 'The offender may return tonight.',
  leftMs: 9 * 60_000,
  bar: null,
};
const card = `[data-asked="${ROW.id}"]`;

async function page(change: Partial<AskedPageProps> = {}, row: Partial<AskedRow> = {}) {
  const onAnswer = vi.fn<OnAnswer>(async () => ({ ok: true, trouble: null }));
  const question = { row: { ...ROW, ...row }, readAt: Date.now(), isOver: false };
  await show(
    <AskedPage
      {...{
        say,
        language: 'en',
        reasons: reasonCodes,
        waiting: 1,
        failure: null,
        said: null,
        lost: [],
      }}
      questions={[question]}
      onAnswer={onAnswer}
      {...change}
    />,
  );
  return onAnswer;
}

describe('a question to a second person', () => {
  it('says who asks, what for, why, of which rank, and for how long', async () => {
    await page();
    for (const words of ['TF-4312', '9 min left', 'Needed to investigate', 'may return tonight'])
      expect(textOf(card)).toContain(words);
    expect(textOf('[data-fact=needs]')).toContain('Inspector');
    expect(textOf('[data-fact=reference]')).toContain('01234567');
    expect(textOf('#asked-count')).toBe('1 waiting');
  });

  it('says by whose token it was put there, which no number in it can change', async () => {
    await page();
    expect(textOf('[data-fact=depositor]')).toContain('off4312');
  });

  it('is told apart from others by what its buttons are of, and how many wait is told once', async () => {
    await page();
    for (const answer of ['granted', 'denied'])
      expect(one(`[data-answer=${answer}]`).getAttribute('aria-describedby')).toBe(
        one(`${card} h3`).id,
      );
    expect(has('#asked [role=status]')).toBe(false);
  });

  it('says the same in Welsh', async () => {
    await page({ say: sayWelsh, language: 'cy' });
    for (const words of ['9 mun ar ôl', 'ymchwilio', 'Arolygydd'])
      expect(textOf(card)).toContain(words);
  });

  it('is granted without a note, and says how long it stood there', async () => {
    const onAnswer = await page();
    await press('[data-answer=granted]');
    const [answer] = onAnswer.mock.calls[0] ?? [];
    expect(answer).toMatchObject({ id: ROW.id, answer: 'granted', note: '' });
    expect(answer?.dwellMs).toBeGreaterThanOrEqual(0);
  });

  it.each([
    ['nothing', '', 'at least 10'],
    ['a word', 'No.', 'at least 10'],
    ['a name', 'Ask Mrs Amina Khalil about it', 'looks like a person'],
  ])('is not denied with %s, and keeps what was written', async (_, note, words) => {
    const onAnswer = await page();
    await type(`#asked-note-${ROW.id}`, note);
    await press('[data-answer=denied]');
    expect(textOf(`#asked-fault-${ROW.id}`)).toContain(words);
    expect(document.activeElement?.id).toBe(`asked-fault-${ROW.id}`);
    expect(one(`#asked-note-${ROW.id}`)).toHaveProperty('value', note);
    expect(onAnswer).not.toHaveBeenCalled();
  });

  it.each(['own', 'may-be-own', 'rank-too-low', 'no-rank', 'no-identity'] as const)(
    'says why this person may not answer: %s',
    async (bar) => {
      await page({}, { bar });
      expect(textOf(`[data-bar=${bar}]`)).not.toContain('asked.bar');
      expect(has('[data-answer]')).toBe(false);
    },
  );

  it.each([
    [null, 'shows it in a moment'],
    ['busy', 'does not have it yet'],
    ['credential', 'is not tried again'],
  ] as const)('that was answered says what became of the answer: %s', async (trouble, words) => {
    await page({ questions: [], said: { id: ROW.id, answer: 'granted', trouble } });
    expect(textOf('#asked-said')).toContain(words);
  });

  it('tells whoever came second who was first', async () => {
    const onAnswer = vi.fn<OnAnswer>(async () => ({
      ok: false,
      code: 'answered-before',
      by: 'TF-9002',
    }));
    await page({ onAnswer });
    await press('[data-answer=granted]');
    expect(textOf(`#asked-fault-${ROW.id}`)).toContain('TF-9002 answered first');
  });

  it('that was answered on the way by somebody else says so when that comes out', async () => {
    await page({ questions: [], lost: [{ id: ROW.id, by: 'TF-9002' }] });
    expect(textOf(`#asked-lost-${ROW.id}`)).toContain('01234567: TF-9002 answered first');
  });

  it('that is over meanwhile keeps what was written and takes no answer', async () => {
    const onAnswer = await page({
      questions: [{ row: ROW, readAt: Date.now(), isOver: true }],
    });
    expect(textOf(card)).toContain('Over');
    await press('[data-answer=granted]');
    expect(onAnswer).not.toHaveBeenCalled();
    expect(textOf('#asked-count')).toContain('Nobody asks');
  });
});

describe('what the page knows', () => {
  function session(rows: () => readonly AskedRow[]) {
    const asked: unknown[] = [];
    const ask: Ask = async (_name, body) => {
      asked.push(body);
      return 'isShown' in Object(body)
        ? { ok: true, rows: rows(), waiting: rows().length, lost: [{ id: 'l1', by: 'TF-2' }] }
        : { ok: true, trouble: 'unreachable' };
    };
    return {
      asked,
      session: new AskedSession(
        ask,
        () => AT,
        () => undefined,
      ),
    };
  }

  it('reads how many ask without reading what, where another page is shown', async () => {
    const { asked, session: known } = session(() => [ROW]);
    await known.load(false);
    expect(asked).toEqual([{ isShown: false }]);
    expect(known.state).toMatchObject({ questions: null, waiting: 1, lost: [{ by: 'TF-2' }] });
  });

  it('keeps a question that is gone, as over', async () => {
    let rows = [ROW];
    const { session: known } = session(() => rows);
    await known.load(true);
    rows = [];
    await known.load(true);
    expect(known.state.questions).toMatchObject([{ row: ROW, isOver: true }]);
  });

  it('says of an answer that it is recorded and not there yet', async () => {
    let rows = [ROW];
    const { session: known } = session(() => rows);
    await known.load(true);
    rows = [];
    await known.answer({ id: ROW.id, answer: 'granted', note: '', dwellMs: 1 });
    expect(known.state).toMatchObject({ questions: [], said: { trouble: 'unreachable' } });
  });
});
