/** Memory of the browser processes in which pages and worker of the extension run, on Linux. */
import { readdir, readFile } from 'node:fs/promises';
import process from 'node:process';

const MB = 1024;

interface Status {
  readonly parent: number;
  /** Kilobytes that no file stands behind: what the process itself keeps. */
  readonly anonymous: number;
}

async function statusOf(pid: number): Promise<Status | null> {
  try {
    const text = await readFile(`/proc/${pid}/status`, 'utf8');
    const number = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(text)?.[1]);
    return { parent: number('PPid'), anonymous: number('RssAnon') };
  } catch {
    // The process ended meanwhile.
    return null;
  }
}

async function isOurs(pid: number): Promise<boolean> {
  for (let each: number | undefined = pid; each !== undefined && each > 1; ) {
    if (each === process.pid) return true;
    each = (await statusOf(each))?.parent;
  }
  return false;
}

/** Megabytes of all of them together; NaN where this system does not tell. */
export async function extensionMemory(): Promise<number> {
  let sum = 0;
  let found = 0;
  for (const name of await readdir('/proc').catch(() => [])) {
    const pid = Number(name);
    if (!Number.isInteger(pid)) continue;
    const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
    if (!command.includes('--extension-process') || !(await isOurs(pid))) continue;
    sum += (await statusOf(pid))?.anonymous ?? 0;
    found++;
  }
  return found === 0 ? Number.NaN : sum / MB;
}
