/** What the profile builder shows, and what can be done there. */
import type { OpenPage } from '../../core/sites/open-page.ts';
import type { Pick, Reads, Suggestion, Tried } from '../../core/sites/picked.ts';
import type { SiteProfile } from '../../core/sites/profile.ts';
import type { Say } from '../../core/wording.ts';

export interface BuilderState {
  /** Open pages of guarded hosts. */
  readonly pages: readonly OpenPage[];
  readonly page: OpenPage | null;
  readonly draft: SiteProfile;
  readonly suggestions: Readonly<Record<string, readonly Suggestion[]>>;
  /** What the guard reads without the draft of what was pointed at, by the name of its mark. */
  readonly reads: Readonly<Record<string, Reads>>;
  /** What is wrong with the draft, by field. */
  readonly faults: Readonly<Record<string, string>>;
  /** Null until it was tried. */
  readonly tried: readonly Tried[] | null;
  readonly picking: Pick | null;
  /** Key of the wording that says what failed. */
  readonly failure: string | null;
  /** The file that was saved last, of the draft as it is. */
  readonly saved: SavedFile | null;
}

export type SavedFile = 'profile' | 'canary';

export interface BuilderActs {
  readonly onPages: () => void;
  readonly onPage: (page: OpenPage) => void;
  readonly onOpen: (address: string) => void;
  readonly onPick: (pick: Pick) => void;
  readonly onLookup: () => void;
  readonly onDraft: (draft: SiteProfile) => void;
  readonly onTry: () => void;
  readonly onSave: (file: SavedFile) => void;
  readonly onLoad: (file: File) => void;
}

export interface BuilderPageProps extends BuilderState, BuilderActs {
  readonly say: Say;
}
