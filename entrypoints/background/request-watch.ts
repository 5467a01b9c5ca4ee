/** The browser's tidings of requests. They are seen and counted; nothing of them is kept. */
import type { GateParts, SeenRequest } from './network-gate.ts';

type Listener = (details: SeenRequest) => undefined;

type FailureListener = (details: SeenRequest & { readonly error: string }) => undefined;

/** The part of `browser.webRequest` that is used here. */
export interface Requests {
  readonly onErrorOccurred: {
    addListener(listener: FailureListener, filter: { urls: string[] }): void;
  };
  readonly onBeforeRequest: {
    addListener(listener: Listener, filter: { urls: string[] }): void;
    removeListener(listener: Listener): void;
  };
}

export function requestWatch({
  onBeforeRequest,
}: Pick<Requests, 'onBeforeRequest'>): GateParts['watch'] {
  return (hosts, see) => {
    const listener: Listener = (request) => {
      see(request);
    };
    onBeforeRequest.addListener(listener, { urls: urlsOf(hosts) });
    return () => onBeforeRequest.removeListener(listener);
  };
}

/** What Chromium and Firefox call a request that a rule has stopped. */
const STOPPED: ReadonlySet<string> = new Set(['net::ERR_BLOCKED_BY_CLIENT', 'NS_ERROR_ABORT']);

/**
 * Tells of requests that the browser's rules stopped. Has to be called when the background starts,
 * so that the browser wakes it; requests fail seldom, so that this costs a page nothing.
 */
export function watchStopped(
  { onErrorOccurred }: Pick<Requests, 'onErrorOccurred'>,
  hosts: readonly string[],
  see: (request: SeenRequest) => void,
): void {
  onErrorOccurred.addListener(
    (request) => {
      if (STOPPED.has(request.error)) see(request);
    },
    { urls: urlsOf(hosts) },
  );
}

function urlsOf(hosts: readonly string[]): string[] {
  return [...new Set(hosts)].flatMap((host) =>
    ['http', 'https', 'ws', 'wss'].map((scheme) => `${scheme}://${host}/*`),
  );
}
