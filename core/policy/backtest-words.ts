/** What came of a backtest, in lines of plain text. */
import type { Say } from '../wording.ts';
import type { Backtest, ChangedDecisions, OfficerPrompts, Prompts } from './backtest.ts';
import { regionWords } from './region-words.ts';
import { EVERYTHING } from './regions.ts';

/** More would be read by nobody; `--json` gives all. */
const MOST_LINES = 30;

/** @param dayText of epoch milliseconds, as people write it */
export function backtestLines(
  result: Backtest,
  say: Say,
  dayText: (at: number) => string,
): readonly string[] {
  const { attempts, from, to, changed, prompts, shifts, officers } = result;
  if (from === null || to === null) return [say('backtest.none')];
  const decisions = changed.reduce((sum, { count }) => sum + count, 0);
  return [
    say('backtest.over', { attempts, from: dayText(from), to: dayText(to) }),
    say('backtest.unseen'),
    '',
    decisions === 0
      ? say('backtest.same')
      : say('backtest.changed', { count: decisions, all: attempts }),
    ...shortened(changed, (each) => changedLine(each, say), say),
    '',
    say('backtest.prompts', { before: prompts.before, after: prompts.after }),
    say('backtest.forecast', { shifts, ...perShift(prompts, shifts) }),
    ...shortened(officers, (each) => officerLine(each, say), say),
  ];
}

function changedLine(
  { kind, role, group, before, after, count }: ChangedDecisions,
  say: Say,
): string {
  const region = regionWords({ ...EVERYTHING, kind: [kind], role: [role], group: [group] }, say);
  const [was, becomes] = [say(`backtest.outcome.${before}`), say(`backtest.outcome.${after}`)];
  return say('backtest.change', { count, region, before: was, after: becomes });
}

function officerLine({ officer, shifts, prompts, most }: OfficerPrompts, say: Say): string {
  return say('backtest.officer', {
    officer: officer === '' ? say('backtest.unnamed') : officer,
    shifts,
    before: prompts.before,
    after: prompts.after,
    mostBefore: most.before,
    mostAfter: most.after,
  });
}

/** With one digit behind the point. */
function perShift({ before, after }: Prompts, shifts: number): { before: string; after: string } {
  const rate = (prompts: number) => (shifts === 0 ? 0 : prompts / shifts).toFixed(1);
  return { before: rate(before), after: rate(after) };
}

function shortened<T>(all: readonly T[], line: (each: T) => string, say: Say): readonly string[] {
  const shown = all.slice(0, MOST_LINES).map((each) => `  ${line(each)}`);
  const rest = all.length - shown.length;
  return rest > 0 ? [...shown, `  ${say('backtest.more', { count: rest })}`] : shown;
}
