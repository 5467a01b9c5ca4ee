/**
 * The same review page for a supervisor whose 100,000 overrides were made on other devices, and came
 * by files or from a force's store. What came is taken in by the extension's own code, without the
 * file or the store; that store is out of reach while it is measured.
 */
import type { ChromiumSession } from '../browsers/chromium.ts';
import type { BenchRun } from './bench-run.ts';
import type { Figure } from './figure.ts';
import { inPageScript } from './in-page-script.ts';
import type { ReceivedPlan } from './received-in-page.ts';
import { figuresOf } from './review.ts';

const GLOBAL = 'receivedBench';
const DEVICES = 200;
const DECIDED_EVERY = 5;
const HOME = { force: 'tf', unit: 't07' } as const;
const DELIVERY = {
  ...{ urls: ['wss://n1.store.testforce.police.uk'], ...HOME, reads: [HOME.unit], name: 'tf-0077' },
  credentials: { jwt: 'eyJ0.eyJq.c2ln', seed: `SU${'A2'.repeat(28)}` },
};

export function filesFigures(run: BenchRun): Promise<readonly Figure[]> {
  return figuresOf(run, 'review.files', {}, filler({ source: 'bundle', home: null }));
}

export function storeFigures(run: BenchRun): Promise<readonly Figure[]> {
  const store = filler({ source: 'stream', home: HOME });
  return figuresOf(run, 'review.store', { delivery: DELIVERY }, store);
}

function filler(kind: Pick<ReceivedPlan, 'source' | 'home'>) {
  return async (session: ChromiumSession, overrides: number): Promise<void> => {
    const page = await session.context.newPage();
    await page.goto(`chrome-extension://${session.extensionId}/options.html`);
    const own = await page.evaluate<string>(
      "chrome.runtime.sendMessage({ v: 1, name: 'status', body: null }).then((reply) => reply.device)",
    );
    const plan: ReceivedPlan = {
      ...{ overrides, decidedEvery: DECIDED_EVERY, devices: DEVICES, own, now: Date.now() },
      ...kind,
    };
    // As text: the extension's own rules for its pages bar a script that is put in.
    await page.evaluate(
      `(async () => { ${await inPageScript('./received-in-page.ts', GLOBAL)}; return ${GLOBAL}.fillReceived(${JSON.stringify(plan)}); })()`,
    );
    await page.close();
  };
}
