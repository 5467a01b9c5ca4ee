/** What the officer is told when an answer does not count or could not be recorded. */
import type { ReasonFault } from '../../core/policy/reasons.ts';
import type { Say } from '../../core/wording.ts';
import type { NotRecorded } from './ask.ts';

const FAULT_KEYS = {
  'no-reason-code': 'ui.faultNoCode',
  empty: 'ui.faultEmpty',
  'too-short': 'ui.faultShort',
  'too-long': 'ui.faultLong',
  repeats: 'ui.faultRepeats',
  'holds-identifier': 'ui.faultIdentifier',
} as const satisfies Record<ReasonFault['code'], string>;

/** The field in which an explanation is wrong. */
export function fieldOf({ code }: ReasonFault): 'reason' | 'explanation' {
  return code === 'no-reason-code' ? 'reason' : 'explanation';
}

export function faultText(say: Say, fault: ReasonFault): string {
  const { code, ...places } = fault;
  const what = fault.code === 'holds-identifier' ? { what: say(`ui.what.${fault.what}`) } : {};
  return say(FAULT_KEYS[code], { ...places, ...what });
}

/** What the officer is told where nothing was recorded. */
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
