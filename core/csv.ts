/** A list as a table for a ticket or a spreadsheet. */

/** A spreadsheet takes what begins so for a formula; some also where the sign is of full width. */
const FORMULA = /^\s*[=+\-@＝＋－＠\t\r]/;

/** One cell, which no spreadsheet runs and no line breaks. */
export function csvCell(text: string): string {
  const flat = text.replace(/[\r\n]+/g, ' ');
  const safe = FORMULA.test(flat) ? `'${flat}` : flat;
  return /[",']/.test(safe) || safe !== safe.trim() ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** RFC 4180. */
export function csvText(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => `${row.map(csvCell).join(',')}\r\n`).join('');
}
