/**
 * Questions of others, as a supervisor sees and answers them. They come from the units that this device
 * reads, and are kept for as long as the browser runs, and no longer than the store keeps them.
 */
import type { z } from 'zod';
import { barToAnswer, noteFault, readApproval } from '../../../core/approval/answering.ts';
import type {
  AnswerAskedReply,
  AskedAnswer,
  AskedRow,
  LivePut,
  LostAnswer,
} from '../../../core/approval/messages.ts';
import { ASKING_MS, KEPT_MS } from '../../../core/approval/standing.ts';
import { isLater } from '../../../core/approval/trouble.ts';
import type { Decided } from '../../../core/delivery/store.ts';
import { DAY_MS } from '../../../core/ledger/header-shapes.ts';
import { recordText } from '../../../core/ledger/record.ts';
import { orFailed } from '../ledger/or-failed.ts';
import { type OwnParts, ownCommon, recordOwn } from '../own-entries.ts';
import { isReviewer } from '../review-cases.ts';
import type { SessionArea } from '../tab-state.ts';
import { turns } from '../turns.ts';
import { type Kept, type LyingLive, withOne } from './others.ts';
import { keptOfOthers } from './schemas.ts';

export interface AnsweringParts extends OwnParts {
  readonly session: SessionArea;
  readonly deliver: () => Promise<void>;
  /** There is something else to be seen than before. */
  readonly changed: () => void;
  readonly report: (where: string, error: unknown) => void;
}

type All = z.infer<typeof keptOfOthers>;

const KEY = 'asked-of-me';
/** Longest that a supervisor waits to hear whether the answer lies in the store. */
const ANSWER_MS = 8_000;

export class Answering {
  readonly #parts: AnsweringParts;
  readonly #inTurn = turns();
  #sweeping: ReturnType<typeof setTimeout> | null = null;
  readonly #waiting = new Map<string, (answer: Decided) => void>();

  constructor(parts: AnsweringParts) {
    this.#parts = parts;
  }

