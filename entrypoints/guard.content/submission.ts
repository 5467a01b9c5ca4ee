/**
 * A page that asks whether to run a check while it sends a form: the question is held, and the
 * form waits with it, or the page would be gone before the officer could answer. Without the
 * check the form is sent as it would have been: saving is never lost to a hold.
 */

let heard: SubmitEvent | null = null;
let sending: HTMLFormElement | null = null;

/** Notes the submission that the page is about to hear. Answers whether it is our own sending. */
export function isSentAgain(event: SubmitEvent): boolean {
  heard = event;
  if (sending === null || event.target !== sending) return false;
  // The page has heard this submission once and has done with it: only the sending is left.
  event.stopImmediatePropagation();
  return true;
}

/**
 * Makes the submission that the page is hearing at this moment wait, if there is one and the page
 * itself does not stop it.
 *
 * @returns sends it; does nothing where there is nothing that waits
 */
export function holdSubmission(): () => void {
  const event = heard;
  if (event === null || event.eventPhase === Event.NONE) return () => {};
  let waiting = false;
  // Added while the event is on its way, so it is heard after every listener of the page.
  addEventListener(
    'submit',
    (last) => {
      if (last !== event || event.defaultPrevented) return;
      event.preventDefault();
      waiting = true;
    },
    { once: true },
  );
  return () => {
    const { target: form, submitter } = event;
    if (!waiting || !(form instanceof HTMLFormElement) || !form.isConnected) return;
    waiting = false;
    sending = form;
    try {
      form.requestSubmit(submitter?.isConnected ? submitter : null);
    } finally {
      sending = null;
    }
  };
}
