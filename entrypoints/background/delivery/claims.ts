/**
 * Decisions on cases that lie in the force's store: recorded in the own ledger first, then claimed
 * there, where the first stands. Which of them wait is read from the ledger and from what is known of
 * the store, so a background that was killed at any moment goes on by itself.
 */
import type { WaitingClaim } from '../../../core/delivery/messages.ts';
import type { Decided } from '../../../core/delivery/store.ts';
import type { Claim, ReviewHeader } from '../../../core/ledger/header.ts';
import { parseHeader } from '../../../core/ledger/header-schema.ts';
import { recordText } from '../../../core/ledger/record.ts';
import type { DeliverySettings } from '../../../core/policy/schema.ts';
import { claimKey, type Held, type Home } from '../../../core/review/claims.ts';
import type { ClaimTrouble } from '../../../core/review/rows.ts';
import type { CaseLedgers } from '../case-ledgers.ts';
import type { LedgerStore } from '../ledger/store.ts';
import type { CaseHeaders } from '../others.ts';
import type { ReceivedStore } from '../received/store.ts';
import type { SessionArea } from '../tab-state.ts';
import { Hearing } from './hearing.ts';
import { Lying, type Placed } from './lying.ts';

export interface ClaimParts {
  readonly ledger: LedgerStore;
  readonly received: ReceivedStore;
  readonly caseLedgers: CaseLedgers;
  readonly settings: () => DeliverySettings | null;
  /** Whether policy lets whoever is signed in review. */
  readonly isReviewer: () => boolean;
  readonly session: SessionArea;
  readonly now: () => number;
  readonly deviceId: () => Promise<string>;
  /** Has the page that speaks to the store look what waits. */
  readonly deliver: () => Promise<void>;
  /** Something is to be said of a decision that was not said before. */
  readonly changed: () => void;
  readonly report: (where: string, error: unknown) => void;
}

/** `null`: nothing certain was heard within the time. */
export type ClaimAnswer = Decided | null;

/** Of one round. */
const MOST_CLAIMS = 100;

/** What was said last, and of what it was made. */
interface LastHeld {
  readonly headers: CaseHeaders['headers'];
  readonly at: Held['at'];
  readonly settings: DeliverySettings;
  readonly held: Held;
}

export class Claims {
  readonly #parts: ClaimParts;
  readonly #troubles = new Map<string, ClaimTrouble>();
  readonly #lying: Lying;
  readonly #asking = new Map<string, (answer: ClaimAnswer) => void>();
  #held: LastHeld | null = null;

  /** What was said last is made anew: it may hold a whole queue. */
  forget(): void {
    this.#held = null;
  }

  /** What this device's officer is told. */
  readonly hearing: Hearing;

  constructor(parts: ClaimParts) {
    this.#parts = parts;
    this.#lying = new Lying(parts.received);
    this.hearing = new Hearing({ ...parts, held: (all) => this.held(all) });
  }

  /** Whether the store is to be asked something. */
  async isDue(): Promise<boolean> {
    return (await this.waiting()).length > 0 || (await this.hearing.isDue());
  }

  /**
   * What is known of the store; null where policy names none. The same object as before for as long as
   * nothing that it is made of changed.
   */
  async held({ headers, own, places }: CaseHeaders): Promise<Held | null> {
    const settings = this.#parts.settings();
    if (settings === null) return null;
    const { force, unit } = settings;
    const { at } = places;
    const device = await this.#parts.deviceId();
    const known = this.#held;
    const isSame = known?.headers === headers && known.at === at && known.settings === settings;
    if (isSame && known.held.device === device) return known.held;
    const mine = new Map<string, Home>();
    for (const { kind, id } of own)
      if (kind === 'attempt' && unit !== undefined) mine.set(id, { force, unit });
    // Handed in while the device was of another unit: what was decided there stands.
    for (const header of mine.size > 0 ? headers : []) {
      if (!isClaim(header) || !at.has(claimKey(header.of, header.claim))) continue;
      const home = mine.get(header.of);
      const isElsewhere = home && !at.has(claimKey(header.of, { ...home, number: 0 }));
      if (isElsewhere) mine.set(header.of, header.claim);
    }
    const home = (attempt: string) => places.home.get(attempt) ?? mine.get(attempt);
    this.#held = { headers, at, settings, held: { device, at, home } };
    return this.#held.held;
  }

