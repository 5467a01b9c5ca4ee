/** An answer that leaves undone what its question asks. */
import type { ControlSnapshot } from './snapshot.ts';

/** "No" to "Refer to the Home Office?" does nothing; to "Withhold from the Home Office?" it does. */
export function declines({ kind, names }: ControlSnapshot): boolean {
  const own = names.find(({ source }) => source === 'label' || source === 'value');
  if (kind !== 'tick' || !own || !NO.test(own.text)) return false;
  return !names.some(({ source, text }) => source === 'legend' && WITHHOLDS.test(text));
}

const NO = /^(?:no|none|neither|not (?:now|needed|required)|n\/a|na|nage|nac ydy|dim|ddim)\W*$/i;
const WITHHOLDS =
  /\b(?:no|not|never|without|withhold|withheld|opt(?:ed)? out|exempt|peidio|peidiwch|heb|nid|na)\b|n['\u2019]t\b/i;

/** "Columns shown: [x] Immigration status": what of a list is shown, and nothing of a person. */
export function isOfView({ kind, names }: ControlSnapshot): boolean {
  return (
    kind === 'tick' && names.some(({ source, text }) => source === 'legend' && COLUMNS.test(text))
  );
}

const COLUMNS = /\b(?:columns?|colofnau)\b/i;
