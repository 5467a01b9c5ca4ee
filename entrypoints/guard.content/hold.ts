/**
 * One hold at a time: the officer's choice, the durable entry, and only then release. The
 * threat-to-life path alone goes first and is recorded after.
 */
import type { AttemptReport } from '../../core/messages.ts';
import { TO_FOLLOW } from '../../core/policy/reasons.ts';
import { type Act, isHeld, outcomeRank } from '../../core/vocabulary.ts';
import { type Aftermath, createAsking, type Handlers, type NotRecorded } from './ask.ts';
import { type Assessment, assess } from './assess.ts';
import { newId, request } from './channel.ts';
import { isClosed, noteOpened, openFor, whenCutOff } from './network.ts';
import { readReference } from './read-page.ts';
import { type Deed, recordShown, release } from './release.ts';
import { learnRepeatable, repeatOf } from './repeats.ts';
import { officerBySite } from './site-profile.ts';
import { forgetStanding, noteStanding } from './standing.ts';
import { readOrHold } from './unreadable.ts';

/** What is held, and how it is let go. */
export interface Held {
  readonly assessment: Assessment;
  readonly act: Act;
  /** The officer's act, repeated on release; or what lets by what the page asked. */
  readonly deed: Deed | (() => Aftermath);
  /** What goes on without the act when the officer leaves it. */
  readonly otherwise?: () => void;
}

export interface Holds {
  hold(held: Held): void;
  /** Records what policy wants to know but does not hold. */
  tell(assessment: Assessment, act: Act): void;
  /** Whether an act waits for the officer's choice. */
  readonly isWaiting: boolean;
}

type Told = Pick<
  AttemptReport,
  'choice' | 'reason' | 'repeats' | 'explanation' | 'authorisation' | 'prompt' | 'dwellMs'
>;

/** @param changed called when a hold begins to wait and when it is done with, for the badge */
export function createHolds(signal: AbortSignal, changed: () => void): Holds {
  const asking = createAsking(signal, changed);
  const told = new WeakSet<Element>();
  let isRepeating = false;

  const ask = (held: Held): void => asking.ask(held.assessment, held.act, handlersFor(held));

  /** Not asked again, and counted: recorded first, like every other. */
  async function repeat(held: Held, repeats: string): Promise<void> {
    const handlers = handlersFor(held);
    isRepeating = true;
    const failure = await handlers.repeated(repeats).finally(() => {
      isRepeating = false;
    });
    if (failure !== null || handlers.goOn(false) !== null) ask(held);
    else asking.say('ui.repeated', held.assessment.decision);
  }

  whenCutOff(asking.stale);

  return {
    hold(held) {
      // What is stopped while a prompt is open stays stopped; one question at a time.
      if (asking.isOpen || isRepeating) return;
      noteStanding(held.assessment);
      const repeats = isOfficers(held.deed) ? repeatOf(held.assessment) : null;
      if (repeats === null) ask(held);
      else repeat(held, repeats).catch(lost);
    },
    get isWaiting() {
      return asking.isOpen || isRepeating;
    },
    tell(assessment, act) {
      const { outcome, rule } = assessment.decision;
      if (rule === null || outcomeRank(outcome) < outcomeRank('observe')) return;
      // A mention is told once by the one who finds it, and nothing waits for it.
      const isMention = assessment.classification.kind === 'immigration-mention';
      // A press counts each time; a field counts once for the time that it is on the page.
      const isField = act === 'enter' || act === 'fill';
      if (!isMention && isField && told.has(assessment.control)) return;
      if (!isMention) told.add(assessment.control);
      if (outcome === 'inform' || isHeld(outcome)) asking.note(rule);
      // What is in the page already cannot be held any more; what it is, policy says.
      const choice = isHeld(outcome) ? 'unheld' : 'unasked';
      send(newId(), assessment, act, { ...NOTHING_ASKED, choice }).catch(lost);
    },
  };
}

/** An entry lets its act go on for so long, and no longer. */
const RELEASE_MS = 60_000;

const NOTHING_ASKED: Told = {
  choice: 'unasked',
  reason: null,
  explanation: '',
  repeats: null,
  authorisation: null,
  prompt: null,
  dwellMs: 0,
};

interface HeldHandlers extends Handlers {
  /** Records it under the reason of an earlier attempt. */
  repeated(repeats: string): Promise<NotRecorded | null>;
}

