/** A force whose profile names the addresses of the sample intranet at which look-ups are asked. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'playwright';
import type { PolicyObject } from '../../../tools/browsers/policies.ts';
import { forceSettings, HOST } from './policing.ts';

export const ADDRESSES = {
  id: 'testforce-addresses',
  name: 'Look-ups of the sample intranet',
  version: '1',
  hosts: [HOST],
  paths: ['/nowhere-in-particular'],
  lookups: [
    { address: '/api/immigration-status', kind: 'immigration-lookup' },
    { address: '/status/check', kind: 'immigration-lookup' },
    { address: '/persons/*/immigration-check', kind: 'immigration-lookup' },
    { address: '/api/pnc', kind: 'pnc-check' },
    { address: '/persons/*/pnc-check', kind: 'pnc-check' },
  ],
};

export function closedSettings(change: PolicyObject = {}): PolicyObject {
  return forceSettings({ profiles: [ADDRESSES], ...change });
}

interface Rules {
  getDynamicRules(): Promise<readonly unknown[]>;
  getSessionRules(): Promise<readonly unknown[]>;
}

declare const chrome: { readonly declarativeNetRequest: Rules };

/** How many rules close the network, and how many open it at this moment. */
export function rulesNow(
  own: Page,
): Promise<{ readonly closing: number; readonly opening: number }> {
  return own.evaluate(async () => ({
    closing: (await chrome.declarativeNetRequest.getDynamicRules()).length,
    opening: (await chrome.declarativeNetRequest.getSessionRules()).length,
  }));
}

/**
 * Waits for the force's own rules: those of a shipped profile come before its settings are read.
 *
 * @param own a page of the extension
 * @param part of an address that only the force names
 */
export async function untilClosed(own: Page, part = 'immigration'): Promise<void> {
  const endsAt = Date.now() + 45_000;
  const isClosed = (): Promise<boolean> =>
    own.evaluate(
      async (of) =>
        JSON.stringify(await chrome.declarativeNetRequest.getDynamicRules()).includes(of),
      part,
    );
  while (!(await isClosed())) {
    if (Date.now() > endsAt) throw new Error('the network was never closed');
    await sleep(20);
  }
}

/** Asks by a window that no script of ours has touched. @returns what the page learns of it */
export function asksBehindOurBack(page: Page, path: string): Promise<'answered' | 'refused'> {
  return page.evaluate(async (address) => {
    const frame = document.createElement('iframe');
    document.body.append(frame);
    const fresh = frame.contentWindow;
    if (!fresh) throw new Error('no window');
    try {
      await fresh.fetch(new URL(address, location.href), { method: 'POST', body: '{}' });
      return 'answered';
    } catch {
      return 'refused';
    } finally {
      frame.remove();
    }
  }, path);
}
