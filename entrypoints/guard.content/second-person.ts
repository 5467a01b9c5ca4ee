/** A second person who is asked from the prompt: what they say stands in it. */
import type { SecondPerson } from '../../core/approval/second-person.ts';
import type { Say } from '../../core/wording.ts';
import { createSecondPerson } from '../../platform/second-person.ts';
import { newId, notify, request } from './channel.ts';
import type { PromptHost } from './prompt-host.ts';

export function secondPerson(host: Pick<PromptHost, 'write' | 'offer'>, say: Say): SecondPerson {
  let shown = '';
  return createSecondPerson(
    {
      newId,
      put: (about) => request('ask-now', about),
      look: (id) => request('ask-state', { id }),
      takeBack: (id) => notify('ask-withdraw', { id }),
      // A question can be taken back while it is open, and asked again when it is over.
      show(text, isOpen) {
        // The same again would be read out again.
        if (text !== shown) host.write('asked', text);
        shown = text;
        const [on, off] = isOpen ? ['withdraw', 'ask'] : ['ask', 'withdraw'];
        host.offer(`[data-do=${on}]`, true);
        host.offer(`[data-do=${off}]`, false);
      },
    },
    say,
  );
}
