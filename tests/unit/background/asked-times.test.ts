/** For how long a supervisor sees a question, by the store's clock, and for how long its words stay. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ASKING_MS } from '../../../core/approval/standing.ts';
import { Answering } from '../../../entrypoints/background/approvals/answering.ts';
import { answers, asks, assemble, disperse, lies, list, round, the } from './second-person.ts';
import { PAGE } from './whole-background.ts';

beforeEach(assemble);
afterEach(disperse);

const MINUTE = 60_000;
const reading = { collection: 'asked', force: 'mids', unit: 't07' } as const;

/** What lies in the store comes, put there at a moment by the store's clock. */
async function comes(storedAt: number, trouble: 'unreachable' | null = null): Promise<void> {
  const items = trouble ? [] : [...lies].map(([subject, text]) => ({ subject, text, storedAt }));
  const batch = { reading, items, next: items.length + 1, behind: 0, trouble };
  await the.ann.all.ask('stream-records', batch, PAGE);
}

async function asked(): Promise<number> {
  await asks();
  await round(the.officer);
  return the.officer.clock.now;
}

const left = async () => (await list(the.ann)).map(({ leftMs }) => Math.ceil(leftMs / MINUTE));
const count = () => the.ann.all.services.answering.count();

describe('a question that a supervisor sees late', () => {
  it.each([
    [4, [6]],
    [40, []],
  ])('after %i minutes is as old as it is', async (minutes, wanted) => {
    const at = await asked();
    the.ann.clock.now = at + minutes * MINUTE;
    await comes(at);
    expect(await left()).toEqual(wanted);
    expect(await count()).toBe(wanted.length);
  });

  it('because the store was away is as old as it is', async () => {
    await comes(0);
    await comes(0, 'unreachable');
    const at = await asked();
    the.ann.clock.now = at + 40 * MINUTE;
    await comes(at);
    expect(await left()).toEqual([]);
  });
});

it.each([60, -60])(
  'a question that comes at once is shown by a clock that is %i minutes ahead',
  async (ahead) => {
    await comes(0);
    const at = await asked();
    the.ann.clock.now = at + ahead * MINUTE;
    await comes(at);
    expect(await left()).toEqual([10]);
    the.ann.clock.now += ASKING_MS;
    expect(await left()).toEqual([]);
  },
);

it('nobody sees more than ten minutes by a clock that is behind', async () => {
  const at = await asked();
  the.ann.clock.now = at - 30 * MINUTE;
  await comes(at);
  expect(await left()).toEqual([10]);
});

describe('what the officer stated', () => {
  const words = () => JSON.stringify([...the.ann.all.session.store]).includes('threatened to kill');

  it('is here while it can be answered, and not when it was', async () => {
    await comes(await asked());
    expect(words()).toBe(true);
    await answers(the.ann, 'granted');
    expect(words()).toBe(false);
  });

  it('goes when nobody answered in time, which is told', async () => {
    const changed = vi.fn();
    const { services, session } = the.ann.all;
    const deliver = async () => undefined;
    const answering = new Answering({ ...services, session, deliver, changed });
    const at = await asked();
    the.ann.clock.now = at;
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const place = { ...{ force: 'mids', unit: 't07', depositor: 'off4312' }, id: 'x' };
    for (const [subject, text] of lies) {
      const id = subject.split('.').at(-1) ?? '';
      await answering.take(
        [{ place: { ...place, collection: 'asks', id }, text, storedAt: at }],
        false,
      );
    }
    expect(words()).toBe(true);
    changed.mockClear();
    the.ann.clock.now = at + ASKING_MS;
    vi.advanceTimersByTime(ASKING_MS);
    vi.useRealTimers();
    await vi.waitFor(() => expect(changed).toHaveBeenCalled());
    expect(words()).toBe(false);
    expect(await answering.count()).toBe(0);
  });
});
