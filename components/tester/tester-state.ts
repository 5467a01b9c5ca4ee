/** What the policy tester shows, and what can be done there. */
import type { ShownPrompt } from '../../core/ledger/entry.ts';
import type { AttemptReport } from '../../core/messages.ts';
import type { SettingError } from '../../core/policy/assemble.ts';
import type { OpenPage } from '../../core/sites/open-page.ts';
import type { ReadControl } from '../../core/tester/control.ts';
import type { Decided } from '../../core/tester/decided.ts';
import type { Language } from '../../core/vocabulary.ts';
import type { Say } from '../../core/wording.ts';

/** A policy by what tells it from others. */
export interface PolicyName {
  readonly version: string;
  readonly hash: string;
  readonly force: string | null;
}

/** A control that the guard recognises, and what becomes of it. */
export interface TestedControl extends ReadControl {
  /** Host and path of its frame; empty where there is no other frame. */
  readonly place: string;
  /** Its number in its frame. */
  readonly index: number;
  /** By the policy in force. */
  readonly inForce: Decided;
  /** By the policy under test; null where that is the one in force. */
  readonly underTest: Decided | null;
  /** What the officer would read, by the policy under test; null where nothing is shown. */
  readonly prompt: ShownPrompt | null;
}

/** What would have been written down: closed terms, and how much the officer wrote. */
export interface TraceItem
  extends Pick<
    AttemptReport,
    | 'id'
    | 'signal'
    | 'control'
    | 'act'
    | 'role'
    | 'group'
    | 'outcome'
    | 'rule'
    | 'choice'
    | 'reason'
    | 'authorisation'
    | 'evidence'
  > {
  readonly explained: number;
  readonly hasReference: boolean;
}

export interface ShownForm {
  /** Another number is another frame. */
  readonly trial: number;
  /** Another number is a form that was opened anew. */
  readonly opened: number;
  readonly name: string;
}

export interface Removed {
  readonly scripts: number;
  readonly frames: number;
  readonly fetched: number;
}

export interface TesterState {
  /** SHA-256 of the guard of this build; null while it is not known. */
  readonly engine: string | null;
  readonly inForce: PolicyName | null;
  /** Null while the policy in force is the one that is tested. */
  readonly underTest: PolicyName | null;
  readonly settingErrors: readonly SettingError[];
  readonly language: Language;
  readonly address: string;
  readonly form: ShownForm | null;
  readonly removed: Removed | null;
  readonly pages: readonly OpenPage[];
  readonly page: OpenPage | null;
  /** Null until something was read. */
  readonly controls: readonly TestedControl[] | null;
  /** How many there are, of which the first ones are in the list. */
  readonly total: number;
  readonly chosen: TestedControl | null;
  readonly trace: readonly TraceItem[];
  /** Key of the wording that says what failed. */
  readonly failure: string | null;
}

export interface TesterActs {
  readonly onSettings: (file: File) => void;
  readonly onInForce: () => void;
  readonly onLanguage: (language: Language) => void;
  readonly onAddress: (address: string) => void;
  readonly onPaste: (html: string) => void;
  readonly onFile: (file: File) => void;
  readonly onFrame: (frame: HTMLIFrameElement) => void;
  readonly onPages: () => void;
  readonly onPage: (page: OpenPage) => void;
  readonly onOpen: (address: string) => void;
  readonly onChoose: (control: TestedControl) => void;
}

export interface TesterPageProps extends TesterState, TesterActs {
  readonly say: Say;
}
