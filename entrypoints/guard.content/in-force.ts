/** The policy in force in this page: the floor at once, the background's answer when it comes. */
import type { PolicyReply } from '../../core/messages.ts';
import type { Endpoint } from '../../core/network/endpoints.ts';
import { type Limits, NATIONAL_LIMITS } from '../../core/policy/model.ts';
import { compileTable, type DecisionTable } from '../../core/policy/table.ts';
import type { SiteProfile } from '../../core/sites/profile.ts';
import type { Language } from '../../core/vocabulary.ts';
import { onNotice, request } from './channel.ts';
import { FLOOR_PACK } from './floor.ts';
import { lasting } from './lasting.ts';
import { learnPersons } from './persons/known.ts';

export interface InForce {
  readonly table: DecisionTable;
  readonly version: string;
  /** Site profiles come with the background's answer; the floor has none. */
  readonly profiles: readonly SiteProfile[];
  /** What the network is closed to; known with the background's answer as well. */
  readonly endpoints: readonly Endpoint[];
  readonly language: Language | null;
  readonly limits: Limits;
  /** Whether a second person can be asked from the prompt. */
  readonly asksNow: boolean;
}

let current: InForce | null = null;
let loadedHash = '';

/** Compiled on first use; never absent. */
export function policyInForce(): InForce {
  current ??= {
    table: compileTable([FLOOR_PACK]),
    version: `${FLOOR_PACK.version} (baseline)`,
    profiles: [],
    endpoints: [],
    language: null,
    limits: NATIONAL_LIMITS,
    asksNow: false,
  };
  return current;
}

/** Asks the background now and whenever it says that policy changed. */
export function followPolicy(onChange: () => void): void {
  const load = async (): Promise<void> => {
    const answer = await request('policy', null);
    if (!answer.ok) return;
    adopt(answer.reply);
    onChange();
  };
  // A failed load leaves what is in force: the floor, or the policy before.
  load().catch(() => {});
  onNotice('policy-changed', () => {
    load().catch(() => {});
  });
  // A page that comes back from the back-forward cache missed what was said meanwhile.
  const shown = (event: PageTransitionEvent): void => {
    if (event.persisted) load().catch(() => {});
  };
  lasting(() => addEventListener('pageshow', shown));
}

function adopt({ policy, persons, endpoints, language, asksNow }: PolicyReply): void {
  learnPersons(persons);
  const table = policy.hash === loadedHash && current ? current.table : compileTable(policy.packs);
  loadedHash = policy.hash;
  const { version, profiles, limits } = policy;
  current = { table, version, profiles, endpoints, language, limits, asksNow };
}
