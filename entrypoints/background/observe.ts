/** What the background can see of the browser that it works in, for the self-check. */
import type { Observed } from '../../core/health/self-check.ts';
import { isGuardedHost } from '../../core/policy/sites.ts';
import type { LocalArea } from './emergencies.ts';
import type { Services } from './handlers.ts';
import { lastBeat } from './heartbeat.ts';

interface Tab {
  readonly id?: number | undefined;
  readonly url?: string | undefined;
}

/** The parts of the browser's interfaces that are used here. */
export interface BrowserAround {
  readonly tabs: { query(filter: Record<string, never>): Promise<readonly Tab[]> };
  readonly scripting: {
    executeScript(what: { target: { tabId: number }; func: () => void }): Promise<unknown>;
  };
  readonly management: { getSelf(): Promise<{ readonly installType: string }> };
  readonly action: {
    getUserSettings?: () => Promise<{ readonly isOnToolbar?: boolean | undefined }>;
  };
}

export async function observe(
  { hostsAllowed, gate, tabs, policy }: Services,
  around: BrowserAround,
  local: LocalArea,
): Promise<Observed> {
  const all = await around.tabs.query({});
  const open = guardedTabs(all, policy.state.policy.sites);
  const barred = await Promise.all(all.map((tab) => isBarred(around, tab)));
  const summaries = await Promise.all(open.map((id) => tabs.summary(id)));
  return {
    hosts: await hostsAllowed(),
    openPages: open.length,
    guardedPages: summaries.filter(({ guarded }) => guarded).length,
    barredPages: barred.filter(Boolean).length,
    network: await told(() => gate.isClosed()),
    forced: await told(async () => (await around.management.getSelf()).installType === 'admin'),
    pinned: await told(async () => (await around.action.getUserSettings?.())?.isOnToolbar ?? null),
    lastBeat: await lastBeat(local),
  };
}

/** Tabs whose address says that policy guards them; of others the browser tells none. */
function guardedTabs(
  all: readonly Tab[],
  sites: Parameters<typeof isGuardedHost>[0],
): readonly number[] {
  return all.flatMap(({ id, url }) =>
    id !== undefined && url && /^https?:/.test(url) && isGuardedHost(sites, new URL(url).hostname)
      ? [id]
      : [],
  );
}

/**
 * Whether browser policy keeps this extension off a page. A host that policy blocks still counts as
 * permitted, and its pages have no address: nothing but the refusal of a script tells of it. The
 * script does nothing, and where the address is not told it cannot run either.
 * @source Chromium, `permissions_data.cc`, `CanRunOnPage`, `HasHostPermission`
 */
async function isBarred({ scripting }: BrowserAround, { id, url }: Tab): Promise<boolean> {
  if (id === undefined || url) return false;
  try {
    await scripting.executeScript({ target: { tabId: id }, func: () => undefined });
    return false;
  } catch (error) {
    return /\bpolicy\b/i.test(error instanceof Error ? error.message : String(error));
  }
}

/** A browser that lacks the question, or refuses it, tells nothing. */
async function told<T>(ask: () => Promise<T>): Promise<T | null> {
  try {
    return await ask();
  } catch {
    return null;
  }
}
