/**
 * Listeners on `window` that stay. `document.open()`, by which old pages write themselves anew,
 * takes every listener off the window and the document, those of extensions with them.
 */
const kept: (() => void)[] = [];

/**
 * @param add adds listeners, each time the same functions: a browser adds what is there only once
 */
export function lasting(add: () => void): void {
  kept.push(add);
  add();
}

/** Puts back what the page took away; nothing happens where it is still there. */
export function listenAgain(): void {
  for (const add of kept) add();
}
