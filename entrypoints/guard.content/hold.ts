/**
 * One hold at a time: the officer's choice, the durable entry, and only then release. The
 * threat-to-life path alone goes first and is recorded after.
 */
import type { AttemptReport } from '../../core/messages.ts';
import { type Act, isHeld, outcomeRank } from '../../core/vocabulary.ts';
import { type Aftermath, createAsking, type Handlers, type NotRecorded } from './ask.ts';
import type { Assessment } from './assess.ts';
import { newId, request } from './channel.ts';
import { isClosed, noteOpened, openFor, whenCutOff } from './network.ts';
import { readReference } from './read-page.ts';
import { type Deed, release } from './release.ts';
import { officerBySite } from './site-profile.ts';

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
  'choice' | 'reason' | 'explanation' | 'authorisation' | 'prompt' | 'dwellMs'
>;

/** @param changed called when a hold begins to wait and when it is done with, for the badge */
export function createHolds(signal: AbortSignal, changed: () => void): Holds {
  const asking = createAsking(signal, changed);
  const told = new WeakSet<Element>();
  whenCutOff(asking.stale);

  return {
    hold(held) {
      // What is stopped while a prompt is open stays stopped; one question at a time.
      if (asking.isOpen) return;
      asking.ask(held.assessment.decision, held.act, handlersFor(held));
    },
    get isWaiting() {
      return asking.isOpen;
    },
    tell(assessment, act) {
      const { outcome, rule } = assessment.decision;
      if (rule === null || outcomeRank(outcome) < outcomeRank('observe')) return;
      // A mention is told once by the one who finds it, and nothing waits for it.
      const isMention = assessment.classification.kind === 'immigration-mention';
      // A press counts each time; a field counts once for the time that it is on the page.
      if (!isMention && act === 'enter' && told.has(assessment.control)) return;
      if (!isMention) told.add(assessment.control);
      if (outcome === 'inform' || isHeld(outcome)) asking.note(rule);
      send(newId(), assessment, act, { ...NOTHING_ASKED }).catch(lost);
    },
  };
}

const NOTHING_ASKED: Told = {
  choice: 'unasked',
  reason: null,
  explanation: '',
  authorisation: null,
  prompt: null,
  dwellMs: 0,
};

function handlersFor({ assessment, act, deed, otherwise }: Held): Handlers {
  const id = newId();
  const shownAt = performance.now();
  const sendAs = (what: Partial<Told>) =>
    send(id, assessment, act, {
      ...NOTHING_ASKED,
      ...what,
      dwellMs: Math.round(performance.now() - shownAt),
    });
  return {
    left(choice, prompt, isPageGone) {
      // Recorded behind: nothing waits for it, because nothing goes on.
      sendAs({ choice, prompt }).catch(lost);
      if (isPageGone) return;
      otherwise?.();
      const { control } = assessment;
      if (control instanceof HTMLElement && control.isConnected) {
        control.focus({ preventScroll: true });
      }
    },
    async recorded(given, prompt): Promise<NotRecorded | null> {
      const answer = await sendAs({
        choice: 'overridden',
        prompt,
        ...given,
        explanation: given.explanation.trim(),
      });
      if (!answer.ok) return answer;
      if (!answer.reply.ok) return answer.reply;
      // The background opened the network before it answered.
      noteOpened(assessment.classification.kind);
      return null;
    },
    emergency(prompt) {
      sendAs({ choice: 'emergency', reason: 'RR-14', prompt }).catch(lost);
      return isClosed(assessment.classification.kind)
        ? openFor(assessment.decision.cell, true)
        : null;
    },
    goOn() {
      if (typeof deed === 'function') return deed();
      return release(deed, assessment.classification.kind) === 'gone' ? 'gone' : null;
    },
  };
}

function lost(): void {
  // `request` answers failures as values; what was lost shows as a gap in the figures.
}

function send(id: string, assessment: Assessment, act: Act, told: Told) {
  const { classification, decision, snapshot, control } = assessment;
  return request('record', {
    id,
    signal: classification.kind,
    control: snapshot.control.kind,
    act,
    role: classification.role,
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
  });
}
