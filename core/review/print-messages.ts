/** What our pages ask the background before something of theirs goes to paper. */
import type { Disclosure } from '../ledger/disclosure.ts';
import type { PrintedPage } from '../ledger/printed.ts';
import type { Refused } from './ledger-messages.ts';

/** What would be printed. */
export interface Printing {
  readonly page: PrintedPage;
  /** Id of the override; empty where it is a list, or something else. */
  readonly of: string;
  /** How many overrides, devices or lines are on it. */
  readonly entries: number;
}

/** What `Messages` has of printing. */
export interface PrintMessages {
  /** Records that something is printed, before it is. */
  print: {
    from: 'page';
    request: Printing & Disclosure;
    reply: { readonly ok: true } | Refused;
  };
}
