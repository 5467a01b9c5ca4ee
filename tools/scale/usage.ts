/** What processes take of the machine, as the kernel counts it. Linux only, as the servers are. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import process from 'node:process';

/** Of a process, at one moment. */
export interface Taken {
  /** Seconds of one core since it started. */
  readonly cpuS: number;
  readonly residentBytes: number;
  readonly files: number;
}

const TICKS_A_SECOND = 100;
const PAGE_BYTES = 4096;

/** @returns nothing taken where the process has ended */
export function takenBy(pid: number): Taken {
  try {
    // Behind the name, which may hold spaces: state is the first field.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    return {
      cpuS: (Number(fields[11]) + Number(fields[12])) / TICKS_A_SECOND,
      residentBytes: Number(fields[21]) * PAGE_BYTES,
      files: readdirSync(`/proc/${pid}/fd`).length,
    };
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT')
      return { cpuS: 0, residentBytes: 0, files: 0 };
    throw error;
  }
}

/** Files that a process of ours may have open. */
export function mostFiles(): number {
  const line = readFileSync('/proc/self/limits', 'utf8').match(/^Max open files\s+(\S+)/m);
  return Number(line?.[1] ?? 0);
}

/** Microseconds since the machine started in which somebody waited for the disk; null: not told. */
function diskWaitedUs(): number | null {
  const file = '/proc/pressure/io';
  if (!existsSync(file)) return null;
  return Number(/^some .*total=(\d+)/m.exec(readFileSync(file, 'utf8'))?.[1] ?? 0);
}

export interface Span {
  /** Cores, on average. */
  readonly serverCores: number;
  readonly generatorCores: number;
  /** Share of the time in which the generator's one thread had something to do. */
  readonly generatorBusy: number;
  /** Longest that a timer of the generator came late, milliseconds. */
  readonly generatorLateMs: number;
  readonly residentBytes: number;
  readonly files: number;
  readonly diskWaited: number | null;
  readonly seconds: number;
}

const TICK_MS = 50;

/** Begins to watch nodes and this process. @returns ends it, and says what was taken meanwhile */
export function watch(pids: () => readonly number[]): () => Span {
  const startedAt = performance.now();
  const diskBefore = diskWaitedUs();
  const before = process.cpuUsage();
  const loopBefore = performance.eventLoopUtilization();
  const serverBefore = new Map(pids().map((pid) => [pid, takenBy(pid).cpuS]));
  let late = 0;
  let due = performance.now() + TICK_MS;
  const timer = setInterval(() => {
    late = Math.max(late, performance.now() - due);
    due = performance.now() + TICK_MS;
  }, TICK_MS);
  return () => {
    clearInterval(timer);
    const seconds = (performance.now() - startedAt) / 1000;
    const { user, system } = process.cpuUsage(before);
    const taken = pids().map((pid) => ({ pid, ...takenBy(pid) }));
    const cpuS = taken.reduce(
      (sum, { pid, cpuS: now }) => sum + now - (serverBefore.get(pid) ?? 0),
      0,
    );
    const disk = diskWaitedUs();
    return {
      diskWaited: disk === null || diskBefore === null ? null : (disk - diskBefore) / 1e6 / seconds,
      serverCores: cpuS / seconds,
      generatorBusy: performance.eventLoopUtilization(loopBefore).utilization,
      generatorCores: (user + system) / 1e6 / seconds,
      generatorLateMs: Math.max(late, performance.now() - due),
      residentBytes: taken.reduce((sum, { residentBytes }) => sum + residentBytes, 0),
      files: Math.max(takenBy(process.pid).files, ...taken.map(({ files }) => files)),
      seconds,
    };
  };
}

export function folderBytes(dir: string): number {
  return readdirSync(dir, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, { parentPath, name }) => sum + statSync(path.join(parentPath, name)).size, 0);
}
