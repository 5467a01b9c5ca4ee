/** A namespace of the kernel's, kept by a process that ends with this one, however this one ends. */
import { type ChildProcess, spawn } from 'node:child_process';
import { readlinkSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { ClusterError } from './streams.ts';

const MADE_MS = 5_000;
const WISHES = { net: '--net', mnt: '--mount' } as const;

export type NamespaceKind = keyof typeof WISHES;

export interface KeptNamespace {
  readonly pid: number;
  /** What to put before a program that is to run in it. */
  readonly command: readonly string[];
  end(): void;
}

/** @returns what names the namespace of a process; null: there is no such process */
export function namespaceOf(pid: number | 'self', kind: NamespaceKind): string | null {
  try {
    return readlinkSync(`/proc/${pid}/ns/${kind}`);
  } catch (error) {
    if (error instanceof Error && 'code' in error) return null;
    throw error;
  }
}

/** @throws ClusterError where the machine does not allow it, with what it said */
export async function keepNamespace(kind: NamespaceKind): Promise<KeptNamespace> {
  // It reads what is never written, and ends when nobody could write any more.
  const keeper = spawn('unshare', [WISHES[kind], 'cat'], { stdio: ['pipe', 'ignore', 'pipe'] });
  let why = 'unshare did nothing';
  keeper.on('error', ({ message }) => {
    why = message;
  });
  keeper.stderr.on('data', (text) => {
    why = String(text).trim();
  });
  const { pid } = keeper;
  for (const endsAt = Date.now() + MADE_MS; Date.now() < endsAt; await sleep(5)) {
    if (pid === undefined || hasEnded(keeper)) break;
    const made = namespaceOf(pid, kind);
    if (made === null || made === namespaceOf('self', kind)) continue;
    const command = ['nsenter', '--target', String(pid), WISHES[kind]];
    return { pid, command, end: () => void keeper.kill('SIGKILL') };
  }
  keeper.kill('SIGKILL');
  throw new ClusterError(`no namespace: ${why}`);
}

function hasEnded({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null;
}
