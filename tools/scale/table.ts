/** What a part of the simulation found, for people and for machines. */

export interface Part {
  readonly name: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly notes: readonly string[];
}

/** A table as Markdown writes it, its columns in line. */
export function markdown(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  const all = [columns, ...rows];
  const widths = columns.map((_, at) => Math.max(3, ...all.map((row) => row[at]?.length ?? 0)));
  const line = (row: readonly string[]): string =>
    `| ${widths.map((width, at) => (row[at] ?? '').padEnd(width)).join(' | ')} |`;
  const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`;
  return [line(columns), rule, ...rows.map(line)].join('\n');
}

export function partText({ name, columns, rows, notes }: Part): string {
  return [`### ${name}`, '', markdown(columns, rows), '', ...notes, ''].join('\n');
}

const UNITS = ['bytes', 'kB', 'MB', 'GB', 'TB', 'PB'];

/** In powers of ten, two or three figures. */
export function bytesText(bytes: number): string {
  let [value, unit] = [bytes, 0];
  while (value >= 1_000 && unit < UNITS.length - 1) [value, unit] = [value / 1_000, unit + 1];
  return `${value < 10 && unit > 0 ? value.toFixed(1) : Math.round(value)} ${UNITS[unit]}`;
}

/** Three figures, thousands apart. */
export function numberText(value: number): string {
  if (value >= 100) return Number(value.toPrecision(3)).toLocaleString('en-GB');
  return value >= 10 ? value.toFixed(0) : value.toFixed(1);
}
