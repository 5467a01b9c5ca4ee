/**
 * Threat-to-life entries that the ledger could not take: kept aside in `storage.local`, one key
 * each, and appended as soon as the ledger answers. Life at risk never waits for a disk.
 */
import { z } from 'zod';
import { attemptBody } from '../../core/ledger/body-schema.ts';
import type { AttemptBody } from '../../core/ledger/entry.ts';
import type { AttemptHeader, HeaderDraft } from '../../core/ledger/header.ts';
import { attemptAside } from '../../core/ledger/header-schema.ts';
import type { Device } from './ledger/device.ts';
import { LedgerError } from './ledger/error.ts';
import type { LedgerStore } from './ledger/store.ts';

/** The part of `storage.local` that is used here. */
export interface LocalArea {
  get(keys: string | null): Promise<Record<string, unknown>>;
  set(items: Record<string, unknown>): Promise<void>;
  remove(key: string): Promise<void>;
}

/** An attempt before this device and its key put their names to it. */
export type AttemptDraft = Omit<AttemptHeader, 'v' | 'seq' | 'prev' | 'body' | 'device' | 'record'>;

export interface Aside {
  readonly draft: AttemptDraft;
  readonly body: AttemptBody;
}

const PREFIX = 'emergency:';
const aside = z.strictObject({ draft: attemptAside, body: attemptBody });

/** The header as this device seals it. */
export function signedBy(device: Device, { draft, body }: Aside): HeaderDraft {
  const { recordReference } = body;
  return {
    ...draft,
    device: device.id,
    record: recordReference === null ? null : device.recordHandle(recordReference, draft.at),
  };
}

export class Emergencies {
  readonly #local: LocalArea;
  readonly #ledger: LedgerStore;
  readonly #device: () => Promise<Device>;
  #flushing: Promise<void> | null = null;

  constructor(local: LocalArea, ledger: LedgerStore, device: () => Promise<Device>) {
    this.#local = local;
    this.#ledger = ledger;
    this.#device = device;
  }

  /** Rejects where this storage fails as well. */
  async keep(entry: Aside): Promise<void> {
    await this.#local.set({ [`${PREFIX}${entry.draft.id}`]: entry });
  }

  /** How many wait, also those that cannot be read: none is dropped in silence. */
  async waiting(): Promise<number> {
    return (await this.#stored()).length;
  }

  /** Appends what waits, oldest first. Ends quietly where the ledger still does not answer. */
  flush(): Promise<void> {
    this.#flushing ??= this.#flush().finally(() => {
      this.#flushing = null;
    });
    return this.#flushing;
  }

  async #flush(): Promise<void> {
    const waiting = (await this.#stored()).flatMap(([key, value]) => {
      const parsed = aside.safeParse(value);
      return parsed.success ? [{ key, entry: parsed.data }] : [];
    });
    if (waiting.length === 0) return;
    waiting.sort((a, b) => a.entry.draft.at - b.entry.draft.at);
    try {
      const device = await this.#device();
      for (const { key, entry } of waiting) {
        const header = signedBy(device, entry);
        await this.#ledger.append(header, entry.body);
        await this.#ledger.append(lateFault(header), null);
        await this.#local.remove(key);
      }
    } catch (error) {
      if (!(error instanceof LedgerError)) throw error;
      // They stay aside, are counted on the status page, and are tried again.
    }
  }

  async #stored(): Promise<readonly (readonly [string, unknown])[]> {
    const all = await this.#local.get(null);
    return Object.entries(all).filter(([key]) => key.startsWith(PREFIX));
  }
}

/** Says in the ledger that the entry before it is older than its place. */
function lateFault(header: HeaderDraft): HeaderDraft {
  const { at, device, extension, policy } = header;
  return {
    kind: 'fault',
    code: 'emergency-stored-aside',
    // Derived, so that a flush that was cut short does not leave two.
    id: `${header.id}-aside`,
    at,
    device,
    extension,
    policy,
  };
}
