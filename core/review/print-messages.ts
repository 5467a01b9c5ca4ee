/** What our pages ask the background before something of theirs goes to paper. */
import type { Disclosure } from '../ledger/disclosure.ts';
import type { Printing } from '../ledger/printed.ts';
import type { Refused } from './ledger-messages.ts';

/** What `Messages` has of printing. */
export interface PrintMessages {
  /** Records that something is printed, before it is. */
  print: {
    from: 'page';
    request: Printing & Disclosure;
    reply: { readonly ok: true } | Refused;
  };
}
