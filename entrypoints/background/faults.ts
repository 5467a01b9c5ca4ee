/** Entries about what of ours did not work, or was reached that should not have been. */
import type { FaultCode } from '../../core/ledger/entry.ts';
import type { Services } from './handlers.ts';

const MINUTE_MS = 60_000;

/**
 * For what may happen a thousand times in a tab.
 *
 * @returns whether it has not happened in a tab within the last minute; asking counts as happening
 */
export function onceAMinute(): (tabId: number, now: number) => boolean {
  const last = new Map<number, number>();
  return (tabId, now) => {
    if (now - (last.get(tabId) ?? Number.NEGATIVE_INFINITY) < MINUTE_MS) return false;
    last.set(tabId, now);
    return true;
  };
}

/** Writes down that something of ours did not work. */
export async function recordFault(
  services: Pick<Services, 'policy' | 'ledger' | 'device' | 'newId' | 'now' | 'extension'>,
  code: FaultCode,
): Promise<void> {
  const device = await services.device();
  await services.ledger.append(
    {
      kind: 'fault',
      code,
      id: services.newId(),
      at: services.now(),
      device: device.id,
      extension: services.extension,
      policy: services.policy.state.policy.hash,
    },
    null,
  );
}
