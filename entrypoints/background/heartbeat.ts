/**
 * Signs of life: an entry an hour, for as long as the browser runs. A device that is silent has no
 * guard, or none that can record. And an entry when another policy comes into force.
 */
import type { HeartbeatHeader } from '../../core/ledger/header.ts';
import type { LocalArea } from './emergencies.ts';
import type { Services } from './handlers.ts';
import { type OwnParts, recordOwn } from './own-entries.ts';

/** Name of the alarm. */
export const HEARTBEAT = 'heartbeat';
export const HEARTBEAT_MINUTES = 60;
/** Alarms come late, never early; a background that starts again does not beat again. */
const LEAST_GAP_MS = (HEARTBEAT_MINUTES - 5) * 60_000;

const LAST_BEAT = 'heartbeat-at';
const LAST_POLICY = 'policy-recorded';

type Parts = OwnParts &
  Pick<
    Services,
    'profiles' | 'emergencies' | 'hostsAllowed' | 'checkpoint' | 'retain' | 'pilots' | 'delivery'
  >;

/** The alarm may ring while the background starts: both find that nothing was written yet. */
export function heart(parts: () => Parts, local: LocalArea): () => Promise<void> {
  let beating: Promise<void> | null = null;
  return () => {
    beating ??= beat(parts(), local).finally(() => {
      beating = null;
    });
    return beating;
  };
}

/** Writes down that the guard is alive, where it did not within the hour. */
async function beat(parts: Parts, local: LocalArea): Promise<void> {
  await parts.policy.ready();
  const at = parts.now();
  const last = await lastBeat(local);
  // A clock that was put back must not silence the device.
  if (last !== null && last <= at && at - last < LEAST_GAP_MS) return;
  const profiles = await parts.profiles.all();
  await recordOwn(parts, {
    kind: 'heartbeat',
    origin: parts.policy.state.origin,
    hosts: await parts.hostsAllowed(),
    drift: profiles.filter(({ missing }) => missing.length > 0).length,
    waiting: await parts.emergencies.waiting(),
    ...(await undelivered(parts)),
    ...(await boundsOf(parts)),
  });
  await local.set({ [LAST_BEAT]: at });
  await parts.retain();
  await parts.checkpoint();
}

async function undelivered({
  delivery,
}: Parts): Promise<Pick<HeartbeatHeader, 'undelivered' | 'undeliveredSince'>> {
  const { state, waiting, oldestAt } = await delivery.health();
  if (state === 'off' || state === 'reader') return {};
  return { undelivered: waiting, ...(oldestAt !== null && { undeliveredSince: oldestAt }) };
}

/** When this device last gave a sign of life, epoch milliseconds; null where it never did. */
export async function lastBeat(local: LocalArea): Promise<number | null> {
  const last = (await local.get(LAST_BEAT))[LAST_BEAT];
  return typeof last === 'number' ? last : null;
}

/** Writes down that another policy is in force than the last one that was written down. */
export async function recordPolicy(parts: Parts, local: LocalArea): Promise<void> {
  const { policy, origin, signed } = parts.policy.state;
  const was = (await local.get(LAST_POLICY))[LAST_POLICY];
  // The same policy under another version is written down as well: it was signed anew.
  const now = signed ? `${policy.hash} ${signed.version}` : policy.hash;
  if (was === now) return;
  await recordOwn(parts, {
    kind: 'policy-change',
    origin,
    was: (typeof was === 'string' && /^[0-9a-f]{64}(?= |$)/.exec(was)?.[0]) || '',
    ...(await boundsOf(parts)),
  });
  await local.set({ [LAST_POLICY]: now });
}

/** What oversight has to see of a policy beside its hash: its signature, and what is rehearsed. */
async function boundsOf({
  policy,
  pilots,
}: Parts): Promise<Pick<HeartbeatHeader, 'signed' | 'pilots'>> {
  const rehearsed = await pilots.rehearsed();
  const { signed } = policy.state;
  const [key] = signed?.keys ?? [];
  return {
    ...(signed && key && { signed: { version: signed.version, key } }),
    ...(rehearsed.length > 0 && { pilots: rehearsed }),
  };
}
