/** The list as a table in text. */
import { csvText } from '../../core/csv.ts';
import type { FleetItem } from '../../core/health/fleet-list.ts';
import { isoText } from '../moment.tsx';
import type { FleetContext } from './fleet-context.ts';
import { undeliveredText } from './fleet-table.tsx';
import { reasonText } from './reason-words.ts';

/** In the language of the page; times in ISO, UTC. */
export function fleetCsv(items: readonly FleetItem[], context: FleetContext): string {
  const { say, language } = context;
  const head = ['name', 'unit', 'device', 'state', 'reasons', 'heard', 'version', 'policy'];
  return csvText([
    [...head, 'undelivered'].map((each) => say(`fleet.${each}`)),
    ...items.map((item) => [
      item.name ?? '',
      item.unit ?? '',
      item.device.device,
      say(`fleetState.${item.state}`),
      item.reasons.map((reason) => reasonText(reason, say, language)).join('; '),
      isoText(item.heardAt) ?? '',
      item.device.extension,
      item.device.policy,
      undeliveredText(item, context),
    ]),
  ]);
}
