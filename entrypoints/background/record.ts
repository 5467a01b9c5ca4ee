/** Recording an attempt: decided again, sealed, durable, and only then answered. */

import type { Authorisation } from '../../core/ledger/approval.ts';
import { parseAttemptBody } from '../../core/ledger/body-schema.ts';
import type { AttemptBody, StoredEntry } from '../../core/ledger/entry.ts';
import type { AttemptHeader } from '../../core/ledger/header.ts';
import { parseHeader } from '../../core/ledger/header-schema.ts';
import { DAY_MS, weightAsRecorded } from '../../core/ledger/header-shapes.ts';
import { isRecordReference } from '../../core/ledger/reference.ts';
import { unitAsRecorded } from '../../core/ledger/unit-recorded.ts';
import type { AttemptReport, RecordFailure, RecordReply } from '../../core/messages.ts';
import type { ReasonCode } from '../../core/policy/model.ts';
import { staffNumberIn } from '../../core/sites/officer.ts';
import { promptFor } from '../../platform/wording.ts';
import { type Aside, type Emergencies, signedBy } from './emergencies.ts';
import { type Judged, judge } from './judge.ts';
import type { Device } from './ledger/device.ts';
import { LedgerError } from './ledger/error.ts';
import type { LedgerStore } from './ledger/store.ts';
import type { PolicySource, PolicyState } from './policy-source.ts';
import { type Repeats, reasonToRepeat } from './repeats.ts';
import { pause, policyKnown } from './waiting.ts';

export interface RecordParts {
  readonly policy: PolicySource;
  readonly ledger: LedgerStore;
  readonly device: () => Promise<Device>;
  readonly emergencies: Emergencies;
  readonly repeats: Repeats;
  readonly reasonCodes: readonly ReasonCode[];
  readonly extension: string;
  readonly now: () => number;
  readonly report: (where: string, error: unknown) => void;
}

/** Life at risk waits no longer than this for the ledger. */
const EMERGENCY_LEDGER_MS = 2_000;

export async function recordAttempt(
  parts: RecordParts,
  report: AttemptReport,
  authorisation: Authorisation | null = asClaimed(report),
): Promise<RecordReply> {
  const isEmergency = report.choice === 'emergency';
  await policyKnown(parts.policy, isEmergency);
  const { state } = parts.policy;
  const officer = officerOf(report, state);
  const judged = judge(report, state.table, parts.reasonCodes, officer.officer, authorisation);
  if (!judged.ok) return judged;
  const entry = draftOf(report, { ...judged, authorisation }, officer, state, parts);
  if (isEmergency) return recordEmergency(parts, entry);
  return report.choice === 'repeated' ? appendRepeat(parts, entry) : append(parts, entry);
}

/** What was granted beforehand is known to whoever asked, and to no page. */
export function asClaimed({ authorisation }: AttemptReport): Authorisation | null {
  return authorisation?.status === 'claimed' ? authorisation : null;
}

/** Counts an attempt under a reason that was given a little earlier, if that counts for it. */
async function appendRepeat(parts: RecordParts, entry: Aside): Promise<RecordReply> {
  try {
    const { limits } = parts.policy.state.policy;
    const first = await parts.ledger.entry(entry.draft.repeats ?? '');
    const { recordReference } = entry.body;
    const device = await parts.device();
    const record =
      recordReference === null ? null : device.recordHandle(recordReference, entry.draft.at);
    const found = reasonToRepeat(first, { ...entry.draft, record }, limits.repeatMinutes);
    if (found === undefined) return { ok: false, code: 'not-repeated' };
    return await append(parts, { ...entry, draft: { ...entry.draft, reason: found.reason } });
  } catch (error) {
    return { ok: false, code: failureOf(error) };
  }
}

async function append(parts: RecordParts, entry: Aside): Promise<RecordReply> {
  try {
    const device = await parts.device();
    const { entry: stored, existed } = await parts.ledger.append(
      signedBy(device, entry),
      entry.body,
    );
    if (existed && !isSameAttempt(stored, entry)) return { ok: false, code: 'invalid-report' };
    parts.repeats.note(stored).catch((error) => parts.report('repeats', error));
    parts.emergencies.flush().catch((error) => parts.report('emergencies', error));
    return { ok: true, seq: stored.seq, hash: stored.hash };
  } catch (error) {
    return { ok: false, code: failureOf(error) };
  }
}

