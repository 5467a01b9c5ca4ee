/** Which screen the profile is for: one that is open, or an address to open. */
import type { BuilderPageProps } from './builder-state.ts';
import { OpenAddress } from './open-address.tsx';

export function PageChoice({
  say,
  pages,
  page,
  onPages,
  onPage,
  onOpen,
  onLoad,
}: BuilderPageProps) {
  return (
    <section class="card" aria-labelledby="page-title">
      <h2 id="page-title">{say('build.page')}</h2>
      <p>{say('build.pageLead')}</p>
      {pages.length === 0 ? (
        <p id="pages-none">{say('build.noPages')}</p>
      ) : (
        <fieldset class="pages">
          <legend class="unseen">{say('build.page')}</legend>
          {pages.map((each) => (
            <label key={each.tab}>
              <input
                type="radio"
                name="page"
                data-tab={each.tab}
                checked={page?.tab === each.tab}
                onChange={() => onPage(each)}
              />{' '}
              <code>
                {each.host}
                {each.path}
              </code>
            </label>
          ))}
        </fieldset>
      )}
      <OpenAddress {...{ say, onOpen, onPages }} />
      <div class="field">
        <label for="load-profile">{say('build.load')}</label>
        <input
          id="load-profile"
          type="file"
          accept="application/json,.json"
          onChange={({ currentTarget }) => {
            const file = currentTarget.files?.[0];
            if (file) onLoad(file);
          }}
        />
      </div>
    </section>
  );
}
