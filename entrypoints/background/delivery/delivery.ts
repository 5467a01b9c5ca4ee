/** Brings the ledger to the force: decides when, and knows what is there for certain. */
import type {
  CourierReport,
  DeliveryHealth,
  QueuedRecord,
  RecheckPage,
} from '../../../core/delivery/messages.ts';
import { firstOf, lookedFor } from '../../../core/delivery/recheck.ts';
import type { DeliverySettings } from '../../../core/policy/schema.ts';
import type { StoredCheckpoint } from '../ledger/database.ts';
import type { LedgerStore } from '../ledger/store.ts';
import type { SessionArea } from '../tab-state.ts';
import { turns } from '../turns.ts';
import { courierReport } from './answers.ts';
import type { CourierPage } from './courier.ts';
import { type Address, hasAddress, LedgerOutbox, queuedRecord } from './outbox.ts';

export interface DeliveryParts {
  readonly ledger: LedgerStore;
  readonly settings: () => DeliverySettings | null;
  /** Whether this device reads what others delivered. */
  readonly reads: () => boolean;
  /** Whether a decision waits to be claimed, or to be heard of. */
  readonly claims: () => Promise<boolean>;
  readonly courier: CourierPage;
  readonly session: SessionArea;
  readonly checkpoint: () => Promise<StoredCheckpoint | null>;
  readonly deviceId: () => Promise<string>;
  readonly now: () => number;
  readonly report: (where: string, error: unknown) => void;
}

const REPORT = 'delivery';
const RECHECKED = 'delivery-rechecked';
const LOST = 'delivery-lost';
/** What waits at the same moment goes together, under one checkpoint. */
const GATHER_MS = 1_500;
const HOUR_MS = 60 * 60 * 1000;
const RECHECK_PAGE = 200;

export class Delivery {
  readonly #parts: DeliveryParts;
  readonly outbox: LedgerOutbox;
  readonly #inTurn = turns();
  #gathering: ReturnType<typeof setTimeout> | null = null;
  #signedTo = -1;

  constructor(parts: DeliveryParts) {
    this.#parts = parts;
    this.outbox = new LedgerOutbox(parts.ledger);
  }

  /** Something was appended. */
  grown(): void {
    if (this.#gathering !== null || !hasAddress(this.#parts.settings())) return;
    this.#gathering = setTimeout(() => {
      this.#gathering = null;
      this.start().catch((error) => this.#parts.report('delivery', error));
    }, GATHER_MS);
  }

  /** Has delivered what waits, where policy names a store. */
  start(): Promise<void> {
    return this.#inTurn(async () => {
      if (!(await this.#isDue()) || (await this.#parts.courier.ask())) return;
      await this.#parts.courier.open();
    });
  }

  /** Other settings are in force: what works by the old ones ends. */
  async renew(): Promise<void> {
    await this.#inTurn(() => this.#parts.courier.close());
    await this.start();
  }

  async #isDue(): Promise<boolean> {
    if (this.#parts.reads() || (await this.#parts.claims())) return true;
    if (!hasAddress(this.#parts.settings())) return false;
    return !(await this.#isRechecked()) || (await this.outbox.waiting()).count > 0;
  }

  async next(after: number, count: number): Promise<readonly QueuedRecord[]> {
    const settings = this.#parts.settings();
    return hasAddress(settings) ? this.outbox.next(settings, after, count) : [];
  }

  /** @returns the checkpoint to hand in, null where more waits or it is there */
  async delivered(): Promise<QueuedRecord | null> {
    const { ledger, checkpoint, deviceId, now } = this.#parts;
    const settings = this.#parts.settings();
    if (!hasAddress(settings)) return null;
    const signed = await checkpoint();
    // Signing may itself have been an entry, for which the key is told first.
    if ((await this.outbox.waiting()).count > 0) return null;
    const size = await ledger.deliveredTo();
    const last = (await ledger.delivered()).at(-1);
    // A clock that was ahead and was put right would else be waited for until it is there again.
    const isTime = last === undefined || last.at > now() || now() - last.at >= HOUR_MS;
    const isNews = last === undefined || (size > last.size && isTime);
    if (isNews && size > 0) await ledger.noteDelivered({ size, at: now() });
    if (signed === null || signed.size === this.#signedTo) return null;
    this.#signedTo = signed.size;
    const { force, unit, name: depositor } = settings;
    const id = `${await deviceId()}-${signed.size}`;
    const place = { collection: 'checkpoints', force, unit, depositor, id } as const;
    return { key: signed.size, place, text: signed.note };
  }

  /**
   * Records that the store acknowledged, once in a run of the browser: a part of them, and all where
   * one of those was missing. @param from 0 for the part, else one above a place in the ledger
   */
  async recheck(from: number): Promise<RecheckPage> {
    const settings = this.#parts.settings();
    const none = { records: [], next: null };
    if (!hasAddress(settings) || (await this.#isRechecked())) return none;
    const { ledger, session } = this.#parts;
    const size = await ledger.deliveredTo();
    const begin = firstOf(size) + 1;
    if (from === 0) {
      const isLookedFor = lookedFor(size, Math.random());
      const records: QueuedRecord[] = [];
      for (let at = begin - 1; at < size; at += RECHECK_PAGE)
        records.push(
          ...(await this.#records(settings, at, size)).filter(({ key }) => isLookedFor(key)),
        );
      return { records, next: begin };
    }
    const at = Math.max(from, begin) - 1;
    const isLossKnown = (await session.get(LOST))[LOST] === true;
    if (!isLossKnown || at >= size) {
      await session.set({ [RECHECKED]: true, [LOST]: false });
      return none;
    }
    return { records: await this.#records(settings, at, size), next: at + RECHECK_PAGE + 1 };
  }

  /** A record that was looked for had gone: more may have. */
  async missed(): Promise<void> {
    await this.#parts.session.set({ [LOST]: true });
  }

  async #records(address: Address, at: number, size: number): Promise<readonly QueuedRecord[]> {
    const entries = await this.#parts.ledger.page(at, Math.min(RECHECK_PAGE, size - at));
    // Words that retention dropped here are in the store: such a record is not the same text.
    const whole = entries.filter(({ line, body }) => body !== null || line.includes('"body":null'));
    return whole.map((entry) => queuedRecord(entry, address));
  }

  async reported(report: CourierReport): Promise<void> {
    await this.#parts.session.set({ [REPORT]: report });
  }

  /** The page has nothing left to do. */
  async done(): Promise<void> {
    await this.#inTurn(() => this.#parts.courier.close());
    // Refused is refused until somebody changes something: it is tried again in an hour.
    if ((await this.health()).state !== 'refused') await this.start();
  }

  async health(): Promise<DeliveryHealth> {
    const settings = this.#parts.settings();
    const none = { why: null, waiting: 0, oldestAt: null, deliveredAt: null };
    if (settings === null) return { state: 'off', ...none };
    if (!hasAddress(settings)) return { state: 'reader', ...none };
    const [{ count, oldestAt }, delivered, kept] = await Promise.all([
      this.outbox.waiting(),
      this.#parts.ledger.delivered(),
      this.#parts.session.get(REPORT),
    ]);
    const parsed = courierReport.safeParse(kept[REPORT]);
    const report = parsed.success ? parsed.data : { state: 'idle' as const, why: null };
    return { ...report, waiting: count, oldestAt, deliveredAt: delivered.at(-1)?.at ?? null };
  }

  async #isRechecked(): Promise<boolean> {
    return (await this.#parts.session.get(RECHECKED))[RECHECKED] === true;
  }
}
