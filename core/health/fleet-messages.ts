/** What the page of the force's devices asks the background. */
import type { LaterReason, RefusedReason } from '../delivery/store.ts';
import type { Language } from '../vocabulary.ts';
import type { FleetName } from './fleet.ts';
import type { FleetLimits } from './fleet-standing.ts';

/** How far the store was read. */
export interface FleetReading {
  /** `unknown`: the page that reads has not said yet. */
  readonly state: 'unknown' | 'following' | 'behind' | 'trouble';
  /** Signs of life that are there and were not read yet. */
  readonly behind: number;
  readonly why: LaterReason | RefusedReason | null;
  /** Epoch milliseconds by the store's clock: the newest that was read; 0 where nothing was. */
  readonly newestAt: number;
  /** Epoch milliseconds: what came before was not read; 0 where it began with the first. */
  readonly since: number;
}

/** One name, with a number that is greater the later it changed. */
export interface FleetRow extends FleetName {
  readonly changed: number;
}

/** From the store by credentials for it, or from ledgers that lie here. */
export type FleetSource = 'store' | 'ledgers';

export type FleetReply =
  | {
      readonly ok: false;
      readonly code: 'not-for-you' | 'failed';
      readonly language: Language | null;
    }
  | {
      readonly ok: true;
      /** Null where policy gives no credentials for it. */
      readonly reading: FleetReading | null;
      readonly limits: FleetLimits;
      readonly beatMinutes: number;
      /** Days after which a name that is not heard is taken off. */
      readonly keptDays: number;
      readonly language: Language | null;
    };

export interface FleetMessages {
  fleet: { from: 'page'; request: null; reply: FleetReply };
  /** Rows that changed after a number, in that order. */
  'fleet-rows': {
    from: 'page';
    request: { readonly source: FleetSource; readonly after: number; readonly count: number };
    reply:
      | { readonly ok: false; readonly code: 'not-for-you' | 'failed' }
      | { readonly ok: true; readonly rows: readonly FleetRow[]; readonly hasMore: boolean };
  };
}