/**
 * The ledger first; where it fails or does not answer, aside. An append that succeeds after all
 * does no harm: the entry is found again by its id.
 */
async function recordEmergency(parts: RecordParts, entry: Aside): Promise<RecordReply> {
  const reply = await Promise.race([append(parts, entry), pause(EMERGENCY_LEDGER_MS)]);
  if (reply?.ok || reply?.code === 'invalid-report') return reply;
  try {
    await parts.emergencies.keep(entry);
  } catch (error) {
    parts.report('emergencies', error);
    return { ok: false, code: 'storage-failed' };
  }
  return { ok: true, seq: -1, hash: '' };
}

type Officer = Pick<AttemptHeader, 'officer' | 'officerFrom'>;

/** Policy says who is signed in; where it does not, what the page shows is better than nobody. */
function officerOf({ shownOfficer }: AttemptReport, { policy }: PolicyState): Officer {
  if (policy.identity.id !== '') return { officer: policy.identity.id, officerFrom: 'policy' };
  const shown = shownOfficer === null ? null : staffNumberIn(shownOfficer);
  return shown === null
    ? { officer: '', officerFrom: 'none' }
    : { officer: shown, officerFrom: 'page' };
}

/** An id is used once: a second report under it has to be a retry of the first. */
function isSameAttempt({ line, body }: StoredEntry, { draft, body: given }: Aside): boolean {
  const known = parseHeader(line);
  const said = parseAttemptBody(body);
  return (
    known?.kind === 'attempt' &&
    known.signal === draft.signal &&
    known.role === draft.role &&
    known.slot === draft.slot &&
    known.act === draft.act &&
    known.choice === draft.choice &&
    known.reason === draft.reason &&
    known.rule === draft.rule &&
    said?.explanation === given.explanation &&
    said.recordReference === given.recordReference
  );
}

function draftOf(
  report: AttemptReport,
  judged: Judged & Pick<AttemptHeader, 'authorisation'>,
  officer: Officer,
  { policy, table }: PolicyState,
  parts: RecordParts,
): Aside {
  const shown = table.rules.find(({ id }) => id === report.rule);
  const body: AttemptBody = {
    explanation: judged.explanation,
    recordReference: referenceIn(report),
    // Taken from our own wording: text that came with the message never reaches the ledger.
    prompt:
      report.prompt && shown ? promptFor(shown.wording, report.prompt.language, report) : null,
    policyVersion: policy.version,
  };
  return {
    draft: {
      kind: 'attempt',
      id: report.id,
      at: parts.now(),
      extension: parts.extension,
      policy: policy.hash,
      signal: report.signal,
      control: report.control,
      act: report.act,
      role: report.role,
      ...(report.roleBefore && { roleBefore: report.roleBefore }),
      ...(report.roleElsewhere && { roleElsewhere: report.roleElsewhere }),
      dual: report.dual,
      slot: report.slot,
      group: report.group,
      trust: report.trust,
      outcome: judged.outcome,
      rule: judged.rule,
      also: judged.also,
      choice: report.choice,
      reason: judged.reason,
      repeats: report.choice === 'repeated' ? report.repeats : null,
      ...officer,
      unit: unitAsRecorded(policy.identity.unit),
      authorisation: judged.authorisation,
      dwellMs: Math.min(Math.round(report.dwellMs), DAY_MS),
      evidence: report.evidence.map((each) => ({
        ...each,
        weight: weightAsRecorded(each.weight),
      })),
    },
    body,
  };
}

/** Only what has the shape of a reference: anything else the page may have shown is left out. */
export function referenceIn({ recordReference }: AttemptReport): string | null {
  return recordReference !== null && isRecordReference(recordReference)
    ? recordReference.toUpperCase()
    : null;
}

function failureOf(error: unknown): RecordFailure {
  if (!(error instanceof LedgerError)) throw error;
  return error.code === 'storage-full' ? 'storage-full' : 'storage-failed';
}
