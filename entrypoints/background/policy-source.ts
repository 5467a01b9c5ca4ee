/**
 * The policy in force, and where it came from. The baseline holds at once; the last good copy
 * replaces it as soon as it is read; what the browser's managed storage says replaces both.
 * Whatever happens, the baseline's own rules are part of what is in force.
 */

import {
  assemblePolicy,
  type Baseline,
  type Identity,
  NO_IDENTITY,
  type PolicyInForce,
  type SettingError,
} from '../../core/policy/assemble.ts';
import type { PilotInForce } from '../../core/policy/pilots.ts';
import { type BucketOf, bucketsOf, NO_DEVICE } from '../../core/policy/rings.ts';
import type { ManagedSettings } from '../../core/policy/schema.ts';
import type { SignedSettings } from '../../core/policy/signed-settings.ts';
import type { compileTable, DecisionTable } from '../../core/policy/table.ts';
import { onDay } from '../../core/policy/trial.ts';
import type { PolicyOrigin } from '../../core/vocabulary.ts';
import { CheckedTables } from './checked-tables.ts';
import { askManaged, MANAGED_STORAGE, type ManagedAnswer, settingsIn } from './managed-storage.ts';
import type { PilotKeeper } from './pilot-keeper.ts';
import type { SignatureGate } from './signature-gate.ts';
import { pause } from './waiting.ts';

export interface PolicyState {
  readonly policy: PolicyInForce;
  readonly table: DecisionTable;
  readonly origin: PolicyOrigin;
  readonly errors: readonly SettingError[];
  readonly loadedAt: number;
  /** The day (ISO, UTC) for which rules on trial count. */
  readonly day: string;
  /** What the policy was assembled from. */
  readonly settings: ManagedSettings | null;
  /** Who signed that, and under which version; null where no signature is asked for. */
  readonly signed: SignedSettings | null;
  /** National rules that may be rehearsed here today. */
  readonly pilots: readonly PilotInForce[];
}

/** Where the copy of the last settings that were good is kept. */
export interface LastGoodCopy {
  load(): Promise<unknown>;
  /** @param delivered as it came, so that its signature still fits */
  save(delivered: object): Promise<void>;
  clear(): Promise<void>;
}

export interface PolicySourceParts {
  readonly baseline: Baseline;
  readonly hash: (text: string) => string;
  readonly now: () => number;
  /** `storage.managed.get`; may hang, throw or answer late. */
  readonly managed: () => Promise<unknown>;
  readonly lastGood: LastGoodCopy;
  readonly signature: SignatureGate;
  readonly pilots: PilotKeeper;
  /** @default compileTable */
  readonly compile?: typeof compileTable;
  /** Number of this device for rollouts, made once and kept. */
  readonly seed: () => Promise<string>;
  /** Called when something else is in force than guards were told before. */
  readonly onChange: (state: PolicyState) => void;
  readonly onRejected: (errors: readonly SettingError[]) => void;
  readonly report: (where: string, error: unknown) => void;
}

/** Longest that anybody waits for managed storage; it goes on being asked after that. */
export const MANAGED_TIMEOUT_MS = 5_000;
/** An empty answer that contradicts the last good copy is asked for again after this. */
export const EMPTY_AGAIN_MS = 4_000;

/** Settings that were found good. */
interface Good {
  readonly settings: ManagedSettings;
  readonly signed: SignedSettings | null;
  readonly pilots: readonly PilotInForce[];
}

export class PolicySource {
  readonly #parts: PolicySourceParts;
  readonly #tables: CheckedTables;
  #state: PolicyState;
  #copy: Good | null = null;
  #restored: Promise<void> | null = null;
  #ready: Promise<void> | null = null;
  #told: string;
  #asked = 0;
  #answered = false;
  #bucketOf: BucketOf = NO_DEVICE;

