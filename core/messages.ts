import type { ApprovalMessages, AsksNow, Authorised } from './approval/messages.ts';
import type { DeliveryHealth, DeliveryMessages } from './delivery/messages.ts';
import type { Surroundings } from './forms/classification.ts';
import type { FleetMessages } from './health/fleet-messages.ts';
import type { Observed } from './health/self-check.ts';
import type { ShownPrompt } from './ledger/entry.ts';
import type { AttemptHeader } from './ledger/header.ts';
import type { LedgerHealth } from './ledger/health.ts';
import type { Endpoint } from './network/endpoints.ts';
import type { PatternMessages } from './patterns/messages.ts';
import type { PersonKey, SeenPerson } from './persons/code.ts';
import type { Identity, PolicyInForce, SettingError } from './policy/assemble.ts';
import type { ReasonFault } from './policy/reasons.ts';
import type { SignedSettings } from './policy/signed-settings.ts';
import type { ReconcileMessages } from './reconcile/messages.ts';
import type { DecideMessages } from './review/decide-messages.ts';
import type { HistoryMessages } from './review/history-messages.ts';
import type { LedgerMessages } from './review/ledger-messages.ts';
import type { PlantedMessages } from './review/planted-messages.ts';
import type { PrintMessages } from './review/print-messages.ts';
import type { QueueMessages } from './review/queue-messages.ts';
import type { CaseDetail, CaseRow } from './review/rows.ts';
import type { ProfileFit, ProfileHealth } from './sites/profile-fit.ts';
import type { Language, Outcome, PolicyOrigin, SignalKind } from './vocabulary.ts';

/** What the guard tells the background about an attempt: closed terms, decided again there. */
export interface AttemptReport
  extends Pick<
    AttemptHeader,
    | 'signal'
    | 'control'
    | 'act'
    | 'role'
    | 'roleBefore'
    | 'roleElsewhere'
    | 'dual'
    | 'slot'
    | 'group'
    | 'trust'
    | 'outcome'
    | 'rule'
    | 'choice'
    | 'reason'
    | 'repeats'
    | 'dwellMs'
    | 'evidence'
  > {
  /** The same for every retry of one append, so that a retry is not a second entry. */
  readonly id: string;
  readonly explanation: string;
  readonly authorisation: Authorised | null;
  readonly recordReference: string | null;
  /** Staff number that the page shows, by its site profile; policy's own counts before it. */
  readonly shownOfficer: string | null;
  readonly prompt: ShownPrompt | null;
}

export type RecordFailure =
  | 'storage-full'
  | 'storage-failed'
  | 'reason-refused'
  | 'stricter-outcome'
  | 'not-repeated'
  | 'invalid-report';

/** An emergency that waits outside the ledger is answered with `seq` -1 and an empty `hash`. */
export type RecordReply =
  | { readonly ok: true; readonly seq: number; readonly hash: string }
  | {
      readonly ok: false;
      readonly code: RecordFailure;
      readonly fault?: ReasonFault | undefined;
      /** What the policy in force answers, where the guard's copy was looser. */
      readonly outcome?: Outcome | undefined;
    };

/** What was let go on a while ago and is not asked about again for a time: closed terms only. */
export interface Repeatable
  extends Pick<AttemptHeader, 'signal' | 'role' | 'slot' | 'group' | 'rule'> {
  /** Id of the attempt that gave the reason. */
  readonly id: string;
  /** Epoch milliseconds. */
  readonly until: number;
}

/** The key of this browser's run, and who was seen under it: codes, never a name. */
export interface KnownPersons {
  readonly key: PersonKey;
  readonly seen: readonly SeenPerson[];
}

export interface PolicyReply extends AsksNow {
  readonly policy: PolicyInForce;
  readonly persons: KnownPersons;
  /** What the network is closed to until a decision opens it. */
  readonly endpoints: readonly Endpoint[];
  readonly language: Language | null;
}

/** Asks to open the network for one request: what was decided, decided again by the background. */
export interface GateRequest
  extends Pick<AttemptReport, 'signal' | 'role' | 'dual' | 'group' | 'trust'> {
  /** Life at risk: opened whatever policy says; the report of it is on its way. */
  readonly emergency: boolean;
}

/** What the guard saw in one frame, for the badge and the popup. */
export interface FrameState {
  readonly signals: number;
  readonly held: number;
  readonly fault: boolean;
  /** The site profile does not fit the page, which is read without it as well. */
  readonly drift: boolean;
}

export interface TabState {
  readonly guarded: boolean;
  readonly signals: number;
  readonly held: number;
  readonly recordedHere: number;
  readonly drift: boolean;
  readonly policyVersion: string;
  /** Last day (ISO) of the pilot that lasts longest; null where no national rule is rehearsed. */
  readonly pilot: string | null;
  readonly force: string | null;
  readonly origin: PolicyOrigin;
  readonly language: Language | null;
}

/** A reason that the officer of this browser profile owes. */
export interface OwedReason {
  readonly id: string;
  readonly at: number;
  readonly owedBy: number;
  readonly signal: SignalKind;
}

export interface OwedReply {
  readonly owed: readonly OwedReason[];
  readonly language: Language | null;
}

