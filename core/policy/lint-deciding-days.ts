/** Rules of who closes what that count from a day which is over. */
import type { Finding } from './lint.ts';
import type { ManagedSettings } from './schema.ts';

/**
 * What was decided since then by other people is open again where such a rule is new.
 *
 * @param today ISO, UTC
 */
export function lintDecidingDays(
  { deciding = [] }: ManagedSettings,
  today: string,
): readonly Finding[] {
  return deciding.flatMap(({ from }, index): readonly Finding[] =>
    from >= today
      ? []
      : [
          {
            severity: 'warning',
            code: 'deciding-began',
            path: ['deciding', index, 'from'],
            what: 'is a day that is over: where the rule is new, overrides that others closed since then are open again',
            instead: 'begin a new rule today or later; leave one that is in force already as it is',
          },
        ],
  );
}
