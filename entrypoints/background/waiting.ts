/** How long the background waits for something. */
import type { PolicySource } from './policy-source.ts';

/** Life at risk waits no longer than this for policy. */
const EMERGENCY_POLICY_MS = 300;

export function pause(ms: number): Promise<undefined> {
  return new Promise((resolve) => {
    setTimeout(() => resolve(undefined), ms);
  });
}

/** Whoever woke the background is answered within it. */
const AWAKE_MS = 3_000;

/**
 * Does what keeps the disk busy and waits for nobody. Counting the entries of a long ledger takes half a
 * second, in which whatever else is asked of the disk would stand behind it.
 */
export async function onceAwake<T>(task: () => Promise<T>): Promise<T> {
  await pause(AWAKE_MS);
  return task();
}

/** Waits until the policy in force is known; life at risk goes on by what is known sooner. */
export async function policyKnown(policy: PolicySource, isEmergency: boolean): Promise<void> {
  const ready = policy.ready();
  await (isEmergency ? Promise.race([ready, pause(EMERGENCY_POLICY_MS)]) : ready);
}
