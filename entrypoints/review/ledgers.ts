/** What the page of ledgers and files knows, and how it gets it. Holds no view and no browser. */

import { failureCode } from '../../components/failure-code.ts';
import type {
  ExportChosen,
  FileOutcome,
  LedgersState,
} from '../../components/ledgers/ledgers-state.ts';
import { rowsCsv, rowsJson } from '../../components/ledgers/rows-file.ts';
import type { Ask } from '../../core/ask.ts';
import { type BundleFile, makeBundle, NotExported } from '../../platform/bundle-file.ts';
import { hashOf } from '../../platform/log-file.ts';
import { checkFile, takeFile } from './files.ts';

export class LedgersSession {
  readonly #ask: Ask;
  readonly #save: (file: BundleFile) => void;
  readonly #changed: (state: LedgersState) => void;
  #state: LedgersState = { ledgers: null, failure: null, job: null, exported: null, files: [] };

  /** @param save hands a file to whoever asked for it */
  constructor(ask: Ask, save: (file: BundleFile) => void, changed: (state: LedgersState) => void) {
    this.#ask = ask;
    this.#save = save;
    this.#changed = changed;
  }

  get state(): LedgersState {
    return this.#state;
  }

  async load(): Promise<void> {
    try {
      const reply = await this.#ask('ledgers', null);
      if ('ok' in reply) this.#set({ ledgers: null, failure: reply.code });
      else this.#set({ ledgers: reply, failure: null });
    } catch (error) {
      this.#set({ failure: failureCode(error) });
    }
  }

  async export(chosen: ExportChosen): Promise<void> {
    this.#set({ job: { kind: 'export', done: 0, all: 0 }, exported: null });
    try {
      const file = await this.#made(chosen);
      this.#save(file);
      this.#set({ exported: { ok: true, entries: file.entries, hash: file.hash } });
    } catch (error) {
      const code = error instanceof NotExported ? error.code : failureCode(error);
      this.#set({ exported: { ok: false, code } });
    }
    this.#set({ job: null });
    await this.load();
  }

  #made(chosen: ExportChosen): Promise<BundleFile> {
    const { format } = chosen;
    if (format !== 'bundle') return this.#table(chosen, format);
    return makeBundle(this.#ask, chosen, (done, all) =>
      this.#set({ job: { kind: 'export', done, all } }),
    );
  }

  /** The overrides without anybody's words; recorded before they leave, as any file is. */
  async #table(
    { scope, since, disclosure }: ExportChosen,
    format: 'csv' | 'json',
  ): Promise<BundleFile> {
    const { rows, failure } = await this.#ask('cases', null);
    if (failure !== null) throw new NotExported('failed');
    const wanted = rows.filter(
      ({ at, standing }) => at >= (since ?? 0) && (scope === 'all' || standing === null),
    );
    const text = format === 'csv' ? `\ufeff${rowsCsv(wanted)}` : rowsJson(wanted);
    const blob = new Blob([text], { type: format === 'csv' ? 'text/csv' : 'application/json' });
    const [hash, entries] = [await hashOf(blob), wanted.length];
    const recorded = await this.#ask('export-done', { scope, file: hash, entries, ...disclosure });
    if (!recorded.ok) throw new NotExported(recorded.code);
    return { blob, hash, entries, name: `overrides.${format}` };
  }

  /** One after the other. @param take false: they are checked and nothing of them is kept */
  async files(files: readonly File[], take: boolean): Promise<void> {
    this.#set({ files: [] });
    for (const file of files) {
      const outcome = await this.#file(file, take);
      this.#set({ files: [...this.#state.files, outcome] });
    }
    this.#set({ job: null });
    if (take) await this.load();
  }

  async #file(file: File, take: boolean): Promise<FileOutcome> {
    const { name } = file;
    const none: FileOutcome = { name, result: null, count: null, fault: null };
    const progress = (kind: 'checking' | 'taking' | 'settling', done: number, all: number) =>
      this.#set({ job: { kind, name, done, all } });
    progress('checking', 0, file.size);
    let known = none;
    try {
      const checked = await checkFile(this.#ask, file, progress);
      if ('fault' in checked) return { ...none, fault: checked.fault };
      known = { ...none, result: checked.result };
      if (!take) return known;
      const count = await takeFile(this.#ask, file, checked, progress);
      return 'fault' in count ? { ...known, fault: count.fault } : { ...known, count };
    } catch (error) {
      // The browser names a file that went away; else the background did not answer.
      const isFile = error instanceof DOMException;
      return { ...known, fault: isFile ? 'unreadable' : 'failed' };
    }
  }

  #set(change: Partial<LedgersState>): void {
    this.#state = { ...this.#state, ...change };
    this.#changed(this.#state);
  }
}
