/** How far the forwarder has come, and what it waits for. One file, replaced as a whole. */
import { existsSync, readFileSync } from 'node:fs';
import { open, rename } from 'node:fs/promises';
import { z } from 'zod';
import type { Collection } from '../../core/delivery/subjects.ts';

const place = z.strictObject({
  next: z.int().min(1),
  /** What was read last: whether the stream still holds it is asked at each start. */
  last: z.strictObject({ position: z.int().min(1), mark: z.string() }).nullable(),
});

const state = z.strictObject({
  version: z.literal(1),
  force: z.string(),
  places: z.strictObject({
    overrides: place,
    // A state from before signs of life had a place of their own.
    heartbeats: place.default({ next: 1, last: null }),
    checkpoints: place,
    reviews: place,
  }),
  /** By the store's clock: the newest of all. */
  newest: z.int().min(0),
  isStreamSilent: z.boolean(),
  /** Device -> when something of it was stored last. */
  devices: z.record(z.string(), z.strictObject({ at: z.int(), isTold: z.boolean() })),
  /** Entry id of an override -> when it was stored. */
  undecided: z.record(z.string(), z.int()),
});

interface Place {
  next: number;
  last: { position: number; mark: string } | null;
}

export interface State {
  readonly force: string;
  readonly places: Record<Collection, Place>;
  newest: number;
  isStreamSilent: boolean;
  readonly devices: Map<string, { at: number; isTold: boolean }>;
  readonly undecided: Map<string, number>;
}

export class StateError extends Error {
  override readonly name = 'StateError';
}

export function emptyState(force: string): State {
  const beginning = () => ({ next: 1, last: null });
  return {
    force,
    places: {
      overrides: beginning(),
      heartbeats: beginning(),
      checkpoints: beginning(),
      reviews: beginning(),
    },
    newest: 0,
    isStreamSilent: false,
    devices: new Map(),
    undecided: new Map(),
  };
}

/** @throws StateError where the file is not ours: beginning anew is for a person to decide */
export function readState(file: string, force: string): State {
  if (!existsSync(file)) return emptyState(force);
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new StateError(`${file} is not the state of this forwarder; move it away to begin anew`);
  }
  const read = state.safeParse(value);
  if (!read.success) throw new StateError(`${file} is not the state of this forwarder`);
  if (read.data.force !== force)
    throw new StateError(`${file} is of the force "${read.data.force}"`);
  const { devices, undecided, version: _, ...rest } = read.data;
  return {
    ...rest,
    devices: new Map(Object.entries(devices)),
    undecided: new Map(Object.entries(undecided)),
  };
}

/** Whole or not at all, and on the disk when it returns. */
export async function writeState(file: string, { devices, undecided, ...rest }: State) {
  const value = {
    version: 1,
    ...rest,
    devices: Object.fromEntries(devices),
    undecided: Object.fromEntries(undecided),
  };
  const fresh = `${file}.new`;
  const handle = await open(fresh, 'w', 0o600);
  try {
    await handle.writeFile(`${JSON.stringify(value)}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(fresh, file);
}
