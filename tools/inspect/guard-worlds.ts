/** The guard's isolated world in each frame of a page, through the DevTools protocol. */
import type { CDPSession, Page } from 'playwright';

interface World {
  readonly session: CDPSession;
  readonly contextId: number;
}

interface FrameTree {
  readonly frame: { readonly id: string };
  readonly childFrames?: readonly FrameTree[];
}

/** Expressions are evaluated with this patience; a page may keep its thread busy. */
const ANSWER_MS = 20_000;

export class GuardWorlds {
  readonly #page: Page;
  readonly #origin: string;

  constructor(page: Page, extensionId: string) {
    this.#page = page;
    this.#origin = `chrome-extension://${extensionId}`;
  }

  /**
   * Evaluates an expression in every frame in which the extension runs.
   *
   * @returns one value for each frame, the page's own first; null where the guard is not
   */
  async evaluate(expression: string): Promise<readonly unknown[]> {
    const values: unknown[] = [];
    for (const session of await this.#sessions()) {
      const worlds = await this.#worldsOf(session);
      const { frameTree } = await session.send('Page.getFrameTree');
      for (const id of idsOf(frameTree)) {
        const world = worlds.get(id);
        values.push(world ? await valueIn(world, expression) : null);
      }
      await session.detach();
    }
    return values;
  }

  /** The page's session, and one for each frame that lives in a process of its own. */
  async #sessions(): Promise<readonly CDPSession[]> {
    const context = this.#page.context();
    const sessions = [await context.newCDPSession(this.#page)];
    for (const frame of this.#page.frames()) {
      if (frame === this.#page.mainFrame()) continue;
      // It throws for the many frames that share their parent's session.
      const own = await context.newCDPSession(frame).catch(() => null);
      if (own) sessions.push(own);
    }
    return sessions;
  }

  async #worldsOf(session: CDPSession): Promise<ReadonlyMap<string, World>> {
    const worlds = new Map<string, World>();
    session.on('Runtime.executionContextCreated', ({ context }) => {
      const { type, frameId } = context.auxData ?? {};
      if (type === 'isolated' && context.origin === this.#origin && typeof frameId === 'string')
        worlds.set(frameId, { session, contextId: context.id });
    });
    // Existing contexts are announced before this is answered.
    await session.send('Runtime.enable');
    return worlds;
  }
}

function idsOf(tree: FrameTree): readonly string[] {
  return [tree.frame.id, ...(tree.childFrames ?? []).flatMap(idsOf)];
}

async function valueIn({ session, contextId }: World, expression: string): Promise<unknown> {
  const { result, exceptionDetails } = await session.send('Runtime.evaluate', {
    expression,
    contextId,
    returnByValue: true,
    awaitPromise: true,
    timeout: ANSWER_MS,
  });
  if (exceptionDetails)
    throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
  return result.value;
}
