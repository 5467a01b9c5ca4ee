/**
 * The policy tester for force IT: a form that is pasted or opened, or a page that is open, under the
 * policy in force or under one that has not been given out yet.
 */
import { Notice } from '../notice.tsx';
import { ControlList } from './control-list.tsx';
import { FormFrameCard } from './form-frame-card.tsx';
import { PolicyChoice } from './policy-choice.tsx';
import { ScreenChoice } from './screen-choice.tsx';
import type { TesterPageProps } from './tester-state.ts';
import { TraceCard } from './trace-card.tsx';

export function TesterPage(props: TesterPageProps) {
  const { say, failure, form, page, engine, controls } = props;
  return (
    <div class="status">
      <header class="top">
        <h1>{say('tester.title')}</h1>
        <p class="top__note">{say('tester.lead')}</p>
      </header>
      <main class="tester">
        {failure !== null && (
          <Notice tone="bad" id="tester-failed" role="alert">
            <p data-failure={failure}>{say(failure)}</p>
          </Notice>
        )}
        <p class="quiet" id="engine">
          {say('tester.engine')} <code>{engine ?? say('word.dash')}</code>
        </p>
        <PolicyChoice {...props} />
        <ScreenChoice {...props} />
        {form !== null && (
          <div class="tester__form">
            <FormFrameCard {...props} form={form} />
            <ControlList {...props} />
          </div>
        )}
        {form !== null && <TraceCard {...props} />}
        {page !== null && controls !== null && <ControlList {...props} />}
        <p>
          <a href="options.html">{say('build.back')}</a>
        </p>
      </main>
    </div>
  );
}
