/** What is tested: a form of one's own, or a page that is open. */
import { useState } from 'preact/hooks';
import { TextField } from '../profiles/fields.tsx';
import { OpenAddress } from '../profiles/open-address.tsx';
import type { TesterPageProps } from './tester-state.ts';

export function ScreenChoice(props: TesterPageProps) {
  return (
    <div class="pair">
      <OwnForm {...props} />
      <OpenPages {...props} />
    </div>
  );
}

function OwnForm({ say, address, onAddress, onPaste, onFile }: TesterPageProps) {
  const [html, setHtml] = useState('');
  return (
    <section class="card" aria-labelledby="own-form-title">
      <h2 id="own-form-title">{say('tester.form')}</h2>
      <p>{say('tester.formLead')}</p>
      <TextField
        id="form-address"
        label={say('tester.address')}
        hint={say('tester.addressHint')}
        value={address}
        onInput={onAddress}
      />
      <form
        onSubmit={(event) => {
          event.preventDefault();
          onPaste(html);
        }}
      >
        <div class="field">
          <label for="form-html">{say('tester.html')}</label>
          <textarea
            id="form-html"
            class="tester__html"
            rows={5}
            spellcheck={false}
            value={html}
            onInput={({ currentTarget }) => setHtml(currentTarget.value)}
          />
        </div>
        <p>
          <button type="submit" id="show-form" class="main-button">
            {say('tester.show')}
          </button>
        </p>
      </form>
      <div class="field">
        <label for="form-file">{say('tester.formFile')}</label>
        <input
          id="form-file"
          type="file"
          accept="text/html,.html,.htm,.xhtml"
          onChange={({ currentTarget }) => {
            const file = currentTarget.files?.[0];
            if (file) onFile(file);
            currentTarget.value = '';
          }}
        />
      </div>
    </section>
  );
}

function OpenPages({ say, pages, page, onPages, onPage, onOpen }: TesterPageProps) {
  return (
    <section class="card" aria-labelledby="open-pages-title">
      <h2 id="open-pages-title">{say('tester.pages')}</h2>
      <p>{say('tester.pagesLead')}</p>
      {pages.length === 0 ? (
        <p id="pages-none">{say('build.noPages')}</p>
      ) : (
        <ul class="plain tester__pages">
          {pages.map((each) => (
            <li key={each.tab}>
              <button
                type="button"
                data-tab={each.tab}
                aria-pressed={page?.tab === each.tab}
                onClick={() => onPage(each)}
              >
                {say('tester.read')}{' '}
                <code>
                  {each.host}
                  {each.path}
                </code>
              </button>
            </li>
          ))}
        </ul>
      )}
      <OpenAddress {...{ say, onOpen, onPages }} />
    </section>
  );
}
