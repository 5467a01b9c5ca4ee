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

const accepted = z.strictObject({
  version: z.int().min(1).max(MAX_VERSION),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  keys: z.array(z.string().regex(/^[0-9a-f]{8}$/)).min(1),
});

export class SignatureGate {
  readonly #parts: SignatureParts;
  #last: Accepted | null = null;
  #read: Promise<void> | null = null;

  constructor(parts: SignatureParts) {
    this.#parts = parts;
  }

  /** Names of the keys of which one has to have signed; none where nothing has to be signed. */
  get names(): readonly string[] {
    return this.#parts.keys.map(({ name }) => name);
  }

  /** @param settings as delivered, of the right shape */
  async check(settings: object): Promise<SignatureVerdict> {
    const { keys, verify, report } = this.#parts;
    if (keys.length === 0) return { ok: true, signed: null };
    await this.#readLast();
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
    await this.#readLast();
    return this.#last === null ? null : { field: 'signature', reason: NONE };
  }

  /** From now on nothing older is taken. Rejects where that cannot be kept beyond this life. */
  async accept({ version, hash, keys }: SignedSettings): Promise<void> {
    const isKnown = this.#last?.version === version && this.#last.hash === hash;
    this.#last = { version, hash, keys };
    if (!isKnown) await this.#parts.accepted.save(this.#last);
  }

  #readLast(): Promise<void> {
    this.#read ??= this.#readBoth();
    return this.#read;
  }

  async #readBoth(): Promise<void> {
    const { keys } = this.#parts;
    const all = await Promise.all([this.#kept(), this.#witnessed()]);
    // What no key of this build signed says nothing of what may follow: a build with new keys begins anew.
    const [kept, witnessed] = all.map((each) =>
      each?.keys.some((id) => keys.some((key) => key.id === id)) ? each : null,
    );
    // Of equal numbers the storage knows more: the hash as well.
    const newest = (witnessed?.version ?? 0) > (kept?.version ?? 0) ? witnessed : kept;
    this.#last = newest ?? null;
  }

  async #kept(): Promise<Accepted | null> {
    try {
      const stored = await this.#parts.accepted.load();
      if (stored === undefined) return null;
      return accepted.parse(stored);
    } catch (error) {
      this.#parts.report('accepted version', error);
      return null;
    }
  }

  async #witnessed(): Promise<Accepted | null> {
    const { witness, report } = this.#parts;
    try {
      return (await Promise.race([witness(), pause(WITNESS_MS)])) ?? null;
    } catch (error) {
      report('accepted version', error);
      return null;
    }
  }
}

const NONE =
  'is missing with all other settings: signed ones were taken on this device before, and only signed ones take their place';

function refused(reason: string): SignatureVerdict {
  return { ok: false, error: { field: 'signature', reason } };
}
