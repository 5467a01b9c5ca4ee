/** Overrides as a table: what was done and decided, without anybody's words. */
import { csvText } from '../../core/csv.ts';
import type { CaseRow } from '../../core/review/rows.ts';
import { isoText } from '../moment.tsx';

const FIELDS = [
  ...(['id', 'at', 'device', 'unit', 'officer', 'signal', 'role', 'group'] as const),
  ...(['outcome', 'choice', 'reason', 'repeats', 'state', 'dueBy'] as const),
  ...(['decided', 'decision', 'reviewer', 'rule', 'risks'] as const),
];

type Field = (typeof FIELDS)[number];

function fieldsOf(row: CaseRow): Readonly<Record<Field, string | number | null>> {
  const { decision } = row;
  return {
    ...{ id: row.id, device: row.device, unit: row.unit, officer: row.officer },
    ...{ signal: row.signal, role: row.role, group: row.group, outcome: row.outcome },
    ...{ choice: row.choice, reason: row.reason, repeats: row.repeats, state: row.state },
    at: isoText(row.at) ?? null,
    dueBy: row.dueBy === null ? null : (isoText(row.dueBy) ?? null),
    decided: decision ? (isoText(decision.at) ?? null) : null,
    decision: decision?.outcome ?? null,
    reviewer: decision?.reviewer ?? null,
    rule: row.rule,
    risks: row.risks.join(' '),
  };
}

export function rowsCsv(rows: readonly CaseRow[]): string {
  return csvText([
    FIELDS,
    ...rows.map((row) => {
      const fields = fieldsOf(row);
      return FIELDS.map((field) => String(fields[field] ?? ''));
    }),
  ]);
}

/** One object for each override, in an array. */
export function rowsJson(rows: readonly CaseRow[]): string {
  return `${JSON.stringify(rows.map(fieldsOf), null, 1)}\n`;
}
