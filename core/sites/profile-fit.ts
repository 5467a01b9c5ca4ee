/** Whether a site profile still fits the screen that it was made for. */

/** How a site profile fits the screens it is made for, as guards found it. */
export interface ProfileHealth extends ProfileFit {
  /** Epoch milliseconds. */
  readonly at: number;
}

/** One look of a guard at one page: selectors by their names in the profile, never page text. */
export interface ProfileFit {
  readonly id: string;
  readonly version: string;
  /** Needed selectors that match nothing; empty where the profile fits. */
  readonly missing: readonly string[];
  /** Controls that say plainly what they do and so are not ignored, by their place in the profile. */
  readonly kept: readonly string[];
}
