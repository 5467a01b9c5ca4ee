/** What a device hands in: entries sealed by the product's own code and wording, real in size. */
import { generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import type { Deposit } from '../../core/delivery/store.ts';
import { signCheckpoint } from '../../core/ledger/checkpoint.ts';
import {
  type AttemptBody,
  EMPTY_TIP,
  sealEntry,
  type Tip,
  tipAfter,
} from '../../core/ledger/entry.ts';
import type { HeaderDraft } from '../../core/ledger/header.ts';
import { recordText } from '../../core/ledger/record.ts';
import { rootOf } from '../../core/ledger/tree.ts';
import { promptFor } from '../../platform/wording.ts';
import { FORCE } from '../cluster/stage.ts';

const hex = (bytes: number): string => randomBytes(bytes).toString('hex');
const POLICY = hex(32);

/** About as long as officers write when a reason is asked for. */
const EXPLANATION =
  'She says that he keeps her passport and has said that he will have her removed if she leaves; ' +
  'what the Home Office holds decides whether she can be housed tonight.';

/** One profile of an officer, with a ledger of its own in memory. */
export class ShiftDevice {
  readonly name: string;
  readonly unit: string;
  readonly #device = hex(8);
  readonly #key: KeyObject;
  readonly #publicKey: Uint8Array;
  #tip: Tip = EMPTY_TIP;

  constructor(name: string, unit: string) {
    this.name = name;
    this.unit = unit;
    const { privateKey, publicKey } = generateKeyPairSync('ed25519');
    this.#key = privateKey;
    this.#publicKey = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32);
  }

  get size(): number {
    return this.#tip.size;
  }

  heartbeat(): Deposit {
    return this.#seal(
      {
        ...this.#common(),
        kind: 'heartbeat',
        origin: 'managed',
        hosts: true,
        drift: 0,
        waiting: 0,
        undelivered: 0,
      },
      null,
    );
  }

  attempt(): Deposit {
    const body: AttemptBody = {
      explanation: EXPLANATION,
      recordReference: 'TF/004427/26',
      prompt: promptFor('immigration-lookup', 'en'),
      policyVersion: 'TF 2026.1',
    };
    return this.#seal(
      {
        ...this.#common(),
        kind: 'attempt',
        signal: 'immigration-lookup',
        control: 'button',
        act: 'press',
        role: 'victim',
        dual: false,
        slot: 1,
        group: 'DA',
        trust: 'generic',
        outcome: 'justify',
        rule: 'victim-immigration-lookup-justify',
        also: [],
        choice: 'overridden',
        reason: 'RR-01',
        officer: 'TF-4312',
        officerFrom: 'policy',
        unit: this.unit,
        authorisation: null,
        repeats: null,
        record: hex(8),
        dwellMs: 9_000,
        evidence: [{ term: 'immigration', source: 'label', weight: 1 }],
      },
      body,
    );
  }

  /** What the device signs for all that it has. */
  async checkpoint(): Promise<Deposit> {
    const { size } = this.#tip;
    const text = await signCheckpoint(
      { device: this.#device, size, root: rootOf(this.#tip.edge) },
      this.#publicKey,
      async (message) => sign(null, message, this.#key),
    );
    return {
      place: { ...this.#place(), collection: 'checkpoints', id: `${this.#device}-${size}` },
      text,
    };
  }

  #seal(draft: HeaderDraft, body: AttemptBody | null): Deposit {
    const entry = sealEntry(draft, body, this.#tip, hex(16));
    this.#tip = tipAfter(this.#tip, entry);
    return {
      place: { ...this.#place(), collection: 'overrides', id: draft.id },
      text: recordText(entry),
    };
  }

  #place() {
    return { force: FORCE, unit: this.unit, depositor: this.name };
  }

  #common() {
    return {
      id: hex(16),
      at: Date.now(),
      device: this.#device,
      extension: '0.1.0',
      policy: POLICY,
    };
  }
}

/** Bytes of UTF-8 of one of each kind. */
export async function recordBytes(): Promise<{
  readonly heartbeat: number;
  readonly attempt: number;
  readonly checkpoint: number;
}> {
  const device = new ShiftDevice('off4312', 't07');
  const bytes = ({ text }: Deposit): number => Buffer.byteLength(text);
  // In the middle of a ledger's life, for the digits of its numbers.
  for (let entry = 0; entry < 1_000; entry++) device.heartbeat();
  return {
    heartbeat: bytes(device.heartbeat()),
    attempt: bytes(device.attempt()),
    checkpoint: bytes(await device.checkpoint()),
  };
}
