/** Filters of the devices: by state, by unit, by any words. */

import type { FleetCounts, FleetFilter } from '../../core/health/fleet-list.ts';
import { FLEET_STATES } from '../../core/health/fleet-standing.ts';
import type { Say } from '../../core/wording.ts';

export interface FleetFilterProps {
  readonly say: Say;
  readonly filter: FleetFilter;
  readonly counts: FleetCounts;
  readonly units: readonly string[];
  readonly onFilter: (filter: FleetFilter) => void;
}

export function FleetFilterBar({ say, filter, counts, units, onFilter }: FleetFilterProps) {
  return (
    <search class="filter">
      <fieldset class="filter__states">
        <legend>{say('fleet.filterState')}</legend>
        {(['all', ...FLEET_STATES] as const).map((state) => (
          <label class="filter__state" key={state}>
            <input
              type="radio"
              name="fleet-state"
              value={state}
              checked={state === filter.state}
              onChange={() => onFilter({ ...filter, state })}
            />
            <span>
              {say(`fleetState.${state}`)}{' '}
              <span class="count" data-count={state}>
                {counts[state]}
              </span>
            </span>
          </label>
        ))}
      </fieldset>
      <div class="fleet__filters">
        {units.length > 0 && (
          <label class="field">
            <span>{say('fleet.filterUnit')}</span>
            <select
              id="fleet-unit"
              value={filter.unit ?? ''}
              onChange={(event) => onFilter({ ...filter, unit: event.currentTarget.value || null })}
            >
              <option value="">{say('fleet.allUnits')}</option>
              {units.map((unit) => (
                <option key={unit} value={unit}>
                  {unit}
                </option>
              ))}
            </select>
          </label>
        )}
        <label class="field">
          <span>{say('fleet.filterText')}</span>
          <input
            id="fleet-text"
            type="search"
            autocomplete="off"
            value={filter.text}
            onInput={(event) => onFilter({ ...filter, text: event.currentTarget.value })}
          />
        </label>
      </div>
    </search>
  );
}
