/**
 * The page that speaks to the force's store: opened when something waits, closed when nothing does.
 * A service worker may not load code on demand and is stopped while a connection is open; a page
 * may and is not.
 */

export interface CourierPage {
  /** Whether it is there and goes on. */
  ask(): Promise<boolean>;
  open(): Promise<void>;
  close(): Promise<void>;
}

export const COURIER_PAGE = 'delivery.html';
/** What is sent to it when more waits. */
export const DELIVER = { v: 1, name: 'deliver' } as const;

interface Messaging {
  sendMessage(message: unknown): Promise<unknown>;
}

interface Offscreen {
  createDocument(wanted: { url: string; reasons: string[]; justification: string }): Promise<void>;
  closeDocument(): Promise<void>;
}

interface Alarms {
  create(name: string, when: { delayInMinutes: number }): unknown;
  clear(name: string): Promise<unknown>;
}

/** Chromium's offscreen document; where there is none, a frame in the background page. */
export function courierPage(
  runtime: Messaging,
  offscreen: Offscreen | undefined,
  alarms: Alarms,
): CourierPage {
  const ask = async (): Promise<boolean> => {
    try {
      return (await runtime.sendMessage(DELIVER)) === true;
    } catch {
      // Nobody listens: it is not open.
      return false;
    }
  };
  return offscreen ? { ask, ...offscreenPage(offscreen) } : framedPage(ask, alarms);
}

function offscreenPage(offscreen: Offscreen): Omit<CourierPage, 'ask'> {
  // It throws where there is none.
  const close = () => offscreen.closeDocument().catch(() => undefined);
  return {
    close,
    async open() {
      // One that does not answer is of no use, and a second one is not allowed beside it.
      await close();
      await offscreen.createDocument({
        url: COURIER_PAGE,
        reasons: ['WORKERS'],
        justification:
          'Keeps the connection to the record store of the force while entries are delivered',
      });
    },
  };
}

const WAKE = 'deliver';
/** Half as long as Firefox leaves a background alone that nothing calls. */
const WAKE_AFTER = { delayInMinutes: 0.25 };

/**
 * Firefox ends a background that nothing calls, and its frame with it, also while the courier waits
 * for a node. Whoever asks for it does so because something waits, and so looks again a little later:
 * that keeps the background, or starts it anew where the browser ended it all the same.
 */
function framedPage(ask: CourierPage['ask'], alarms: Alarms): CourierPage {
  let frame: HTMLIFrameElement | null = null;
  return {
    async ask() {
      alarms.create(WAKE, WAKE_AFTER);
      return ask();
    },
    async open() {
      frame?.remove();
      const opened = document.createElement('iframe');
      frame = opened;
      // Only then does it answer: a second call must not take it for one that is not there.
      const loaded = new Promise((resolve) => {
        opened.addEventListener('load', resolve, { once: true });
      });
      opened.src = COURIER_PAGE;
      document.body.append(opened);
      await loaded;
    },
    async close() {
      await alarms.clear(WAKE);
      frame?.remove();
      frame = null;
    },
  };
}
