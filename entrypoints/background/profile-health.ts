/** How each site profile fits the screens it is made for: the last that a guard found of it. */
import { z } from 'zod';
import type { ProfileFit, ProfileHealth } from '../../core/sites/profile-fit.ts';
import type { LocalArea } from './emergencies.ts';
import { turns } from './turns.ts';

const KEY = 'profile-health';
/** What has not changed is not written down at every page load. */
const SAME_FOR_MS = 10 * 60_000;

const stored = z.array(
  z.strictObject({
    id: z.string(),
    version: z.string(),
    missing: z.array(z.string()).readonly(),
    kept: z.array(z.string()).readonly(),
    at: z.number(),
  }),
);

export class ProfileHealths {
  readonly #local: LocalArea;
  /** One after the other, or two pages would write over each other. */
  readonly #inTurn = turns();

  constructor(local: LocalArea) {
    this.#local = local;
  }

  all(): Promise<readonly ProfileHealth[]> {
    return this.#inTurn(() => this.#load());
  }

  /** @returns whether the profile has just stopped fitting */
  note(fit: ProfileFit, at: number): Promise<boolean> {
    return this.#inTurn(() => this.#note(fit, at));
  }

  async #note(fit: ProfileFit, at: number): Promise<boolean> {
    const all = await this.#load();
    const known = all.find(({ id }) => id === fit.id);
    const isSame =
      known?.version === fit.version &&
      known.missing.join() === fit.missing.join() &&
      known.kept.join() === fit.kept.join();
    if (isSame && at - known.at < SAME_FOR_MS) return false;
    await this.#local.set({ [KEY]: [...all.filter(({ id }) => id !== fit.id), { ...fit, at }] });
    return fit.missing.length > 0 && !isSame;
  }

  async #load(): Promise<readonly ProfileHealth[]> {
    const parsed = stored.safeParse((await this.#local.get(KEY))[KEY]);
    return parsed.success ? parsed.data : [];
  }
}
