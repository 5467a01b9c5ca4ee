// @vitest-environment jsdom
import { afterEach, describe, expect, it } from 'vitest';
import { PopupView } from '../../../components/popup/popup-view.tsx';
import type { TabState } from '../../../core/messages.ts';
import type { HistoryCounts } from '../../../core/review/history-messages.ts';
import { tabInAddress } from '../../../entrypoints/popup/load.ts';
import { clear, has, say, sayWelsh, show, textOf } from './page.ts';
import { tabOf } from './samples.ts';

afterEach(clear);

const popup = (
  tab: TabState | null,
  failure: string | null = null,
  words = say,
  counts: HistoryCounts | null = null,
) =>
  show(
    <PopupView
      say={words}
      tab={tab}
      failure={failure}
      owed={null}
      counts={counts}
      historyPage="history.html"
      reviewPage="review.html"
      statusPage="options.html"
    />,
  );

describe('the popup', () => {
  it('says that the page is guarded, by which policy, and what was seen and recorded', async () => {
    await popup(tabOf());
    expect(textOf('#guarded')).toContain('Yes, this page is guarded.');
    expect(textOf('[data-fact=policy]')).toContain('Test Force (synthetic)');
    expect(textOf('[data-fact=policy]')).toContain('2026.11.1');
    expect(textOf('[data-fact=signals] dd')).toBe('6');
    expect(textOf('[data-fact=held] dd')).toBe('1');
    expect(textOf('[data-fact=recorded] dd')).toBe('2');
  });

  it('says that the page is not guarded and counts nothing there', async () => {
    await popup(tabOf({ guarded: false }));
    expect(textOf('#guarded')).toContain('No, this page is not guarded.');
    expect(has('[data-fact=signals]')).toBe(false);
  });

  it('says until when a pilot lasts, and nothing of one where there is none', async () => {
    await popup(tabOf({ pilot: '2027-02-28' }));
    expect(textOf('#pilot')).toBe('Pilot until 28/02/2027');
    await popup(tabOf());
    expect(has('#pilot')).toBe(false);
  });

  it('names the national baseline where no force is named', async () => {
    await popup(tabOf({ force: null, origin: 'baseline-none-configured' }));
    expect(textOf('[data-fact=policy]')).toContain('National baseline');
  });

  it('does not say that a page is guarded where nobody answered', async () => {
    await popup(null, 'timed-out');
    expect(textOf('#popup-failed')).toContain('timed-out');
    expect(has('#guarded')).toBe(false);
  });

  it('counts what waits for the officer, and says of none what it is', async () => {
    const root = await popup(tabOf(), null, say, { owed: 0, questions: 2, passedOn: 0, news: 1 });
    expect(textOf('[data-fact=questions] dd')).toBe('2');
    expect(textOf('[data-fact=news] dd')).toBe('1');
    expect(has('[data-fact=passedOn]')).toBe(false);
    expect(root.textContent).not.toMatch(/immigra|justified|referral/i);
    await popup(tabOf(), null, say, { owed: 1, questions: 0, passedOn: 0, news: 0 });
    expect(has('#waiting')).toBe(false);
  });

  it('keeps the ways to the other pages when it failed', async () => {
    await popup(null, 'timed-out');
    expect(has('#to-review[href="review.html"]')).toBe(true);
    expect(has('#to-status[href="options.html"]')).toBe(true);
  });

  it.each([
    ['English', say],
    ['Welsh', sayWelsh],
  ])('names nothing that a bystander should not read, in %s', async (_, words) => {
    const origins = ['managed', 'last-good', 'baseline-rejected', 'baseline-not-loaded'] as const;
    for (const origin of origins) {
      const root = await popup(tabOf({ origin }), 'code', words);
      expect(root.textContent).not.toMatch(/immigra|mewnfud|visa|fisa|home office/i);
    }
  });
});

describe('the tab that the popup is about', () => {
  it('can be named in the address', () => {
    expect(tabInAddress('?tab=42')).toBe(42);
  });

  it.each(['', '?tab=', '?tab=-1', '?tab=1e3', '?tab=x', '?other=1'])('is not in %j', (search) => {
    expect(tabInAddress(search)).toBeNull();
  });
});
