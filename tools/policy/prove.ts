/**
 * `npm run policy -- prove FILE`: shows that a policy is nowhere looser than the baseline, and
 * writes a certificate; or the plainest case in which it is, as a page to open.
 */
import path from 'node:path';
import {
  CERTIFICATE_FORMAT,
  type Certificate,
  CLAIM,
  certifiedTables,
} from '../../core/policy/certificate.ts';
import { unshowable } from '../../core/policy/counterexample.ts';
import { CELLS, type Loosening } from '../../core/policy/demand.ts';
import { lint, type Surroundings } from '../../core/policy/lint.ts';
import { daysIn } from '../../core/policy/pilots.ts';
import { isReplacement, type Problem } from '../../core/policy/policy-file.ts';
import { type Counterexample, type Proof, prove } from '../../core/policy/proof.ts';
import type { ManagedSettings } from '../../core/policy/schema.ts';
import { ALONE, SUSPENDED } from '../../core/policy/ways.ts';
import { type Answer, problemLine } from './answer.ts';
import { counterexamplePage, counterexampleProfile } from './counterexample-page.ts';
import { ENGINE, engineHash } from './engine.ts';
import { type PolicySource, readPolicySource } from './read-policy-file.ts';
import { sha256 } from './sha256.ts';
import { BASELINE_FILE, baselineBytes, shipped } from './shipped.ts';
import { write } from './write-file.ts';

export interface Manner {
  /** Where the certificate goes; none is written without it. */
  readonly certificate: string | undefined;
  readonly json: boolean;
}

export async function proveFile(
  name: string,
  manner: Manner,
  surroundings: Surroundings = shipped,
): Promise<Answer> {
  const source = await readPolicySource(name);
  // What a reason comes to is what is proved; the rest makes a policy that no browser takes.
  const errors = lint(source.file, surroundings).filter(
    ({ severity, code }) => severity === 'error' && code !== 'reason-not-national',
  );
  if (errors.length > 0) return unproved(name, errors, manner);
  const proof = prove(source.file, shipped.baseline);
  return proof.holds ? certified(source, proof, manner) : refuted(source, proof, manner);
}

function unproved(name: string, errors: readonly Problem[], { json }: Manner): Answer {
  if (json)
    return { code: 1, out: [JSON.stringify({ file: name, holds: false, problems: errors })] };
  const lines = errors.map((each) => problemLine(name, each));
  return { code: 1, out: [...lines, `${name} is not proved: put this right first`] };
}

async function certified(source: PolicySource, proof: Proof, manner: Manner): Promise<Answer> {
  const { certificate: to, json } = manner;
  const certificate = await certificateOf(source, proof);
  if (to !== undefined) await write(to, `${JSON.stringify(certificate, null, 2)}\n`);
  if (json)
    return { code: 0, out: [JSON.stringify({ file: source.name, holds: true, certificate })] };
  const ignored = proof.ignoredControls;
  return {
    code: 0,
    out: [
      `${source.name} is nowhere looser than the baseline: ${CELLS.length} cells visited`,
      ...waysInWords(proof),
      ...proof.rehearsed.map(
        ({ rule, from, until }) =>
          `but for a pilot: national rule ${rule} is rehearsed from ${from} until ${until}, ${daysIn(from, until)} days; one press leads past it`,
      ),
      ...(ignored > 0
        ? [`not covered, to be looked at: controls that its site profiles leave alone: ${ignored}`]
        : []),
      ...(to === undefined ? [] : [`certificate written to ${to}`]),
    ],
  };
}

/** Nothing where the policy is in force in one way at all times. */
function waysInWords({ ways }: Proof): readonly string[] {
  const names = ways.map(({ way }) => way.name);
  const ends = new Set(ways.flatMap(({ phases }) => phases.map(({ past }) => past))).size - 1;
  return [
    ...(names.length > 1
      ? [`so in each way in which it can be in force: ${names.join('; ')}`]
      : []),
    ...(names.includes(SUSPENDED.name)
      ? ['as suspended, which is the baseline alone: prove it again when that is taken out']
      : []),
    ...(ends > 0 ? [`so before and after each day on which trials end: ${ends}`] : []),
  ];
}

