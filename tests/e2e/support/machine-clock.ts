/**
 * The clock of a browser's machine, which jumps when a test says so. A library put before the
 * browser does it, made here by a C compiler: under Debian's libfaketime Chromium starts and hangs.
 */
import { spawnSync } from 'node:child_process';
import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const SOURCE = fileURLToPath(new URL('machine-clock.c', import.meta.url));

/** @returns null where the clock of a browser can be moved */
export function whyNoMachineClock(): string | null {
  if (process.platform !== 'linux') return 'this is done on Linux only';
  const { status } = spawnSync('cc', ['--version'], { stdio: 'ignore' });
  return status === 0 ? null : 'there is no C compiler (Debian: gcc, libc6-dev)';
}

export class MachineClock {
  readonly #folder: string;

  private constructor(folder: string) {
    this.#folder = folder;
  }

  static async make(): Promise<MachineClock> {
    const clock = new MachineClock(await mkdtemp(path.join(tmpdir(), 'right-to-report-clock-')));
    const built = spawnSync(
      'cc',
      ['-O2', '-shared', '-fPIC', '-o', clock.#library, SOURCE, '-ldl'],
      { encoding: 'utf8' },
    );
    if (built.status !== 0) throw new Error(`the clock is not made: ${built.stderr}`);
    clock.jumpTo(0);
    return clock;
  }

  /** For whoever starts a program that is to go by this clock. */
  get env(): Readonly<Record<string, string>> {
    return { LD_PRELOAD: this.#library, RTR_CLOCK_AHEAD: this.#file };
  }

  /** @param seconds ahead of the right time; negative: behind it */
  jumpTo(seconds: number): void {
    const eight = Buffer.alloc(8);
    eight.writeBigInt64LE(BigInt(seconds));
    // Written over and not anew: each program has this very file in its memory.
    const file = openSync(this.#file, 'a');
    closeSync(file);
    const opened = openSync(this.#file, 'r+');
    writeSync(opened, eight, 0, 8, 0);
    closeSync(opened);
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }

  get #library(): string {
    return path.join(this.#folder, 'clock.so');
  }

  get #file(): string {
    return path.join(this.#folder, 'ahead');
  }
}