  /** Where the next decision on a case goes; absent where it claims nothing. */
  next(home: Home | null, taken: number): { readonly claim?: Claim } {
    if (home === null || home.force !== this.#parts.settings()?.force) return {};
    const { force, unit } = home;
    return { claim: { force, unit, number: taken } };
  }

  /** Decisions of this device that do not lie in the store, as far as is known, or were not told. */
  async waiting(): Promise<readonly WaitingClaim[]> {
    const { ledger, caseLedgers, settings, isReviewer } = this.#parts;
    const force = settings()?.force;
    if (force === undefined || !isReviewer()) return [];
    const { headers } = await caseLedgers.own();
    const claims = headers.flatMap((header) => placed(header, force));
    const due = await this.#lying.due(claims, MOST_CLAIMS);
    const texts = due.map(async (each) => {
      const entry = await ledger.entry(each.id);
      if (entry === null) return [];
      const text = recordText(entry);
      const { id, place } = each;
      return [{ id, place, text, tell: await this.#lying.told(each, text) }];
    });
    return (await Promise.all(texts)).flat();
  }

  /** Takes what the store answered; durable when it resolves. */
  async answered(id: string, answer: Decided): Promise<void> {
    const entry = await this.#parts.ledger.entry(id);
    const force = this.#parts.settings()?.force;
    const header = parseHeader(entry?.line);
    const [claim] = header && force !== undefined ? placed(header, force) : [];
    if (entry === null || claim === undefined) return;
    if (answer.kind === 'stored' || answer.kind === 'taken') {
      const text = answer.kind === 'taken' ? answer.text : recordText(entry);
      this.#troubles.delete(id);
      const told = answer.kind === 'stored' ? { told: true as const } : {};
      await this.#parts.received.receiveDecisions([{ place: claim.place, text, ...told }]);
    } else if (this.#troubles.get(id) !== answer.why) {
      this.#troubles.set(id, answer.why);
      this.#parts.changed();
    }
    // Trouble that may pass within a moment is not told to somebody who waits for an answer.
    if (answer.kind !== 'later') this.#asking.get(id)?.(answer);
  }

  /** Claims what waits, and waits for the answer to one of them, but not for ever. */
  async claim(id: string, withinMs: number): Promise<ClaimAnswer> {
    const answered = new Promise<ClaimAnswer>((resolve) => {
      const timer = setTimeout(() => resolve(null), withinMs);
      this.#asking.set(id, (answer) => {
        clearTimeout(timer);
        resolve(answer);
      });
    });
    try {
      // Without that page the decision waits, as it does without the store: it is recorded.
      this.#parts.deliver().catch((error) => this.#parts.report('claims', error));
      return await answered;
    } finally {
      this.#asking.delete(id);
    }
  }

  /** Why a decision is not in the store, as far as this background heard. */
  trouble(id: string): ClaimTrouble | null {
    return this.#troubles.get(id) ?? null;
  }
}

function placed(header: CaseHeaders['own'][number], force: string): readonly Placed[] {
  if (!isClaim(header) || header.claim.force !== force) return [];
  const { id, of: attempt, claim } = header;
  const place = { collection: 'reviews', attempt, ...claim } as const;
  return [{ id, place }];
}

function isClaim(
  header: CaseHeaders['own'][number],
): header is ReviewHeader & { readonly claim: Claim } {
  return header.kind === 'review' && header.claim !== undefined;
}
