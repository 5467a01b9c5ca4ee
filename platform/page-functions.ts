import { hookPageRequests, type Later } from './page-requests.ts';
import { wrapFunction } from './wrap-function.ts';

/**
 * The second net, in the page's own world: functions of the page that no event announces. It asks
 * the guard synchronously and does as it is told; it holds no policy and no secret. What it asks
 * goes through an event whose name is made here, before the first script of the page runs.
 */
export function hookPageFunctions(): void {
  // Taken first: a page may change these for its own ends.
  const { addEventListener, dispatchEvent } = EventTarget.prototype;
  const { apply } = Reflect;
  const Question = CustomEvent;
  const toText = String;

  const channel = `q${crypto.getRandomValues(new Uint32Array(4)).join('')}`;
  const ask = (target: EventTarget, name: string, detail: string): boolean =>
    apply(dispatchEvent, target, [
      new Question(name, { detail, cancelable: true, bubbles: true, composed: true }),
    ]);

  // No guard here, no hook: a page that is not guarded keeps its functions as they are.
  if (ask(window, 'page-hook-ready', channel)) return;

  // What waits for the guard, by the number of its question.
  const waiting: Record<string, Later> = Object.create(null);
  let asked = 0;
  const { performance } = window;
  const { get: detailOf } = Object.getOwnPropertyDescriptor(Question.prototype, 'detail') ?? {};
  const verdict = (event: Event): void => {
    if (!detailOf) return;
    // `17 true`: its own number is not known to the page, nor is the name of this event.
    const told: string = apply(detailOf, event, []);
    for (const id in waiting) {
      const isGo = told === `${id} true`;
      if (!isGo && told !== `${id} false`) continue;
      const later = waiting[id];
      delete waiting[id];
      if (isGo) later?.go();
      else later?.fail();
      return;
    }
  };
  apply(addEventListener, performance, [channel, verdict]);
  hookPageRequests((address, later) => {
    const id = later ? toText(++asked) : '0';
    if (later) waiting[id] = later;
    const mayGo = ask(window, channel, `address ${id} ${address}`);
    if (mayGo) delete waiting[id];
    return mayGo;
  });

  const mayGoOn = (what: string, text: string, target: EventTarget = window): boolean =>
    ask(target, channel, `${what} ${text}`);

  for (const [name, refused] of [
    ['confirm', false],
    ['prompt', null],
  ] as const)
    wrapFunction(window, name, (native, _self, given) => {
      // The same text is asked about and shown: an object may give another one the second time.
      if (given.length > 0 && given[0] !== undefined) given[0] = `${given[0]}`;
      return mayGoOn(name, toText(given[0] ?? '')) ? native() : refused;
    });
  const Form = HTMLFormElement.prototype;
  const { get: lengthOf } = Object.getOwnPropertyDescriptor(Form, 'length') ?? {};
  const { get: documentOf } =
    Object.getOwnPropertyDescriptor(Node.prototype, 'ownerDocument') ?? {};
  const { get: viewOf } = Object.getOwnPropertyDescriptor(Document.prototype, 'defaultView') ?? {};
  let ours: unknown = null;
  let isThere = false;
  const submitOfOther = (form: unknown) => {
    const page: unknown = documentOf && apply(documentOf, form, []);
    const view: typeof window | null = page && viewOf ? apply(viewOf, page, []) : null;
    const theirs = view && view !== window ? view.HTMLFormElement?.prototype?.submit : null;
    return typeof theirs === 'function' && theirs !== ours ? theirs : null;
  };
  wrapFunction(Form, 'submit', (native, self) => {
    // Throws as the browser's own would where it is called on what is no form, of whatever window.
    if (lengthOf) apply(lengthOf, self, []);
    // A form of another window is asked about there, by the function of that window.
    const theirs = isThere ? null : submitOfOther(self);
    // The page may have put a function there that calls this one again.
    if (theirs) {
      isThere = true;
      try {
        return apply(theirs, self, []);
      } finally {
        isThere = false;
      }
    }
    return mayGoOn('submit', '', self as HTMLFormElement) ? native() : undefined;
  });
  ours = Form.submit;
  // `document.open()` takes all listeners off the window: the guard has to hear of it at once, on
  // an object that keeps its own, or a click in the same task would pass.
  for (const name of ['open', 'write', 'writeln'] as const) {
    wrapFunction(Document.prototype, name, (native) => {
      try {
        return native();
      } finally {
        ask(performance, `${channel}w`, 'written');
      }
    });
  }
}
