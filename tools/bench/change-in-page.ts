/** Changes a table and brings the guard up to date. Sent to the page as text, like the other harnesses. */

/** A row of no concern comes, one goes, a text changes, or a row comes with a button of concern. */
export type RowChange = 'added' | 'removed' | 'text' | 'concern';

/** @returns microseconds of each change */
export async function timeChanges({
  rounds,
  change = 'added',
}: {
  readonly rounds: number;
  readonly change?: RowChange;
}): Promise<readonly number[]> {
  const guard = globalThis.rightToReport;
  const stage = document.querySelector('#stage');
  if (!guard || !stage) throw new Error('no guard, or no stage on the page');
  stage.innerHTML = '<table><tr><th>Item</th><th>Value</th></tr></table>';
  const table = stage.querySelector('tbody');
  if (!table) throw new Error('no table');
  guard.recount();
  const tookUs: number[] = [];
  for (let round = -10; round < rounds; round++) {
    // The rest of the page is as large as before: the table must not grow.
    if (table.rows.length > 10) table.rows[1]?.remove();
    guard.recount();
    const row = document.createElement('tr');
    row.innerHTML =
      change === 'concern'
        ? `<td>Thing ${round}</td><td><button type="button">PNC check</button></td>`
        : `<td>Thing ${round}</td><td><input name="value-${round}"></td>`;
    const isLater = change === 'removed' || change === 'text';
    if (isLater) table.append(row);
    guard.recount();
    const text = row.querySelector('td')?.firstChild;
    document.body.getBoundingClientRect();
    const before = performance.now();
    if (change === 'removed') row.remove();
    else if (change === 'text' && text) text.nodeValue = `Other ${round}`;
    else table.append(row);
    guard.recount();
    const took = performance.now() - before;
    await null;
    if (round >= 0) tookUs.push(took * 1000);
    // What the guard does by itself when the page is quiet is done in between.
    if (round % 20 === 0) await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return tookUs;
}
