/** `npm run verify -- BUNDLE`: whether a ledger bundle holds, without any network. */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { MOST_LINE_CHARACTERS } from '../core/ledger/bundle.ts';
import { isSound, verifyBundle } from '../core/ledger/verify-bundle.ts';
import { NATIONAL_DECIDING } from '../core/policy/deciding.ts';
import { NATIONAL_SAMPLING } from '../core/policy/sampling.ts';
import { readSettingsFile } from '../core/policy/settings-file.ts';
import { baseline, reviewOutcomes } from '../platform/baseline.ts';
import { verifyEd25519 } from '../platform/ed25519.ts';
import { readPolicyBytes } from '../platform/policy-bytes.ts';
import type { Answer } from './policy/answer.ts';
import { NothingKnown, readKnown } from './verify/known.ts';
import { linesOfFile } from './verify/lines.ts';
import { type InForce, sampleOf, sampleSaid } from './verify/sample.ts';
import { said } from './verify/say.ts';

const USAGE = `usage: npm run verify -- BUNDLE [--known FILE]... [--sample [--settings FILE]] [--json]
  --known FILE: what is known of the devices from elsewhere: an earlier bundle, a checkpoint, or
  their keys, one to a line. Without it a ledger that was made anew from its beginning, with a new
  key, cannot be told from a true one.
  --sample: which entries are picked for review, by docs/sampling.md; with --settings the managed
    settings of the force, for its shares and seeds, else as the nation asks.
Exit code: 0 it holds, 1 it does not, 2 it cannot be read.`;

/** @returns what to print and the exit code */
export async function verify(args: readonly string[]): Promise<Answer> {
  let asked: ReturnType<typeof parse>;
  try {
    asked = parse(args);
  } catch (error) {
    return { code: 2, out: [messageOf(error), USAGE] };
  }
  const { values, positionals } = asked;
  const [file, ...more] = positionals;
  if (values.help) return { code: 0, out: [USAGE] };
  if (file === undefined || more.length > 0) return { code: 2, out: [USAGE] };
  try {
    const known = readKnown(values.known);
    const inForce = readInForce(values.settings);
    const result = await verifyBundle(
      linesOfFile(file, MOST_LINE_CHARACTERS),
      verifyEd25519,
      known,
    );
    const code = result.start === null ? 2 : isSound(result) ? 0 : 1;
    const sample = values.sample
      ? await sampleOf(linesOfFile(file, MOST_LINE_CHARACTERS), inForce, reviewOutcomes)
      : null;
    if (values.json)
      return { code, out: [JSON.stringify({ ...result, ...(sample && { sample }) })] };
    const verdict = ['it holds', 'it does not hold', 'it is no bundle'][code];
    return {
      code,
      out: [...said(result), ...(sample ? sampleSaid(sample) : []), `${file}: ${verdict}`],
    };
  } catch (error) {
    if (!(error instanceof NothingKnown || error instanceof NoSettings || isFileError(error)))
      throw error;
    const out = values.json ? [JSON.stringify({ error: messageOf(error) })] : [messageOf(error)];
    return { code: 2, out };
  }
}

/** The file of settings cannot be used; the message says why. */
class NoSettings extends Error {
  override readonly name = 'NoSettings';
}

/** @throws NoSettings @throws NodeJS.ErrnoException */
function readInForce(file: string | undefined): InForce {
  if (file === undefined) return { sampling: NATIONAL_SAMPLING, deciding: NATIONAL_DECIDING };
  const today = new Date().toISOString().slice(0, 10);
  const read = readSettingsFile(readPolicyBytes(readFileSync(file)), baseline, today);
  if (read.ok) return read.policy;
  throw new NoSettings(
    `${file}: ${read.errors.map(({ field, reason }) => `${field} ${reason}`).join('; ')}`,
  );
}

function parse(args: readonly string[]) {
  return parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      known: { type: 'string', multiple: true, default: [] },
      sample: { type: 'boolean', default: false },
      settings: { type: 'string' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
}

function isFileError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'code' in error && typeof error.code === 'string';
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

if (import.meta.main) {
  const { code, out } = await verify(process.argv.slice(2));
  for (const line of out) console.log(line);
  process.exitCode = code;
}
