/**
 * What an officer went on with a while ago: the same on the same record is not asked about again
 * for as long as policy says. Gone when the browser closes; then it is asked about again.
 */
import { z } from 'zod';
import type { StoredEntry } from '../../core/ledger/entry.ts';
import type { AttemptHeader } from '../../core/ledger/header.ts';
import { attemptAside, parseHeader } from '../../core/ledger/header-schema.ts';
import { isRecordReference } from '../../core/ledger/reference.ts';
import type { Repeatable } from '../../core/messages.ts';
import type { PolicyInForce } from '../../core/policy/assemble.ts';
import { isSameStaff } from '../../core/sites/officer.ts';
import type { Device } from './ledger/device.ts';
import type { SessionArea } from './tab-state.ts';
import { turns } from './turns.ts';

const KEY = 'repeatable';
const MINUTE_MS = 60_000;
/** More than an officer gives in the time for which they count. */
const MOST_KEPT = 200;

const { signal, role, slot, group, rule, officer } = attemptAside.shape;
const known = z.array(
  z.strictObject({
    ...{ signal, role, slot, group, rule, officer },
    id: z.string(),
    at: z.number(),
    record: z.string(),
  }),
);

export class Repeats {
  readonly #session: SessionArea;
  readonly #device: () => Promise<Device>;
  readonly #inTurn = turns();

  constructor(session: SessionArea, device: () => Promise<Device>) {
    this.#session = session;
    this.#device = device;
  }

  /** Notes an override that may be repeated. */
  note({ line }: StoredEntry): Promise<void> {
    const header = parseHeader(line);
    if (header?.kind !== 'attempt' || !mayRepeat(header)) return Promise.resolve();
    const { id, at, record, signal, role, slot, group, rule, officer } = header;
    if (record === null) return Promise.resolve();
    const one = { id, at, record, signal, role, slot, group, rule, officer };
    return this.#inTurn(async () => {
      const before = await this.#load();
      await this.#session.set({ [KEY]: [...before, one].slice(-MOST_KEPT) });
    });
  }

  /** @param reference as the page shows it, untrusted */
  async on(reference: string, policy: PolicyInForce, now: number): Promise<readonly Repeatable[]> {
    if (!isRecordReference(reference)) return [];
    const handle = (await this.#device()).recordHandle(reference.toUpperCase(), now);
    const lasts = policy.limits.repeatMinutes * MINUTE_MS;
    return (await this.#load())
      .filter(
        (each) =>
          each.record === handle &&
          each.at + lasts > now &&
          isSameOfficer(each.officer, policy.identity.id),
      )
      .map(({ id, at, signal, role, slot, group, rule }) => ({
        ...{ id, signal, role, slot, group, rule },
        until: at + lasts,
      }));
  }

  async #load(): Promise<z.infer<typeof known>> {
    const parsed = known.safeParse((await this.#session.get(KEY))[KEY]);
    return parsed.success ? parsed.data : [];
  }
}

/** A second person authorises one act, and life at risk is a moment: neither counts again. */
function mayRepeat({ choice, outcome, authorisation }: AttemptHeader): boolean {
  if (authorisation !== null) return false;
  return choice === 'overridden' && (outcome === 'justify' || outcome === 'warn');
}

function isSameOfficer(officer: string, signedIn: string): boolean {
  return officer !== '' && isSameStaff(officer, signedIn);
}

type Claimed = Pick<
  AttemptHeader,
  'signal' | 'role' | 'dual' | 'slot' | 'group' | 'rule' | 'outcome' | 'officer' | 'record' | 'at'
>;

/**
 * The reason of an earlier attempt where it counts for this one as well, by the ledger itself.
 *
 * @param minutes for which policy lets it count
 * @returns undefined where it does not
 */
export function reasonToRepeat(
  entry: StoredEntry | null,
  now: Claimed,
  minutes: number,
): { readonly reason: string | null } | undefined {
  const first = parseHeader(entry?.line);
  if (first?.kind !== 'attempt' || !mayRepeat(first) || first.record === null) return undefined;
  const isCovered =
    first.record === now.record &&
    first.signal === now.signal &&
    first.role === now.role &&
    first.dual === now.dual &&
    first.slot === now.slot &&
    first.group === now.group &&
    first.rule === now.rule &&
    first.outcome === now.outcome &&
    isSameOfficer(first.officer, now.officer) &&
    now.at >= first.at &&
    now.at < first.at + minutes * MINUTE_MS;
  return isCovered ? { reason: first.reason } : undefined;
}
