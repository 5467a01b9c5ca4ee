/** A reviewer takes a case, a lead gives it to one, or it is handed back. It bars nobody. */
import type { HeaderCommon } from './header.ts';

/** The latest by time counts, for as long as policy says. */
export interface AssignmentHeader extends HeaderCommon {
  readonly kind: 'assignment';
  /** Id of the attempt. */
  readonly of: string;
  /** Staff number, from policy: who is on it; empty where it was handed back. */
  readonly to: string;
  /** Staff number, from policy: who said so. */
  readonly by: string;
}
