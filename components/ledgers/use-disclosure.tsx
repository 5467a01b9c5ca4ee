/** What a file is for and for whom, which nobody chooses for somebody: asked before it leaves. */
import type { ComponentChild } from 'preact';
import { useRef, useState } from 'preact/hooks';
import {
  type Disclosure,
  PURPOSES,
  type Purpose,
  RECIPIENTS,
  type Recipient,
} from '../../core/ledger/disclosure.ts';
import type { Say } from '../../core/wording.ts';
import { Choice } from '../choice.tsx';

export interface DisclosureAsked {
  readonly fields: ComponentChild;
  /** What was chosen; null where something is missing, which is then shown and gets the focus. */
  readonly take: () => Disclosure | null;
}

/** @param prefix of the ids of the two fields */
export function useDisclosure(prefix: string, say: Say): DisclosureAsked {
  const [purpose, setPurpose] = useState<Purpose | null>(null);
  const [recipient, setRecipient] = useState<Recipient | null>(null);
  const [isIncomplete, setIncomplete] = useState(false);
  const fields = useRef<HTMLDivElement>(null);
  const take = () => {
    setIncomplete(purpose === null || recipient === null);
    if (purpose !== null && recipient !== null) return { purpose, recipient };
    const missing = `#${prefix}-${purpose ? 'recipient' : 'purpose'}`;
    fields.current?.querySelector<HTMLSelectElement>(missing)?.focus();
    return null;
  };
  return {
    take,
    fields: (
      <div ref={fields}>
        <Choice
          id={`${prefix}-purpose`}
          label={say('export.purpose')}
          options={PURPOSES}
          chosen={purpose}
          none={say('export.choose')}
          fault={isIncomplete && purpose === null ? say('export.purposeMissing') : null}
          onChange={setPurpose}
          words={(each) => say(`purpose.${each}`)}
        />
        <Choice
          id={`${prefix}-recipient`}
          label={say('export.recipient')}
          options={RECIPIENTS}
          chosen={recipient}
          none={say('export.choose')}
          fault={isIncomplete && recipient === null ? say('export.recipientMissing') : null}
          onChange={setRecipient}
          words={(each) => say(`recipient.${each}`)}
        />
      </div>
    ),
  };
}
