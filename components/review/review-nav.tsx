/** From the overrides to the other pages of the review, and back. */
import type { Say } from '../../core/wording.ts';

/** Pages beside that of the overrides, by the address of each. */
export const PAGES = {
  asked: '#asked',
  ledgers: '#ledgers',
  reconcile: '#reconcile',
  patterns: '#patterns',
} as const;
export type ReviewPageName = 'cases' | keyof typeof PAGES;

const OTHERS = ['asked', 'ledgers', 'reconcile', 'patterns'] as const;

/** @param hash of the page's address, untrusted */
export function pageFromAddress(hash: string): ReviewPageName {
  return OTHERS.find((page) => PAGES[page] === hash) ?? 'cases';
}

export interface ReviewNavProps {
  readonly say: Say;
  readonly current: ReviewPageName;
  /** How many officers wait for this person before a prompt. */
  readonly waiting: number;
}

export function ReviewNav({ say, current, waiting }: ReviewNavProps) {
  const mark = (page: ReviewPageName) => (page === current ? 'page' : undefined);
  return (
    <nav class="top__nav" aria-label={say('ledgers.pages')}>
      <a href="#list-title" id="nav-cases" aria-current={mark('cases')}>
        {say('ledgers.overrides')}
      </a>
      {OTHERS.map((page) => (
        <>
          {' '}
          <a href={PAGES[page]} id={`nav-${page}`} key={page} aria-current={mark(page)}>
            {say(`${page}.title`)}
          </a>
          {page === 'asked' && (
            <span role="status" id="asked-waiting">
              {waiting > 0 && (
                <>
                  {' '}
                  <span class="badge badge--urgent">{say('asked.waiting', { n: waiting })}</span>
                </>
              )}
            </span>
          )}
        </>
      ))}
    </nav>
  );
}