export type GiveReasonReply =
  | { readonly ok: true; readonly seq: number }
  | {
      readonly ok: false;
      readonly code: 'not-found' | 'not-yours' | 'given' | 'reason-refused' | 'failed';
      readonly fault?: ReasonFault | undefined;
    };

export interface StatusReply {
  readonly policy: PolicyInForce;
  readonly origin: PolicyOrigin;
  readonly errors: readonly SettingError[];
  readonly loadedAt: number;
  /** Names of the keys of which one has to have signed the settings; none where nobody has to. */
  readonly policyKeys: readonly string[];
  /** Signature of what is in force; null where that is not signed. */
  readonly signed: SignedSettings | null;
  readonly extension: string;
  readonly device: string;
  readonly identity: Identity;
  readonly ledger: LedgerHealth;
  readonly delivery: DeliveryHealth;
  readonly observed: Observed;
  readonly profileHealth: readonly ProfileHealth[];
  readonly language: Language | null;
}

/** What the page needs to know to which a closed page load is sent. */
export interface HeldReply extends AsksNow {
  readonly policy: PolicyInForce;
  readonly persons: KnownPersons;
  readonly endpoints: readonly Endpoint[];
  readonly language: Language | null;
}

/** Name of each message, who may send it, what it asks and what comes back. */
export interface Messages
  extends DecideMessages,
    DeliveryMessages,
    LedgerMessages,
    PrintMessages,
    FleetMessages,
    HistoryMessages,
    ReconcileMessages,
    PatternMessages,
    PlantedMessages,
    ApprovalMessages,
    QueueMessages {
  policy: { from: 'guard'; request: null; reply: PolicyReply };
  record: { from: 'guard'; request: AttemptReport; reply: RecordReply };
  /** Answers whether it is open; false also where nothing is closed to this kind. */
  gate: { from: 'guard'; request: GateRequest; reply: boolean };
  frame: { from: 'guard'; request: FrameState; reply: null };
  profile: { from: 'guard'; request: ProfileFit; reply: null };
  /** What need not be asked again on a record. */
  repeatable: {
    from: 'guard';
    request: { readonly recordReference: string };
    reply: readonly Repeatable[];
  };
  fault: { from: 'guard'; request: { readonly code: 'guard-error' }; reply: null };
  /** Whom the page shows in a protected role. */
  persons: { from: 'guard'; request: { readonly seen: readonly SeenPerson[] }; reply: null };
  /** Asks the guard of the tab's own page what stands around one of its frames, by its index. */
  outer: { from: 'guard'; request: { readonly index: number }; reply: Surroundings | null };
  /** What stands around the frames of a page may have changed. */
  'outer-changed': { from: 'guard'; request: null; reply: null };
  tab: { from: 'page'; request: { readonly tabId: number }; reply: TabState };
  owed: { from: 'page'; request: null; reply: OwedReply };
  'give-reason': {
    from: 'page';
    request: { readonly id: string; readonly reason: string; readonly explanation: string };
    reply: GiveReasonReply;
  };
  cases: { from: 'page'; request: null; reply: CasesReply };
  case: { from: 'page'; request: { readonly id: string }; reply: CaseReply };
  status: { from: 'page'; request: null; reply: StatusReply };
  held: { from: 'page'; request: null; reply: HeldReply };
  /** Asks for the opening of the tab that opened this one; answers whether there was one. */
  hand: {
    from: 'page';
    request: { readonly tabId: number; readonly kind: SignalKind };
    reply: boolean;
  };
  /** Records what the officer chose about a page load that was held, and opens the network for it. */
  proceed: {
    from: 'page';
    request: { readonly tabId: number; readonly report: AttemptReport };
    reply: RecordReply;
  };
  language: { from: 'page'; request: { readonly language: Language }; reply: null };
}

/** Null where there is none; refused where it is not for this person to read. */
export type CaseReply = CaseDetail | { readonly refused: true } | null;

export interface CasesReply {
  readonly rows: readonly CaseRow[];
  readonly identity: Identity;
  readonly language: Language | null;
  readonly failure: string | null;
}

export type MessageName = keyof Messages;

/** What travels: the version is checked so that an outdated guard is noticed. */
export interface Envelope<Name extends MessageName = MessageName> {
  readonly v: 1;
  readonly name: Name;
  readonly body: Messages[Name]['request'];
}

/** Sent by the background to guards. */
export type Notice =
  /** Another policy is in force. */
  | { readonly v: 1; readonly name: 'policy-changed' }
  /** Somebody was seen in a protected role on some page. */
  | { readonly v: 1; readonly name: 'persons-changed'; readonly seen: readonly SeenPerson[] }
  /** Frames ask again what stands around them. */
  | { readonly v: 1; readonly name: 'outer-changed' }
  /** Asked of the tab's own page; the answer is a `Surroundings` or null. */
  | { readonly v: 1; readonly name: 'outer-asked'; readonly index: number };

/** Sent by the background to pages of ours: there is more to read than there was. */
export interface LedgerNotice {
  readonly v: 1;
  readonly name: 'ledger-changed';
}
