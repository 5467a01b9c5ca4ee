/** Delivers what the ledger holds to the force's store. Nobody sees this page. */
import { browser } from 'wxt/browser';
import { openNatsStore } from '../../platform/nats/store.ts';
import { request } from '../../platform/send.ts';
import { Courier } from './courier.ts';
import { readOn } from './reader.ts';

/** Taking in a part of a large unit. */
const PATIENCE_MS = 2 * 60_000;
/** How long the connection is kept for what may come next. */
const IDLE_MS = 20_000;

let wake: (() => void) | null = null;
let isLeaving = false;

browser.runtime.onMessage.addListener((message: unknown, _sender, answer) => {
  if (!isDeliver(message) || isLeaving) return false;
  wake?.();
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
            pause,
          },
          stop.signal,
        ),
      ),
    );
    const hands = settings.unit !== undefined;
    // A reviewer's page stays for as long as it may read.
    const untilIdle = readings.length > 0 ? null : IDLE_MS;
    let goesOn = true;
    while (goesOn)
      goesOn = (!hands || (await courier.deliver())) && (await somethingComes(untilIdle));
    stop.abort();
    await reading;
    await store.close();
  }
  isLeaving = true;
  await request('courier-done', null);
}

/** Waits, but not longer than until something is to be delivered. */
function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}

/** @returns whether something came while the connection was kept */
function somethingComes(withinMs: number | null): Promise<boolean> {
  return new Promise((resolve) => {
    const leave = () => {
      // From here on a message is not answered, so that the background opens another page.
      isLeaving = true;
      resolve(false);
    };
    const timer = withinMs === null ? undefined : setTimeout(leave, withinMs);
    wake = () => {
      clearTimeout(timer);
      wake = null;
      resolve(true);
    };
  });
}

function isDeliver(message: unknown): boolean {
  return (
    typeof message === 'object' &&
    message !== null &&
    'name' in message &&
    message.name === 'deliver'
  );
}

run().catch((error: unknown) => console.error('right-to-report: delivery:', error));
