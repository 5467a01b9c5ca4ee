/** Steps through the pages of a long list; nothing where there is one page. */
import type { Say } from '../core/wording.ts';
import type { RowPage } from './row-page.ts';

export interface RowPagesProps {
  readonly say: Say;
  readonly shown: Pick<RowPage<unknown>, 'page' | 'pages'>;
  readonly onPage: (page: number) => void;
}

export function RowPages({ say, shown: { page, pages }, onPage }: RowPagesProps) {
  if (pages < 2) return null;
  return (
    <nav class="pages" aria-label={say('review.pages')}>
      <button type="button" id="page-back" disabled={page === 0} onClick={() => onPage(page - 1)}>
        {say('review.previous')}
      </button>
      <span>
        {page + 1} / {pages}
      </span>
      <button
        type="button"
        id="page-on"
        disabled={page === pages - 1}
        onClick={() => onPage(page + 1)}
      >
        {say('review.next')}
      </button>
    </nav>
  );
}
