/**
 * The part of the page hook that is about addresses: functions by which a page asks a server
 * without any act of the officer. Each asks the guard first, by a question that names the address
 * and nothing else. What may go on is done by the browser's own function, with what the page gave.
 */

import { wrapFunction } from './wrap-function.ts';

/** Asks the guard about an address; answers whether it may be asked at once. */
export type AskAddress = (address: string, later: Later | null) => boolean;

/** What becomes of a request that waits. */
export interface Later {
  readonly go: () => void;
  readonly fail: () => void;
}

/** No browser connects to this port: what goes here fails as a network fails. */
const NOWHERE = '//127.0.0.1:1/';

/**
 * An address is made a text once and goes on as that text: what a page's own object says the second
 * time may be another one.
 */
export function hookPageRequests(ask: AskAddress): void {
  const { apply, construct, set } = Reflect;
  const toText = String;
  const Later = Promise;
  const Wrapped = Proxy;
  const { get: urlOf } = Object.getOwnPropertyDescriptor(Request.prototype, 'url') ?? {};
  const isRequest = (value: unknown): value is Request => {
    try {
      return urlOf !== undefined && apply(urlOf, value, []) !== undefined;
    } catch {
      // TypeError: it is something else.
      return false;
    }
  };

  wrapFunction(window, 'fetch', (native, _self, given) => {
    const input = given[0];
    const isAsked = isRequest(input);
    if (!isAsked && given.length > 0) given[0] = toText(input);
    const address = isAsked && urlOf ? apply(urlOf, input, []) : given[0];
    // Both are set before anybody can be told what becomes of it.
    let resolve: (value: unknown) => void = () => {};
    let reject: (reason: unknown) => void = () => {};
    const go = (): void => resolve(native());
    const fail = (): void => reject(new TypeError('Failed to fetch'));
    if (ask(toText(address), { go, fail })) return native();
    return new Later((yes, no) => {
      resolve = yes;
      reject = no;
    });
  });

  wrapFunction(Navigator.prototype, 'sendBeacon', (native, _self, given) => {
    if (given.length > 0) given[0] = toText(given[0]);
    // It says that the message is queued, which is true of one that waits.
    return ask(toText(given[0]), { go: native, fail: () => {} }) ? native() : true;
  });

  wrapFunction(window, 'open', (native, _self, given) => {
    if (given[0] !== undefined) given[0] = toText(given[0]);
    return ask(toText(given[0] ?? ''), { go: native, fail: () => {} }) ? native() : null;
  });

  for (const name of ['WebSocket', 'EventSource']) {
    const native: unknown = Reflect.get(window, name);
    if (typeof native !== 'function') continue;
    const wrapped: object = new Wrapped(native, {
      construct: (target, given, asked) => {
        if (given.length > 0) given[0] = toText(given[0]);
        const nowhere = `${name === 'WebSocket' ? 'ws:' : 'http:'}${NOWHERE}`;
        if (!ask(toText(given[0]), null)) given[0] = nowhere;
        return construct(target, given, asked === wrapped ? target : asked);
      },
    });
    set(window, name, wrapped);
  }

  hookXhr(ask);
}

interface Asked {
  readonly address: string;
  readonly isAsync: boolean;
}

function hookXhr(ask: AskAddress): void {
  const { apply } = Reflect;
  const toText = String;
  const { open, send, abort } = XMLHttpRequest.prototype;
  const { get, set, delete: forget } = WeakMap.prototype;
  const asked = new WeakMap<XMLHttpRequest, Asked>();

  XMLHttpRequest.prototype.open = new Proxy(open, {
    apply(target, self, given) {
      if (given.length > 1) given[1] = toText(given[1]);
      const isAsync = given.length < 3 || Boolean(given[2]);
      const result = apply(target, self, given);
      apply(set, asked, [self, { address: given[1], isAsync }]);
      return result;
    },
  });
  XMLHttpRequest.prototype.abort = new Proxy(abort, {
    apply(target, self, given) {
      apply(forget, asked, [self]);
      return apply(target, self, given);
    },
  });
  XMLHttpRequest.prototype.send = new Proxy(send, {
    apply(target, self, given) {
      const what: Asked | undefined = apply(get, asked, [self]);
      if (!what) return apply(target, self, given);
      /** Opened again or given up in between, it is another request. */
      const isSame = (): boolean => apply(get, asked, [self]) === what;
      const nowhere = (): unknown => {
        apply(open, self, ['GET', `http:${NOWHERE}`, what.isAsync]);
        return apply(target, self, []);
      };
      const later: Later = {
        go: () => {
          if (isSame()) apply(target, self, given);
        },
        fail: () => {
          if (isSame()) nowhere();
        },
      };
      if (ask(what.address, what.isAsync ? later : null)) return apply(target, self, given);
      return what.isAsync ? undefined : nowhere();
    },
  });
}