async function certificateOf({ file, bytes }: PolicySource, proof: Proof): Promise<Certificate> {
  const { pack, settings } = file;
  return {
    format: CERTIFICATE_FORMAT,
    claim: CLAIM,
    baseline: {
      file: BASELINE_FILE,
      version: shipped.baseline.pack.version,
      sha256: sha256(await baselineBytes()),
    },
    policy: {
      layer: pack?.layer ?? 'force',
      version: pack?.version ?? settings?.policyVersion ?? 'unversioned',
      sha256: sha256(bytes),
      replacesBaseline: isReplacement(file),
    },
    engine: { files: ENGINE, sha256: await engineHash() },
    ...certifiedTables(proof),
    rehearsed: proof.rehearsed,
    limits: proof.limits,
    notCovered: { ignoredControls: proof.ignoredControls, settings: decidingNothing(file.raw) },
  };
}

/** Settings that the tables, the limits and the list of pilots tell of. */
const DECIDING: ReadonlySet<string> = new Set<keyof ManagedSettings>([
  'pilots',
  'reasonWithinHours',
  'repeatMinutes',
  'rollout',
  'rules',
  'suspended',
  'units',
]);

/** Names of settings on which no cell and no limit depends. */
function decidingNothing(settings: object | null): readonly string[] {
  return Object.keys(settings ?? {})
    .filter((name) => !DECIDING.has(name))
    .sort();
}

async function refuted(source: PolicySource, proof: Proof, manner: Manner): Promise<Answer> {
  const { name } = source;
  const { counterexample, looserLimits } = proof;
  const phases = proof.ways.flatMap((each) => each.phases);
  const cells = Math.max(...phases.map(({ looser }) => looser.length));
  const written = counterexample ? await writePages(source, counterexample, manner) : [];
  if (manner.json) {
    const first = counterexample && {
      cell: counterexample.at,
      inForce: counterexample.way.name,
      ways: counterexample.ways,
      baselineRule: counterexample.before?.id ?? null,
      policyRule: counterexample.after?.id ?? null,
    };
    const found = { holds: false, looserCells: cells, looserLimits, counterexample: first };
    return { code: 1, out: [JSON.stringify({ file: name, ...found, written })] };
  }
  return {
    code: 1,
    out: [
      `${name} is looser than the baseline at ${cells} of ${CELLS.length} cells`,
      ...looserLimits.map((limit) => `${limit} is longer than the national limit`),
      ...(counterexample ? caseInWords(counterexample).map((line) => `  ${line}`) : []),
      ...written.map((each) => `written: ${each}`),
    ],
  };
}

function caseInWords(example: Counterexample): readonly string[] {
  const { way, at, past, before, after, ways } = example;
  const cell = Object.entries(at).map(([axis, value]) => `${axis} ${value}`);
  const why = unshowable(at);
  return [
    `the plainest case: ${cell.join(', ')}`,
    ...(way.name === ALONE.name ? [] : [`where this is in force: ${way.name}`]),
    ...(past === null ? [] : [`after ${past}, when a trial is over`]),
    `baseline: ${before ? `${before.outcome} by ${before.id}` : 'allow, by no rule'}`,
    `policy: ${after ? `${after.outcome} by ${after.id}` : 'allow, by no rule'}`,
    ...ways.map((way) => `looser: ${wayInWords(way)}`),
    ...(why === null ? [] : [`no form shows it: ${why}`]),
  ];
}

function wayInWords(way: Loosening): string {
  switch (way.by) {
    case 'outcome':
      return `${way.to} instead of ${way.from}`;
    case 'reasons':
      return `${way.added.join(', ')} is taken as a reason, which the baseline does not take there`;
    case 'authoriser':
      return `${way.to} may authorise, which takes ${way.from} in the baseline`;
  }
}

/** Beside the certificate that could not be written, else beside the policy. */
async function writePages(
  { name }: PolicySource,
  example: Counterexample,
  { certificate }: Manner,
): Promise<readonly string[]> {
  if (unshowable(example.at) !== null) return [];
  const beside = (certificate ?? name).replace(/\.json$/, '');
  const page = `${beside}.counterexample.html`;
  const about = [`A case in which ${path.basename(name)} is looser than the baseline.`];
  await write(page, counterexamplePage(example.at, [...about, ...caseInWords(example)]));
  if (example.at.trust !== 'profile') return [page];
  const profile = `${beside}.counterexample.profile.json`;
  await write(profile, counterexampleProfile(example.at));
  return [page, profile];
}
