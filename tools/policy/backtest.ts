/** `npm run policy -- backtest FILE BUNDLE`: past attempts under a policy that is not in force yet. */
import { MOST_LINE_CHARACTERS, parseLine } from '../../core/ledger/bundle.ts';
import type { AttemptHeader } from '../../core/ledger/header.ts';
import { parseHeader } from '../../core/ledger/header-schema.ts';
import { BUNDLE_VERSION, isSound, verifyBundle } from '../../core/ledger/verify-bundle.ts';
import { backtest, type Proposed } from '../../core/policy/backtest.ts';
import { backtestLines } from '../../core/policy/backtest-words.ts';
import { inForceWith, type PolicyFile, statedPilots } from '../../core/policy/policy-file.ts';
import { compileTable, type DecisionTable } from '../../core/policy/table.ts';
import { onDay } from '../../core/policy/trial.ts';
import type { Language } from '../../core/vocabulary.ts';
import { verifyEd25519 } from '../../platform/ed25519.ts';
import { sayIn } from '../../platform/wording.ts';
import backtestCy from '../../policies/wording/backtest.cy.json' with { type: 'json' };
import backtestEn from '../../policies/wording/backtest.en.json' with { type: 'json' };
import policyCy from '../../policies/wording/policy.cy.json' with { type: 'json' };
import policyEn from '../../policies/wording/policy.en.json' with { type: 'json' };
import { linesOfFile } from '../verify/lines.ts';
import { said } from '../verify/say.ts';
import { type Answer, CommandError } from './answer.ts';
import type { Manner } from './explain.ts';
import { fromHere, readPolicySource } from './read-policy-file.ts';
import { shipped } from './shipped.ts';

/** Told every so many entries. */
const STEP = 10_000;

/**
 * @param progress told how many entries were read
 * @throws CommandError where the bundle cannot be read
 */
export async function backtestFile(
  name: string,
  bundle: string,
  manner: Manner,
  progress: (entries: number) => void = showProgress,
): Promise<Answer> {
  const { file } = await readPolicySource(name);
  const attempts: AttemptHeader[] = [];
  const verified = await verifyBundle(read(bundle, attempts, progress), verifyEd25519);
  if (verified.start === null) throw new CommandError(`${bundle} is no ledger bundle`);
  if (verified.start.v !== BUNDLE_VERSION)
    throw new CommandError(
      `${bundle} is a bundle of version ${verified.start.v}, not of ${BUNDLE_VERSION}`,
    );
  const result = backtest(attempts, proposedBy(file, manner.day));
  const holds = isSound(verified);
  const code = holds ? 0 : 1;
  if (manner.json) return { code, out: [JSON.stringify({ holds, ...result })] };
  const say = sayIn(
    manner.language,
    { en: policyEn, cy: policyCy },
    { en: backtestEn, cy: backtestCy },
  );
  const lines = backtestLines(result, say, (at) => dayText(at, manner.language));
  const doubt = holds
    ? []
    : [say('backtest.doubt'), ...said(verified).map((line) => `  ${line}`), ''];
  return { code, out: [...doubt, ...lines] };
}

async function* read(
  bundle: string,
  attempts: AttemptHeader[],
  progress: (entries: number) => void,
): AsyncGenerator<string> {
  let entries = 0;
  try {
    for await (const text of linesOfFile(fromHere(bundle), MOST_LINE_CHARACTERS)) {
      const line = text.startsWith('{"entry"') ? parseLine(text) : null;
      if (line?.is === 'entry') {
        if (++entries % STEP === 0) progress(entries);
        const header = line.record.place.kind === 'attempt' ? parseHeader(line.record.line) : null;
        if (header?.kind === 'attempt') attempts.push(header);
      }
      yield text;
    }
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    throw new CommandError(`${bundle} cannot be opened (${String(error.code)})`);
  }
}

/** Rules of a unit count for its officers: each unit has a table of its own. */
function proposedBy(file: PolicyFile, day: string): Proposed {
  const tables = new Map<string, DecisionTable>();
  const { settings } = file;
  const pilots = statedPilots(settings, day);
  const inForce = (unit: string) => {
    const identity = { id: '', ...settings?.identity, unit };
    const own = settings && { ...file, settings: { ...settings, identity } };
    return inForceWith(own ?? file, shipped.baseline, onDay(day), pilots);
  };
  return {
    limits: inForce('').limits,
    tableOf(unit) {
      const known = tables.get(unit);
      if (known) return known;
      const table = compileTable(inForce(unit).packs);
      tables.set(unit, table);
      return table;
    },
  };
}

function dayText(at: number, language: Language): string {
  const locale = language === 'cy' ? 'cy-GB' : 'en-GB';
  return new Date(at).toLocaleDateString(locale, { dateStyle: 'long', timeZone: 'Europe/London' });
}

function showProgress(entries: number): void {
  // Beside the answer, which others may read.
  process.stderr.write(`${entries} entries\r`);
}
