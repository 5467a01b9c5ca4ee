// @vitest-environment jsdom
/** The page of devices: what it shows, what it says that it cannot show, and what leaves it. */
import { act } from 'preact/test-utils';
import { afterEach, describe, expect, it } from 'vitest';
import { FleetPage, type FleetPageProps } from '../../../components/fleet/fleet-page.tsx';
import type { FleetName } from '../../../core/health/fleet.ts';
import type {
  FleetReading,
  FleetReply,
  FleetRow,
  FleetSource,
} from '../../../core/health/fleet-messages.ts';
import { fleetLimits } from '../../../core/health/fleet-standing.ts';
import { type Ask, FleetSession, type FleetView } from '../../../entrypoints/fleet/load.ts';
import { beat, HOUR, known, NOW, OTHER, taken } from '../health/fleet-samples.ts';
import { clear, has, one, press, say, show, textOf, type } from './page.ts';

afterEach(clear);

const reading: FleetReading = {
  ...{ state: 'following', behind: 0, why: null, newestAt: NOW - HOUR, since: 0 },
};
const reply: FleetReply = {
  ...{ ok: true, reading, limits: fleetLimits(60), beatMinutes: 60, keptDays: 90, language: null },
};
const device = (name: string, ago: number, change: Parameters<typeof beat>[1] = {}): FleetName =>
  known(taken(beat(NOW - ago * HOUR, change), { name }));
const rows = (...names: readonly FleetName[]): readonly FleetRow[] =>
  names.map((each, number) => ({ ...each, changed: number + 1 }));

const page = (change: Partial<FleetPageProps> = {}) =>
  show(
    <FleetPage
      say={say}
      language="en"
      reply={reply}
      rows={rows(device('off1', 1), device('off2', 80), device('off3', 1, { hosts: false }))}
      isLoading={false}
      failure={null}
      now={NOW}
      onRefresh={() => undefined}
      onCopy={async () => true}
      onPrint={() => undefined}
      {...change}
    />,
  );

const shown = () =>
  [...document.querySelectorAll('[data-name]')].map((row) => row.getAttribute('data-name'));

describe('the list', () => {
  it('has the worst first, with the reason in words', async () => {
    await page();
    expect(shown()).toEqual(['off3', 'off2', 'off1']);
    expect(textOf('[data-name=off3]')).toContain('does not let it work on police hosts');
    expect(textOf('[data-name=off2]')).toContain('Not heard for 3 days');
  });

  it('shows of each state as many as it counts', async () => {
    await page();
    for (const state of ['failing', 'silent', 'stale', 'well']) {
      await press(`[name=fleet-state][value=${state}]`);
      expect(String(shown().length), state).toBe(textOf(`[data-count=${state}]`));
    }
  });

  it('has pages where it is long, and prints all of what is filtered', async () => {
    const many = Array.from({ length: 120 }, (_, n) => device(`off${n}`, 1));
    const printed: number[] = [];
    await page({ rows: rows(...many), onPrint: () => printed.push(shown().length) });
    expect(shown()).toHaveLength(50);
    await press('#page-on');
    expect(textOf('#fleet-range')).toBe('51 to 100 of 120');
    await press('#fleet-print');
    expect(printed).toEqual([120]);
    expect(shown()).toHaveLength(50);
  });

  it('leaves as a table without a formula, all of what is filtered', async () => {
    const copied: string[] = [];
    await page({ onCopy: async (text) => copied.push(text) > 0 });
    await press('[name=fleet-state][value=failing]');
    await press('#fleet-copy');
    expect(textOf('#fleet-copied')).toBe('Copied: 1 devices.');
    const [head, row] = copied[0]?.split('\r\n') ?? [];
    expect(head?.split(',')[0]).toBe('Name');
    expect(row).toMatch(/^off3,t07,00112233aabbccdd,Failing,/);
    await page({ onCopy: async () => false });
    await press('#fleet-copy');
    expect(textOf('#fleet-copied')).toContain('did not let it');
  });
});

