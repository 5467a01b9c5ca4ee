/** Which limit a step met, from what was seen of nodes, disk and generator. Pure, so that it can be tried. */

export interface Seen {
  /** Cores that the machine has for all of them. */
  readonly cores: number;
  /** Cores that all nodes, and the generator, were busy with. */
  readonly serverCores: number;
  readonly generatorCores: number;
  /** Share of the time in which the generator's one thread had something to do. */
  readonly generatorBusy: number;
  /** What was wanted and what came back, a second. */
  readonly wanted: number;
  readonly got: number;
  readonly p99Ms: number;
  readonly failed: number;
  /** Open files of the fullest process, and how many it may have. */
  readonly files: number;
  readonly filesMost: number;
  /** Share of the time in which somebody waited for the disk; null where the kernel does not say. */
  readonly diskWaited: number | null;
  /** Forced writes a second that this disk does for one who writes one after the other; 0: not asked. */
  readonly forcedMost: number;
}

/** What ends a series: as long as none of these is met the next step may come. */
export const STATED = {
  /** Share of what was wanted that has to come back. */
  share: 0.95,
  /** An acknowledgement in a second: a device asks again after four. */
  p99Ms: 1_000,
} as const;

export type Limit =
  | 'none'
  | 'open files'
  | 'the generator'
  | 'the nodes’ CPU'
  | 'the machine, which nodes and generator share'
  | 'the disk'
  | 'not told apart';

export function isMet({ failed, got, wanted, p99Ms }: Seen): boolean {
  return failed > 0 || got < wanted * STATED.share || p99Ms > STATED.p99Ms;
}

const FULL = 0.9;
/** A node that writes one record after the other has little time for anything but the disk. */
const FORCED_SHARE = 0.6;
/** Somebody else works on the machine as well: less than all of it may be all there is. */
const MACHINE_FULL = 0.8;

export function limitOf(seen: Seen): Limit {
  if (!isMet(seen)) return 'none';
  const { cores, serverCores, generatorCores, generatorBusy, diskWaited, forcedMost } = seen;
  if (seen.files >= seen.filesMost * FULL) return 'open files';
  // One thread, which may also have to wait for its core: a busy one answers nobody in time.
  if (generatorBusy >= FULL) return 'the generator';
  if (serverCores >= cores * MACHINE_FULL) return 'the nodes’ CPU';
  if (serverCores + generatorCores >= cores * MACHINE_FULL)
    return 'the machine, which nodes and generator share';
  const isForced = forcedMost > 0 && seen.got >= forcedMost * FORCED_SHARE;
  if (isForced || (diskWaited !== null && diskWaited >= 0.5)) return 'the disk';
  return 'not told apart';
}
