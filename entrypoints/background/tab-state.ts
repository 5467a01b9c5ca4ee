/** What guards saw in each tab, for the badge and the popup. Gone when the browser closes. */
import { z } from 'zod';
import type { FrameState } from '../../core/messages.ts';
import type { Sender } from './listen.ts';
import { turns } from './turns.ts';

/** The part of `storage.session` that is used here. */
export interface SessionArea {
  get(key: string): Promise<Record<string, unknown>>;
  set(items: Record<string, unknown>): Promise<void>;
  remove(key: string): Promise<void>;
}

/**
 * The badge of the toolbar button. Its words are neutral: a victim may see the screen. A tab without
 * a text of its own shows what is common to all.
 */
export interface Badge {
  setBadgeText(details: { tabId: number; text?: string }): Promise<void>;
  setTitle(details: { tabId: number; title: string }): Promise<void>;
}

const BADGE_TITLE = 'Victim record check';

const stored = z.strictObject({
  document: z.string(),
  recordedHere: z.number(),
  frames: z.record(
    z.string(),
    z.strictObject({
      signals: z.number(),
      held: z.number(),
      fault: z.boolean(),
      drift: z.boolean(),
    }),
  ),
});
type Stored = z.infer<typeof stored>;

export interface TabSummary {
  readonly guarded: boolean;
  readonly signals: number;
  readonly held: number;
  readonly drift: boolean;
  readonly recordedHere: number;
}

export class TabStates {
  readonly #session: SessionArea;
  readonly #badge: Badge;
  /** Changes run one after the other, or two frames would write over each other. */
  readonly #inTurn = turns();

  constructor(session: SessionArea, badge: Badge) {
    this.#session = session;
    this.#badge = badge;
  }

  /** Notes what a guard saw in its frame. */
  seen(sender: Sender, frame: FrameState): Promise<void> {
    return this.#change(sender, (tab) => ({
      ...tab,
      frames: { ...tab.frames, [String(sender.frameId ?? 0)]: frame },
    }));
  }

  /** Counts an entry that was recorded for this page. */
  recorded(sender: Sender): Promise<void> {
    return this.#change(sender, (tab) => ({ ...tab, recordedHere: tab.recordedHere + 1 }));
  }

  async summary(tabId: number): Promise<TabSummary> {
    return summaryOf(await this.#inTurn(() => this.#load(tabId)));
  }

  closed(tabId: number): Promise<void> {
    return this.#inTurn(() => this.#session.remove(keyOf(tabId)));
  }

  #change(sender: Sender, change: (tab: Stored) => Stored): Promise<void> {
    const tabId = sender.tab?.id;
    if (tabId === undefined) return Promise.resolve();
    return this.#inTurn(async () => {
      const tab = change(sameDocument(await this.#load(tabId), sender));
      await this.#session.set({ [keyOf(tabId)]: tab });
      await this.#show(tabId, tab);
    });
  }

  async #show(tabId: number, tab: Stored): Promise<void> {
    const { held } = summaryOf(tab);
    const isFaulty = Object.values(tab.frames).some(({ fault, drift }) => fault || drift);
    const text = isFaulty ? '!' : held > 0 ? String(held) : '';
    try {
      await this.#badge.setBadgeText(text === '' ? noneOfItsOwn(tabId) : { tabId, text });
      await this.#badge.setTitle({ tabId, title: BADGE_TITLE });
    } catch {
      // The tab was closed in between; there is no badge to show any more.
    }
  }

  async #load(tabId: number): Promise<Stored> {
    const key = keyOf(tabId);
    const parsed = stored.safeParse((await this.#session.get(key))[key]);
    return parsed.success ? parsed.data : { document: '', recordedHere: 0, frames: {} };
  }
}

/** Both browsers take null for it; an empty text would hide what is common to all tabs. */
function noneOfItsOwn(tabId: number): { tabId: number } {
  return Object.assign({ tabId }, { text: null });
}

/** A new document in the top frame starts the tab anew; its frames went with the old one. */
function sameDocument(tab: Stored, sender: Sender): Stored {
  const { documentId } = sender;
  if (sender.frameId !== 0 || documentId === undefined || documentId === tab.document) return tab;
  return tab.document === ''
    ? { ...tab, document: documentId }
    : { document: documentId, recordedHere: 0, frames: {} };
}

function summaryOf(tab: Stored): TabSummary {
  const frames = Object.values(tab.frames);
  return {
    guarded: frames.length > 0,
    signals: frames.reduce((sum, { signals }) => sum + signals, 0),
    held: frames.reduce((sum, { held }) => sum + held, 0),
    drift: frames.some(({ drift }) => drift),
    recordedHere: tab.recordedHere,
  };
}

function keyOf(tabId: number): string {
  return `tab:${tabId}`;
}
