/**
 * Questions of this device to a second person: recorded, put to the force's store, and answered there.
 */
import { actDigest } from '../../../core/approval/act.ts';
import { MOST_NOTE, readApproval } from '../../../core/approval/answering.ts';
import type {
  ApprovalWork,
  AskedState,
  AskReply,
  LivePut,
} from '../../../core/approval/messages.ts';
import { answered, granted, type Question, stateOf } from '../../../core/approval/standing.ts';
import { isLater } from '../../../core/approval/trouble.ts';
import type { Decided } from '../../../core/delivery/store.ts';
import type { Live, LivePlace } from '../../../core/delivery/subjects.ts';
import type { Authorisation } from '../../../core/ledger/approval.ts';
import { recordText } from '../../../core/ledger/record.ts';
import type { AttemptReport } from '../../../core/messages.ts';
import type { ReasonCode } from '../../../core/policy/model.ts';
import type { DeliverySettings } from '../../../core/policy/schema.ts';
import { hasAddress } from '../delivery/outbox.ts';
import { decisionOn, judge, type Refusal } from '../judge.ts';
import { orFailed } from '../ledger/or-failed.ts';
import type { Sender } from '../listen.ts';
import { type OwnParts, ownCommon } from '../own-entries.ts';
import { asClaimed, referenceIn } from '../record.ts';
import type { SessionArea } from '../tab-state.ts';
import { turns } from '../turns.ts';
import {
  isDue,
  isOfTab,
  isUsed,
  type Kept,
  pageOf,
  placeIn,
  Questions,
  usedBy,
} from './questions.ts';

export interface AskingParts extends OwnParts {
  readonly reasonCodes: readonly ReasonCode[];
  readonly session: SessionArea;
  readonly settings: () => DeliverySettings | null;
  /** Has the page that speaks to the store look what waits. */
  readonly deliver: () => Promise<void>;
  readonly report: (where: string, error: unknown) => void;
}

type Allowed = { readonly ok: true; readonly authorisation: Authorisation | null };

export class Asking {
  readonly #parts: AskingParts;
  readonly #questions: Questions;
  readonly #inTurn = turns();

  constructor(parts: AskingParts) {
    this.#parts = parts;
    this.#questions = new Questions(parts);
  }

  /** Whether a second person can be asked here: there is a store, and policy says who asks. */
  isPossible(): boolean {
    const { settings, policy } = this.#parts;
    return hasAddress(settings()) && policy.state.policy.identity.id.trim() !== '';
  }

  /** Durable before it leaves. Asked again under the same id it is the same question. */
  async ask(report: AttemptReport, sender: Sender): Promise<AskReply> {
    const { policy, settings, reasonCodes } = this.#parts;
    await policy.ready();
    const address = settings();
    const { table, policy: inForce } = policy.state;
    const { id: by } = inForce.identity;
    if (!hasAddress(address) || !this.isPossible()) return { ok: false, code: 'no-store' };
    const wanted: AttemptReport = { ...report, choice: 'overridden' };
    const judged = judge(wanted, table, reasonCodes, by, null);
    if (judged.ok) return { ok: false, code: 'not-needed' };
    const { fault } = judged;
    if (fault?.code !== 'rank-needed' || report.reason === null)
      return { ok: false, code: 'refused', fault };
    const { signal, role, group, reason } = report;
    const rule = decisionOn(wanted, table).rule?.id ?? '';
    const about = { signal, role, group, rule, reason, needs: fault.needs };
    return this.#inTurn(() => orFailed(() => this.#record(report, sender, { by, about, address })));
  }

