/**
 * Disks of nodes that lose what was written and not yet flushed, as when the power goes: each node
 * keeps its files on an ext4 of its own, which is shut down at once without writing its log. What a
 * real disk lost of its own cache is not in this: a block that was handed to it counts as kept.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { type KeptNamespace, keepNamespace } from './namespace.ts';
import type { RunningNode } from './running.ts';
import { ClusterError } from './streams.ts';

/** Of a file with holes, which takes what is written. */
const SIZE = '8G';
/** Nothing is written by itself meanwhile: only what somebody flushes is kept. */
const MOUNT_OPTIONS = 'loop,commit=300,noatime';
/** EXT4_IOC_SHUTDOWN with EXT4_GOING_FLAGS_NOLOGFLUSH, for each folder, as near to at once as can be. */
const SHUT_DOWN = `
  my @open = map { open(my $folder, '<', $_) or die "$_: $!"; $folder } @ARGV;
  for (@open) { my $how = pack('L', 2); defined ioctl($_, 0x8004587D, $how) or die $!; }`;

function run(program: string, ...args: readonly string[]): void {
  const { status, stderr, error } = spawnSync(program, args, { encoding: 'utf8' });
  if (status !== 0) throw new ClusterError(`${program}: ${error?.message ?? stderr.trim()}`);
}

/** @returns null where power can be lost */
export async function whyNoPowerLoss(): Promise<string | null> {
  if (process.platform !== 'linux') return 'this is done on Linux only';
  const folder = mkdtempSync(path.join(os.tmpdir(), 'right-to-report-mount-'));
  let disks: PowerDisks | null = null;
  try {
    disks = await PowerDisks.open();
    disks.prepare(folder);
    disks.shutDown([folder]);
    return null;
  } catch (error) {
    if (error instanceof ClusterError) return error.message;
    throw error;
  } finally {
    disks?.remove();
    rmSync(folder, { recursive: true, force: true });
  }
}

export class PowerDisks {
  /** What to put before a program that is to see the disks. */
  readonly command: readonly string[];
  readonly #mounts: KeptNamespace;
  readonly #folder = mkdtempSync(path.join(os.tmpdir(), 'right-to-report-power-'));
  /** Where it is mounted -> the file that is the disk. */
  readonly #disks = new Map<string, string>();
  readonly #removeAtExit = (): void => this.remove();

  private constructor(mounts: KeptNamespace) {
    this.#mounts = mounts;
    this.command = mounts.command;
    process.once('exit', this.#removeAtExit);
  }

  /**
   * Mounts are seen by nodes and nobody else: whoever copied them would keep a disk that was shut
   * down from ever going. They go with the process that keeps them, which ends when this one does.
   */
  static async open(): Promise<PowerDisks> {
    return new PowerDisks(await keepNamespace('mnt'));
  }

  /** A new disk for what a node keeps. @throws ClusterError where the machine does not allow it */
  prepare(storeDir: string): void {
    const disk = path.join(this.#folder, `disk-${this.#disks.size}`);
    run('truncate', '--size', SIZE, disk);
    run('mkfs.ext4', '-q', '-F', disk);
    mkdirSync(storeDir, { recursive: true });
    this.#run('mount', '-o', MOUNT_OPTIONS, disk, storeDir);
    this.#disks.set(storeDir, disk);
  }

  /** At these nodes, at one moment. They do not run afterwards, and have what their disks kept. */
  async lose(nodes: readonly RunningNode[]): Promise<void> {
    const folders = nodes.map(({ storeDir }) => storeDir);
    this.shutDown(folders);
    await Promise.all(nodes.map((node) => node.end('SIGKILL')));
    for (const folder of folders) {
      this.#run('umount', folder);
      this.#run('mount', '-o', MOUNT_OPTIONS, this.#disks.get(folder) ?? '', folder);
    }
  }

  shutDown(folders: readonly string[]): void {
    this.#run('perl', '-e', SHUT_DOWN, ...folders);
  }

  /** @returns where this process, which does not see the disks, finds what is in a folder on one */
  seenFromHere(folder: string): string {
    return `/proc/${this.#mounts.pid}/root${folder}`;
  }

  /** @param options.keepsFiles the disks, beside where nodes had them */
  remove(options: { readonly keepsFiles?: boolean } = {}): void {
    process.off('exit', this.#removeAtExit);
    for (const [folder, disk] of this.#disks) {
      spawnSync('nsenter', [...this.command.slice(1), 'umount', '--lazy', folder]);
      if (options.keepsFiles) spawnSync('cp', ['--sparse=always', disk, `${folder}.ext4`]);
    }
    this.#disks.clear();
    this.#mounts.end();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #run(program: string, ...args: readonly string[]): void {
    const [nsenter = '', ...which] = this.command;
    run(nsenter, ...which, program, ...args);
  }
}