describe('what was not read', () => {
  it('makes no device silent', async () => {
    const behind: FleetReading = {
      ...reading,
      state: 'behind',
      behind: 900,
      newestAt: NOW - 79 * HOUR,
    };
    const off2 = rows(device('off2', 80));
    await page({ rows: off2, reply: { ...reply, reading: behind } });
    expect(one('[data-name=off2]').dataset['state']).toBe('well');
    expect(textOf('#fleet-reading')).toContain('900 entries in the store are not read yet');
    await page({ rows: off2 });
    expect(one('[data-name=off2]').dataset['state']).toBe('silent');
  });

  it('is told with the reason where the store refuses', async () => {
    const refused: FleetReading = { ...reading, state: 'trouble', why: 'credential' };
    await page({ reply: { ...reply, reading: refused } });
    expect(textOf('#fleet-reading')).toContain('code credential');
    expect(textOf('#fleet-reading')).toContain('a token of the role “fleet”');
    await page({ reply: { ...reply, reading: { ...refused, why: 'unreachable' } } });
    expect(textOf('#fleet-reading')).not.toContain('token');
  });

  it('is not taken for a force without devices', async () => {
    await page({ rows: [], isLoading: true });
    expect(textOf('#fleet-none')).toContain('Reading what was heard');
    await page({ rows: [], failure: 'timed-out' });
    expect(textOf('#fleet-failed')).toContain('timed-out');
  });
});

describe('somebody else', () => {
  it('sees why there is no list, and no list', async () => {
    await page({ reply: { ok: false, code: 'not-for-you', language: null }, rows: [] });
    expect(textOf('#fleet-not-for-you')).toContain('“npm run cluster -- users”');
    expect(has('#fleet, #fleet-none, #names-text')).toBe(false);
  });
});

describe('names that were given tokens', () => {
  it('are named where they never were heard, and where others were', async () => {
    await page();
    await type('#names-text', 'off1\noff2\nnever1\n<b>x');
    expect(textOf('#names-never')).toBe('never1');
    expect(textOf('#names-not-given')).toBe('off3');
    expect(textOf('#names-result')).toContain('line 4');
  });
});

describe('a visit', () => {
  function visit(answer: (after: number, source: FleetSource) => readonly FleetRow[] | Error) {
    const views: FleetView[] = [];
    const asked: string[] = [];
    const ask: Ask = {
      fleet: async () => {
        asked.push('fleet');
        return reply;
      },
      rows: async ({ after, source }) => {
        asked.push(`${source} ${after}`);
        const found = answer(after, source);
        if (found instanceof Error) throw found;
        return { ok: true, rows: found, hasMore: false };
      },
    };
    const session = new FleetSession(
      ask,
      () => NOW,
      (view) => views.push(view),
    );
    return { session, asked, last: () => views.at(-1) };
  }

  const first = rows(device('off1', 1), device('off2', 1));
  const later = rows(device('off1', 1), device('off2', 1), device('off1', 0, { hosts: false }));

  it('asks again only for what changed, and tells of no device twice', async () => {
    const own = { ...known(taken(beat(NOW))), name: null, unit: null, changed: 1 };
    const other = {
      ...known(taken(beat(NOW, { device: OTHER }))),
      name: null,
      unit: null,
      changed: 2,
    };
    const { session, asked, last } = visit((after, source) =>
      source === 'ledgers' ? [own, other] : after === 0 ? first : later.slice(2),
    );
    await session.load();
    // The own ledger's device is the one that the store names.
    expect(last()?.rows.map(({ name, devices }) => name ?? devices[0]?.device)).toEqual([
      ...['off1', 'off2', OTHER],
    ]);
    await session.follow();
    expect(asked.slice(-2)).toEqual(['fleet', 'store 2']);
    expect(last()?.rows[0]?.devices[0]?.beat?.hosts).toBe(false);
  });

  it('keeps what it read where the background answers no more', async () => {
    let isThere = true;
    const { session, last } = visit(() => (isThere ? first : new Error('gone')));
    await session.load();
    isThere = false;
    await act(() => session.follow());
    expect(last()).toMatchObject({ rows: [{ name: 'off1' }, { name: 'off2' }], isLoading: false });
    expect(last()?.failure).not.toBeNull();
  });
});
