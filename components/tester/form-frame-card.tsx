/** The form, in a frame of its own with the guard over it. */
import { useEffect, useRef } from 'preact/hooks';
import type { ShownForm, TesterPageProps } from './tester-state.ts';

/** A page of the extension that holds a form and nothing else. */
const FRAME = 'tester-form.html';

export function FormFrameCard({
  say,
  form,
  removed,
  onFrame,
}: TesterPageProps & { readonly form: ShownForm }) {
  const card = useRef<HTMLElement>(null);
  // Below what was filled in; another policy for the same form leaves the reader where they are.
  useEffect(() => card.current?.scrollIntoView?.({ block: 'start' }), [form.opened]);
  return (
    <section class="card" ref={card} aria-labelledby="shown-form-title">
      <h2 id="shown-form-title">{form.name === '' ? say('tester.pasted') : form.name}</h2>
      <p>{say('tester.tryIt')}</p>
      <iframe
        key={form.trial}
        id="form-frame"
        class="tester__frame"
        title={say('tester.frame')}
        src={FRAME}
        // No new windows, no leaving for another page around it, no downloads.
        sandbox="allow-scripts allow-same-origin allow-forms"
        onLoad={({ currentTarget }) => onFrame(currentTarget)}
      />
      <p class="quiet" role="status" id="removed">
        {removed === null ? say('tester.loading') : say('tester.removed', { ...removed })}
      </p>
    </section>
  );
}
