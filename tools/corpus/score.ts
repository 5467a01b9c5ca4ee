/** Compares what was seen on a page with its labels. Pure: no browser here. */
import type { FoundInFrame } from '../inspect/inspector.ts';
import type { SignalReport } from '../inspect/report.ts';
import { type LabelledControl, type LabelledPage, sameKind, sameRole } from './labels.ts';

export type Verdict = 'hit' | 'miss' | 'false-alarm' | 'label-unmatched';

export interface Finding {
  readonly page: string;
  readonly verdict: Verdict;
  readonly certainty: LabelledControl['certainty'];
  /** The labelled kind, or the kind that was wrongly seen. */
  readonly kind: string;
  readonly label: string;
  /** The labelled role; of a false alarm on what no label names, the one that was read. */
  readonly about: string;
  /** Roles where both are known; of a hit only. */
  readonly role?: { readonly expected: string; readonly seen: string };
  readonly evidence: readonly string[];
}

/**
 * @param signals of the page and its frames
 * @param matched the elements that each label selects, in the order of the labels
 */
export function scorePage(
  page: LabelledPage,
  signals: readonly SignalReport[],
  matched: readonly (readonly FoundInFrame[])[],
): readonly Finding[] {
  const findings: Finding[] = [];
  const explained = new Set<SignalReport>();
  page.controls.forEach((control, index) => {
    const paths = matched[index] ?? [];
    if (paths.length !== (control.count ?? 1))
      findings.push(finding(page, control, 'label-unmatched', null));
    for (const { path, names, frame } of paths) {
      const signal = signals.find((each) => each.frame === frame && each.path === path) ?? null;
      if (signal) explained.add(signal);
      // What was not recognised has no evidence; what was read of it shows why.
      findings.push(...judged(page, control, signal).map((each) => withNames(each, names)));
    }
  });
  for (const signal of signals)
    if (!explained.has(signal))
      findings.push({
        page: page.id,
        verdict: 'false-alarm',
        certainty: 'clear',
        kind: sameKind(signal.kind),
        label: signal.name,
        about: sameRole(signal.role),
        evidence: signal.evidence,
      });
  return findings;
}

function withNames(finding: Finding, names: readonly string[]): Finding {
  return finding.verdict === 'miss' && finding.evidence.length === 0
    ? { ...finding, evidence: names.map((name) => `read: ${name}`) }
    : finding;
}

function judged(
  page: LabelledPage,
  control: LabelledControl,
  signal: SignalReport | null,
): readonly Finding[] {
  const isQuiet = control.kind === 'none';
  if (signal === null) return isQuiet ? [] : [finding(page, control, 'miss', null)];
  if (!isQuiet && sameKind(signal.kind) === sameKind(control.kind))
    return [finding(page, control, 'hit', signal)];
  const alarm = { ...finding(page, control, 'false-alarm', signal), kind: sameKind(signal.kind) };
  return isQuiet ? [alarm] : [finding(page, control, 'miss', signal), alarm];
}

function finding(
  page: LabelledPage,
  control: LabelledControl,
  verdict: Verdict,
  signal: SignalReport | null,
): Finding {
  return {
    page: page.id,
    verdict,
    certainty: control.certainty,
    kind: sameKind(control.kind),
    label: control.label_text,
    about: sameRole(control.role),
    evidence: signal?.evidence ?? [],
    ...(verdict === 'hit' && signal
      ? { role: { expected: sameRole(control.role), seen: sameRole(signal.role) } }
      : {}),
  };
}

export interface Score {
  readonly hits: number;
  readonly misses: number;
  readonly falseAlarms: number;
  readonly rolesRight: number;
}

export function tally(findings: readonly Finding[]): Score {
  const count = (verdict: Verdict) => findings.filter((each) => each.verdict === verdict).length;
  return {
    hits: count('hit'),
    misses: count('miss'),
    falseAlarms: count('false-alarm'),
    rolesRight: findings.filter(({ role }) => role && role.expected === role.seen).length,
  };
}

/** Null where there is nothing to divide by. */
export function recall({ hits, misses }: Score): number | null {
  return hits + misses === 0 ? null : hits / (hits + misses);
}

export function precision({ hits, falseAlarms }: Score): number | null {
  return hits + falseAlarms === 0 ? null : hits / (hits + falseAlarms);
}
