/**
 * What this device's officer is told of decisions. The store holds them in a place of the officer's
 * own, one for each; which comes next is known, so that it is asked for and nothing is listened to.
 */
import { z } from 'zod';
import type { AnswerDeposit } from '../../../core/delivery/store.ts';
import type { AnswerPlace } from '../../../core/delivery/subjects.ts';
import { chainOf, type Held } from '../../../core/review/claims.ts';
import type { CaseHeaders } from '../others.ts';
import type { SessionArea } from '../tab-state.ts';
import type { ClaimParts } from './claims.ts';
import { hasAddress } from './outbox.ts';

/** An officer who waits for nothing hears within the hour; a store of 35,000 is asked seldom. */
const GAP_MS = 15 * 60_000;
/** For whoever has the own page open. */
const LOOKING_GAP_MS = 5_000;
/** Of one round, the newest: what is older was asked for often. */
const MOST_PLACES = 200;
const ASKED = 'answers-asked';
const asked = z.number();

export interface HearingParts
  extends Pick<ClaimParts, 'caseLedgers' | 'ledger' | 'received' | 'settings' | 'isReviewer'> {
  readonly session: SessionArea;
  readonly now: () => number;
  readonly held: (headers: CaseHeaders) => Promise<Held | null>;
}

export class Hearing {
  readonly #parts: HearingParts;
  #isLooking = false;

  constructor(parts: HearingParts) {
    this.#parts = parts;
  }

  /** Somebody looks at what became of the own entries. */
  looks(): void {
    this.#isLooking = true;
  }

  async isDue(): Promise<boolean> {
    if (!(await this.#isTime())) return false;
    const isWanted = (await this.#places()).length > 0;
    // The ledger is not read for it again until it is time again.
    if (!isWanted) await this.#note();
    return isWanted;
  }

  /** Where decisions would be told next; none where that was asked a short while ago. */
  async unheard(): Promise<readonly AnswerPlace[]> {
    if (!(await this.#isTime())) return [];
    await this.#note();
    return this.#places();
  }

  async #note(): Promise<void> {
    this.#isLooking = false;
    await this.#parts.session.set({ [ASKED]: this.#parts.now() });
  }

  /** Durable when it resolves. @returns where more of the same override may be told */
  async heard({ place, text }: AnswerDeposit): Promise<AnswerPlace | null> {
    const { attempt, force, unit, number } = place;
    const isAsked = (await this.#places()).some(
      (each) => each.attempt === attempt && each.number === number && each.unit === unit,
    );
    if (!isAsked) return null;
    const of = { collection: 'reviews', force, unit, attempt, number } as const;
    await this.#parts.received.receiveDecisions([{ place: of, text }]);
    return { ...place, number: number + 1 };
  }

  async #isTime(): Promise<boolean> {
    const { session, now } = this.#parts;
    const last = asked.safeParse((await session.get(ASKED))[ASKED]);
    const gone = last.success ? now() - last.data : Number.POSITIVE_INFINITY;
    // A clock that was put back does not keep it waiting.
    return gone < 0 || gone >= (this.#isLooking ? LOOKING_GAP_MS : GAP_MS);
  }

  async #places(): Promise<readonly AnswerPlace[]> {
    const { caseLedgers, ledger, settings, isReviewer, held } = this.#parts;
    const address = settings();
    if (!hasAddress(address)) return [];
    // Whoever reads the unit has the decisions themselves.
    if (isReviewer() && address.reads?.includes(address.unit)) return [];
    const { force, unit, name: depositor } = address;
    const all = await caseLedgers.read();
    const known = await held(all);
    const deliveredTo = await ledger.deliveredTo();
    return all.own
      .filter((each) => each.kind === 'attempt' && each.repeats === null)
      .filter(({ seq }) => seq < deliveredTo)
      .slice(-MOST_PLACES)
      .map((attempt) => {
        const number = known ? chainOf(known, attempt).length : 0;
        return { force, unit, depositor, attempt: attempt.id, number };
      });
  }
}
