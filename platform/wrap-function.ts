/**
 * Puts a function of ours before one of the browser's. Its name, its length and its properties are
 * the browser's own, as is the error where it is called on something else.
 */

/** @param native does what was asked, with what `given` holds by then */
export type Call = (native: () => unknown, self: unknown, given: unknown[]) => unknown;

/** @param owner on which the function stands, such as `window` or a prototype */
export function wrapFunction(owner: object, name: string, call: Call): void {
  // Taken now: a page may change these later.
  const { apply, set, setPrototypeOf } = Reflect;
  const native: unknown = Reflect.get(owner, name);
  if (typeof native !== 'function') return;
  const handler: ProxyHandler<typeof native> = {
    apply: (target, self, given) => call(() => apply(target, self, given), self, given),
  };
  // A page could put a trap where the handler has none, and be given the browser's own function.
  setPrototypeOf(handler, null);
  set(owner, name, new Proxy(native, handler));
}
