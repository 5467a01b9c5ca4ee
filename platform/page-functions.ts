import { hookPageRequests, type Later } from './page-requests.ts';

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

  const { confirm, prompt } = window;
  window.confirm = function (this: unknown, message?: string) {
    return mayGoOn('confirm', toText(message ?? '')) && apply(confirm, window, [message]);
  };
  window.prompt = function (this: unknown, message?: string, preset?: string) {
    return mayGoOn('prompt', toText(message ?? ''))
      ? apply(prompt, window, [message, preset])
      : null;
  };
  const { submit } = HTMLFormElement.prototype;
  HTMLFormElement.prototype.submit = function (this: HTMLFormElement) {
    if (mayGoOn('submit', '', this)) apply(submit, this, []);
  };
  // `document.open()` takes all listeners off the window: the guard has to hear of it at once, on
  // an object that keeps its own, or a click in the same task would pass.
  for (const name of ['open', 'write', 'writeln'] as const) {
    const written = Document.prototype[name];
    Reflect.set(Document.prototype, name, function (this: Document, ...given: unknown[]) {
      try {
        return apply(written, this, given);
      } finally {
        ask(performance, `${channel}w`, 'written');
      }
    });
  }
}
