/** What a supervisor keeps in this browser for the review page: filters under a name, keys on or off. */
import { z } from 'zod';
import { viewAddress, viewFromAddress } from '../../components/review/case-address.ts';
import { MOST_NAME, MOST_SAVED, type SavedFilter } from '../../components/review/saved-filters.tsx';
import { findIdentifier } from '../../core/policy/identifiers.ts';

export interface Desk {
  readonly saved: readonly SavedFilter[];
  /** Whether single keys do something. */
  readonly hasKeys: boolean;
}

/** `browser.storage.local`, as far as it is needed. */
export interface DeskArea {
  get(key: string): Promise<Readonly<Record<string, unknown>>>;
  set(items: Readonly<Record<string, unknown>>): Promise<void>;
}

export const CLEAR_DESK: Desk = { saved: [], hasKeys: true };

/** Until it is read: somebody may have switched the keys off. */
export const UNREAD_DESK: Desk = { saved: [], hasKeys: false };

const MOST_ADDRESS = 2_000;

const stored = z.object({
  keys: z.boolean(),
  saved: z
    .array(
      z.object({
        name: z.string().min(1).max(MOST_NAME),
        address: z.string().max(MOST_ADDRESS),
      }),
    )
    .max(MOST_SAVED),
});

/** One supervisor's is not another's, where they share a browser. */
function keyOf(staff: string): string {
  return `review-desk:${staff.trim().toLowerCase()}`;
}

/** @param staff number of whoever reads; what cannot be read counts as nothing kept */
export async function loadDesk(area: DeskArea, staff: string): Promise<Desk> {
  const key = keyOf(staff);
  const parsed = stored.safeParse((await area.get(key))[key]);
  if (!parsed.success) return CLEAR_DESK;
  const { keys, saved } = parsed.data;
  return {
    hasKeys: keys,
    saved: saved.map(({ name, address }) => ({ name, view: viewFromAddress(address) })),
  };
}

export async function keepDesk(
  area: DeskArea,
  staff: string,
  { saved, hasKeys }: Desk,
): Promise<void> {
  const safe = saved.filter(({ name }) => findIdentifier(name) === null);
  const filters = safe.map(({ name, view }) => ({ name, address: viewAddress(view) }));
  await area.set({ [keyOf(staff)]: { keys: hasKeys, saved: filters } });
}
