/** What is printed for what and for whom, asked before a browser prints; and what paper has otherwise. */
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Disclosure } from '../../core/ledger/disclosure.ts';
import type { Printing } from '../../core/ledger/printed.ts';
import type { Say } from '../../core/wording.ts';
import { useDisclosure } from '../ledgers/use-disclosure.tsx';
import { Notice } from '../notice.tsx';

export interface PaperDialogProps {
  readonly asking: Printing | null;
  readonly failure: string | null;
  readonly say: Say;
  readonly onPrint: (disclosure: Disclosure) => void;
  readonly onLeave: () => void;
}

export function PaperDialog(props: PaperDialogProps) {
  const { asking, say, onLeave } = props;
  const dialog = useRef<HTMLDialogElement>(null);
  const isOpen = asking !== null;
  // Closed and not taken away: the focus goes back to where it was. At once: the page is printed next.
  useLayoutEffect(() => {
    if (isOpen) dialog.current?.showModal();
    else dialog.current?.close();
  }, [isOpen]);
  return (
    <>
      <p class="unrecorded" id="unrecorded">
        {say('print.unrecorded')}
      </p>
      <dialog id="paper" class="modal" ref={dialog} aria-labelledby="paper-title" onClose={onLeave}>
        {asking && <Asked {...props} asking={asking} onLeave={() => dialog.current?.close()} />}
      </dialog>
    </>
  );
}

type AskedProps = PaperDialogProps & { readonly asking: Printing };

function Asked({ asking, failure, say, onPrint, onLeave }: AskedProps) {
  const disclosure = useDisclosure('paper', say);
  const submit = (event: Event) => {
    event.preventDefault();
    const chosen = disclosure.take();
    if (chosen) onPrint(chosen);
  };
  return (
    <form onSubmit={submit} noValidate>
      <h2 id="paper-title">{say(`print.${asking.page}`)}</h2>
      <p>{say('print.lead')}</p>
      {failure !== null && (
        <Notice tone="bad" id="paper-failed" role="alert">
          <p>{say('print.failed', { code: failure })}</p>
        </Notice>
      )}
      {disclosure.fields}
      <p class="buttons">
        <button type="submit" id="paper-print" class="main-button">
          {say('print.go')}
        </button>{' '}
        <button type="button" id="paper-leave" onClick={onLeave}>
          {say('print.leave')}
        </button>
      </p>
    </form>
  );
}
