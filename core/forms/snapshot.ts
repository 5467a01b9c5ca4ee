/**
 * What the reader copies out of a page. Plain data: pure functions classify it, tests build it by
 * hand, and live DOM never goes further than the reader.
 *
 * A snapshot holds names and structure. It holds no field value, with two exceptions: the chosen
 * option of a control that says what role a person has, which offence was committed or which flag
 * is set, and to whom a message goes, where that is of concern. It stays in the page: only closed
 * terms derived from it leave (see `classification.ts`).
 */
import type { ControlKind, EvidenceSource } from '../vocabulary.ts';
import type { Surroundings } from './classification.ts';
import type { SiteSaid } from './site-said.ts';

/** One text that names or describes something, with the place it was read from. */
export interface SourceText {
  readonly source: EvidenceSource;
  readonly text: string;
}

export interface ControlSnapshot {
  readonly kind: ControlKind;
  /** Names of the control, strongest source first. */
  readonly names: readonly SourceText[];
  /** Whether pressing it sends or fetches something (a button, a link, a menu item). */
  readonly isAction: boolean;
  /** Whether it is the submitter of a form. */
  readonly isSubmit: boolean;
  /** Whether it is the other answer than "Cancel" to a question that a dialog asks. */
  readonly isAnswer?: boolean;
}

/** A part of the page that is about one person or one matter, innermost first in lists. */
export interface BlockSnapshot {
  /** Headings, legends and captions of this block. */
  readonly titles: readonly SourceText[];
  /** The chosen options of controls in this block that say what role the person has. */
  readonly chosenRoles: readonly string[];
}

export interface PageSnapshot {
  readonly headings: readonly string[];
  readonly title: string;
  /** Path and query of the address; words only are used. */
  readonly address: string;
  /** Selected tab, current step, breadcrumb. */
  readonly tabs: readonly string[];
  /** Chosen offence types and ticked flags. */
  readonly offences: readonly string[];
}

/** All that is needed to classify one control. */
export interface FormSnapshot {
  readonly control: ControlSnapshot;
  /** Read as far out as somebody asks; may be gone through more than once. */
  readonly blocks: Iterable<BlockSnapshot>;
  /** What the form around the control is for: its heading, legend and target. */
  readonly form: readonly SourceText[];
  readonly page: PageSnapshot;
  /** What the pages around this frame say; used where nothing in the frame speaks. */
  readonly outer?: Surroundings | null;
  /** What the site profile of the page says of the control; absent where there is none. */
  readonly site?: SiteSaid | null;
  /** How many fields the form or dialog around a text field has for typing, with itself. @default 1 */
  readonly fields?: number;
  /** For a button that sends a form: the titles of the form's sections. */
  readonly sections?: readonly SourceText[];
  /**
   * Short texts in the same form, those before the control first and from the nearest outwards.
   * "Victim name" above a bare "Nationality" says whose it is where nothing better does.
   */
  readonly nearby?: Iterable<string>;
}
