/** Fills a device's ledger as fast as it goes, by reports of the guard's own world in a guarded page. */
import type { Page } from 'playwright';
import { inGuardsWorld } from './own-world.ts';

/** Reports that wait for their answers at a time. */
const TOGETHER = 256;

/** Holds that were heeded: each is an entry, and asks for nothing more. */
function reports(count: number): string {
  const report = {
    signal: 'immigration-lookup',
    control: 'button',
    act: 'press',
    role: 'victim',
    dual: false,
    slot: 1,
    group: 'OTHER',
    trust: 'generic',
    outcome: 'justify',
    rule: 'victim-immigration-lookup-justify',
    choice: 'complied',
    reason: null,
    explanation: '',
    authorisation: null,
    repeats: null,
    recordReference: 'TF/004427/26',
    shownOfficer: null,
    prompt: { language: 'en', title: '', why: '', instead: '' },
    dwellMs: 1_200,
    evidence: [{ term: 'immigration', source: 'label', weight: 1 }],
  };
  return `(async () => {
    const report = ${JSON.stringify(report)};
    let made = 0;
    const one = async () => {
      while (made++ < ${count}) {
        const id = [...crypto.getRandomValues(new Uint8Array(16))]
          .map((byte) => byte.toString(16).padStart(2, '0')).join('');
        const reply = await chrome.runtime.sendMessage({ v: 1, name: 'record', body: { ...report, id } });
        if (!reply?.ok) throw new Error('not recorded: ' + JSON.stringify(reply));
      }
    };
    await Promise.all(Array.from({ length: ${TOGETHER} }, one));
  })()`;
}

/** @param page that is guarded; it stays as it is @returns when all of them are on the disk */
export function recordMany(page: Page, extensionId: string, count: number): Promise<void> {
  return inGuardsWorld(page, extensionId, reports(count));
}
