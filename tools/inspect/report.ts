/** What `inspect` says about a page, as data, as one JSON line and as a tree for people. */

export interface SignalReport {
  /** 0 is the page itself; its frames follow in document order. */
  readonly frame: number;
  /** CSS path, unique in its document; ` >>> ` where it enters a shadow root. */
  readonly path: string;
  readonly name: string;
  readonly kind: string;
  readonly role: string;
  readonly outcome: string;
  readonly rule: string;
  readonly evidence: readonly string[];
}

/** A part of the page that says whom it is about. */
export interface RoleReport {
  readonly path: string;
  readonly role: string;
  readonly evidence: readonly string[];
}

export interface PageReport {
  readonly file: string;
  readonly signals: readonly SignalReport[];
  readonly roles: readonly RoleReport[];
  /** Time of one reading of all frames by the guard. */
  readonly readMs: number;
}

export interface PageFailure {
  readonly file: string;
  readonly error: string;
}

export type PageResult = PageReport | PageFailure;

export function isFailure(result: PageResult): result is PageFailure {
  return 'error' in result;
}

/** Line separators that JSON leaves as they are would break "one line for each page". */
export function jsonLine(result: PageResult): string {
  return JSON.stringify(result).replace(/[\u2028\u2029]/g, (mark) =>
    mark === '\u2028' ? '\\u2028' : '\\u2029',
  );
}

export function tree(result: PageResult): string {
  if (isFailure(result)) return `${result.file}\n  could not be opened: ${result.error}\n`;
  const { file, signals, roles, readMs } = result;
  const lines = [`${file}  (${signals.length} recognised, read in ${readMs.toFixed(1)} ms)`];
  for (const role of new Set(signals.map((each) => each.role))) {
    lines.push(`  about: ${role}`);
    for (const signal of signals) if (signal.role === role) lines.push(...signalLines(signal));
  }
  if (roles.length > 0) lines.push('  parts of the page that name a role');
  for (const { path, role, evidence } of roles)
    lines.push(`    ${role}  ${path}`, ...evidence.map((each) => `        ${each}`));
  return `${lines.join('\n')}\n`;
}

function signalLines(signal: SignalReport): readonly string[] {
  const rule = signal.rule === '' ? 'no rule' : signal.rule;
  return [
    `    ${signal.kind}  "${signal.name}"  ->  ${signal.outcome} (${rule})`,
    `        ${signal.frame === 0 ? '' : `frame ${signal.frame}: `}${signal.path}`,
    ...signal.evidence.map((each) => `        ${each}`),
  ];
}
