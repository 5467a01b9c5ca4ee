/** What the background answers to the list of the review page. */
import type { QueueMessages } from '../../../core/review/queue-messages.ts';
import { rowsText } from '../../../core/review/row-columns.ts';
import type { Language } from '../../../core/vocabulary.ts';
import { forReviewer } from '../for-reviewer.ts';
import type { Services } from '../handlers.ts';
import { LedgerError } from '../ledger/error.ts';
import type { Handler } from '../listen.ts';
import type { CaseHeaders } from '../others.ts';
import { recordPageRead } from '../page-read.ts';
import { listCases } from '../review-cases.ts';
import { turns } from '../turns.ts';
import { RowChanges } from './changes.ts';
import { readsOf } from './reads.ts';

/** Of what a list was made. Each is another object where it is another thing. */
interface Basis extends Pick<CaseHeaders, 'headers' | 'received' | 'places'> {
  readonly policy: Services['policy']['state'];
}

interface Listed {
  readonly reading: string;
  readonly basis: Basis;
  readonly changes: RowChanges;
}

type QueueHandlers = { readonly [Name in keyof QueueMessages]: Handler<Name> };

export function queueHandlers(
  services: Services,
  language: () => Promise<Language | null>,
): QueueHandlers {
  const { policy, caseLedgers, newId } = services;
  const inTurn = turns();
  let listed: Listed | null = null;

  const current = async (): Promise<Listed> => {
    const { headers, received, places } = await caseLedgers.read();
    const basis: Basis = { headers, received, places, policy: policy.state };
    if (listed && isSame(listed.basis, basis)) return listed;
    const rows = await listCases(services);
    if (listed?.changes.take(rows)) listed = { ...listed, basis };
    else {
      const changes = new RowChanges();
      changes.take(rows);
      listed = { reading: newId(), basis, changes };
    }
    return listed;
  };

  return {
    reads: ({ id }) =>
      forReviewer(services, async () => ({ ok: true, reads: await readsOf(services, id) })),

    async queue({ reading, after, count }) {
      await policy.ready();
      const common = { identity: policy.state.policy.identity, language: await language() };
      try {
        // A page that begins to read has no reading yet; one that follows has.
        if (reading === '') await inTurn(() => recordPageRead(services, null));
        const asKept = await services.kept.after(services, reading, after);
        if (asKept) return { ...common, failure: null, ...asKept };
        const now = await inTurn(current);
        const from = now.reading === reading ? after : 0;
        const { rows: changed, ...part } = now.changes.after(from, count);
        const { size: all } = now.changes;
        const rows = rowsText(changed);
        return { ...common, failure: null, reading: now.reading, rows, ...part, all };
      } catch (error) {
        if (!(error instanceof LedgerError)) throw error;
        const none = { rows: rowsText([]), next: after, hasMore: false, all: 0 };
        return { ...common, failure: error.code, reading, ...none };
      }
    },
  };
}

function isSame(one: Basis, other: Basis): boolean {
  return (
    one.headers === other.headers &&
    one.received === other.received &&
    one.places === other.places &&
    one.policy === other.policy
  );
}
