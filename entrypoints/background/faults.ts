/** Entries about what of ours did not work, or was reached that should not have been. */
import type { FaultCode } from '../../core/ledger/entry.ts';
import type { Services } from './handlers.ts';

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
