/** When a device is called what, and what nobody can see from here. */
import type { Newest } from '../../core/health/fleet-newest.ts';
import { ageText } from '../moment.tsx';
import type { FleetContext } from './fleet-context.ts';

export interface LimitsCardProps {
  readonly context: FleetContext;
  readonly newest: Newest;
  readonly beatMinutes: number;
  readonly keptDays: number;
}

export function LimitsCard({ context, newest, beatMinutes, keptDays }: LimitsCardProps) {
  const { say, limits } = context;
  const length = (ms: number) => ageText(0, ms, say);
  const { version } = newest;
  return (
    <div class="pair noprint">
      <section class="card" aria-labelledby="limits-title">
        <h2 id="limits-title">{say('fleet.limits')}</h2>
        <ul>
          <li>{say('fleet.limitSilent', { age: length(limits.silentMs) })}</li>
          <li>
            {say('fleet.limitFailing', {
              recent: length(limits.recentMs),
              clock: length(limits.clockMs),
            })}
          </li>
          <li>
            {say('fleet.limitStale', {
              grace: length(limits.graceMs),
              late: length(limits.lateMs),
            })}
          </li>
          <li>{say('fleet.limitBeat', { n: beatMinutes })}</li>
          {version && (
            <li>{say('fleet.limitNewest', { version: version.what, n: version.devices })}</li>
          )}
        </ul>
      </section>
      <section class="card" aria-labelledby="blind-title">
        <h2 id="blind-title">{say('fleet.blind')}</h2>
        <ul>
          <li>{say('fleet.blindNever')}</li>
          <li>{say('fleet.blindSaid')}</li>
          <li>{say('fleet.blindOff')}</li>
          <li>{say('fleet.blindKept', { n: keptDays })}</li>
        </ul>
      </section>
    </div>
  );
}
