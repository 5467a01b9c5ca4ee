/**
 * The second net, in the page's own world: functions of the page that no event announces. It asks
 * the guard synchronously and does as it is told; it holds no policy and no secret. What it asks
 * goes through an event whose name is made here, before the first script of the page runs.
 */
export function hookPageFunctions(): void {
  // Taken first: a page may change these for its own ends.
  const { dispatchEvent } = EventTarget.prototype;
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
  const { performance } = window;
  for (const name of ['open', 'write', 'writeln'] as const) {
    const written = Document.prototype[name];
    Reflect.set(Document.prototype, name, function (this: Document, ...given: unknown[]) {
      try {
        return apply(written, this, given);
      } finally {
        ask(performance, channel, 'written');
      }
    });
  }
}