  constructor(parts: PolicySourceParts) {
    this.#parts = parts;
    this.#tables = new CheckedTables(parts.compile);
    this.#state = this.#stateOf(null, 'baseline-not-loaded', []);
    this.#told = toldOf(this.#state);
  }

  get state(): PolicyState {
    if (this.#state.day !== this.#today()) {
      this.#enforce(this.#nextDay(this.#state));
      this.#nextPilots().catch((error) => this.#parts.report('pilots', error));
    }
    return this.#state;
  }

  /** Resolves when managed storage has answered, or after `MANAGED_TIMEOUT_MS`. Never rejects. */
  ready(): Promise<void> {
    this.#ready ??= this.#start();
    return this.#ready;
  }

  /** Managed storage says that it changed: this answer is believed, also where it is empty. */
  async changed(): Promise<void> {
    const first = this.ready();
    await this.#ask(true);
    await first;
  }

  async #start(): Promise<void> {
    await this.#restore();
    await Promise.race([this.#ask(false), pause(MANAGED_TIMEOUT_MS)]);
    if (this.#answered) return;
    const silent = { field: MANAGED_STORAGE, reason: 'has not answered' };
    this.#state = { ...this.#state, errors: [silent] };
  }

  #restore(): Promise<void> {
    this.#restored ??= this.#readCopy();
    return this.#restored;
  }

  /** Without it the device is in no ring: what counts everywhere counts all the same. */
  async #readSeed(): Promise<void> {
    try {
      this.#bucketOf = bucketsOf(await this.#parts.seed(), this.#parts.hash);
    } catch (error) {
      this.#parts.report('rollout', error);
    }
  }

  async #readCopy(): Promise<void> {
    await this.#readSeed();
    try {
      const { lastGood, baseline, signature } = this.#parts;
      const reading = await settingsIn(await lastGood.load(), baseline, signature, true);
      if (reading.kind !== 'settings') return;
      // A copy says who was signed in; it does not give anybody the right to review.
      const identity = { ...identityIn(reading.settings), reviewer: false };
      // In force before anybody has looked what may be rehearsed: life at risk does not wait for that.
      this.#copy = { ...reading, pilots: [] };
      this.#state = this.#stateOf(this.#copy, 'last-good', [], identity);
      const good = { ...reading, pilots: await this.#admitted(reading.settings) };
      this.#copy = good;
      this.#state = this.#stateOf(good, 'last-good', [], identity);
      // Guards were told this before the background went to sleep, with the rights managed gave.
      this.#told = toldOf(this.#stateOf(good, 'last-good', []));
      if (reading.signed) await signature.accept(reading.signed);
    } catch (error) {
      // Without the copy the baseline holds, which is already in force.
      this.#parts.report('last good policy', error);
    }
  }

  async #ask(believeEmpty: boolean): Promise<void> {
    this.#asked += 1;
    const turn = this.#asked;
    await this.#restore();
    let answer = await this.#answer();
    if (answer.kind === 'empty' && !believeEmpty && this.#copy !== null) {
      // Chrome answers {} for "no policy" and for "not read yet" alike, so the copy's rules stay
      // until the same answer comes again. Who is signed in is not taken from a copy meanwhile.
      this.#state = this.#stateOf(this.#copy, 'last-good', [], NO_IDENTITY);
      await pause(EMPTY_AGAIN_MS);
      answer = await this.#answer();
    }
    if (answer.kind === 'empty') answer = await this.#withoutAny();
    const pilots = answer.kind === 'settings' ? await this.#admitted(answer.settings) : [];
    // A later question may have been answered before this one.
    if (turn === this.#asked) await this.#take(answer, pilots);
  }

