/** What the background can see of the browser that it works in, for the self-check. */
import type { Observed } from '../../core/health/self-check.ts';
import { isGuardedHost } from '../../core/policy/sites.ts';
import type { LocalArea } from './emergencies.ts';
import type { Services } from './handlers.ts';
import { lastBeat } from './heartbeat.ts';

/** The parts of the browser's interfaces that are used here. */
export interface BrowserAround {
  readonly tabs: {
    query(
      filter: Record<string, never>,
    ): Promise<readonly { readonly id?: number | undefined; readonly url?: string | undefined }[]>;
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
  const open = await guardedTabs(around, policy.state.policy.sites);
  const summaries = await Promise.all(open.map((id) => tabs.summary(id)));
  return {
    hosts: await hostsAllowed(),
    openPages: open.length,
    guardedPages: summaries.filter(({ guarded }) => guarded).length,
    network: await told(() => gate.isClosed()),
    forced: await told(async () => (await around.management.getSelf()).installType === 'admin'),
    pinned: await told(async () => (await around.action.getUserSettings?.())?.isOnToolbar ?? null),
    lastBeat: await lastBeat(local),
  };
}

/** Tabs whose address says that policy guards them; of others the browser tells none. */
async function guardedTabs(
  { tabs }: BrowserAround,
  sites: Parameters<typeof isGuardedHost>[0],
): Promise<readonly number[]> {
  const all = await tabs.query({});
  return all.flatMap(({ id, url }) =>
    id !== undefined && url && /^https?:/.test(url) && isGuardedHost(sites, new URL(url).hostname)
      ? [id]
      : [],
  );
}

/** A browser that lacks the question, or refuses it, tells nothing. */
async function told<T>(ask: () => Promise<T>): Promise<T | null> {
  try {
    return await ask();
  } catch {
    return null;
  }
}
