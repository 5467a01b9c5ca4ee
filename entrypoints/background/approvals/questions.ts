/**
 * Questions of this device, for as long as the browser runs: without a word of what was stated, which is
 * in the entry alone.
 */
import type { z } from 'zod';
import { ASKING_MS, type AskedEnd, KEPT_MS } from '../../../core/approval/standing.ts';
import type { Live, LivePlace } from '../../../core/delivery/subjects.ts';
import { LedgerError } from '../ledger/error.ts';
import type { Sender } from '../listen.ts';
import { type OwnParts, ownCommon } from '../own-entries.ts';
import type { SessionArea } from '../tab-state.ts';
import { keptQuestions } from './schemas.ts';

const KEY = 'asked-now';

export type Kept = z.infer<typeof keptQuestions>[number];

export interface QuestionParts extends OwnParts {
  readonly session: SessionArea;
  readonly report: (where: string, error: unknown) => void;
}

export class Questions {
  readonly #parts: QuestionParts;

  constructor(parts: QuestionParts) {
    this.#parts = parts;
  }

  /**
   * An entry says that it is over, and the store is told so that nobody answers it any more. Where the
   * ledger does not take the entry it is over all the same: a grant less, and nobody waits for it.
   */
  async over(kept: Kept, step: 'withdrawn' | 'expired' | 'spoilt'): Promise<Kept> {
    const { end } = kept;
    const isOver = end !== null && (end.step !== 'granted' || end.usedBy !== null);
    if (isOver) return kept;
    try {
      const common = await ownCommon(this.#parts);
      const said = step === 'expired' ? 'expired' : 'withdrawn';
      await this.#parts.ledger.append(
        { ...common, kind: 'approval', step: said, request: kept.id, by: kept.by },
        null,
      );
      return { ...kept, end: { step, at: common.at }, back: common.id };
    } catch (error) {
      if (!(error instanceof LedgerError)) throw error;
      this.#parts.report('approvals', error);
      return { ...kept, end: { step, at: this.#parts.now() }, back: null };
    }
  }

  /** All of them, with those over that are meant. */
  end(
    all: readonly Kept[],
    isMeant: (each: Kept) => boolean,
    step: 'withdrawn' | 'expired',
  ): Promise<readonly Kept[]> {
    return Promise.all(all.map((each) => (isMeant(each) ? this.over(each, step) : each)));
  }

  async load(): Promise<readonly Kept[]> {
    const parsed = keptQuestions.safeParse((await this.#parts.session.get(KEY))[KEY]);
    const now = this.#parts.now();
    return parsed.success ? parsed.data.filter(({ at }) => Math.abs(now - at) < KEPT_MS) : [];
  }

  async save(all: readonly Kept[]): Promise<void> {
    await this.#parts.session.set({ [KEY]: all });
  }
}

/** Whether it waited as long as it may. */
export function isDue({ end, at }: Kept, now: number): boolean {
  return end === null && (now < at || now >= at + ASKING_MS);
}

export function isUsed({ end }: Kept): boolean {
  return end?.step === 'granted' && end.usedBy !== null;
}

export function usedBy(kept: Kept, attempt: string): Kept {
  const { end } = kept;
  if (end?.step !== 'granted') return kept;
  const used: AskedEnd = { ...end, usedBy: attempt };
  return { ...kept, end: used };
}

export function placeIn({ id, place }: Kept, collection: Live): LivePlace {
  return { collection, ...place, id };
}

/** Whether a page, as it is named here, is of a tab. */
export function isOfTab(page: string, tabId: number): boolean {
  return page.startsWith(`${tabId} `);
}

/** What the browser says of where a message came from: a page cannot forge it. */
export function pageOf({ tab, frameId, documentId }: Sender): string {
  return `${tab?.id} ${frameId} ${documentId}`;
}
