/** Files that leave: what goes in, signed for by this device, and recorded before it leaves. */
import { endText, publicKeyText } from '../../../core/ledger/bundle.ts';
import { deviceKey } from '../../../core/ledger/checkpoint.ts';
import type { Disclosure } from '../../../core/ledger/disclosure.ts';
import type { ExportHeader } from '../../../core/ledger/header.ts';
import { EMPTY_EDGE, edgeOf } from '../../../core/ledger/tree.ts';
import type { Messages } from '../../../core/messages.ts';
import { signNote } from '../../../core/notes/signed-note.ts';
import type { ExportPart, ExportScope } from '../../../core/review/ledger-messages.ts';
import { signWith } from '../../../platform/ed25519.ts';
import { type OwnParts, recordOwn } from '../own-entries.ts';
import { isReviewer, refuseReading } from '../review-cases.ts';
import type { ReceivedDevice, Start } from './database.ts';
import { NO_LEAF } from './leaves.ts';
import type { ProofParts } from './proof.ts';
import type { ReceivedStore } from './store.ts';

export type ExportParts = OwnParts & ProofParts;

/** Of another device, in one file. */
const MOST_CHECKPOINTS = 8;

type Reply<Name extends keyof Messages> = Promise<Messages[Name]['reply']>;
const NOT_FOR_YOU = { ok: false, code: 'not-a-reviewer' } as const;

/** What a device itself recorded, anybody may hand in; the rest is for reviewers. */
export async function mayExport(parts: ExportParts, scope: ExportScope): Promise<boolean> {
  await parts.policy.ready();
  if (scope === 'own' || isReviewer(parts.policy.state.policy.identity)) return true;
  await refuseReading(parts, '');
  return false;
}

/** What a file is made of. Signs for the own ledger first, so that all of it is signed for. */
export async function beginExport(
  parts: ExportParts,
  { scope, since }: Messages['export-begin']['request'],
): Reply<'export-begin'> {
  if (!(await mayExport(parts, scope))) return NOT_FOR_YOU;
  await parts.checkpoint();
  const { id, signing } = await parts.device();
  const key = signing && publicKeyText(signing.publicKey);
  const others = (await parts.received.devices()).filter(
    // A ledger of this profile that was fenced off is this device's too.
    ({ source, entries }) => entries > 0 && (scope === 'all' || source === 'fenced'),
  );
  const all = [
    await ownPart(parts, id, key, since),
    ...(await Promise.all(others.map((row) => otherPart(parts.received, row, since)))),
  ];
  const made = parts.now();
  return { ok: true, device: id, key, made, parts: all.filter(({ entries }) => entries > 0) };
}

async function ownPart(
  { ledger }: ExportParts,
  device: string,
  key: string | null,
  since: number | null,
): Promise<ExportPart> {
  const checkpoints = await ledger.checkpoints();
  const before = since === null ? 0 : (checkpoints.findLast(({ at }) => at <= since)?.size ?? 0);
  const { size } = await ledger.head();
  const lines = before === 0 ? [] : await ledger.linesFrom(0, before);
  return {
    device,
    key,
    prev: lines.at(-1)?.hash ?? NO_LEAF,
    edge: edgeOf(lines.map(({ hash }) => hash)),
    size,
    entries: size - before,
    checkpoints: checkpoints.filter((each) => each.size > before).map(({ note }) => note),
  };
}

async function otherPart(
  received: ReceivedStore,
  { device, key, size, entries, base, held }: ReceivedDevice,
  since: number | null,
): Promise<ExportPart> {
  const notes = await received.checkpoints(device);
  const upTo = since === null ? undefined : notes.findLast(({ at }) => at <= since);
  // Only behind what is known to hold: the rest goes with its reason to be doubted.
  const isBehind = upTo && held && base.edge.size === 0 && upTo.size <= held.edge.size;
  const start: Start = isBehind ? await startAt(received, device, upTo.size) : base;
  return {
    device,
    key,
    prev: start.prev,
    edge: start.edge,
    size,
    entries: Math.max(0, entries - (start.edge.size - base.edge.size)),
    // The largest cover all the others; each device has as many as it was online for hours.
    checkpoints: notes
      .filter((each) => each.size > start.edge.size)
      .slice(-MOST_CHECKPOINTS)
      .map(({ note }) => note),
  };
}

async function startAt(received: ReceivedStore, device: string, size: number): Promise<Start> {
  const leaves = await received.leaves(device, size);
  return { edge: leaves ? edgeOf(leaves) : EMPTY_EDGE, prev: leaves?.at(-1) ?? NO_LEAF };
}

/** Characters of entries in one answer: a message that is easily carried. */
const MOST_CHARACTERS = 512 * 1024;
const MOST_ENTRIES = 500;

/** Entries from one place on, fewer than are there where they are long. */
export async function exportPage(
  parts: ExportParts,
  { scope, device, from, before }: Messages['export-page']['request'],
): Reply<'export-page'> {
  if (!(await mayExport(parts, scope))) return NOT_FOR_YOU;
  const isOwn = device === (await parts.device()).id;
  if (!isOwn && scope === 'own' && !(await isFenced(parts, device))) return NOT_FOR_YOU;
  const most = Math.min(MOST_ENTRIES, Math.max(0, before - from));
  const entries = isOwn
    ? await parts.ledger.page(from, most)
    : await parts.received.page(device, from, most);
  const records = [];
  let weight = 0;
  for (const { seq, line, salt, body } of entries) {
    if (seq >= before || (records.length > 0 && weight > MOST_CHARACTERS)) break;
    records.push({ seq, line, salt, body });
    weight += line.length + (body?.length ?? 0);
  }
  return { ok: true, records };
}

async function isFenced({ received }: ExportParts, device: string): Promise<boolean> {
  const row = (await received.devices()).find((each) => each.device === device);
  return row?.source === 'fenced';
}

/** Signs for the lines of a file. Where this browser has no key, nobody asks. */
export async function signExport(
  parts: ExportParts,
  { scope, lines, hash }: Messages['export-sign']['request'],
): Reply<'export-sign'> {
  if (!(await mayExport(parts, scope))) return NOT_FOR_YOU;
  const { id, signing } = await parts.device();
  if (signing === null) return { ok: false, code: 'failed' };
  const key = deviceKey(id, signing.publicKey);
  const note = await signNote(endText(id, { lines, hash }), key, (message) =>
    signWith(signing, message),
  );
  return { ok: true, note };
}

/** Records that a file leaves. It may leave only when this was answered. */
export async function recordExport(
  parts: ExportParts,
  { scope, file, entries, purpose, recipient }: Messages['export-done']['request'],
): Reply<'export-done'> {
  if (!(await mayExport(parts, scope))) return NOT_FOR_YOU;
  await recordMoved(parts, 'export', { file, entries, purpose, recipient });
  return { ok: true };
}

/** Writes down that a file left or came. @throws LedgerError */
export async function recordMoved(
  parts: OwnParts,
  kind: ExportHeader['kind'],
  what: Pick<ExportHeader, 'file' | 'entries'> & Partial<Disclosure>,
): Promise<void> {
  const reader = parts.policy.state.policy.identity.id;
  await recordOwn(parts, { kind, reader, ...what });
}
