/** Which address the network was closed to, and what the officer's answer becomes. No view, no browser. */

import type { HeldAnswer } from '../../components/held/held-answer.ts';
import type { AttemptReport, HeldReply } from '../../core/messages.ts';
import { endpointAt } from '../../core/network/endpoints.ts';
import { type Decision, decide } from '../../core/policy/decide.ts';
import { TO_FOLLOW } from '../../core/policy/reasons.ts';
import { compileTable } from '../../core/policy/table.ts';
import type { Language, SignalKind } from '../../core/vocabulary.ts';
import { promptFor } from '../../platform/wording.ts';

/**
 * The address in the fragment, into which the browser's rule has put it.
 *
 * @param hash of this page's address: any page may have sent the officer here
 * @returns null where it is none that a browser loads from a server
 */
export function addressIn(hash: string): URL | null {
  try {
    const url = new URL(hash.slice(1));
    return /^https?:$/.test(url.protocol) ? url : null;
  } catch {
    // What was sent with a form has no address to go on to, and neither has a page opened by itself.
    return null;
  }
}

export function kindOf({ endpoints }: HeldReply, address: URL | null): SignalKind | null {
  return address && (endpointAt(endpoints, address.hostname, address.pathname)?.kind ?? null);
}

/** What policy says of the look-up once the officer has said whom it is about. */
export function decisionFor(
  { policy }: HeldReply,
  kind: SignalKind,
  { role, group }: Pick<HeldAnswer, 'role' | 'group'>,
): Decision {
  const about = { role, group, dual: false, ordinal: 1, confidence: 1, because: [] };
  return decide({ kind, ...about }, compileTable(policy.packs));
}

/** @param dwellMs how long the officer took */
export function reportOf(
  id: string,
  decision: Decision,
  answer: HeldAnswer,
  language: Language,
  dwellMs: number,
): AttemptReport {
  const { cell, rule, outcome } = decision;
  return {
    id,
    signal: cell.kind,
    control: 'link',
    act: 'open',
    role: cell.role,
    dual: false,
    slot: 1,
    group: cell.group,
    trust: cell.trust,
    outcome,
    rule: rule?.id ?? '',
    choice: answer.choice,
    reason: answer.choice === 'emergency' ? TO_FOLLOW : answer.reason,
    repeats: null,
    explanation: answer.explanation,
    authorisation: answer.authorisation,
    recordReference: null,
    shownOfficer: null,
    prompt: rule ? promptFor(rule.wording, language) : null,
    dwellMs,
    evidence: [],
  };
}
