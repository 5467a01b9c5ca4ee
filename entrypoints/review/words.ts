/** All wording of the review page, which is many pages. */
import type { Language } from '../../core/vocabulary.ts';
import type { Say } from '../../core/wording.ts';
import { promptWording, sayIn } from '../../platform/wording.ts';
import approvalCy from '../../policies/wording/approval.cy.json' with { type: 'json' };
import approvalEn from '../../policies/wording/approval.en.json' with { type: 'json' };
import decidingCy from '../../policies/wording/deciding.cy.json' with { type: 'json' };
import decidingEn from '../../policies/wording/deciding.en.json' with { type: 'json' };
import historyCy from '../../policies/wording/history.cy.json' with { type: 'json' };
import historyEn from '../../policies/wording/history.en.json' with { type: 'json' };
import ledgerCy from '../../policies/wording/ledger.cy.json' with { type: 'json' };
import ledgerEn from '../../policies/wording/ledger.en.json' with { type: 'json' };
import cy from '../../policies/wording/pages.cy.json' with { type: 'json' };
import en from '../../policies/wording/pages.en.json' with { type: 'json' };
import paperCy from '../../policies/wording/paper.cy.json' with { type: 'json' };
import paperEn from '../../policies/wording/paper.en.json' with { type: 'json' };
import patternsCy from '../../policies/wording/patterns.cy.json' with { type: 'json' };
import patternsEn from '../../policies/wording/patterns.en.json' with { type: 'json' };
import queueCy from '../../policies/wording/queue.cy.json' with { type: 'json' };
import queueEn from '../../policies/wording/queue.en.json' with { type: 'json' };
import reconcileCy from '../../policies/wording/reconcile.cy.json' with { type: 'json' };
import reconcileEn from '../../policies/wording/reconcile.en.json' with { type: 'json' };

const wording = {
  en: {
    ...en,
    ...ledgerEn,
    ...reconcileEn,
    ...patternsEn,
    ...historyEn,
    ...approvalEn,
    ...paperEn,
    ...queueEn,
    ...decidingEn,
  },
  cy: {
    ...cy,
    ...ledgerCy,
    ...reconcileCy,
    ...patternsCy,
    ...historyCy,
    ...approvalCy,
    ...paperCy,
    ...queueCy,
    ...decidingCy,
  },
};
const says = new Map<Language, Say>();

/** The same function each time: what hangs on it is not drawn anew. */
export function sayFor(language: Language): Say {
  const say = says.get(language) ?? sayIn(language, promptWording, wording);
  says.set(language, say);
  return say;
}
