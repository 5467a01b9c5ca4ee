/** `npm run policy -- COMMAND ...`: tests a policy before any officer meets it. */
import { parseArgs } from 'node:util';
import { isoDate } from '../core/policy/shapes.ts';
import { LANGUAGES } from '../core/vocabulary.ts';
import { type Answer, CommandError, unreadable } from './policy/answer.ts';
import { backtestFile } from './policy/backtest.ts';
import { check } from './policy/check.ts';
import { diffFiles } from './policy/diff.ts';
import { type Asked, explainFile, type Manner } from './policy/explain.ts';
import { proveFile } from './policy/prove.ts';
import { UnreadablePolicy } from './policy/read-policy-file.ts';
import { meant, shipped } from './policy/shipped.ts';
import { newKey, signFile, verifySignature } from './policy/sign.ts';
import { verifyCertificate } from './policy/verify-certificate.ts';

const USAGE = `usage: npm run policy -- COMMAND
  check FILE... [--strict] [--host PATTERN]...
      whether a policy can be used; --strict: warnings count as errors
  prove FILE [--certificate OUT] [--host PATTERN]...
      that it is nowhere looser than the national baseline; else the plainest case in which it is,
      as OUT.counterexample.html (or beside FILE)
  verify-certificate CERTIFICATE FILE
      the certificate, by a checker that shares no code with what wrote it
  explain FILE [--kind K] [--role R] [--group G] [--dual yes|no] [--trust T] [--granted yes|no]
      what it answers, by which rule and why; several values with commas; none of them: all of it
  explain FILE --rule ID [the same]
      why that rule decides there, or does not
  diff A B
      one sentence for each change that an officer meets
  new-key NAME --out FILE
      a key that signs settings: the private one to FILE, the public one printed
  sign FILE --key PRIVATE-KEY-FILE [--version NUMBER] [--add] [--out FILE] [--host PATTERN]...
      signs settings; without a number the time of now; --add: beside the signature that is there
  verify-signature FILE --key PUBLIC
      that a build which takes PUBLIC would take it
  backtest FILE BUNDLE
      past attempts of a ledger bundle under FILE: decisions that change, prompts for each officer
  --host, as often as for npm run package: a host beside police.uk where the build works
  --json (all but verify-certificate), --lang cy for Welsh and --on DATE, since trials end
  (explain, diff and backtest)
FILE is a force's managed settings (policies/forces/test-force.json) or a rule pack
(policies/national/baseline.json). Exit code: 0 it holds, 1 it falls short, 2 it cannot be read.`;

const OPTIONS = {
  certificate: { type: 'string' },
  help: { type: 'boolean', default: false },
  host: { type: 'string', multiple: true },
  json: { type: 'boolean', default: false },
  kind: { type: 'string' },
  role: { type: 'string' },
  group: { type: 'string' },
  dual: { type: 'string' },
  trust: { type: 'string' },
  granted: { type: 'string' },
  rule: { type: 'string' },
  lang: { type: 'string', default: 'en' },
  out: { type: 'string' },
  key: { type: 'string' },
  version: { type: 'string' },
  add: { type: 'boolean', default: false },
  on: { type: 'string', default: shipped.today },
  strict: { type: 'boolean', default: false },
} as const;

class Usage extends Error {
  override readonly name = 'Usage';
}

/** @returns what to print and the exit code */
export async function policy(args: readonly string[]): Promise<Answer> {
  const { values, positionals } = asked(args);
  if (values.help) return { code: 0, out: [USAGE] };
  try {
    return await run(positionals, values);
  } catch (error) {
    if (!(error instanceof UnreadablePolicy)) throw error;
    return { code: 2, out: unreadable(error.file, error.problems, values.json) };
  }
}

type Values = ReturnType<typeof asked>['values'];

async function run([command = '', ...files]: readonly string[], values: Values): Promise<Answer> {
  switch (command) {
    case 'check':
      if (files.length === 0) throw new Usage('check needs a file');
      return check(files, values, meant(values.host));
    case 'prove':
      return proveFile(
        ...only(files, 'prove FILE'),
        { certificate: values.certificate, json: values.json },
        meant(values.host),
      );
    case 'verify-certificate':
      return verifyCertificate(...both(files, 'verify-certificate CERTIFICATE FILE'));
    case 'explain':
      return explainFile(...only(files, 'explain FILE'), regionIn(values), manner(values));
    case 'diff':
      return diffFiles(...both(files, 'diff A B'), manner(values));
    case 'new-key':
      return newKey(...only(files, 'new-key NAME --out FILE'), values.out);
    case 'sign':
      return signFile(
        ...only(files, 'sign FILE --key PRIVATE-KEY-FILE'),
        values,
        meant(values.host),
      );
    case 'verify-signature':
      return verifySignature(...only(files, 'verify-signature FILE --key PUBLIC'), values.key);
    case 'backtest':
      return backtestFile(...both(files, 'backtest FILE BUNDLE'), manner(values));
    default:
      throw new Usage(command === '' ? '' : `no command "${command}"`);
  }
}

function regionIn({ kind, role, group, dual, trust, granted, rule }: Asked): Asked {
  return { kind, role, group, dual, trust, granted, rule };
}

interface Given {
  readonly lang: string;
  readonly on: string;
  readonly json: boolean;
}

function manner({ lang, on, json }: Given): Manner {
  const language = LANGUAGES.find((each) => each === lang);
  if (!language) throw new Usage(`--lang is ${LANGUAGES.join(' or ')}`);
  if (!isoDate.safeParse(on).success) throw new Usage('--on is a date such as 2026-11-30');
  return { language, day: on, json };
}

function only([file, ...more]: readonly string[], usage: string): [string] {
  if (file === undefined || more.length > 0) throw new Usage(`it is ${usage}`);
  return [file];
}

function both([one, other, ...more]: readonly string[], usage: string): [string, string] {
  if (one === undefined || other === undefined || more.length > 0)
    throw new Usage(`it is ${usage}`);
  return [one, other];
}

function asked(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
  } catch (error) {
    throw new Usage(error instanceof Error ? error.message : String(error));
  }
}

if (import.meta.main) {
  try {
    const { code, out } = await policy(process.argv.slice(2));
    for (const line of out) console.log(line);
    process.exitCode = code;
  } catch (error) {
    process.exitCode = 2;
    if (error instanceof CommandError) console.error(error.message);
    else if (error instanceof Usage)
      console.error([error.message, USAGE].filter(Boolean).join('\n'));
    else throw error;
  }
}
