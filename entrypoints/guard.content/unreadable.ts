/**
 * What happens when reading a control fails: one that looks as if it mattered is held as a look-up
 * about nobody known, with the ways on that such a hold has; every other goes its way, so that a
 * fault of ours never stops the recording of a crime.
 */
import type { Classification } from '../../core/forms/classification.ts';
import { decide } from '../../core/policy/decide.ts';
import type { Assessment } from './assess.ts';
import { notify } from './channel.ts';
import { policyInForce } from './in-force.ts';
import { attribute, textContentOf } from './native.ts';

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

/**
 * Reads, and holds what could not be read but looks as if it mattered.
 *
 * @param text what speaks for holding it; the control's own words by default
 */
export function readOrHold(
  control: Element,
  read: () => Assessment | null,
  text = () => wordsOn(control),
): Assessment | null {
  try {
    return read();
  } catch {
    notify('fault', { code: 'guard-error' });
    return assessUnreadable(control, text());
  }
}

function wordsOn(control: Element): string {
  return [
    textContentOf(control)?.slice(0, 200),
    ...['aria-label', 'value', 'title', 'href'].map((name) => attribute(control, name)),
  ].join(' ');
}

function assessUnreadable(control: Element, text: string): Assessment | null {
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
