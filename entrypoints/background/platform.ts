import type { NoteKey } from '../../core/notes/signed-note.ts';
import type { CourierPage } from './delivery/courier.ts';
import type { LocalArea } from './emergencies.ts';
import type { Services } from './handlers.ts';
import type { Scripting } from './named-sites.ts';
import type { GateParts, NetworkFilter } from './network-gate.ts';
import type { BrowserAround } from './observe.ts';
import type { Badge, SessionArea } from './tab-state.ts';
import type { Tabs } from './tell-guards.ts';

/** What the background needs of the browser. */
export interface Platform {
  readonly version: string;
  readonly local: LocalArea;
  readonly session: SessionArea;
  readonly managed: () => Promise<unknown>;
  /** Keys of which one has to have signed the managed settings; none where nobody has to. */
  readonly policyKeys: readonly NoteKey[];
  readonly badge: Badge;
  readonly tabs: Tabs;
  readonly scripting: Scripting;
  /** `browser.permissions`. */
  readonly permissions: { contains(wanted: { origins: string[] }): Promise<boolean> };
  readonly network: NetworkFilter;
  readonly watchRequests: GateParts['watch'];
  /** `runtime.getURL('')`. */
  readonly base: string;
  readonly around: BrowserAround;
  /** The page that speaks to the force's store. */
  readonly courier: CourierPage;
  readonly now: () => number;
  /** Called when something else is in force than before. */
  readonly policyChanged: (services: Services) => void;
  /** Called when there is more to read than there was. */
  readonly ledgerChanged: () => void;
}
