/** In place of the decision form: why this person cannot decide, and who can. */
import type { Bar } from '../../core/review/cases.ts';
import type { Say } from '../../core/wording.ts';

export function Barred({ bar, say }: { readonly bar: Bar; readonly say: Say }) {
  return (
    <section id="bar" class="notice notice--warn" data-bar={bar} aria-labelledby="bar-title">
      <h3 id="bar-title">{say('bar.title')}</h3>
      <p>{say(`bar.${bar}`)}</p>
    </section>
  );
}
