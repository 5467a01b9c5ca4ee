/** An address to open beside the pages that are open, and the search for those. */
import { useState } from 'preact/hooks';
import type { Say } from '../../core/wording.ts';
import { TextField } from './fields.tsx';

export interface OpenAddressProps {
  readonly say: Say;
  readonly onOpen: (address: string) => void;
  readonly onPages: () => void;
}

export function OpenAddress({ say, onOpen, onPages }: OpenAddressProps) {
  const [address, setAddress] = useState('');
  return (
    <form
      class="open"
      onSubmit={(event) => {
        event.preventDefault();
        onOpen(address);
      }}
    >
      <TextField
        id="open-address"
        label={say('build.openAddress')}
        value={address}
        onInput={setAddress}
      />
      <button type="submit" id="open-page">
        {say('build.open')}
      </button>
      <button type="button" id="find-pages" onClick={onPages}>
        {say('build.findPages')}
      </button>
    </form>
  );
}
