/** How a page of ours asks the background, and is answered by what it asked. */
import type { MessageName, Messages } from './messages.ts';

export type Ask = <Name extends MessageName>(
  name: Name,
  body: Messages[Name]['request'],
) => Promise<Messages[Name]['reply']>;
