/** What our pages ask the background about ledgers: what is here, files that leave and come. */
import type { Disclosure } from '../ledger/disclosure.ts';
import type { Finding } from '../ledger/findings.ts';

/** `own`: what this device recorded. `all`: with what came from others. */
export type ExportScope = 'own' | 'all';

/** One device's ledger, as far as it is here. */
export interface LedgerRow {
  readonly device: string;
  /** Null for this device's own. */
  readonly source: 'bundle' | 'stream' | 'fenced' | null;
  readonly entries: number;
  /** Sequence number of the first that is here, and after the last. */
  readonly first: number;
  readonly size: number;
  /** Entries under the largest checkpoint that holds; null where none does. */
  readonly signed: number | null;
  /** Epoch milliseconds, when something last came; null for this device's own. */
  readonly lastAt: number | null;
  readonly findings: readonly Finding[];
  /** What was not let in. */
  readonly refused: readonly Finding[];
  /** Entries of a later version. */
  readonly newer: number;
}

export interface LedgersReply {
  readonly own: LedgerRow;
  readonly others: readonly LedgerRow[];
  /** Of this device, the newest first: what an export may begin after. */
  readonly checkpoints: readonly { readonly size: number; readonly at: number }[];
  readonly quarantined: number;
}

/** Not for this person, or the ledger did not answer. */
export interface Refused {
  readonly ok: false;
  readonly code: 'not-a-reviewer' | 'failed';
}

/** Of one device: what goes into the file. */
export interface ExportPart {
  readonly device: string;
  readonly key: string | null;
  /** Leaf hash of the entry before the first. */
  readonly prev: string;
  readonly edge: { readonly size: number; readonly nodes: readonly string[] };
  /** Sequence number after the last. */
  readonly size: number;
  readonly entries: number;
  readonly checkpoints: readonly string[];
}

export interface ExportPlan {
  readonly ok: true;
  readonly device: string;
  readonly key: string | null;
  readonly made: number;
  readonly parts: readonly ExportPart[];
}

/** An entry as it travels. */
export interface ExportRecord {
  readonly seq: number;
  readonly line: string;
  readonly salt: string | null;
  readonly body: string | null;
}

/** What was known of a device before a file came. */
export interface KnownLedger {
  readonly device: string;
  readonly key: string | null;
  /** Notes. */
  readonly checkpoints: readonly string[];
}

export interface ImportCount {
  readonly fresh: number;
  readonly known: number;
  readonly quarantined: number;
}

/** What `Messages` has of ledgers. */
export interface LedgerMessages {
  ledgers: { from: 'page'; request: null; reply: LedgersReply | Refused };
  /** @param since epoch milliseconds: what was not signed for by then; null for everything */
  'export-begin': {
    from: 'page';
    request: { readonly scope: ExportScope; readonly since: number | null };
    reply: ExportPlan | Refused;
  };
  'export-page': {
    from: 'page';
    request: {
      readonly scope: ExportScope;
      readonly device: string;
      readonly from: number;
      readonly before: number;
    };
    reply: { readonly ok: true; readonly records: readonly ExportRecord[] } | Refused;
  };
  /** Signs for the lines of a file. */
  'export-sign': {
    from: 'page';
    request: { readonly scope: ExportScope; readonly lines: number; readonly hash: string };
    reply: { readonly ok: true; readonly note: string } | Refused;
  };
  /** Records that a file leaves, before it does. */
  'export-done': {
    from: 'page';
    request: {
      readonly scope: ExportScope;
      readonly file: string;
      readonly entries: number;
    } & Disclosure;
    reply: { readonly ok: true } | Refused;
  };
  known: {
    from: 'page';
    request: { readonly devices: readonly string[] };
    reply: { readonly ok: true; readonly known: readonly KnownLedger[] } | Refused;
  };
  /** Records that a file comes, and says how many of its lines were taken in before. */
  'import-begin': {
    from: 'page';
    request: {
      readonly file: string;
      readonly entries: number;
      /** What the check of the file found. */
      readonly doubts: readonly Finding[];
    };
    reply: ({ readonly ok: true; readonly lines: number } & ImportCount) | Refused;
  };
  'import-lines': {
    from: 'page';
    request: {
      readonly file: string;
      /** Lines of the file before these. */
      readonly before: number;
      readonly lines: readonly string[];
      /** `from` lines of the devices that these are of, where they stand further up. */
      readonly begins: readonly string[];
    };
    reply: ({ readonly ok: true } & ImportCount) | Refused;
  };
  /** Checks some of the devices of which something came: asked again until none is left. */
  'import-end': {
    from: 'page';
    request: { readonly file: string };
    reply: ({ readonly ok: true; readonly left: number } & ImportCount) | Refused;
  };
}
