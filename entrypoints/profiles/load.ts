/** One visit to the profile builder. Holds no view and no browser. */
import type { BuilderState, SavedFile } from '../../components/profiles/builder-state.ts';
import { fieldName } from '../../core/policy/field-name.ts';
import { emptyDraft, finished, withPicked } from '../../core/sites/draft.ts';
import type { OpenPage } from '../../core/sites/open-page.ts';
import type { Pick, Picked, Suggestion, Tried } from '../../core/sites/picked.ts';
import type { SiteProfile } from '../../core/sites/profile.ts';
import { siteProfile } from '../../core/sites/schema.ts';

/** What the builder needs of the browser. Each rejects where the page is gone or not guarded. */
export interface Pages {
  open(): Promise<readonly OpenPage[]>;
  /** @returns null where the address is none that this build may work on */
  openAt(address: string): Promise<OpenPage | null>;
  pick(page: OpenPage, pick: Pick): Promise<Picked | null>;
  tryOut(page: OpenPage, profile: SiteProfile): Promise<readonly Tried[]>;
  canary(page: OpenPage, profile: SiteProfile): Promise<string>;
}

/** Hands a file to whoever sits there. */
export type Download = (name: string, text: string) => void;

const NOTHING: BuilderState = {
  pages: [],
  page: null,
  draft: emptyDraft('', '/'),
  suggestions: {},
  reads: {},
  faults: {},
  tried: null,
  picking: null,
  failure: null,
  saved: null,
};

export class BuilderSession {
  readonly #pages: Pages;
  readonly #download: Download;
  readonly #changed: (state: BuilderState) => void;
  #state: BuilderState = NOTHING;

  constructor(pages: Pages, download: Download, changed: (state: BuilderState) => void) {
    this.#pages = pages;
    this.#download = download;
    this.#changed = changed;
  }

  async findPages(): Promise<void> {
    await this.#doing('build.failed.pages', async () => {
      this.#set({ pages: await this.#pages.open() });
    });
  }

  /** A draft that has marks already is kept: it may be for several screens. */
  choose(page: OpenPage): void {
    const isFresh = this.#state.page === null && this.#state.draft.hosts.length === 0;
    this.#set({ page, tried: null });
    if (isFresh) this.edit(emptyDraft(page.host, page.path));
  }

  async openAt(address: string): Promise<void> {
    await this.#doing('build.failed.address', async () => {
      const page = await this.#pages.openAt(address.trim());
      if (!page) {
        this.#set({ failure: 'build.failed.address' });
        return;
      }
      this.#set({ pages: await this.#pages.open() });
      this.choose(page);
    });
  }

  async pick(pick: Pick): Promise<void> {
    const { page } = this.#state;
    if (!page) return;
    this.#set({ picking: pick });
    await this.#doing('build.failed.page', async () => {
      const picked = await this.#pages.pick(page, pick);
      if (!picked) return;
      const draft = withPicked(this.#state.draft, pick, picked);
      const name = markOf(draft, pick);
      this.#set({
        suggestions: { ...this.#state.suggestions, ...suggestionsOf(name, pick, picked) },
        reads: { ...this.#state.reads, [name]: picked.reads },
      });
      this.edit(draft);
    });
    this.#set({ picking: null });
  }

  addLookup(): void {
    const { draft } = this.#state;
    const lookup = { address: '/', kind: 'immigration-lookup' } as const;
    this.edit({ ...draft, lookups: [...(draft.lookups ?? []), lookup] });
  }

  edit(draft: SiteProfile): void {
    // Marks after one that was removed have other names now.
    const isShorter = marksIn(draft) < marksIn(this.#state.draft);
    const known = isShorter ? { suggestions: {}, reads: {} } : {};
    this.#set({ draft, faults: faultsOf(draft), saved: null, ...known });
  }

  async tryOut(): Promise<void> {
    const { page, draft } = this.#state;
    if (!page) return;
    await this.#doing('build.failed.page', async () => {
      this.#set({ tried: await this.#pages.tryOut(page, finished(draft)) });
    });
  }

  async save(file: SavedFile): Promise<void> {
    const { page, draft } = this.#state;
    const parsed = siteProfile.safeParse(finished(draft));
    if (!page || !parsed.success) return;
    await this.#doing('build.failed.page', async () => {
      if (file === 'profile')
        this.#download(`${draft.id}.json`, `${JSON.stringify(parsed.data, null, 2)}\n`);
      else this.#download(`${draft.id}.canary.html`, await this.#pages.canary(page, parsed.data));
      this.#set({ saved: file });
    });
  }

  /** @param text of a profile that was saved before, untrusted */
  load(text: string): void {
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch {
      // SyntaxError: said below, with what to do.
      value = null;
    }
    const parsed = siteProfile.safeParse(value);
    if (!parsed.success) {
      this.#set({ failure: 'build.failed.file' });
      return;
    }
    this.#set({ failure: null, suggestions: {}, reads: {}, tried: null });
    this.edit(parsed.data);
  }

  async #doing(failure: string, task: () => Promise<void>): Promise<void> {
    this.#set({ failure: null });
    try {
      await task();
    } catch {
      // Whatever it was, the page is gone, was not guarded, or could not be read: the words say so.
      this.#set({ failure });
    }
  }

  #set(change: Partial<BuilderState>): void {
    this.#state = { ...this.#state, ...change };
    this.#changed(this.#state);
  }
}

function marksIn({ roles, offences, flags, controls, lookups }: SiteProfile): number {
  const lists: readonly (readonly unknown[] | undefined)[] = [
    roles,
    offences,
    flags,
    controls,
    lookups,
  ];
  return lists.reduce((sum, list) => sum + (list?.length ?? 0), 0);
}

/** What is wrong, by field as force IT would name it. */
export function faultsOf(draft: SiteProfile): Readonly<Record<string, string>> {
  const parsed = siteProfile.safeParse(finished(draft));
  if (parsed.success) return {};
  return Object.fromEntries(
    parsed.error.issues.map(({ path, message }) => [fieldName(path, 'profile'), message] as const),
  );
}

/** Name of the mark that was just added. */
function markOf({ roles, offences, flags, controls }: SiteProfile, pick: Pick): string {
  const last = (list: readonly unknown[] | undefined) => (list?.length ?? 1) - 1;
  switch (pick) {
    case 'role':
      return `roles[${last(roles)}]`;
    case 'offence':
      return `offences[${last(offences)}]`;
    case 'flag':
      return `flags[${last(flags)}]`;
    case 'control':
      return `controls[${last(controls)}]`;
    default:
      return pick;
  }
}

function suggestionsOf(
  name: string,
  pick: Pick,
  { selectors, blocks }: Picked,
): Readonly<Record<string, readonly Suggestion[]>> {
  return pick === 'role'
    ? { [`${name}.says`]: selectors, [`${name}.block`]: blocks }
    : { [name]: selectors };
}
