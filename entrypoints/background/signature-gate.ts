/**
 * Whether settings are signed as this build asks, and no older than what was taken here before.
 * A build without a key takes settings unsigned.
 *
 * The last version is kept in two places that do not know of each other: the extension's storage,
 * and the ledger's own entries. Who spoils one is held to the other.
 */
import { z } from 'zod';
import type { NoteKey, VerifyEd25519 } from '../../core/notes/signed-note.ts';
import type { SettingError } from '../../core/policy/assemble.ts';
import {
  type Accepted,
  MAX_VERSION,
  readSigned,
  rollbackFault,
  type SignedSettings,
} from '../../core/policy/signed-settings.ts';
import { pause } from './waiting.ts';

export interface SignatureParts {
  readonly keys: readonly NoteKey[];
  readonly verify: VerifyEd25519;
  /** What was taken last, as kept in storage; untrusted in shape. */
  readonly accepted: {
    load(): Promise<unknown>;
    save(accepted: Accepted): Promise<void>;
  };
  /** What the ledger says was in force last; null where it says nothing. */
  readonly witness: () => Promise<Accepted | null>;
  readonly report: (where: string, error: unknown) => void;
}

export type SignatureVerdict =
  | { readonly ok: true; readonly signed: SignedSettings | null }
  | { readonly ok: false; readonly error: SettingError };

/** Policy is not held up any longer by a ledger that does not open. */
const WITNESS_MS = 2_000;
/** The copy of what was in force is needed sooner: by it the network is opened for a life at risk. */
const WITNESS_OF_COPY_MS = 200;

const accepted = z.strictObject({
  version: z.int().min(1).max(MAX_VERSION),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  keys: z.array(z.string().regex(/^[0-9a-f]{8}$/)).min(1),
});

export class SignatureGate {
  readonly #parts: SignatureParts;
  #last: Accepted | null = null;
  #kept: Promise<void> | null = null;
  #witnessed: Promise<void> | null = null;

  constructor(parts: SignatureParts) {
    this.#parts = parts;
  }

  /** Names of the keys of which one has to have signed; none where nothing has to be signed. */
  get names(): readonly string[] {
    return this.#parts.keys.map(({ name }) => name);
  }

  /**
   * @param settings as delivered, of the right shape
   * @param isCopy of what was in force last
   */
  async check(settings: object, isCopy = false): Promise<SignatureVerdict> {
    const { keys, verify, report } = this.#parts;
    if (keys.length === 0) return { ok: true, signed: null };
    await this.#readLast(isCopy ? WITNESS_OF_COPY_MS : WITNESS_MS);
    try {
      const reading = await readSigned({ ...settings }, keys, verify);
      if (!reading.ok) return refused(reading.reason);
      const fault = rollbackFault(reading.signed, this.#last);
      return fault === null ? { ok: true, signed: reading.signed } : refused(fault);
    } catch (error) {
      // NotSupportedError: what cannot be checked is not taken.
      report('signature', error);
      return refused('cannot be checked: this browser does not know Ed25519');
    }
  }

  /**
   * What is wrong with no settings at all: where signed ones were taken, nobody without the key may
   * take them away either. To go back to the baseline there is `suspended`.
   */
  async checkNone(): Promise<SettingError | null> {
    const { keys } = this.#parts;
    if (keys.length === 0) return null;
    await this.#readLast(WITNESS_MS);
    return this.#last === null ? null : { field: 'signature', reason: NONE };
  }

  /** From now on nothing older is taken. Rejects where that cannot be kept beyond this life. */
  async accept({ version, hash, keys }: SignedSettings): Promise<void> {
    // What the ledger told of meanwhile is not forgotten for an older copy.
    if (version < (this.#last?.version ?? 0)) return;
    const isKnown = this.#last?.version === version && this.#last.hash === hash;
    this.#last = { version, hash, keys };
    if (!isKnown) await this.#parts.accepted.save(this.#last);
  }

  /** @param most milliseconds to wait for the ledger; what it says later counts from then on */
  async #readLast(most: number): Promise<void> {
    const { accepted: kept, witness } = this.#parts;
    this.#kept ??= this.#learn(async () => {
      const stored = await kept.load();
      return stored === undefined ? null : accepted.parse(stored);
    });
    this.#witnessed ??= this.#learn(witness);
    await this.#kept;
    await Promise.race([this.#witnessed, pause(most)]);
  }

  /** The higher number counts; of equal ones that of the storage, which knows the hash as well. */
  async #learn(read: () => Promise<Accepted | null>): Promise<void> {
    const { keys, report } = this.#parts;
    try {
      const told = await read();
      // What no key of this build signed says nothing: a build with new keys begins anew.
      if (told === null || !told.keys.some((id) => keys.some((key) => key.id === id))) return;
      const known = this.#last?.version ?? 0;
      if (told.version > known || (told.version === known && told.hash !== '')) this.#last = told;
    } catch (error) {
      report('accepted version', error);
    }
  }
}

const NONE =
  'is missing with all other settings: signed ones were taken on this device before, and only signed ones take their place';

function refused(reason: string): SignatureVerdict {
  return { ok: false, error: { field: 'signature', reason } };
}
