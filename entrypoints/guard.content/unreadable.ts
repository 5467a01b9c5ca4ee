/**
 * What happens when reading a control fails: one that looks as if it mattered is held as a look-up
 * about nobody known, with the ways on that such a hold has; every other goes its way, so that a
 * fault of ours never stops the recording of a crime.
 */
import type { Classification } from '../../core/forms/classification.ts';
import { decide } from '../../core/policy/decide.ts';
import type { Assessment } from './assess.ts';
import { policyInForce } from './in-force.ts';

const LAST_RESORT =
  /immigra|mewnfudo|\bnccu\b|\bpnc\b|\bleds\b|home office|swyddfa gartref|visa status|asylum|lloches/i;

const UNREAD: Classification = {
  kind: 'immigration-lookup',
  confidence: 1,
  role: 'unknown',
  dual: false,
  ordinal: 1,
  group: 'OTHER',
  because: [],
};

/** @returns null where nothing speaks for holding it */
export function assessUnreadable(control: Element): Assessment | null {
  const text = [
    control.textContent?.slice(0, 200),
    ...['aria-label', 'value', 'title', 'href'].map((name) => control.getAttribute(name)),
  ].join(' ');
  if (!LAST_RESORT.test(text)) return null;
  return {
    control,
    snapshot: {
      control: { kind: 'button', names: [], isAction: true, isSubmit: false },
      blocks: [],
      form: [],
      page: { headings: [], title: '', address: '', tabs: [], offences: [] },
    },
    classification: UNREAD,
    decision: decide(UNREAD, policyInForce().table),
  };
}
