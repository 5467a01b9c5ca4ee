/** In place of the decision form: why this person cannot decide, and who can. */
import type { Bar } from '../../core/review/bars.ts';
import type { ClaimTrouble } from '../../core/review/rows.ts';
import type { Say } from '../../core/wording.ts';

export interface BarredProps {
  readonly bar: Bar;
  /** Why a decision is not in the force's store. */
  readonly waits: ClaimTrouble | null;
  /** Whether this person may put another decision in the place of the one that stands. */
  readonly reversible: boolean;
  readonly say: Say;
}

const TITLES: ReadonlyMap<Bar, string> = new Map([
  ['decision-waits', 'claim.waits'],
  ['awaits-others', 'bar.awaits.title'],
]);

export function Barred({ bar, waits, reversible, say }: BarredProps) {
  // Nothing is wrong where somebody decided: it is only not for the form below any more.
  const isTurned = reversible && bar !== 'awaits-others';
  const title = isTurned ? 'bar.decided' : (TITLES.get(bar) ?? 'bar.title');
  return (
    <section id="bar" class="notice notice--warn" data-bar={bar} aria-labelledby="bar-title">
      <h3 id="bar-title">{say(title)}</h3>
      <p>{say(isTurned ? 'bar.reversible' : `bar.${bar}`)}</p>
      {reversible && !isTurned && <p>{say('bar.correctable')}</p>}
      {bar === 'decision-waits' && waits !== null && <p>{say(`claim.${waits}`)}</p>}
    </section>
  );
}
