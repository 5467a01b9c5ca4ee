/** What the page of the policy tester and the frame that holds its form say to each other. */
import type { AttemptReport, PolicyReply } from '../core/messages.ts';
import type { ReadFrame } from '../core/tester/control.ts';

/** What is taken out of a form before it is shown: how many of each. */
export interface LeftOut {
  readonly scripts: number;
  readonly frames: number;
  /** Pictures, style sheets, media and whatever else is fetched. */
  readonly fetched: number;
}

export interface FormUnderTest {
  /** Untrusted. */
  readonly html: string;
  /** Path, query and fragment under which the guard reads it; empty for none. */
  readonly place: string;
  /** What the guard is answered when it asks for the policy. */
  readonly reply: PolicyReply;
  /** Called with what the guard would have written into the ledger. */
  readonly told: (report: AttemptReport) => void;
  /** Called when something on the form has changed. */
  readonly changed: () => void;
}

export interface FormFrame {
  /** Once for each frame: what was read of one form must not be known of the next. */
  show(form: FormUnderTest): Promise<LeftOut>;
  /** @returns null until the guard runs */
  read(): ReadFrame | null;
  /** Shows which element is meant. */
  point(index: number): void;
}

declare global {
  interface Window {
    /** Set by the frame, which is of the same origin and nothing else is. */
    rightToReportForm?: FormFrame;
  }
}
