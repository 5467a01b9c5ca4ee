/** The address within the review page, in the hash, so it can be sent: a view of the list, one override. */
import { FIRST_VIEW, pairsOf, type QueueView, viewFrom } from '../../core/review/queue-view.ts';

/** @param view the list beside it */
export function caseAddress(id: string, view: QueueView = FIRST_VIEW): string {
  return `#${new URLSearchParams([['case', id], ...pairs(view)])}`;
}

/** The list alone. */
export function viewAddress(view: QueueView): string {
  const said = new URLSearchParams(pairs(view)).toString();
  // A link needs somewhere to lead to.
  return said === '' ? '#list-title' : `#${said}`;
}

/** @param hash of the page's address, untrusted */
export function caseFromAddress(hash: string): string | null {
  return namesIn(hash).get('case') || null;
}

const CASE_ID = /^(?:[0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:-aside)?$/;

/** Whether an override can have this id. @param id from the page's address, untrusted */
export function isCaseId(id: string): boolean {
  return CASE_ID.test(id);
}

/** @param hash of the page's address, untrusted */
export function viewFromAddress(hash: string): QueueView {
  const names = namesIn(hash);
  return viewFrom((name) => names.get(name));
}

function namesIn(hash: string): URLSearchParams {
  return new URLSearchParams(hash.replace(/^#/, ''));
}

function pairs(view: QueueView): string[][] {
  return pairsOf(view).map((pair) => [...pair]);
}
