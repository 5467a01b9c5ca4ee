/** A fresh IndexedDB for a test, and a ledger over it. */
import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import type { HeaderDraft } from '../../../core/ledger/header.ts';
import { LedgerStore } from '../../../entrypoints/background/ledger/store.ts';

export function freshDatabase(): void {
  globalThis.indexedDB = new IDBFactory();
}

/** Over the same IndexedDB, a second store is what a background that was killed wakes up with. */
export function newStore(segmentWeight?: number): LedgerStore {
  return new LedgerStore(() => 'ab'.repeat(16), undefined, undefined, segmentWeight);
}

/** A device that has no key to sign with, and never had. */
export const nobody = async () => ({ id: '00112233aabbccdd', signing: null });

export function hexId(number: number): string {
  return number.toString(16).padStart(32, '0');
}

type AttemptDraft = Extract<HeaderDraft, { readonly kind: 'attempt' }>;

/** An attempt, as the background would write it. */
export function attemptDraft(number: number, change: Partial<AttemptDraft> = {}): AttemptDraft {
  return {
    kind: 'attempt',
    id: hexId(number),
    at: 1_790_000_000_000 + number,
    device: '00112233aabbccdd',
    extension: '0.1.0',
    policy: 'f'.repeat(64),
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
    also: [],
    choice: 'overridden',
    reason: 'RR-01',
    officer: 'TF-4312',
    officerFrom: 'policy',
    unit: 'CID-North',
    authorisation: null,
    repeats: null,
    record: '0123456789abcdef',
    dwellMs: 9000,
    evidence: [],
    ...change,
  };
}
