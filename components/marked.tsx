/** Words that were typed, with the part marked that may not stay. */
import { type Excerpt, excerptOf } from '../core/policy/answers.ts';
import type { Identifier } from '../core/policy/identifiers.ts';

/** What is wrong in a text, and in which. */
export interface Wrong {
  readonly text: string;
  readonly place: Pick<Identifier, 'at' | 'length'>;
}

export function Marked({ wrong }: { readonly wrong: Wrong }) {
  const [before, found, after]: Excerpt = excerptOf(wrong.text, wrong.place);
  return (
    <p class="typed">
      {before}
      <mark>{found}</mark>
      {after}
    </p>
  );
}

/** Puts the officer's hand on it. */
export function select(id: string, { place }: Wrong): void {
  const field = document.getElementById(id);
  if (!(field instanceof HTMLTextAreaElement)) return;
  field.focus();
  field.setSelectionRange(place.at, place.at + place.length);
}
