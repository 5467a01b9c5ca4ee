/** The prompt word for word as the officer saw it, from the entry and never from today's policy. */
import type { AttemptBody } from '../../core/ledger/entry.ts';
import type { ReviewContext } from './review-context.ts';

export interface ShownPromptProps {
  readonly body: AttemptBody;
  readonly context: ReviewContext;
}

export function ShownPromptCard({ body: { prompt }, context: { say } }: ShownPromptProps) {
  return (
    <section id="prompt-shown" class="card" aria-labelledby="prompt-shown-title">
      <h3 id="prompt-shown-title">{say('shown.title')}</h3>
      {prompt === null ? (
        <p>{say('shown.none')}</p>
      ) : (
        <>
          <p class="quiet">
            {say('shown.lead')} {say('shown.language')}: {say(`word.${prompt.language}`)}.
          </p>
          <dl class="facts facts--prompt">
            <div data-fact="prompt-title" class="facts__one">
              <dt>{say('shown.heading')}</dt>
              <dd lang={prompt.language}>{prompt.title}</dd>
            </div>
            <div data-fact="prompt-why" class="facts__one">
              <dt>{say('shown.why')}</dt>
              <dd lang={prompt.language} class="as-written">
                {prompt.why}
              </dd>
            </div>
            <div data-fact="prompt-instead" class="facts__one">
              <dt>{say('shown.instead')}</dt>
              <dd lang={prompt.language}>{prompt.instead}</dd>
            </div>
          </dl>
        </>
      )}
    </section>
  );
}