  /** @throws LedgerError */
  async #record(
    report: AttemptReport,
    sender: Sender,
    { by, about, address }: Asked,
  ): Promise<AskReply> {
    const { ledger } = this.#parts;
    const { id } = report;
    const common = { ...(await ownCommon(this.#parts)), id };
    const record = await this.#handleOf(report, common.at);
    const { entry, existed } = await ledger.append(
      {
        ...common,
        kind: 'approval',
        step: 'asked',
        request: id,
        by,
        about: { ...about, record },
      },
      { explanation: report.explanation.trim() },
    );
    const all = await this.#questions.load();
    const page = pageOf(sender);
    if (!all.some((each) => each.id === id)) {
      // Of an earlier run: what it was about and whether its grant was used is known no more.
      if (existed) return { ok: false, code: 'failed' };
      const { force, unit, name: depositor } = address;
      const { signal, rule, needs } = about;
      const question: Kept = {
        ...{ id, at: common.at, question: entry.hash, needs, by, page, signal, rule, record },
        ...{ act: actDigest(id, report), trouble: 'sending', end: null, back: null },
        place: { force, unit, depositor },
      };
      const others = await this.#questions.end(all, (each) => each.page === page, 'withdrawn');
      await this.#questions.save([...others, question]);
    }
    this.#deliver();
    return { ok: true, id };
  }

  #deliver(): void {
    this.#parts.deliver().catch((error) => this.#parts.report('approvals', error));
  }

  async #handleOf(report: AttemptReport, at: number): Promise<string | null> {
    const reference = referenceIn(report);
    return reference === null ? null : (await this.#parts.device()).recordHandle(reference, at);
  }

  /** Of a question of this very page. */
  async state(id: string, sender: Sender): Promise<AskedState> {
    const found = (await this.#current()).find((each) => each.id === id);
    if (found?.page !== pageOf(sender)) return { step: 'unknown' };
    return stateOf(found, this.#parts.now());
  }

  /** The officer leaves it, or does without. What was answered and not used counts no more. */
  withdraw(id: string, sender: Sender): Promise<void> {
    const page = pageOf(sender);
    return this.#takeBack((each) => each.id === id && each.page === page);
  }

  /** A tab is gone, and what it asked: a page that is closed may not have been able to say so. */
  closed(tabId: number): Promise<void> {
    return this.#takeBack(({ page }) => isOfTab(page, tabId));
  }

  #takeBack(isIts: (each: Kept) => boolean): Promise<void> {
    return this.#inTurn(async () => {
      const all = await this.#questions.load();
      // Most tabs never asked anything: no policy is waited for, and nothing is written.
      if (!all.some(isIts)) return;
      await this.#parts.policy.ready();
      await this.#questions.save(await this.#questions.end(all, isIts, 'withdrawn'));
      this.#deliver();
    });
  }

  /** Who authorised an attempt: as claimed, or as granted for this very act, once. */
  async authorise(report: AttemptReport, sender: Sender): Promise<Allowed | Refusal> {
    const given = report.authorisation;
    if (given === null || report.choice !== 'overridden')
      return { ok: true, authorisation: asClaimed(report) };
    await this.#parts.policy.ready();
    if (given.status === 'claimed') {
      const request = await this.#askedBefore(report, pageOf(sender));
      return { ok: true, authorisation: { ...given, ...(request !== undefined && { request }) } };
    }
    return this.#inTurn(async (): Promise<Allowed | Refusal> => {
      const all = await this.#questions.load();
      const question = all.find((each) => each.id === given.request);
      const act = actDigest(given.request, report);
      const use = { page: pageOf(sender), act, attempt: report.id };
      const answer = granted(question, use, this.#parts.now());
      if (!answer.ok)
        return { ok: false, code: 'reason-refused', fault: { code: 'no-grant', why: answer.why } };
      // Used before it is recorded: what dies in between lets nothing go on twice.
      await this.#questions.save(
        all.map((each) => (each === question ? usedBy(each, report.id) : each)),
      );
      return { ok: true, authorisation: answer.granted };
    });
  }

  /**
   * The newest question about the same that led to no grant that was used: review sees that it was asked.
   * Without a record it may have been about anybody, but for one of the same page.
   */
  async #askedBefore(report: AttemptReport, page: string): Promise<string | undefined> {
    const all = await this.#questions.load();
    // Most devices never ask: the ledger is not read for it, and what is wrong with it is told later.
    if (all.length === 0) return undefined;
    const record = await this.#handleOf(report, this.#parts.now());
    const rule = decisionOn(report, this.#parts.policy.state.table).rule?.id ?? '';
    return all.findLast(
      (each) =>
        each.record === record &&
        (record !== null || each.page === page) &&
        each.signal === report.signal &&
        each.rule === rule &&
        !isUsed(each),
    )?.id;
  }

  async work(): Promise<ApprovalWork> {
    const all = await this.#current();
    const isOpen = ({ end }: Kept) => end === null;
    const puts = await Promise.all(
      all.flatMap((each) => [
        ...(isOpen(each) && isLater(each.trouble) ? [this.#put(each.id, each, 'asks')] : []),
        ...(each.back !== null ? [this.#put(each.back, each, 'withdrawals')] : []),
      ]),
    );
    const heard = all.filter((each) => isOpen(each) && each.trouble === null);
    return { puts: puts.flat(), hears: heard.map((each) => placeIn(each, 'grants')) };
  }

  async #put(id: string, kept: Kept, collection: Live): Promise<readonly LivePut[]> {
    const entry = await this.#parts.ledger.entry(id);
    return entry === null
      ? []
      : [{ id, place: placeIn(kept, collection), text: recordText(entry) }];
  }

  /** Takes what the store answered. @returns whether it was a question of this device */
  answered(id: string, answer: Decided): Promise<boolean> {
    return this.#inTurn(async () => {
      const all = await this.#questions.load();
      const isIts = (each: Kept) => each.id === id || each.back === id;
      if (!all.some(isIts)) return false;
      const trouble =
        answer.kind === 'stored' ? null : answer.kind === 'taken' ? 'other-bytes' : answer.why;
      await this.#questions.save(
        all.map((each) => {
          if (each.id === id) return { ...each, trouble };
          // What takes a question back is told where that is possible, and waits for nothing else.
          return each.back === id && answer.kind !== 'later' ? { ...each, back: null } : each;
        }),
      );
      return true;
    });
  }

  /** Takes what lies in the place of an answer. */
  heard({ id, force, unit, depositor }: LivePlace, text: string): Promise<void> {
    return this.#inTurn(async () => {
      const all = await this.#questions.load();
      const found = all.find(
        (each) =>
          each.id === id &&
          each.place.force === force &&
          each.place.unit === unit &&
          each.place.depositor === depositor,
      );
      if (!found) return;
      const read = readApproval(text);
      // What is longer than a note may be is no answer of ours, and is not kept.
      const answer = read !== null && read.words.length <= MOST_NOTE ? read : null;
      const end = answered(found, answer?.header ?? null, answer?.words ?? '', this.#parts.now());
      if (end === null) return;
      const isNone = end.step === 'spoilt' || end.step === 'expired';
      const next = isNone ? await this.#questions.over(found, end.step) : { ...found, end };
      await this.#questions.save(all.map((each) => (each === found ? next : each)));
    });
  }

  /** Those of now, with what time has ended written down. */
  #current(): Promise<readonly Kept[]> {
    return this.#inTurn(async () => {
      const now = this.#parts.now();
      const all = await this.#questions.load();
      if (!all.some((each) => isDue(each, now))) return all;
      const next = await this.#questions.end(all, (each) => isDue(each, now), 'expired');
      await this.#questions.save(next);
      return next;
    });
  }
}

interface Asked {
  readonly by: string;
  readonly about: Pick<AttemptReport, 'signal' | 'role' | 'group' | 'rule'> &
    Pick<Question, 'needs'> & { readonly reason: string };
  readonly address: DeliverySettings & { readonly unit: string };
}
