/** What `inspect` says about a page for a person: blocks, whom they are about, what was found and why. */
import type { ProfileFit } from '../../core/sites/profile-fit.ts';
import type { SeenMore } from './in-page.ts';
import { isFailure, type PageResult, type SignalReport } from './report.ts';

interface Branch {
  readonly title: string;
  readonly branches: Branch[];
  readonly signals: SignalReport[];
}

const NO_MORE: SeenMore = {
  confidence: 1,
  control: '',
  group: '',
  dual: false,
  ordinal: 1,
  names: [],
  blocks: [],
  page: [],
};

const branch = (title: string): Branch => ({ title, branches: [], signals: [] });

export function tree(result: PageResult): string {
  if (isFailure(result)) return `${result.file}\n  could not be opened: ${result.error}\n`;
  const { file, signals, roles, readMs, fits = [] } = result;
  const lines = [`${file}  (${signals.length} recognised, read in ${readMs.toFixed(1)} ms)`];
  lines.push(...fits.flatMap(fitLines));
  for (const frame of new Set(signals.map((each) => each.frame)))
    lines.push(
      ...frameLines(
        frame,
        signals.filter((each) => each.frame === frame),
      ),
    );
  if (roles.length > 0) lines.push('  parts of the page that name a role');
  for (const { path, role, evidence } of roles)
    lines.push(`    ${role}  ${path}`, ...evidence.map((each) => `        ${each}`));
  return `${lines.join('\n')}\n`;
}

function fitLines({ id, version, missing, kept }: ProfileFit): readonly string[] {
  return [
    `  site profile ${id} ${version}: ${missing.length === 0 ? 'fits' : 'does not fit; both readings count'}`,
    ...missing.map((key) => `    nothing matches ${key}`),
    ...kept.map((key) => `    ${key} is not ignored: the control says plainly what it does`),
  ];
}

function frameLines(frame: number, signals: readonly SignalReport[]): readonly string[] {
  const page = signals[0]?.more?.page ?? [];
  const root = branch('');
  for (const signal of signals) placeFor(root, signal.more?.blocks ?? []).signals.push(signal);
  return [
    `  ${frame === 0 ? 'page' : `frame ${frame}`}${page.length > 0 ? `: ${page.join(', ')}` : ''}`,
    ...branchLines(root, 4),
  ];
}

function placeFor(root: Branch, blocks: readonly string[]): Branch {
  return blocks.reduce((at, title) => {
    const known = at.branches.find((each) => each.title === title);
    if (known) return known;
    const next = branch(title);
    at.branches.push(next);
    return next;
  }, root);
}

function branchLines({ branches, signals }: Branch, depth: number): readonly string[] {
  const indent = ' '.repeat(depth);
  return [
    ...signals.flatMap((signal) => signalLines(signal).map((line) => indent + line)),
    ...branches.flatMap((each) => [
      `${indent}block ${each.title}`,
      ...branchLines(each, depth + 2),
    ]),
  ];
}

function signalLines({
  name,
  kind,
  role,
  outcome,
  rule,
  path,
  evidence,
  more = NO_MORE,
}: SignalReport): readonly string[] {
  const { confidence, control, group, dual, ordinal, names } = more;
  const whose = `${role}${ordinal > 1 ? ` ${ordinal}` : ''}${dual ? ', also suspect' : ''}`;
  return [
    `${control === '' ? 'control' : control} "${name}"  ${path}`,
    `  would be: ${kind}, ${Math.round(confidence * 100)} % sure`,
    `  about: ${whose}${group === '' ? '' : `; offence group ${group}`}`,
    `  because: ${evidence.join('; ')}`,
    ...(names.length > 1 ? [`  named by: ${names.join(', ')}`] : []),
    `  decision: ${outcome}${rule === '' ? ', no rule speaks' : ` by ${rule}`}`,
  ];
}
