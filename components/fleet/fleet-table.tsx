/** The devices, a row each. */
import type { FleetItem } from '../../core/health/fleet-list.ts';
import { ageText, Moment } from '../moment.tsx';
import { WideTable } from '../wide-table.tsx';
import type { FleetContext } from './fleet-context.ts';
import { reasonText } from './reason-words.ts';

export interface FleetTableProps {
  readonly items: readonly FleetItem[];
  readonly context: FleetContext;
}

const MINUTE_MS = 60_000;
const COLUMNS = ['name', 'state', 'heard', 'version', 'policy', 'undelivered'] as const;

export function FleetTable({ items, context }: FleetTableProps) {
  const { say } = context;
  return (
    <WideTable id="fleet" label={say('fleet.title')}>
      <thead>
        <tr>
          {COLUMNS.map((each) => (
            <th scope="col" key={each}>
              {say(`fleet.${each}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {items.map((item) => (
          <Row key={item.id} item={item} context={context} />
        ))}
      </tbody>
    </WideTable>
  );
}

function Row({ item, context }: { readonly item: FleetItem; readonly context: FleetContext }) {
  const { say, language, asOf } = context;
  const { id, name, unit, device, state, reasons, heardAt } = item;
  return (
    <tr data-name={id} data-state={state}>
      <th scope="row">
        <strong>{name ?? say('fleet.unnamed')}</strong>
        {unit !== null && <span class="fleet__line">{`${say('fleet.unit')} ${unit}`}</span>}
        <code class="fleet__line">{device.device}</code>
      </th>
      <td class="fleet__why">
        <span class={`badge badge--${state}`}>{say(`fleetState.${state}`)}</span>
        {reasons.length > 0 && (
          <ul>
            {reasons.map((reason) => (
              <li key={`${reason.code} ${reason.what}`} data-reason={reason.code}>
                {reasonText(reason, say, language)}
              </li>
            ))}
          </ul>
        )}
      </td>
      <td>
        {asOf - heardAt < MINUTE_MS
          ? say('age.now')
          : say('fleet.ago', { age: ageText(heardAt, asOf, say) })}
        <span class="fleet__line quiet">
          <Moment at={heardAt} language={language} />
        </span>
        {name === null && <span class="fleet__line quiet">{say('fleet.ownClock')}</span>}
      </td>
      <td>{device.extension}</td>
      <td>
        <code>{device.policy.slice(0, 12)}</code>
        {device.signed && (
          <span class="fleet__line">{say('fleet.signed', { version: device.signed.version })}</span>
        )}
      </td>
      <td>{undeliveredText(item, context)}</td>
    </tr>
  );
}

/** As it was when it last spoke: by its own clock, so its age is against that. */
export function undeliveredText({ device: { beat } }: FleetItem, { say }: FleetContext): string {
  if (beat === null || beat.undelivered === null) return say('word.dash');
  if (beat.undelivered === 0 || beat.undeliveredSince === null) return String(beat.undelivered);
  const age = ageText(beat.undeliveredSince, beat.at, say);
  return `${beat.undelivered}, ${say('fleet.oldest', { age })}`;
}
