/** `npm run corpus -- DIR [--json]`: recall and precision of the guard on labelled pages. */
import path from 'node:path';
import { type CorpusResult, runCorpus } from './corpus/run.ts';
import { type Finding, precision, recall, type Score, tally } from './corpus/score.ts';

const USAGE = 'usage: npm run corpus -- DIR [--json]   (DIR holds labels.json and its pages)';

function share(value: number | null): string {
  return value === null ? '    -' : value.toFixed(3);
}

function line(name: string, score: Score): string {
  return (
    `  ${name.padEnd(24)} recall ${share(recall(score))}  precision ${share(precision(score))}` +
    `  (${score.hits} hits, ${score.misses} misses, ${score.falseAlarms} false alarms)`
  );
}

/** Findings of one certainty, by kind and in all. */
function block(findings: readonly Finding[]): readonly string[] {
  const kinds = [...new Set(findings.map(({ kind }) => kind))].filter((kind) => kind !== 'none');
  const lines = kinds
    .sort()
    .map((kind) => line(kind, tally(findings.filter((each) => each.kind === kind))));
  const all = tally(findings);
  return [
    ...lines,
    line('all', all),
    ...byRole(findings),
    `  role right on ${all.rolesRight} of ${all.hits} hits`,
    ...[...new Set(findings.map(({ role }) => role?.expected))].flatMap((role) => {
      if (role === undefined) return [];
      const hits = findings.filter((each) => each.role?.expected === role);
      return [`    ${role.padEnd(22)} ${tally(hits).rolesRight} of ${hits.length}`];
    }),
  ];
}

/** Recall on the records of each role: a miss on a victim's is the one that matters. */
function byRole(findings: readonly Finding[]): readonly string[] {
  const roles = [...new Set(findings.map(({ about }) => about))].sort();
  return roles
    .map((role) => [role, tally(findings.filter(({ about }) => about === role))] as const)
    .filter(([, { hits, misses }]) => hits + misses > 0)
    .map(([role, score]) => line(`about: ${role}`, score));
}

function detail(finding: Finding): string {
  const { page, verdict, certainty, kind, label, evidence, role } = finding;
  const what = role ? `role: expected ${role.expected}, read ${role.seen}` : `${verdict} ${kind}`;
  return `  ${page} (${certainty}) ${what} "${label.slice(0, 80)}"  [${evidence.join('; ')}]`;
}

export function corpusReport({ pages, unopened, findings, readMs }: CorpusResult): string {
  const slowest = Math.max(0, ...readMs);
  const wrong = findings.filter(
    ({ verdict, role }) => verdict !== 'hit' || (role && role.expected !== role.seen),
  );
  return [
    `${pages} pages, ${unopened.length} not opened; slowest reading ${slowest.toFixed(1)} ms`,
    ...unopened.map((each) => `  ${each}`),
    'clear',
    ...block(findings.filter(({ certainty }) => certainty === 'clear')),
    'arguable',
    ...block(findings.filter(({ certainty }) => certainty === 'arguable')),
    ...(wrong.length > 0 ? ['what went wrong', ...wrong.map(detail)] : []),
  ].join('\n');
}

if (import.meta.main) {
  const [folder, ...rest] = process.argv.slice(2).filter((each) => each !== '--json');
  if (!folder || rest.length > 0) {
    console.error(USAGE);
    process.exitCode = 2;
  } else {
    try {
      const result = await runCorpus(path.resolve(process.env['INIT_CWD'] ?? '', folder));
      const isJson = process.argv.includes('--json');
      console.log(isJson ? JSON.stringify(result) : corpusReport(result));
      process.exitCode = result.unopened.length > 0 ? 2 : 0;
    } catch (error) {
      console.error(`corpus: ${error instanceof Error ? error.message : String(error)}`);
      process.exitCode = 2;
    }
  }
}
