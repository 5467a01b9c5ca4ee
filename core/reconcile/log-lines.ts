/** Lines of a transaction log, of which only the columns that somebody chose are looked at. */
import { staffNumberIn } from '../sites/officer.ts';
import { type LogClock, momentsOf } from './log-time.ts';
import type { Transaction } from './reconcile.ts';

/** What of a line is read. Everything else in it is passed over. */
export interface LogColumns {
  /** Places of the columns, counted from 0. Date and time may be one column. */
  readonly officer: number;
  readonly date: number;
  readonly time: number;
  readonly terminal: number | null;
  readonly code: number | null;
}

/** Why a file is no log. */
export type LogFault = 'empty' | 'spreadsheet' | 'no-header' | 'same-names' | 'unreadable';

/** Why a line cannot be relied on. Its text is never repeated: it may be about somebody. */
export type LineFault = 'columns' | 'quote' | 'time';

export interface FaultyLine {
  readonly line: number;
  readonly fault: LineFault;
}

/** A column by its header, where it goes by a usual name. */
const USUAL: Readonly<Record<keyof LogColumns, RegExp>> = {
  officer: /^(?:officer|operator|user|staff|collar|login|warrant|requesting)/i,
  date: /^(?:date|transaction date|timestamp|date ?\/? ?time|when)/i,
  time: /^(?:time|transaction time|timestamp|date ?\/? ?time)/i,
  terminal: /^(?:terminal|workstation|device|machine|host)/i,
  code: /^(?:code|transaction(?: code| type)?|type|enquiry)$/i,
};

/** What the names of the columns suggest; -1 where none of them does. */
export function suggestedColumns(names: readonly string[]): LogColumns {
  const find = (column: keyof LogColumns): number =>
    names.findIndex((name) => USUAL[column].test(name.trim()));
  const orNone = (at: number): number | null => (at < 0 ? null : at);
  const date = find('date');
  const time = find('time');
  return {
    officer: find('officer'),
    date: date < 0 ? time : date,
    time: time < 0 ? date : time,
    terminal: orNone(find('terminal')),
    code: orNone(find('code')),
  };
}

export interface LogReading {
  readonly transactions: readonly Transaction[];
  /** Lines that were read, without empty ones and the header. */
  readonly lines: number;
  /** Lines of other codes. */
  readonly otherCodes: number;
  /** Lines of the right codes that name no staff number, such as those of a system. */
  readonly noOfficer: number;
  readonly faults: readonly FaultyLine[];
  /** Epoch milliseconds of the first and the last line that was read, whatever its code. */
  readonly first: number;
  readonly last: number;
}

/** Of a file that is wrong throughout, these are enough to see it. */
export const MOST_FAULTS = 200;
const LONGEST_TERMINAL = 64;

export class LogReader {
  readonly #columns: LogColumns;
  readonly #width: number;
  readonly #clock: LogClock;
  readonly #codes: readonly string[];
  readonly #transactions: Transaction[] = [];
  readonly #faults: FaultyLine[] = [];
  #lines = 0;
  #otherCodes = 0;
  #noOfficer = 0;
  #first = Number.POSITIVE_INFINITY;
  #last = Number.NEGATIVE_INFINITY;

  /**
   * @param width columns that the header has
   * @param codes those of a check on a person, in any case; none for every line
   */
  constructor(
    columns: LogColumns,
    { width, clock, codes }: { width: number; clock: LogClock; codes: readonly string[] },
  ) {
    this.#columns = columns;
    this.#width = width;
    this.#clock = clock;
    this.#codes = codes.map((code) => code.toLowerCase());
  }

  /** @param line of the file, counted from 1 */
  add(line: number, cells: readonly string[], isQuoteOpen = false): void {
    if (cells.every((cell) => cell.trim() === '')) return;
    this.#lines++;
    const fault = isQuoteOpen ? 'quote' : cells.length === this.#width ? null : 'columns';
    const moments = fault === null ? this.#momentsIn(cells) : [];
    const [first, last] = [moments[0], moments.at(-1)];
    if (first === undefined || last === undefined) this.#fault(line, fault ?? 'time');
    else {
      this.#first = Math.min(this.#first, first);
      this.#last = Math.max(this.#last, last);
      this.#take(line, cells, moments);
    }
  }

  #momentsIn(cells: readonly string[]): readonly number[] {
    const { date, time } = this.#columns;
    const when =
      date === time ? cellOf(cells, date) : `${cellOf(cells, date)} ${cellOf(cells, time)}`;
    return momentsOf(when, this.#clock);
  }

  #take(line: number, cells: readonly string[], moments: readonly number[]): void {
    const { officer, terminal, code } = this.#columns;
    const isOther =
      code !== null &&
      this.#codes.length > 0 &&
      !this.#codes.includes(cellOf(cells, code).toLowerCase());
    const number = staffNumberIn(cellOf(cells, officer));
    if (isOther) this.#otherCodes++;
    else if (number === null) this.#noOfficer++;
    else
      this.#transactions.push({
        line,
        moments,
        officer: number,
        terminal: cellOf(cells, terminal).slice(0, LONGEST_TERMINAL),
      });
  }

  get reading(): LogReading {
    return {
      transactions: this.#transactions,
      lines: this.#lines,
      otherCodes: this.#otherCodes,
      noOfficer: this.#noOfficer,
      faults: this.#faults,
      first: this.#first,
      last: this.#last,
    };
  }

  #fault(line: number, fault: LineFault): void {
    if (this.#faults.length < MOST_FAULTS) this.#faults.push({ line, fault });
  }
}

function cellOf(cells: readonly string[], at: number | null): string {
  return at === null ? '' : (cells[at] ?? '').trim();
}
