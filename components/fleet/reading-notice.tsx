/** How far the store was read, and so of when the list is. */
import type { FleetReading } from '../../core/health/fleet-messages.ts';
import type { Language } from '../../core/vocabulary.ts';
import type { Say } from '../../core/wording.ts';
import { momentText } from '../moment.tsx';
import { Notice, type Tone } from '../notice.tsx';

const TONE: Readonly<Record<FleetReading['state'], Tone>> = {
  following: 'good',
  behind: 'warn',
  unknown: 'warn',
  trouble: 'bad',
};

export interface ReadingNoticeProps {
  /** Null: there are no credentials for the store. */
  readonly reading: FleetReading | null;
  readonly say: Say;
  readonly language: Language;
}

export function ReadingNotice({ reading, say, language }: ReadingNoticeProps) {
  if (reading === null)
    return (
      <Notice tone="plain" id="fleet-ledgers">
        <p>{say('fleet.ledgersOnly')}</p>
      </Notice>
    );
  const { state, behind, why, newestAt, since } = reading;
  const time = newestAt === 0 ? say('word.dash') : momentText(newestAt, language);
  return (
    <Notice tone={TONE[state]} id="fleet-reading" role="status">
      <p data-reading={state}>{say(`fleet.${state}`, { n: behind, code: why ?? '', time })}</p>
      {(why === 'permission' || why === 'credential') && <p>{say('fleet.newToken')}</p>}
      {since > 0 && <p>{say('fleet.since', { time: momentText(since, language) })}</p>}
    </Notice>
  );
}
