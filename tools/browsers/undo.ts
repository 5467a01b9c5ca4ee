/** What was started and has to be undone, last first. */
export interface Undo {
  push(step: () => Promise<unknown>): void;
  /** Undoes everything so far; a second call has nothing left to do. */
  all(): Promise<void>;
}

/** Runs a launch; where it fails, undoes what it had started. */
export async function undoingOnFailure<Session>(
  launch: (undo: Undo) => Promise<Session>,
): Promise<Session> {
  const steps: (() => Promise<unknown>)[] = [];
  const undo: Undo = {
    push: (step) => steps.push(step),
    async all() {
      for (const step of steps.splice(0).reverse()) await step();
    },
  };
  try {
    return await launch(undo);
  } catch (error) {
    await undo.all();
    throw error;
  }
}
