/** What the background answers about questions to a second person. */
import type { ApprovalMessages } from '../../../core/approval/messages.ts';
import type { VouchMessages } from '../../../core/review/vouch-messages.ts';
import { forReviewer } from '../for-reviewer.ts';
import type { Services } from '../handlers.ts';
import type { Handler } from '../listen.ts';
import type { Answering } from './answering.ts';
import type { Asking } from './asking.ts';

/** Questions of this device to a second person, and those of others. */
export interface ApprovalServices {
  readonly asking: Asking;
  readonly answering: Answering;
}

type ApprovalHandlers = {
  readonly [Name in Exclude<keyof ApprovalMessages, keyof VouchMessages>]: Handler<Name>;
};

export function approvalHandlers(services: Services): ApprovalHandlers {
  const { asking, answering, policy } = services;
  return {
    'ask-now': (report, sender) => asking.ask(report, sender),

    // A message wakes the background, and what it writes down names the policy in force.
    async 'ask-state'({ id }, sender) {
      await policy.ready();
      return asking.state(id, sender);
    },

    async 'ask-withdraw'({ id }, sender) {
      await policy.ready();
      await asking.withdraw(id, sender);
      return null;
    },

    asked: ({ isShown }) =>
      forReviewer(services, async () => {
        const rows = isShown ? await answering.list() : [];
        const [waiting, lost] = await Promise.all([answering.count(), answering.lost()]);
        return { ok: true, rows, waiting, lost };
      }),

    async 'answer-asked'(answer) {
      await policy.ready();
      return answering.answer(answer);
    },

    async 'approval-work'() {
      await policy.ready();
      const { puts, hears } = await asking.work();
      return { puts: [...puts, ...(await answering.puts())], hears };
    },

    async 'approval-put'({ id, answer }) {
      if (!(await asking.answered(id, answer))) await answering.answered(id, answer);
      return null;
    },

    async 'approval-heard'({ place, text }) {
      await policy.ready();
      await asking.heard(place, text);
      return null;
    },
  };
}
