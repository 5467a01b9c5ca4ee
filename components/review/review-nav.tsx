/** From the overrides to the ledgers that they come from, and back. */
import type { Say } from '../../core/wording.ts';

export const LEDGERS = '#ledgers';
export const RECONCILE = '#reconcile';

export function ReviewNav({
  say,
  current,
}: {
  readonly say: Say;
  readonly current: 'cases' | 'ledgers' | 'reconcile';
}) {
  const mark = (page: typeof current) => (page === current ? 'page' : undefined);
  return (
    <nav class="top__nav" aria-label={say('ledgers.pages')}>
      <a href="#list-title" id="nav-cases" aria-current={mark('cases')}>
        {say('ledgers.overrides')}
      </a>{' '}
      <a href={LEDGERS} id="nav-ledgers" aria-current={mark('ledgers')}>
        {say('ledgers.title')}
      </a>{' '}
      <a href={RECONCILE} id="nav-reconcile" aria-current={mark('reconcile')}>
        {say('reconcile.title')}
      </a>
    </nav>
  );
}
