/** What every part of the review page needs to write anything. */
import type { QueueView } from '../../core/review/queue-view.ts';
import type { Language } from '../../core/vocabulary.ts';
import type { Say } from '../../core/wording.ts';
import type { Labelled } from '../labels.ts';

export interface ReviewContext {
  readonly say: Say;
  readonly language: Language;
  readonly reasons: readonly Labelled[];
  /** Epoch milliseconds when the list was read: ages are counted from it. */
  readonly now: number;
  /** What is shown of the list: links to overrides keep it. */
  readonly view: QueueView;
}
