/** What the officer is told where an answer could not be recorded. */
import { faultText } from '../../core/policy/answers.ts';
import type { Say } from '../../core/wording.ts';
import type { NotRecorded } from './ask.ts';

export function failureText(say: Say, failure: NotRecorded): string {
  if ('fault' in failure && failure.fault) return faultText(say, failure.fault);
  switch (failure.code) {
    case 'cut-off':
      return say('ui.stale');
    case 'storage-full':
      return say('ui.storageFull');
    case 'stricter-outcome':
      return say('ui.policyStricter');
    default:
      return say('ui.notRecorded');
  }
}
