/** What was measured last and is gone on with: kept in the repository, with where and when. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod';

const FILE = new URL('./measured.json', import.meta.url);

const measured = z.strictObject({
  /** Day of the run, and what it ran on. */
  on: z.string(),
  machine: z.string(),
  recordBytes: z.strictObject({
    heartbeat: z.number(),
    attempt: z.number(),
    checkpoint: z.number(),
  }),
  storedOverhead: z.number(),
  memoryASubject: z.number(),
  memoryAConnection: z.number(),
  memoryASupervisor: z.number(),
  /** Bytes of a node's disk that come back in a second from the other nodes. */
  rebuiltASecond: z.number(),
});

export type Measured = z.infer<typeof measured>;

export function readMeasured(): Measured {
  return measured.parse(JSON.parse(readFileSync(FILE, 'utf8')));
}

/** Keeps these, and of the others what was there. */
export function keepMeasured(found: Partial<Measured>): void {
  const before: unknown = existsSync(FILE) ? JSON.parse(readFileSync(FILE, 'utf8')) : {};
  const whole = { ...(typeof before === 'object' ? before : {}), ...found };
  writeFileSync(FILE, `${JSON.stringify(whole, null, 2)}\n`);
}
