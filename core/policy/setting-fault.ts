/**
 * The common kinds of fault of a setting, for pages to say in their own language. What has none is
 * told as the checker gives it, in English.
 */
import type { z } from 'zod';
import { fieldName } from './field-name.ts';
import { at } from './shape-faults.ts';

const KINDS = ['string', 'number', 'int', 'boolean', 'array', 'object'] as const;

export interface SettingFault {
  readonly code:
    | 'missing'
    | 'none-of'
    | 'too-big'
    | 'too-small'
    | 'too-many'
    | 'too-long'
    | 'empty'
    | 'unknown-name'
    | 'outside'
    | `kind.${(typeof KINDS)[number]}`;
  /** A bound, what may be written, or the name that is not known; never the value itself. */
  readonly value?: string | number;
}

/** @param value the settings of which zod refused something */
export function settingError(
  issue: z.core.$ZodIssue,
  value: unknown,
): { readonly field: string; readonly reason: string; readonly fault?: SettingFault } {
  const fault = settingFault(issue, at(value, issue.path));
  return {
    field: fieldName(issue.path, '(the settings as a whole)'),
    reason: issue.message,
    ...(fault && { fault }),
  };
}

/** @param written what stands there; undefined where nothing does */
function settingFault(issue: z.core.$ZodIssue, written: unknown): SettingFault | null {
  switch (issue.code) {
    case 'invalid_type': {
      if (written === undefined) return { code: 'missing' };
      const kind = KINDS.find((each) => each === issue.expected);
      return kind === undefined ? null : { code: `kind.${kind}` };
    }
    case 'invalid_value':
      return written === undefined
        ? { code: 'missing' }
        : { code: 'none-of', value: issue.values.map(String).join(', ') };
    case 'too_big': {
      const code =
        issue.origin === 'array' ? 'too-many' : issue.origin === 'string' ? 'too-long' : 'too-big';
      return { code, value: Number(issue.maximum) };
    }
    case 'too_small': {
      const isNumber = issue.origin === 'number' || issue.origin === 'int';
      return isNumber ? { code: 'too-small', value: Number(issue.minimum) } : { code: 'empty' };
    }
    case 'unrecognized_keys':
      return { code: 'unknown-name', value: issue.keys.join(', ') };
    default:
      return null;
  }
}
