/** Reads a collection to its end, and keeps what came. */
import type {
  Quarantined,
  ReadEnd,
  ReadRequest,
  Received,
  RecordStore,
} from '../../../core/delivery/store.ts';
import { FORCE } from '../../../tools/cluster/stage.ts';

export interface WholeReading {
  readonly end: ReadEnd;
  readonly taken: readonly Received[];
  readonly quarantined: readonly Quarantined[];
}

export async function readAll(
  store: RecordStore,
  wanted: Partial<ReadRequest> = {},
): Promise<WholeReading> {
  const taken: Received[] = [];
  const quarantined: Quarantined[] = [];
  const request = {
    collection: 'overrides',
    force: FORCE,
    unit: 't07',
    from: 1,
    live: false,
    ...wanted,
  } as const;
  const end = await store.readUnit(request, (batch) => {
    taken.push(...batch.taken);
    quarantined.push(...batch.quarantined);
  });
  return { end, taken, quarantined };
}
