/** Delivers what the ledger holds to the force's store. Nobody sees this page. */
import { browser } from 'wxt/browser';
import type { AnswerDeposit } from '../../core/delivery/store.ts';
import { openNatsStore } from '../../platform/nats/store.ts';
import { request } from '../../platform/send.ts';
import { Approver } from './approver.ts';
import { Claimer } from './claimer.ts';
import { Courier } from './courier.ts';
import { hear } from './hearer.ts';
import { readOn } from './reader.ts';

/** Taking in a part of a large unit. */
const PATIENCE_MS = 2 * 60_000;
/** How long the connection is kept for what may come next. */
const IDLE_MS = 20_000;

/** Told when something waits that may not have waited before. */
const wakers = new Set<() => void>();
/** How often that was said. */
let calls = 0;
let isLeaving = false;

browser.runtime.onMessage.addListener((message: unknown, _sender, answer) => {
  if (!isDeliver(message) || isLeaving) return false;
  wake();
  answer(true);
  return false;
});

async function run(): Promise<void> {
  const { settings } = await request('delivery-settings', null);
  if (settings !== null) {
    const { urls, name, credentials } = settings;
    const store = openNatsStore({ urls, name, ...credentials });
    const courier = new Courier(store, {
      next: (after, count) => request('outbox', { after, count }),
      settle: async (keys) => {
        await request('settle', { keys });
      },
      delivered: async () => (await request('delivered', null)).checkpoint,
      recheck: (from) => request('recheck', { from }),
      report: (report) => request('courier-report', report),
      fault: (code) => request('delivery-fault', { code }),
      pause,
    });
    const stop = new AbortController();
    const readings = await request('readings', null);
    const reading = Promise.all(
      readings.map((each) =>
        readOn(
          store,
          each,
          {
            take: (batch) => request('stream-records', batch, PATIENCE_MS),
            unreadable: () => request('delivery-fault', { code: 'stream-unreadable' }),
            // Ends early where something is handed in: the store may be there again.
            pause: async (ms) => {
              await woken(ms);
            },
          },
          stop.signal,
        ),
      ),
    );
    const deciding = callsSince();
    const claimer = new Claimer(store, {
      claims: () => deciding.begin(() => request('claims', null)),
      claimed: (id, answer) => request('claimed', { id, answer }),
      pause: deciding.unlessCalled,
      untilWoken: () => deciding.unlessCalled(null),
    });
    const asking = callsSince();
    const approver = new Approver(store, {
      work: () => asking.begin(() => request('approval-work', null)),
      put: (id, answer) => request('approval-put', { id, answer }),
      heard: (place, text) => request('approval-heard', { place, text }),
      pause: asking.unlessCalled,
      untilWoken: () => asking.unlessCalled(null),
    });
    const listener = {
      unheard: () => request('unheard', null),
      heard: (answer: AnswerDeposit) => request('heard', answer),
    };
    const hands = settings.unit !== undefined;
    // A reviewer's page stays for as long as it may read, or a decision or a question waits for an answer.
    const stays = () => readings.length > 0 || claimer.isBusy || approver.isBusy;
    const untilIdle = () => (stays() ? null : IDLE_MS);
    const delivering = async () => {
      let goesOn = true;
      while (goesOn) {
        goesOn = !hands || (await courier.deliver());
        if (goesOn && hands) await hear(store, listener);
        goesOn &&= await somethingComes(untilIdle());
      }
      stop.abort();
      wake();
    };
    // Where one of them fails all is begun anew: a page that answers and does not work helps nobody.
    await Promise.all([
      ...[reading, claimer.run(stop.signal), approver.run(stop.signal)],
      delivering(),
    ]);
    await store.close();
  }
  isLeaving = true;
  await request('courier-done', null);
}

/** What came up while the background was asked or something was sent is not waited for. */
function callsSince() {
  let seen = 0;
  return {
    begin: <T>(ask: () => Promise<T>): Promise<T> => {
      seen = calls;
      return ask();
    },
    unlessCalled: async (ms: number | null): Promise<void> => {
      if (calls === seen) await woken(ms);
    },
  };
}

/** Waits, but not longer than until something is to be delivered. */
function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}

function wake(): void {
  calls++;
  for (const waker of [...wakers]) waker();
}

/** @returns whether something came; false where so many milliseconds went by, null: never */
function woken(withinMs: number | null): Promise<boolean> {
  return new Promise((resolve) => {
    const end = (came: boolean) => {
      clearTimeout(timer);
      wakers.delete(waker);
      resolve(came);
    };
    const waker = () => end(true);
    const timer = withinMs === null ? undefined : setTimeout(end, withinMs, false);
    wakers.add(waker);
  });
}

/** @returns whether something came while the connection was kept */
async function somethingComes(withinMs: number | null): Promise<boolean> {
  const came = await woken(withinMs);
  // From here on a message is not answered, so that the background opens another page.
  if (!came) isLeaving = true;
  return came;
}

function isDeliver(message: unknown): boolean {
  return (
    typeof message === 'object' &&
    message !== null &&
    'name' in message &&
    message.name === 'deliver'
  );
}

/** Before another page tries. */
const AFTER_FAILURE_MS = 5_000;

run().catch(async (error: unknown) => {
  isLeaving = true;
  console.error('right-to-report: delivery:', error);
  await pause(AFTER_FAILURE_MS);
  await request('courier-done', null);
});
