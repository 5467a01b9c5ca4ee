/** What a question is opened with: what the prompt shows of it, and what it needs. */
import type { PromptProps } from '../../components/prompt.ts';
import type { SecondPerson } from '../../core/approval/second-person.ts';
import { keyOfOtherRole } from '../../core/forms/classification.ts';
import type { ShownPrompt } from '../../core/ledger/entry.ts';
import { authoriserFor, isOffered } from '../../core/policy/reasons.ts';
import type { Act } from '../../core/vocabulary.ts';
import type { Say } from '../../core/wording.ts';
import type { Asked, Handlers } from './ask.ts';
import { REASON_CODES } from './floor.ts';
import { policyInForce } from './in-force.ts';
import type { PromptHost } from './prompt-host.ts';
import { secondPerson } from './second-person.ts';
import { languageInUse, sayIn } from './words.ts';

export interface Open {
  readonly handlers: Handlers;
  readonly say: Say;
  readonly shown: ShownPrompt;
  readonly view: PromptProps;
  readonly isPnc: boolean;
  /** Somebody who is asked from the prompt. */
  readonly second: SecondPerson;
  isBusy: boolean;
  isDone: boolean;
}

export function opening(
  { decision, classification }: Asked,
  act: Act,
  handlers: Handlers,
  host: PromptHost,
): Open {
  const { rule, outcome, cell } = decision;
  const otherRole = keyOfOtherRole(classification);
  const language = languageInUse();
  const say = sayIn(language);
  const wording = rule?.wording ?? 'unknown-role';
  const why = say(`${wording}.why`);
  const shown: ShownPrompt = {
    language,
    title: say(`${wording}.title`),
    why: otherRole ? `${say(otherRole)}\n${why}` : why,
    instead: say(`${wording}.instead`),
  };
  return {
    handlers,
    say,
    shown,
    isPnc: cell.kind === 'pnc-check',
    view: {
      ...shown,
      say,
      rule: rule?.id ?? '',
      version: policyInForce().version,
      hours: policyInForce().limits.reasonWithinHours,
      pilot: rule?.pilot,
      needs: outcome === 'warn' ? 'confirm' : outcome === 'block' ? 'none' : 'reason',
      complyKey: act === 'enter' || act === 'choose' ? 'ui.complyField' : 'ui.comply',
      reasons: REASON_CODES.filter(({ code }) => isOffered(rule, code, classification)),
      asksNow: policyInForce().asksNow,
      authoriserFor: (reason) => authoriserFor(decision, reason),
    },
    second: secondPerson(host, say),
    isBusy: false,
    isDone: false,
  };
}
