/**
 * Guards hosts that a force names and the baseline leaves alone, such as a public-facing site.
 * There the guard's own script has ended after one comparison; a script that the background
 * registers for the named hosts starts it. A page that nobody names is not asked anything.
 */
import type { SiteList } from '../../core/policy/model.ts';
import { isGuardedHost } from '../../core/policy/sites.ts';

export interface ContentScript {
  readonly id: string;
  readonly matches: string[];
  readonly js: string[];
  readonly runAt: 'document_start';
  readonly allFrames: true;
  readonly world: 'ISOLATED' | 'MAIN';
  readonly persistAcrossSessions: true;
}

/** The part of `browser.scripting` that is used here. */
export interface Scripting {
  unregisterContentScripts(filter: { ids: string[] }): Promise<void>;
  registerContentScripts(scripts: ContentScript[]): Promise<void>;
}

const SCRIPTS = [
  { id: 'named-guard', js: ['content-scripts/named-guard.js'], world: 'ISOLATED' },
  { id: 'named-hook', js: ['content-scripts/named-hook.js'], world: 'MAIN' },
] as const;

/** Hosts that only the force's own list guards. */
export function namedHosts(inForce: SiteList, floor: SiteList): readonly string[] {
  return inForce.guarded.filter((host) => !host.startsWith('*.') && !isGuardedHost(floor, host));
}

/** Makes the registered scripts those of the given hosts. */
export async function guardNamedHosts(
  scripting: Scripting,
  hosts: readonly string[],
): Promise<void> {
  try {
    await scripting.unregisterContentScripts({ ids: SCRIPTS.map(({ id }) => id) });
  } catch {
    // Nothing was registered before, which both browsers call an error.
  }
  if (hosts.length === 0) return;
  await scripting.registerContentScripts(
    SCRIPTS.map(({ id, js, world }) => ({
      id,
      matches: hosts.map((host) => `*://${host}/*`),
      js: [...js],
      runAt: 'document_start',
      allFrames: true,
      world,
      persistAcrossSessions: true,
    })),
  );
}
