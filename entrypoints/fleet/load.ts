/** What the page of devices knows and how it gets it. Holds no view and no browser. */
import { failureCode } from '../../components/failure-code.ts';
import type {
  FleetMessages,
  FleetReply,
  FleetRow,
  FleetSource,
} from '../../core/health/fleet-messages.ts';
import { following } from '../../platform/following.ts';

/** The background, as this page asks it. */
export interface Ask {
  fleet(): Promise<FleetReply>;
  rows(
    wanted: FleetMessages['fleet-rows']['request'],
  ): Promise<FleetMessages['fleet-rows']['reply']>;
}

export interface FleetView {
  readonly reply: FleetReply | null;
  readonly rows: readonly FleetRow[];
  readonly isLoading: boolean;
  readonly failure: string | null;
  /** Epoch milliseconds: of when the list is, where all was read. */
  readonly now: number;
}

/** Rows of one answer: a message that is easily carried. */
const TOGETHER = 1_000;

export class FleetSession {
  readonly #ask: Ask;
  readonly #clock: () => number;
  readonly #changed: (view: FleetView) => void;
  /** By name, as they came from the store; only what changed is asked for again. */
  readonly #names = new Map<string, FleetRow>();
  #ledgers: readonly FleetRow[] = [];
  #last = 0;
  #view: FleetView = { reply: null, rows: [], isLoading: true, failure: null, now: 0 };
  readonly #following = following(() => this.#inTurn(async () => undefined));

  constructor(ask: Ask, clock: () => number, changed: (view: FleetView) => void) {
    this.#ask = ask;
    this.#clock = clock;
    this.#changed = changed;
  }

  /** Reads all, ledgers that lie here too. */
  async load(): Promise<void> {
    await this.#inTurn(async () => {
      this.#ledgers = await this.#read('ledgers', 0);
    });
  }

  /** Reads what changed, because something came. */
  async follow(): Promise<void> {
    await this.#following();
  }

  /** Time goes on where nothing comes: that is what silence is. */
  tick(): void {
    this.#set({});
  }

  async #inTurn(more: () => Promise<void>): Promise<void> {
    try {
      const reply = await this.#ask.fleet();
      this.#set({ reply });
      if (!reply.ok) return this.#set({ isLoading: false, failure: null });
      if (reply.reading !== null) await this.#followStore();
      await more();
      this.#set({ rows: this.#all(), isLoading: false, failure: null });
    } catch (error) {
      // What was read before stays visible; the failure says that it may be out of date.
      this.#set({ failure: failureCode(error), isLoading: false });
    }
  }

  async #followStore(): Promise<void> {
    for (const row of await this.#read('store', this.#last)) {
      if (row.name !== null) this.#names.set(row.name, row);
      this.#last = Math.max(this.#last, row.changed);
    }
  }

  async #read(source: FleetSource, after: number): Promise<readonly FleetRow[]> {
    const rows: FleetRow[] = [];
    for (let from = after; ; ) {
      const part = await this.#ask.rows({ source, after: from, count: TOGETHER });
      if (!part.ok) throw new Error(part.code);
      rows.push(...part.rows);
      if (!part.hasMore) return rows;
      from = source === 'store' ? (part.rows.at(-1)?.changed ?? from) : from + TOGETHER;
    }
  }

  /** A device that the store names is not told of twice. */
  #all(): readonly FleetRow[] {
    const named = [...this.#names.values()];
    const known = new Set(named.flatMap(({ devices }) => devices.map(({ device }) => device)));
    const others = this.#ledgers.filter(
      ({ devices: [device] }) => device && !known.has(device.device),
    );
    return [...named, ...others];
  }

  #set(change: Partial<FleetView>): void {
    this.#view = { ...this.#view, now: this.#clock(), ...change };
    this.#changed(this.#view);
  }
}
