/** Adds a row and brings the guard up to date. Sent to the page as text, like the other harnesses. */

/** @returns microseconds of each change */
export async function timeChanges({
  rounds,
}: {
  readonly rounds: number;
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
    row.innerHTML = `<td>Thing ${round}</td><td><input name="value-${round}"></td>`;
    document.body.getBoundingClientRect();
    const before = performance.now();
    table.append(row);
    guard.recount();
    const took = performance.now() - before;
    await null;
    if (round >= 0) tookUs.push(took * 1000);
    // What the guard does by itself when the page is quiet is done in between.
    if (round % 20 === 0) await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return tookUs;
}
