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

/** Chromium's offscreen document; where there is none, a frame in the background page. */
export function courierPage(runtime: Messaging, offscreen: Offscreen | undefined): CourierPage {
  const ask = async (): Promise<boolean> => {
    try {
      return (await runtime.sendMessage(DELIVER)) === true;
    } catch {
      // Nobody listens: it is not open.
      return false;
    }
  };
  return offscreen ? { ask, ...offscreenPage(offscreen) } : { ask, ...framedPage() };
}

function offscreenPage(offscreen: Offscreen): Omit<CourierPage, 'ask'> {
  return {
    open: () =>
      offscreen.createDocument({
        url: COURIER_PAGE,
        reasons: ['WORKERS'],
        justification:
          'Keeps the connection to the record store of the force while entries are delivered',
      }),
    async close() {
      // It throws where there is none.
      await offscreen.closeDocument().catch(() => undefined);
    },
  };
}

function framedPage(): Omit<CourierPage, 'ask'> {
  let frame: HTMLIFrameElement | null = null;
  return {
    async open() {
      frame?.remove();
      frame = document.createElement('iframe');
      frame.src = COURIER_PAGE;
      document.body.append(frame);
    },
    async close() {
      frame?.remove();
      frame = null;
    },
  };
}
