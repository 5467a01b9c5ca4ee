/** When the network is opened: for what was recorded, for what policy lets go, for life at risk. */
import type { Authorisation } from '../../core/ledger/approval.ts';
import type { AttemptReport, GateRequest, RecordReply } from '../../core/messages.ts';
import { decide } from '../../core/policy/decide.ts';
import { isHeld, type SignalKind } from '../../core/vocabulary.ts';
import { onceAMinute, recordFault } from './faults.ts';
import type { Sender } from './listen.ts';
import type { NetworkGate, SeenRequest } from './network-gate.ts';
import type { PolicySource } from './policy-source.ts';
import { type RecordParts, recordAttempt } from './record.ts';
import { policyKnown } from './waiting.ts';

/** After the entry is durable and before the guard is told so: the release finds it open. */
export async function openRecorded(
  gate: NetworkGate,
  { choice, signal }: AttemptReport,
  { tab }: Sender,
  report: (where: string, error: unknown) => void,
): Promise<void> {
  const goesOn = choice === 'overridden' || choice === 'repeated' || choice === 'piloted';
  if (!goesOn || tab?.id === undefined) return;
  try {
    await gate.open(tab.id, signal);
  } catch (error) {
    // The entry stands, and the request meets a closed network: it fails, nothing is let through.
    report('openings', error);
  }
}

/**
 * For a guard whose decision was to let go at once. What policy holds is opened by its record
 * alone, or for life at risk.
 *
 * @param asked closed terms, otherwise untrusted
 */
export async function openDecided(
  { policy, gate }: { readonly policy: PolicySource; readonly gate: NetworkGate },
  asked: GateRequest,
  tabId: number | undefined,
): Promise<boolean> {
  if (tabId === undefined) return false;
  await policyKnown(policy, asked.emergency);
  if (!asked.emergency && isHeld(outcomeOf(asked, policy))) return false;
  return gate.open(tabId, asked.signal);
}

/** A page that asks again and again is one entry a minute, not a thousand. */
const isStoppedAnew = onceAMinute();

/** Writes down that a named look-up met the closed network: the nets before it did not hold it. */
export async function noteStopped(
  services: Parameters<typeof recordFault>[0] & { readonly gate: NetworkGate },
  { tabId, url }: SeenRequest,
): Promise<void> {
  await services.policy.ready();
  if (services.gate.endpointOf(url) === null) return;
  if (isStoppedAnew(tabId, services.now())) await recordFault(services, 'network-stopped');
}

interface Tabs {
  readonly gate: NetworkGate;
  readonly openerOf: (tabId: number) => Promise<number | undefined>;
}

/** A link or a script that was let go opened another tab: the opening goes along. */
export async function handOver(
  { gate, openerOf }: Tabs,
  tabId: number,
  kind: SignalKind,
): Promise<boolean> {
  const opener = await openerOf(tabId);
  return opener !== undefined && gate.hand(opener, tabId, kind);
}

/** A page load that the network had stopped: recorded first, but for life at risk. */
export async function proceed(
  parts: RecordParts & { readonly gate: NetworkGate },
  tabId: number,
  report: AttemptReport,
  authorisation: Authorisation | null,
): Promise<RecordReply> {
  const { gate } = parts;
  if (report.choice === 'emergency') {
    await gate.open(tabId, report.signal);
    recordAttempt(parts, report).catch((error) => parts.report('emergencies', error));
    return { ok: true, seq: -1, hash: '' };
  }
  const reply = await recordAttempt(parts, report, authorisation);
  const { choice } = report;
  const goesOn = choice === 'overridden' || choice === 'unasked' || choice === 'piloted';
  if (reply.ok && goesOn) await gate.open(tabId, report.signal);
  return reply;
}

function outcomeOf({ signal, role, dual, group, trust }: GateRequest, policy: PolicySource) {
  const classification = { kind: signal, confidence: 1, role, dual, ordinal: 1, group };
  const { outcome } = decide({ ...classification, because: [] }, policy.state.table, {
    trust,
    granted: false,
  });
  return outcome;
}
