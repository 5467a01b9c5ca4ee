/** What every header has, as columns; each kind of header adds its own. */
import { at, type Coded, coded, joined, separate, termAt } from '../columns.ts';
import type { HeaderCommon } from './header.ts';

export type Plain<Of, Field extends keyof Of> = { readonly [Name in Field]: readonly Of[Name][] };
type Joined<Field extends string> = { readonly [Name in Field]: string };
export type Few<Of, Field extends keyof Of> = { readonly [Name in Field]: Coded<Of[Name]> };
/** What may be absent is null here. */
export type Maybe<Of, Field extends keyof Of> = {
  readonly [Name in Field]-?: Coded<Exclude<Of[Name], undefined> | null>;
};

/** `about`: which record or which entry each is about. */
export type CommonColumns = Joined<'id' | 'prev' | 'body' | 'about'> &
  Plain<HeaderCommon, 'seq' | 'at'> &
  Few<HeaderCommon, 'device' | 'extension' | 'policy'>;

/** What is known of a header before its own columns are read. */
export interface Known {
  readonly common: HeaderCommon;
  readonly about: string;
  readonly place: number;
}

export function commonColumns<H extends HeaderCommon>(
  headers: readonly H[],
  about: (header: H) => string | null,
): CommonColumns {
  return {
    id: joined(headers.map((each) => each.id)),
    seq: headers.map((each) => each.seq),
    prev: joined(headers.map((each) => each.prev)),
    at: headers.map((each) => each.at),
    device: coded(headers, (each) => each.device),
    extension: coded(headers, (each) => each.extension),
    policy: coded(headers, (each) => each.policy),
    body: joined(headers.map((each) => each.body)),
    about: joined(headers.map(about)),
  };
}

/** @throws RangeError where a column is shorter than the others */
export function headersOf<Columns extends CommonColumns, H>(
  columns: Columns,
  headerAt: (known: Known, columns: Columns) => H,
): readonly H[] {
  const { length } = columns.seq;
  const previous = separate(columns.prev, length);
  const bodies = separate(columns.body, length);
  const abouts = separate(columns.about, length);
  return separate(columns.id, length).map((id, place) => {
    const common: HeaderCommon = {
      v: 1,
      id,
      seq: at(columns.seq, place),
      prev: at(previous, place),
      at: at(columns.at, place),
      device: termAt(columns.device, place),
      extension: termAt(columns.extension, place),
      policy: termAt(columns.policy, place),
      body: at(bodies, place) || null,
    };
    return headerAt({ common, about: at(abouts, place), place }, columns);
  });
}
