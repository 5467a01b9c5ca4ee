/** What every part of the page of devices shows things with. */
import type { FleetLimits } from '../../core/health/fleet-standing.ts';
import type { Language } from '../../core/vocabulary.ts';
import type { Say } from '../../core/wording.ts';

export interface FleetContext {
  readonly say: Say;
  readonly language: Language;
  /** Epoch milliseconds up to which everything was heard. */
  readonly asOf: number;
  readonly limits: FleetLimits;
}
