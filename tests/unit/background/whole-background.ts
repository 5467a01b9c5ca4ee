/** The whole background over a browser in memory: what a message from outside meets. */

import { IDBObjectStore } from 'fake-indexeddb';
import { vi } from 'vitest';
import { parseAttemptBody } from '../../../core/ledger/body-schema.ts';
import { parseHeader, readHeaders } from '../../../core/ledger/header-schema.ts';
import type { AttemptReport, MessageName, Messages } from '../../../core/messages.ts';
import { handlersFor, type Services } from '../../../entrypoints/background/handlers.ts';
import { listenWith, type Sender } from '../../../entrypoints/background/listen.ts';
import { requestSchemas } from '../../../entrypoints/background/message-schemas.ts';
import type { Platform } from '../../../entrypoints/background/platform.ts';
import { servicesOn } from '../../../entrypoints/background/services.ts';
import testForce from '../../../policies/forces/test-force.json' with { type: 'json' };
import { networkInMemory } from './network-in-memory.ts';
import { hexId } from './over-indexeddb.ts';

export const OWN = { id: 'own-id', base: 'chrome-extension://own-id/' };
export const GUARD: Sender = {
  id: OWN.id,
  url: 'https://rms.testforce.police.uk/crime',
  tab: { id: 7 },
  frameId: 0,
  documentId: 'doc-1',
};
export const PAGE: Sender = { id: OWN.id, url: `${OWN.base}review.html` };

export const SUPERVISOR = {
  ...testForce,
  identity: { id: 'TF-9001', unit: 'PPU', reviewer: true },
};

/** A storage area in memory. */
/** A supervisor by another number, with other settings. */
export const supervisorAs = (id: string, more: object = {}, of: object = {}) =>
  background({ ...SUPERVISOR, ...more, identity: { ...SUPERVISOR.identity, id, ...of } });

export function area(store: Map<string, unknown> = new Map()) {
  return {
    store,
    async get(key: string | null): Promise<Record<string, unknown>> {
      if (key === null) return Object.fromEntries(store);
      return store.has(key) ? { [key]: structuredClone(store.get(key)) } : {};
    },
    async set(items: Record<string, unknown>): Promise<void> {
      for (const [key, value] of Object.entries(items)) store.set(key, structuredClone(value));
    },
    async remove(key: string): Promise<void> {
      store.delete(key);
    },
  };
}

export interface Background {
  readonly services: Services;
  readonly local: ReturnType<typeof area>;
  readonly session: ReturnType<typeof area>;
  readonly badges: string[];
  readonly told: number[];
  /** The raw answer to a raw message: undefined where the door stays shut. */
  send(message: unknown, sender: Sender): Promise<unknown> | undefined;
  ask<Name extends MessageName>(
    name: Name,
    body: Messages[Name]['request'],
    sender: Sender,
  ): Promise<unknown>;
}

export function background(
  managed: unknown = testForce,
  local = area(),
  change: Partial<Platform> = {},
): Background {
  const badges: string[] = [];
  const told: number[] = [];
  const session = area();
  let now = 1_790_000_000_000;
  const services = servicesOn({
    version: '0.1.0',
    local,
    session,
    managed: async () => managed,
    policyKeys: [],
    badge: {
      setBadgeText: async ({ text }) => {
        badges.push(text ?? '');
      },
      setTitle: async ({ title }) => {
        badges.push(title);
      },
    },
    tabs: {
      get: async (tabId) => (tabId === 9 ? { openerTabId: 7 } : {}),
      query: async () => [{ id: 7 }, { id: 8 }, {}],
      sendMessage: async (tabId) => {
        told.push(tabId);
        if (tabId === 8) throw new Error('nobody listens there');
      },
    },
    scripting: {
      unregisterContentScripts: async () => {},
      registerContentScripts: async () => {},
    },
    permissions: { contains: async () => true },
    policyChanged: () => {},
    ledgerChanged: () => {},
    around: {
      tabs: { query: async () => [{ id: 7, url: 'https://rms.testforce.police.uk/x' }, { id: 8 }] },
      scripting: {
        executeScript: async () => {
          throw new Error('Cannot access contents of the page.');
        },
      },
      management: { getSelf: async () => ({ installType: 'admin' }) },
      action: { getUserSettings: async () => ({ isOnToolbar: false }) },
    },
    courier: { ask: async () => true, open: async () => {}, close: async () => {} },
    network: networkInMemory().filter,
    watchRequests: () => () => {},
    base: OWN.base,
    now: () => now++,
    ...change,
  });
  const listen = listenWith(handlersFor(services), OWN);
  return {
    services,
    local,
    session,
    badges,
    told,
    send: listen,
    ask: async (name, body, sender) => listen({ v: 1, name, body }, sender),
  };
}

/** An override of a look-up on a victim, as a guard reports it. */
export function override(number: number, change: Partial<AttemptReport> = {}): AttemptReport {
  return requestSchemas.record.parse({
    id: hexId(number),
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
    choice: 'overridden',
    reason: 'RR-01',
    explanation: 'Suspect has threatened to kill her tonight; need to know about weapons.',
    authorisation: null,
    repeats: null,
    recordReference: 'TF/12345/26',
    shownOfficer: null,
    prompt: { language: 'en', title: 'x', why: 'y', instead: 'z' },
    dwellMs: 8120.4,
    evidence: [{ term: 'immigration', source: 'label', weight: 1 }],
    ...change,
  });
}

/** Sends a report as a guard does. */
/** What the ledger of a background holds, in order. */
export async function headersIn({ services }: Background) {
  return readHeaders((await services.ledger.all()).entries).headers;
}

export const record = ({ ask }: Background, report: AttemptReport) => ask('record', report, GUARD);

/** The attempt of this number as it lies in the ledger. */
export async function stored({ services }: Background, number: number) {
  const entry = await services.ledger.entry(hexId(number));
  const header = parseHeader(entry?.line);
  if (header?.kind !== 'attempt') throw new Error('an attempt was expected');
  return { header, body: parseAttemptBody(entry?.body ?? null) };
}

/** From now on every append meets a full disk. */
export function diskIsFull() {
  return vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementation(() => {
    throw new DOMException('full', 'QuotaExceededError');
  });
}
