/** A second person who is asked from the page of a look-up that was opened by its address. */
import { useEffect, useRef, useState } from 'preact/hooks';
import type { SecondPerson, ShowAsked } from '../../core/approval/second-person.ts';
import type { AttemptReport } from '../../core/messages.ts';

/** Somebody who can be asked; how it stands is shown as it changes. */
export type NewSecond = (show: ShowAsked) => SecondPerson;

export interface AskedNow {
  /** How it stands; empty before anybody was asked. */
  readonly text: string;
  readonly isOpen: boolean;
  readonly ask: (about: AttemptReport) => void;
  readonly withdraw: () => void;
  readonly granted: () => string | null;
}

/** @param newSecond null where there is nobody to ask */
export function useSecondPerson(newSecond: NewSecond | null): AskedNow {
  const [{ text, isOpen }, setShown] = useState({ text: '', isOpen: false });
  const second = useRef<SecondPerson | null>(null);
  if (newSecond !== null)
    second.current ??= newSecond((said, open) => setShown({ text: said, isOpen: open }));
  // Whoever says that it is about somebody else, or leaves, asks for this no more.
  useEffect(() => {
    const leave = () => second.current?.withdraw();
    addEventListener('pagehide', leave);
    return () => {
      removeEventListener('pagehide', leave);
      leave();
    };
  }, []);
  return {
    text,
    isOpen,
    ask: (about) => second.current?.ask(about),
    withdraw: () => second.current?.withdraw(),
    granted: () => second.current?.granted ?? null,
  };
}
