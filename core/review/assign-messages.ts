/** What our pages ask of who is on a case. */
import type { Bar } from './bars.ts';

export type AssignFault =
  /** Whoever would be on it may not decide it. */
  | Bar
  /** Nobody, or somebody else, is on it: there is nothing to hand back. */
  | 'not-yours'
  /** Only who leads the review gives a case to somebody else. */
  | 'not-a-lead'
  /** Settings list who reviews, and whoever says so, or would be on it, is not among them. */
  | 'not-named'
  /** Whoever would take it off somebody, or give it, made or authorised it. */
  | 'had-part'
  | 'not-found'
  | 'failed';

export type AssignReply =
  | { readonly ok: true }
  | { readonly ok: false; readonly code: AssignFault };

/** What `Messages` has of assignments. */
export interface AssignMessages {
  /** Takes a case (`to` is the own number), gives it to another reviewer, or hands it back (null). */
  assign: {
    from: 'page';
    request: { readonly id: string; readonly to: string | null };
    reply: AssignReply;
  };
}
