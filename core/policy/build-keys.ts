/** Keys that a force or a national body pinned in its own build: they alone sign its settings. */
import { type NoteKey, parseKey } from '../notes/signed-note.ts';

/** Put there by the builder, which has checked them; tests and tools run without. */
declare const RTR_POLICY_KEYS: readonly string[] | undefined;

const TEXTS = typeof RTR_POLICY_KEYS === 'undefined' ? [] : RTR_POLICY_KEYS;

/** None: settings need no signature. */
export const POLICY_KEYS: readonly NoteKey[] = TEXTS.map((text) => {
  const key = parseKey(text);
  // A build that cannot read its key must not go on as one that has none.
  if (key === null) throw new TypeError('the policy key of this build cannot be read');
  return key;
});
