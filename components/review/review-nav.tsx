/** From the overrides to the ledgers that they come from, and back. */
import type { Say } from '../../core/wording.ts';

export const LEDGERS = '#ledgers';

export function ReviewNav({
  say,
  current,
}: {
  readonly say: Say;
  readonly current: 'cases' | 'ledgers';
}) {
  const mark = (page: typeof current) => (page === current ? 'page' : undefined);
  return (
    <nav class="top__nav" aria-label={say('ledgers.pages')}>
      <a href="#list-title" id="nav-cases" aria-current={mark('cases')}>
        {say('ledgers.overrides')}
      </a>{' '}
      <a href={LEDGERS} id="nav-ledgers" aria-current={mark('ledgers')}>
        {say('ledgers.title')}
      </a>
    </nav>
  );
}
