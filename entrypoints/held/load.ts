/** Which address the network was closed to, and what the officer's answer becomes. No view, no browser. */

import { type HeldAnswer, otherRolesOf } from '../../components/held/held-answer.ts';
import { compileLexicon } from '../../core/forms/lexicon.ts';
import type { AttemptReport, HeldReply } from '../../core/messages.ts';
import { endpointAt } from '../../core/network/endpoints.ts';
import { findSame, type SeenPerson } from '../../core/persons/code.ts';
import { type Detail, detailOf, personOf } from '../../core/persons/details.ts';
import { type Decision, decide } from '../../core/policy/decide.ts';
import { TO_FOLLOW } from '../../core/policy/reasons.ts';
import { lexiconFile } from '../../core/policy/schema.ts';
import { compileTable } from '../../core/policy/table.ts';
import { isProtected, type Language, type SignalKind } from '../../core/vocabulary.ts';
import { promptFor } from '../../platform/wording.ts';
import personTerms from '../../policies/lexicon/persons.json' with { type: 'json' };

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

/**
 * Who of those seen in a protected role the address asks for by name and date of birth. What stands
 * in it is read here and goes no further.
 */
export function personIn({ persons }: HeldReply, address: URL | null): SeenPerson | null {
  const details: Partial<Record<Detail, string>> = {};
  for (const [name, value] of address?.searchParams ?? []) {
    const detail = detailOf([{ source: 'name', text: name.slice(0, MOST_NAME) }], lexicon);
    if (detail) details[detail] ??= value.slice(0, MOST_VALUE);
  }
  const person = personOf(details);
  return (person && findSame(person, persons.key, persons.seen)) ?? null;
}

const lexicon = compileLexicon(lexiconFile.parse(personTerms).entries);
const MOST_NAME = 60;
const MOST_VALUE = 80;

/**
 * What policy says of the look-up once the officer has said whom it is about.
 *
 * @param same whom the address names, where somebody of that name was seen in a protected role
 */
export function decisionFor(
  { policy }: HeldReply,
  kind: SignalKind,
  { role, group }: Pick<HeldAnswer, 'role' | 'group'>,
  same: SeenPerson | null,
): Decision {
  const other = same && !isProtected(role) ? same : null;
  const about = {
    ...{ role, dual: false, ordinal: 1, confidence: 1, because: [] },
    group: other && group === 'OTHER' ? other.group : group,
    roleElsewhere: other?.role,
  };
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
    role: answer.role,
    ...otherRolesOf(decision, answer),
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
    prompt: rule ? promptFor(rule.wording, language, otherRolesOf(decision, answer)) : null,
    dwellMs,
    evidence: [],
  };
}