  /**
   * The same again changes nothing.
   *
   * @param isLive whether it came as it was put there, and not with what had been there before
   */
  take(lying: readonly LyingLive[], isLive: boolean): Promise<void> {
    return this.#inTurn(async () => {
      if (lying.length === 0) return;
      const now = this.#parts.now();
      let { ahead, questions } = await this.#load();
      for (const each of lying) {
        if (isLive) ahead = Math.min(ahead ?? Number.POSITIVE_INFINITY, now - each.storedAt);
        questions = withOne(questions, each);
      }
      // Whoever reads the store would else begin anew, again and again, for everything that is read.
      await this.#save({ ahead, questions }).catch((error) => this.#parts.report('asked', error));
      this.#parts.changed();
    });
  }

  /** What waits for an answer, oldest first. That this person saw it is in the ledger. */
  list(): Promise<readonly AskedRow[]> {
    return this.#inTurn(async () => {
      const all = await this.#load();
      const { identity } = this.#parts.policy.state.policy;
      const rows = all.questions.flatMap((each) => this.#rowOf(each, all));
      const unread = all.questions.filter(
        ({ isRead, place }) => !isRead && rows.some(({ id }) => id === place.id),
      );
      for (const { place } of unread)
        await recordOwn(this.#parts, { kind: 'read', of: place.id, reader: identity.id });
      if (unread.length > 0)
        await this.#save({
          ...all,
          questions: all.questions.map((each) =>
            unread.includes(each) ? { ...each, isRead: true } : each,
          ),
        });
      return rows;
    });
  }

  /** Own answers that others were before, which came out late. */
  async lost(): Promise<readonly LostAnswer[]> {
    const { questions } = await this.#load();
    return questions.flatMap(({ place: { id }, mine }) =>
      mine && mine.lostTo !== null ? [{ id, by: mine.lostTo }] : [],
    );
  }

  /** How many wait for this person. */
  async count(): Promise<number> {
    if (!isReviewer(this.#parts.policy.state.policy.identity)) return 0;
    const all = await this.#load();
    return all.questions.flatMap((each) => this.#rowOf(each, all)).filter(({ bar }) => bar === null)
      .length;
  }

  #rowOf(kept: Kept, { ahead }: All): readonly AskedRow[] {
    const read = readApproval(kept.text);
    const about = read?.header.about;
    const leftMs = Math.min(leftOf(kept, this.#parts.now() - (ahead ?? 0)), ASKING_MS);
    if (!read || !about || kept.over !== null || kept.mine !== null || leftMs <= 0) return [];
    const { id, at, by: officer } = read.header;
    const bar = barToAnswer(this.#parts.policy.state.policy.identity, officer, about.needs);
    const { unit, depositor } = kept.place;
    return [{ id, at, officer, depositor, unit, about, words: read.words, leftMs, bar }];
  }

  /** Durable in the own ledger before it leaves; the first that lies in the store stands. */
  async answer(asked: AskedAnswer): Promise<AnswerAskedReply> {
    const entry = await this.#inTurn(() => this.#record(asked));
    if (!entry.ok) return entry;
    const { id } = entry;
    const said = await this.#sent(id);
    if (said?.kind === 'taken') {
      const by = readApproval(said.text)?.header.by;
      return { ok: false, code: 'answered-before', by };
    }
    if (said?.kind === 'stored') return { ok: true, trouble: null };
    return { ok: true, trouble: said?.why ?? 'unreachable' };
  }

  async #record(
    asked: AskedAnswer,
  ): Promise<
    { readonly ok: true; readonly id: string } | Extract<AnswerAskedReply, { ok: false }>
  > {
    const all = await this.#load();
    const kept = all.questions.find(({ place }) => place.id === asked.id);
    if (kept?.over === 'answered') return { ok: false, code: 'answered-before', by: kept.by };
    const [row] = kept ? this.#rowOf(kept, all) : [];
    const read = kept && readApproval(kept.text);
    if (!kept || !row || !read) return { ok: false, code: 'over' };
    const fault = row.bar ?? noteFault(asked);
    if (fault !== null) return { ok: false, code: fault };
    const { id: by, rank } = this.#parts.policy.state.policy.identity;
    const note = asked.note.trim();
    const dwellMs = Math.min(Math.round(asked.dwellMs), DAY_MS);
    return orFailed(async () => {
      const common = await ownCommon(this.#parts);
      const said = { step: asked.answer, request: asked.id, question: read.leaf } as const;
      await this.#parts.ledger.append(
        { ...common, kind: 'approval', ...said, by, rank, dwellMs },
        note === '' ? null : { note },
      );
      const mine = { id: common.id, trouble: 'sending' as const, lostTo: null };
      await this.#change(all, kept, { mine });
      return { ok: true as const, id: common.id };
    });
  }

  async #sent(id: string): Promise<Decided | null> {
    const answer = new Promise<Decided | null>((resolve) => {
      const timer = setTimeout(() => resolve(null), ANSWER_MS);
      this.#waiting.set(id, (said) => {
        clearTimeout(timer);
        resolve(said);
      });
    });
    this.#parts.deliver().catch((error) => this.#parts.report('approvals', error));
    return answer.finally(() => this.#waiting.delete(id));
  }

  async puts(): Promise<readonly LivePut[]> {
    const { questions } = await this.#load();
    const due = questions.flatMap(({ mine, place }) =>
      mine && isLater(mine.trouble) ? [{ id: mine.id, place }] : [],
    );
    const puts = due.map(async ({ id, place }) => {
      const entry = await this.#parts.ledger.entry(id);
      const at = { ...place, collection: 'grants' as const };
      return entry === null ? [] : [{ id, place: at, text: recordText(entry) }];
    });
    return (await Promise.all(puts)).flat();
  }

  /** Takes what the store answered. */
  answered(id: string, answer: Decided): Promise<void> {
    return this.#inTurn(async () => {
      const all = await this.#load();
      const kept = all.questions.find(({ mine }) => mine?.id === id);
      if (!kept) return;
      const trouble = answer.kind === 'later' || answer.kind === 'refused' ? answer.why : null;
      const waiting = this.#waiting.get(id);
      const isLate = answer.kind === 'taken' && waiting === undefined;
      const lostTo = isLate ? (readApproval(answer.text)?.header.by ?? '') : null;
      await this.#change(all, kept, { mine: { id, trouble, lostTo } });
      if (answer.kind !== 'later') waiting?.(answer);
    });
  }

  async #change(all: All, kept: Kept, change: Partial<Kept>): Promise<void> {
    const questions = all.questions.map((each) => (each === kept ? { ...each, ...change } : each));
    await this.#save({ ...all, questions });
    this.#parts.changed();
  }

  async #load(): Promise<All> {
    const parsed = keptOfOthers.safeParse((await this.#parts.session.get(KEY))[KEY]);
    if (!parsed.success) return { ahead: null, questions: [] };
    const all = this.#swept(parsed.data);
    this.#sweepAtNextEnd(all);
    return all;
  }

  async #save(all: All): Promise<void> {
    const swept = this.#swept(all);
    await this.#parts.session.set({ [KEY]: swept });
    this.#sweepAtNextEnd(swept);
  }

  /** Words are kept for as long as somebody may answer, and nothing for longer than the store has it. */
  #swept({ ahead, questions }: All): All {
    const now = this.#parts.now() - (ahead ?? 0);
    const kept = questions.filter(({ storedAt }) => storedAt > now - KEPT_MS);
    return {
      ahead,
      questions: kept.map((each) => (isOpen(each, now) ? each : { ...each, text: '' })),
    };
  }

  /** What counts those that wait is told when one is over, and its words go. */
  #sweepAtNextEnd({ ahead, questions }: All): void {
    if (this.#sweeping !== null) clearTimeout(this.#sweeping);
    const now = this.#parts.now() - (ahead ?? 0);
    const left = questions
      .filter((each) => isOpen(each, now))
      .map((each) => Math.min(leftOf(each, now), ASKING_MS));
    if (left.length === 0) return;
    const sweep = () =>
      this.#inTurn(async () => {
        await this.#save(await this.#load());
        this.#parts.changed();
      });
    this.#sweeping = setTimeout(
      () => sweep().catch((error) => this.#parts.report('asked', error)),
      Math.min(...left),
    );
  }
}

/** @param now by the store's clock */
function leftOf({ storedAt }: Kept, now: number): number {
  return storedAt + ASKING_MS - now;
}

function isOpen(kept: Kept, now: number): boolean {
  return kept.over === null && kept.mine === null && leftOf(kept, now) > 0;
}
