/** A second person who is asked beforehand, as whoever asks has them. */
import type { AttemptReport } from '../messages.ts';

export interface SecondPerson {
  /** @param about what would be recorded */
  ask(about: AttemptReport): void;
  /** Takes the question back; nothing where none is open. */
  withdraw(): void;
  /** Id of the question that was granted; null where none is. */
  readonly granted: string | null;
}

/** @param isOpen whether there is a question that can be taken back */
export type ShowAsked = (text: string, isOpen: boolean) => void;
