/** A file of managed settings, as force IT wrote it and has not given out yet. */
import {
  assemblePolicy,
  type Baseline,
  type PolicyInForce,
  readManagedSettings,
  type SettingError,
} from './assemble.ts';
import { textHash } from './text-hash.ts';

/** Longest file that is read, in characters. */
export const MAX_SETTINGS = 2_000_000;

export type SettingsFile =
  | { readonly ok: true; readonly policy: PolicyInForce }
  | { readonly ok: false; readonly errors: readonly SettingError[] };

const WHOLE = '(the file as a whole)';

/** @param text untrusted */
export function readSettingsFile(text: string, baseline: Baseline): SettingsFile {
  if (text.length > MAX_SETTINGS)
    return refused(`is longer than ${MAX_SETTINGS / 1_000_000} million characters`);
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    // SyntaxError, which says where; a RangeError for what is nested without end.
    return refused(`is not JSON: ${placeOf(error, text)}`);
  }
  const reading = readManagedSettings(value, baseline);
  if (!reading.ok) return reading;
  return { ok: true, policy: assemblePolicy(baseline, reading.settings, textHash) };
}

function refused(reason: string): SettingsFile {
  return { ok: false, errors: [{ field: WHOLE, reason }] };
}

/** The line, where the browser tells a position; never a piece of the file, which it may quote. */
function placeOf(error: unknown, text: string): string {
  const message = error instanceof Error ? error.message : '';
  const line = /line (\d+)/.exec(message)?.[1];
  if (line !== undefined) return `line ${line}`;
  const at = /position (\d+)/.exec(message)?.[1];
  if (at === undefined) return 'it ends too early or is of another kind';
  return `line ${text.slice(0, Number(at)).split('\n').length}`;
}
