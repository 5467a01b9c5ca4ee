/** Names that were given tokens and never heard. What is chosen or pasted stays in this page. */
import { useMemo, useState } from 'preact/hooks';
import type { FleetName } from '../../core/health/fleet.ts';
import { givenNames, heldAgainst } from '../../core/health/fleet-names.ts';
import type { Say } from '../../core/wording.ts';

export interface NamesCardProps {
  readonly names: readonly FleetName[];
  readonly say: Say;
}

const MOST_SHOWN = 500;

export function NamesCard({ names, say }: NamesCardProps) {
  const [text, setText] = useState('');
  const given = useMemo(() => givenNames(text), [text]);
  const found = useMemo(() => heldAgainst(given.names, names), [given, names]);
  return (
    <section class="card noprint" aria-labelledby="names-title">
      <h2 id="names-title">{say('fleet.names')}</h2>
      <p>{say('fleet.namesLead')}</p>
      <label class="field">
        <span>{say('fleet.namesFile')}</span>
        <input
          id="names-file"
          type="file"
          accept=".csv,.txt,text/csv,text/plain"
          onChange={async ({ currentTarget }) => {
            const [file] = currentTarget.files ?? [];
            if (file) setText(await file.text());
          }}
        />
      </label>
      <label class="field">
        <span>{say('fleet.namesText')}</span>
        <textarea
          id="names-text"
          rows={4}
          spellcheck={false}
          autocomplete="off"
          value={text}
          onInput={(event) => setText(event.currentTarget.value)}
        />
      </label>
      <div role="status" id="names-result">
        {given.unread.length > 0 && (
          <p>{say('fleet.namesUnread', { lines: given.unread.join(', ') })}</p>
        )}
        {given.names.length > 0 && <Result {...{ given: given.names, found, say }} />}
      </div>
    </section>
  );
}

interface ResultProps {
  readonly given: readonly string[];
  readonly found: ReturnType<typeof heldAgainst>;
  readonly say: Say;
}

function Result({ given, found: { neverHeard, notGiven }, say }: ResultProps) {
  const all = given.length;
  return (
    <>
      {neverHeard.length === 0 ? (
        <p id="names-all">{say('fleet.namesAll', { n: all })}</p>
      ) : (
        <>
          <p>{say('fleet.namesNever', { n: neverHeard.length, all })}</p>
          <Names id="names-never" names={neverHeard} say={say} />
        </>
      )}
      {notGiven.length > 0 && (
        <>
          <p>{say('fleet.namesNotGiven', { n: notGiven.length })}</p>
          <Names id="names-not-given" names={notGiven} say={say} />
        </>
      )}
    </>
  );
}

function Names(props: {
  readonly id: string;
  readonly names: readonly string[];
  readonly say: Say;
}) {
  const { id, names, say } = props;
  const more = names.length - MOST_SHOWN;
  return (
    <p id={id} class="said">
      <code>{names.slice(0, MOST_SHOWN).join(', ')}</code>
      {more > 0 && ` ${say('fleet.more', { n: more })}`}
    </p>
  );
}