  #answer(): Promise<ManagedAnswer> {
    const { managed, baseline, signature } = this.#parts;
    return askManaged(managed, baseline, signature);
  }

  async #withoutAny(): Promise<ManagedAnswer> {
    const fault = await this.#parts.signature.checkNone();
    return fault === null
      ? { kind: 'empty' }
      : { kind: 'rejected', errors: [fault], identity: NO_IDENTITY };
  }

  async #take(answer: ManagedAnswer, pilots: readonly PilotInForce[]): Promise<void> {
    this.#answered = true;
    const { lastGood, report, onRejected, signature } = this.#parts;
    switch (answer.kind) {
      case 'settings': {
        const good = { ...answer, pilots };
        const state = this.#stateOf(good, 'managed', []);
        this.#copy = state.settings && good;
        this.#enforce(state);
        if (state.settings === null) {
          onRejected(state.errors);
          return;
        }
        if (answer.signed)
          await signature.accept(answer.signed).catch((error) => report('accepted version', error));
        await lastGood.save(answer.delivered).catch((error) => report('last good policy', error));
        return;
      }
      case 'empty':
        // IT removed the policy: a copy that outlived it would hold officers to withdrawn rules
        // and name somebody who is no longer signed in. The baseline holds, as with none ever.
        this.#copy = null;
        this.#enforce(this.#stateOf(null, 'baseline-none-configured', []));
        await lastGood.clear().catch((error) => report('last good policy', error));
        return;
      case 'rejected': {
        const origin = this.#copy === null ? 'baseline-rejected' : 'last-good';
        this.#enforce(this.#stateOf(this.#copy, origin, answer.errors, answer.identity));
        onRejected(answer.errors);
        return;
      }
      case 'failed':
        this.#state = { ...this.#state, errors: answer.errors };
    }
  }

  #enforce(state: PolicyState): void {
    this.#state = state;
    const told = toldOf(state);
    if (told === this.#told) return;
    this.#told = told;
    this.#parts.onChange(state);
  }

  #stateOf(
    good: Good | null,
    origin: PolicyOrigin,
    errors: readonly SettingError[],
    identity?: Identity,
  ): PolicyState {
    const { baseline, hash, now } = this.#parts;
    const day = this.#today();
    const settings = good?.settings ?? null;
    const signed = good?.signed ?? null;
    const pilots = good?.pilots ?? [];
    const lasts = onDay(day);
    const assembled = assemblePolicy(baseline, settings, hash, lasts, this.#bucketOf, pilots);
    const policy = identity === undefined ? assembled : { ...assembled, identity };
    const { table, fault } = this.#tables.of(policy);
    if (good && fault) return this.#stateOf(null, 'baseline-rejected', [fault], policy.identity);
    return { policy, table, origin, errors, loadedAt: now(), day, settings, signed, pilots };
  }

  /** A trial ends by itself: nobody delivers the settings again for it. */
  #nextDay(state: PolicyState): PolicyState {
    const { settings, signed, pilots, origin, errors, loadedAt, policy } = state;
    const good = settings && { settings, signed, pilots };
    return { ...this.#stateOf(good, origin, errors, policy.identity), loadedAt };
  }

  /** A pilot may begin on this day, or the device may have had its days. */
  async #nextPilots(): Promise<void> {
    const before = this.#state;
    if (before.settings === null) return;
    const pilots = await this.#admitted(before.settings);
    if (this.#copy?.settings === before.settings) this.#copy = { ...this.#copy, pilots };
    // Settings that came meanwhile bring pilots of their own.
    if (this.#state === before) this.#enforce(this.#nextDay({ ...before, pilots }));
  }

  #admitted({ pilots, suspended }: ManagedSettings): Promise<readonly PilotInForce[]> {
    return this.#parts.pilots.admit(suspended ? [] : (pilots ?? []), this.#today());
  }

  #today(): string {
    return new Date(this.#parts.now()).toISOString().slice(0, 10);
  }
}

/** What guards go by, and under which version it was signed. */
function toldOf({ policy, signed }: PolicyState): string {
  return JSON.stringify([policy, signed?.version]);
}

function identityIn(settings: ManagedSettings): Identity {
  const { id = '', unit = '' } = settings.identity ?? {};
  return { id, unit, reviewer: settings.identity?.reviewer ?? false };
}
