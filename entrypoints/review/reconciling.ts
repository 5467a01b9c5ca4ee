/** What the page of transaction logs knows, and how it gets it. Holds no view and no browser. */

import { failureCode } from '../../components/failure-code.ts';
import type {
  Comparison,
  Outcome,
  ReconcileState,
} from '../../components/reconcile/reconcile-state.ts';
import { rowsIn } from '../../components/reconcile/result-text.ts';
import type { Ask } from '../../core/ask.ts';
import type { Disclosure } from '../../core/ledger/disclosure.ts';
import { LogReader, type LogReading, suggestedColumns } from '../../core/reconcile/log-lines.ts';
import { reconcile } from '../../core/reconcile/reconcile.ts';
import { terminalsIn } from '../../core/reconcile/terminals.ts';
import { eachRow, hashOf, headerOf } from '../../platform/log-file.ts';

const MINUTE_MS = 60_000;

export class ReconcileSession {
  readonly #ask: Ask;
  readonly #changed: (state: ReconcileState) => void;
  #file: File | null = null;
  readonly #save: (file: { readonly blob: Blob; readonly name: string }) => void;
  #state: ReconcileState = { log: null, fault: null, job: null, outcome: null, saved: null };

  /** @param save hands a file to whoever asked for it */
  constructor(
    ask: Ask,
    save: (file: { readonly blob: Blob; readonly name: string }) => void,
    changed: (state: ReconcileState) => void,
  ) {
    this.#ask = ask;
    this.#save = save;
    this.#changed = changed;
  }

  get state(): ReconcileState {
    return this.#state;
  }

  /** Reads the names of the columns, and nothing else of the file. */
  async choose(file: File): Promise<void> {
    this.#file = file;
    this.#set({ log: null, fault: null, outcome: null, saved: null });
    try {
      const header = await headerOf(file);
      if (this.#file !== file) return;
      if ('fault' in header) this.#set({ fault: header.fault });
      else {
        const { names } = header;
        this.#set({ log: { name: file.name, names, suggested: suggestedColumns(names) } });
      }
    } catch {
      // A file that went away, or that this browser may not read.
      this.#set({ fault: 'unreadable' });
    }
  }

  async compare(how: Comparison): Promise<void> {
    const [file, { log }] = [this.#file, this.#state];
    if (file === null || log === null || this.#state.job !== null) return;
    this.#set({ job: { done: 0, all: file.size }, outcome: null, saved: null });
    let outcome: Outcome;
    try {
      outcome = await this.#compared(file, log.names.length, how);
    } catch (error) {
      const isFile = error instanceof DOMException;
      outcome = { kind: 'failed', code: isFile ? 'file' : failureCode(error) };
    }
    this.#set({ job: null, outcome });
  }

  /** Gives the lists as a file, once it is recorded that it leaves. */
  /** Of what was compared; 0 where nothing was. */
  get lines(): number {
    const { outcome } = this.#state;
    return outcome?.kind === 'done' ? rowsIn(outcome.result) : 0;
  }

  async save(text: string, rows: number, disclosure: Disclosure): Promise<void> {
    const blob = new Blob(['\ufeff', text], { type: 'text/csv' });
    try {
      const left = { file: await hashOf(blob), entries: rows, ...disclosure };
      const recorded = await this.#ask('export-done', { scope: 'all', ...left });
      if (!recorded.ok) return this.#set({ saved: { code: recorded.code } });
      this.#save({ blob, name: 'transaction-log-compared.csv' });
      this.#set({ saved: { rows } });
    } catch (error) {
      this.#set({ saved: { code: failureCode(error) } });
    }
  }

  async #compared(file: File, width: number, how: Comparison): Promise<Outcome> {
    const terminals = await terminalsOf(how.terminals);
    if (terminals.faults.length > 0) return { kind: 'terminals', faults: terminals.faults };
    const reader = new LogReader(how.columns, { width, clock: how.clock, codes: how.codes });
    let isHeaderPast = false;
    await eachRow(
      file,
      (row, cells, isQuoteOpen) => {
        if (isHeaderPast) reader.add(row, cells, isQuoteOpen);
        else isHeaderPast = cells.some((cell) => cell.trim() !== '');
      },
      (done) => this.#set({ job: { done, all: file.size } }),
    );
    const { reading } = reader;
    if (reading.faults.length > 0) return { kind: 'rows', reading };
    if (reading.transactions.length === 0) return { kind: 'none', reading };
    return this.#held(file, reading, {
      withinMs: how.withinMinutes * MINUTE_MS,
      devices: terminals.devices,
    });
  }

  /** Nothing is shown before it is recorded that it was compared. */
  async #held(
    file: File,
    reading: LogReading,
    how: { readonly withinMs: number; readonly devices: ReadonlyMap<string, string> },
  ): Promise<Outcome> {
    const { first, last, transactions } = reading;
    const period = { from: Math.max(0, first - how.withinMs), before: last + how.withinMs + 1 };
    const asked = await this.#ask('checks', period);
    if (!asked.ok) return { kind: 'failed', code: asked.code };
    if (asked.isCut) return { kind: 'too-many' };
    const result = reconcile(asked.checks, transactions, { ...how, first, last });
    const recorded = await this.#ask('reconciled', {
      file: await hashOf(file),
      ...{ first: Math.max(0, first), last: Math.max(0, last) },
      transactions: transactions.length,
      matched: result.matched.length,
      doneAllTheSame: result.doneAllTheSame.length,
      withoutTransaction: result.withoutTransaction.length,
      withoutEntry: result.withoutEntry.length,
    });
    if (!recorded.ok) return { kind: 'failed', code: recorded.code };
    return { kind: 'done', reading, result, doubtful: asked.doubtful };
  }

  #set(change: Partial<ReconcileState>): void {
    this.#state = { ...this.#state, ...change };
    this.#changed(this.#state);
  }
}

async function terminalsOf(file: File | null) {
  const rows: (readonly string[])[] = [];
  if (file !== null) await eachRow(file, (_row, cells) => rows.push(cells));
  return terminalsIn(rows);
}