function handlersFor({ assessment, act, deed, otherwise }: Held): HeldHandlers {
  const sent = { id: newId(), told: '' };
  const reference = recordShown(assessment.control.ownerDocument);
  const shownAt = performance.now();
  let recordedAt = Number.NEGATIVE_INFINITY;
  const sendAs = (what: Partial<Told>) => {
    const told = JSON.stringify(what);
    // The same answer again is a retry of one entry; another answer is another entry.
    if (sent.told !== '' && sent.told !== told) sent.id = newId();
    sent.told = told;
    return send(sent.id, assessment, act, {
      ...NOTHING_ASKED,
      ...what,
      dwellMs: Math.round(performance.now() - shownAt),
    });
  };
  const recordAs = async (what: Partial<Told>): Promise<NotRecorded | null> => {
    const answer = await sendAs(what);
    if (!answer.ok) return answer;
    if (!answer.reply.ok) return answer.reply;
    recordedAt = performance.now();
    // The background opened the network before it answered.
    noteOpened(assessment.classification.kind);
    learnRepeatable(true).catch(lost);
    return null;
  };
  return {
    left(choice, prompt, isPageGone) {
      // Recorded behind: nothing waits for it, because nothing goes on.
      sendAs({ choice, prompt }).catch(lost);
      if (isPageGone) return;
      otherwise?.();
      // Not on what an arrow key would have chosen: it may act as soon as it has the focus.
      const place = isFrom(deed) ? deed.from : assessment.control;
      if (place instanceof HTMLElement && place.isConnected) place.focus({ preventScroll: true });
    },
    about: (given, prompt) =>
      reportOf(newId(), assessment, act, {
        ...NOTHING_ASKED,
        ...{ choice: 'overridden', prompt },
        ...given,
      }),
    repeated: (repeats) => recordAs({ choice: 'repeated', repeats }),
    recorded: (given, prompt) =>
      recordAs({
        choice: assessment.decision.rule?.pilot ? 'piloted' : 'overridden',
        prompt,
        ...given,
        explanation: given.explanation.trim(),
      }),
    emergency(prompt) {
      sendAs({ choice: 'emergency', reason: TO_FOLLOW, prompt }).catch(lost);
      return isClosed(assessment.classification.kind)
        ? openFor(assessment.decision.cell, true)
        : null;
    },
    goOn(isEmergency) {
      // Given for what was shown: the same control of another record is another attempt.
      const isLate = performance.now() - recordedAt > RELEASE_MS;
      const isKept =
        typeof deed === 'function' ? isShown(assessment, reference) : isSame(assessment, reference);
      if (!isEmergency && (isLate || !isKept)) return 'gone';
      if (assessment.classification.roleBefore) forgetStanding(assessment.control);
      if (typeof deed === 'function') return deed();
      return release(deed, assessment.classification.kind) === 'gone' ? 'gone' : null;
    },
  };
}

function isFrom(deed: Held['deed']): deed is Extract<Deed, { readonly what: 'arrow' }> {
  return typeof deed !== 'function' && deed.what === 'arrow';
}

/** A script of the page is asked each time; a question of the page has to be asked again anyway. */
function isOfficers(deed: Held['deed']): boolean {
  if (typeof deed === 'function') return false;
  return 'gesture' in deed
    ? deed.gesture.every(({ event }) => event.isTrusted)
    : navigator.userActivation.isActive;
}

/** What the page asked is asked again by itself; only the record has to be the same. */
function isShown({ control }: Assessment, reference: string | null): boolean {
  return recordShown(control.ownerDocument) === reference;
}

/** Whether the page still shows what the officer was asked about. */
function isSame(assessment: Assessment, reference: string | null): boolean {
  const { control, snapshot, classification, decision } = assessment;
  if (!isShown(assessment, reference)) return false;
  // What was read of a question or an option is not the control's own.
  if (snapshot.control.kind === 'dialog' || snapshot.control.kind === 'menu-item') return true;
  const now = readOrHold(control, assessment.again ?? (() => assess(control)));
  return (
    now !== null &&
    now.decision.rule?.id === decision.rule?.id &&
    now.classification.kind === classification.kind &&
    now.classification.role === classification.role &&
    now.classification.ordinal === classification.ordinal
  );
}

function lost(): void {
  // `request` answers failures as values; what was lost shows as a gap in the figures.
}

function send(id: string, assessment: Assessment, act: Act, told: Told) {
  return request('record', reportOf(id, assessment, act, told));
}

function reportOf(id: string, assessment: Assessment, act: Act, told: Told): AttemptReport {
  const { classification, decision, snapshot, control } = assessment;
  return {
    id,
    signal: classification.kind,
    control: snapshot.control.kind,
    act,
    role: classification.role,
    ...(classification.roleBefore && { roleBefore: classification.roleBefore }),
    ...(classification.roleElsewhere && { roleElsewhere: classification.roleElsewhere }),
    dual: classification.dual,
    slot: classification.ordinal,
    group: classification.group,
    trust: decision.cell.trust,
    outcome: decision.outcome,
    rule: decision.rule?.id ?? '',
    recordReference: readReference(control.ownerDocument),
    shownOfficer: officerBySite(control.ownerDocument),
    evidence: classification.because.slice(0, 20),
    ...told,
  };
}
