// @vitest-environment jsdom
/** What stands beside the evidence: the time line, who opened it, and overrides of late. */
import { afterEach, describe, expect, it } from 'vitest';
import { DecisionHistory } from '../../../components/review/decision-history.tsx';
import type { AskReads } from '../../../components/review/reads.tsx';
import { RecentCard } from '../../../components/review/recent-card.tsx';
import type { CaseDetail } from '../../../core/review/rows.ts';
import outcomes from '../../../policies/national/review-outcomes.json' with { type: 'json' };
import { clear, has, one, say, sayWelsh, show, textOf } from './page.ts';
import { context, detailOf, rowOf } from './samples.ts';

afterEach(clear);

async function opened(onReads: AskReads | null): Promise<void> {
  const detail: CaseDetail = {
    ...detailOf({}),
    vouched: { at: 1, by: 'TF-7', answer: 'denied' },
  };
  await show(<DecisionHistory {...{ detail, outcomes, context, onReads }} />);
  if (onReads === null) return;
  const details = one('#reads');
  if (!(details instanceof HTMLDetailsElement)) throw new Error('no details');
  details.open = true;
  await new Promise((resolve) => setTimeout(resolve, 20));
}

describe('the time line', () => {
  it('says what whoever is named answered, and that the guard asked', async () => {
    await opened(null);
    expect(textOf('[data-item=vouched]')).toContain('TF-7 denied');
    expect(textOf('[data-item=held]')).toContain('asked');
    expect(has('#reads')).toBe(false);
  });

  it('says what role it had been', async () => {
    const detail = detailOf({});
    const attempt = { ...detail.attempt, roleBefore: 'victim' as const };
    const shown = { ...detail, attempt };
    await show(<DecisionHistory {...{ detail: shown, outcomes, context, onReads: null }} />);
    expect(textOf('[data-item=chosen]')).toMatch(/changed a moment before.*ictim/);
  });
});

describe('who opened it', () => {
  it('is looked for when somebody asks, and names each time', async () => {
    const asked: string[] = [];
    await opened(async (id) => {
      asked.push(id);
      return [
        { at: 1_790_000_000_000, reader: 'TF-9' },
        { at: 1_790_000_060_000, reader: '' },
      ];
    });
    expect(asked).toHaveLength(1);
    expect(document.querySelectorAll('#reads li')).toHaveLength(2);
    expect(textOf('#reads')).toContain('did not name');
  });

  it('says that it could not be read', async () => {
    await opened(async () => null);
    expect(textOf('#reads [role=status]')).toContain('could not be read');
  });
});

describe('overrides of late', () => {
  const row = rowOf({ id: 'open', at: 1_790_000_000_000 });
  const rows = [1, 2, 3, 4, 5].map((n) => rowOf({ id: `${n}`, at: row.at - n * 3_600_000 }));

  it('lead to each, and to the list of all', async () => {
    await show(<RecentCard row={row} rows={rows} context={context} />);
    expect(document.querySelectorAll('#recent-officer li')).toHaveLength(5);
    const all = one('#recent-officer > p a').getAttribute('href');
    expect(all).toMatch(/state=all.*officer=|officer=.*state=all/);
  });

  it('are not spoken of where they are few, in either language', async () => {
    await show(<RecentCard row={row} rows={rows.slice(1)} context={{ ...context, say }} />);
    expect(textOf('#recent-rule')).toContain('Fewer than five');
    await show(
      <RecentCard row={row} rows={rows.slice(1)} context={{ ...context, say: sayWelsh }} />,
    );
    expect(textOf('#recent-rule')).toContain('Llai na phump');
  });
});
