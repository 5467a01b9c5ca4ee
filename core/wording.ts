/** Looking up wording by key and filling in its places. */

/** Gives the wording of a key in the reader's language, with `{places}` filled in. */
export type Say = (key: string, places?: Readonly<Record<string, string | number>>) => string;

/**
 * @param table wording by key, from `policies/wording/`
 * @returns a `Say` that answers an unknown key with the key itself, so that a gap shows
 */
export function sayFrom(table: Readonly<Record<string, string>>): Say {
  return (key, places = {}) =>
    (table[key] ?? key).replace(/\{(\w+)\}/g, (whole, name: string) =>
      String(places[name] ?? whole),
    );
}
