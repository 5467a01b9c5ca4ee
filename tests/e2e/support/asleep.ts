/** A machine that sleeps: every process of one browser stops where it is, and goes on later. */
import { readdirSync, readFileSync } from 'node:fs';
import process from 'node:process';

interface Seen {
  readonly pid: number;
  readonly parent: number;
  readonly command: string;
}

function processes(): readonly Seen[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const fields = readFileSync(`/proc/${name}/stat`, 'utf8').split(') ')[1]?.split(' ');
        const command = readFileSync(`/proc/${name}/cmdline`, 'utf8');
        return { pid: Number(name), parent: Number(fields?.[1]), command };
      } catch (error) {
        // It has ended meanwhile.
        if (error instanceof Error && 'code' in error) return [];
        throw error;
      }
    });
}

/** @param profileDir of the browser: nothing else on the machine has it in its command */
export class Sleeper {
  readonly #pids: readonly number[];

  constructor(profileDir: string) {
    const all = processes();
    const found = new Set<number>();
    const take = (pid: number): void => {
      if (found.has(pid)) return;
      found.add(pid);
      for (const each of all) if (each.parent === pid) take(each.pid);
    };
    for (const { pid, command } of all)
      if (pid !== process.pid && command.includes(`--user-data-dir=${profileDir}`)) take(pid);
    if (found.size < 3) throw new Error(`no browser of ${profileDir} is seen to run`);
    this.#pids = [...found];
  }

  sleep(): void {
    for (const pid of this.#pids) process.kill(pid, 'SIGSTOP');
  }

  wake(): void {
    for (const pid of this.#pids) process.kill(pid, 'SIGCONT');
  }
}
