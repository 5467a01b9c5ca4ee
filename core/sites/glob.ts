/**
 * Patterns with `*` for any run of characters. The pieces between the stars are looked for one
 * after the other, so that no pattern and no address can make it slow.
 */
export function globMatches(pattern: string, text: string): boolean {
  const [head = '', ...rest] = pattern.split('*');
  const tail = rest.pop();
  if (tail === undefined) return text === head;
  if (!text.startsWith(head) || text.length < head.length + tail.length) return false;
  let from = head.length;
  const until = text.length - tail.length;
  for (const piece of rest) {
    const at = text.indexOf(piece, from);
    if (at < 0 || at + piece.length > until) return false;
    from = at + piece.length;
  }
  return text.endsWith(tail);
}

/** Whether there is a text that both patterns match: between two stars each finds what it looks for. */
export function globsMeet(one: string, other: string): boolean {
  if (!one.includes('*')) return globMatches(other, one);
  if (!other.includes('*')) return globMatches(one, other);
  const [heads, tails] = [/^[^*]*/, /[^*]*$/].map((end) =>
    [one, other].map((each) => end.exec(each)?.[0] ?? ''),
  );
  const [head = '', otherHead = ''] = heads ?? [];
  const [tail = '', otherTail = ''] = tails ?? [];
  return (
    (head.startsWith(otherHead) || otherHead.startsWith(head)) &&
    (tail.endsWith(otherTail) || otherTail.endsWith(tail))
  );
}
