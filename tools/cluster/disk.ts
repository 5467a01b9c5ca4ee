/**
 * The disk of a node as it fails: each fsync late, or refused with an error. strace does it to the
 * running server from outside; nats-server is a static program that no library can be put before.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { RunningNode } from './running.ts';
import { ClusterError } from './streams.ts';

const ATTACH_MS = 10_000;
const CALLS = 'fsync,fdatasync';

export type DiskFault = { readonly delayMs: number } | { readonly error: 'EIO' };

/** @returns null where disks can be made to fail */
export async function whyNoDiskFaults(): Promise<string | null> {
  if (spawnSync('strace', ['-V'], { stdio: 'ignore' }).status !== 0)
    return 'strace is not installed';
  const idle = spawn('sleep', ['60'], { stdio: 'ignore' });
  try {
    await (await FailingDisk.ofProcess(idle.pid ?? 0, { delayMs: 1 })).mend();
    return null;
  } catch (error) {
    if (error instanceof ClusterError) return error.message;
    throw error;
  } finally {
    idle.kill('SIGKILL');
  }
}

export class FailingDisk {
  readonly #tracer: ChildProcess;
  readonly #folder: string;

  private constructor(tracer: ChildProcess, folder: string) {
    this.#tracer = tracer;
    this.#folder = folder;
  }

  /** Of a node that runs. @throws ClusterError where the machine does not allow it */
  static of(node: RunningNode, fault: DiskFault): Promise<FailingDisk> {
    if (node.pid === null) throw new ClusterError(`${node.planned.name} does not run`);
    return FailingDisk.ofProcess(node.pid, fault);
  }

  static async ofProcess(pid: number, fault: DiskFault): Promise<FailingDisk> {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'right-to-report-disk-'));
    const how =
      'error' in fault ? `error=${fault.error}` : `delay_enter=${Math.round(fault.delayMs * 1000)}`;
    const tracing = ['-e', `trace=${CALLS}`, '-e', `inject=${CALLS}:${how}`, '-e', 'signal=none'];
    const args = ['-f', '-qq', '-o', path.join(folder, 'calls'), ...tracing, '-p', String(pid)];
    const tracer = spawn('strace', args, { stdio: ['ignore', 'ignore', 'pipe'] });
    let said = '';
    tracer.stderr.on('data', (text) => {
      said += String(text);
    });
    const disk = new FailingDisk(tracer, folder);
    for (const endsAt = Date.now() + ATTACH_MS; Date.now() < endsAt; await sleep(20)) {
      if (tracer.exitCode !== null) break;
      if (isTraced(pid)) return disk;
    }
    await disk.mend();
    throw new ClusterError(`strace cannot attach: ${said.trim()}`);
  }

  /** The disk is well again. @returns how many calls the fault met */
  async mend(): Promise<number> {
    if (this.#tracer.exitCode === null && this.#tracer.signalCode === null) {
      const ended = once(this.#tracer, 'exit');
      // At this signal it lets go of the server, which goes on.
      this.#tracer.kill('SIGINT');
      await ended;
    }
    const calls = readFileSync(path.join(this.#folder, 'calls'), 'utf8');
    rmSync(this.#folder, { recursive: true, force: true });
    return calls.match(/\((?:DELAYED|INJECTED)\)/g)?.length ?? 0;
  }
}

function isTraced(pid: number): boolean {
  try {
    return !/^TracerPid:\s*0$/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch (error) {
    // It has ended meanwhile.
    if (error instanceof Error && 'code' in error) return false;
    throw error;
  }
}
