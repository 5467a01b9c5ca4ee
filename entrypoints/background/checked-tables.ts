/**
 * Decision tables that say what their rules say, at every cell. Looked at once for each policy in
 * force, since a start asks for it several times.
 */
import type { PolicyInForce, SettingError } from '../../core/policy/assemble.ts';
import { compileTable, type DecisionTable } from '../../core/policy/table.ts';
import { firstWrongCell } from '../../core/policy/table-check.ts';

export interface CheckedTable {
  readonly table: DecisionTable;
  /** Guards decide by a table as well: rules that they would get wrong are not in force. */
  readonly fault: SettingError | null;
}

export class CheckedTables {
  readonly #compile: typeof compileTable;
  /** Hash of the policy that was last found right. */
  #right = '';

  constructor(compile = compileTable) {
    this.#compile = compile;
  }

  of({ hash, packs }: PolicyInForce): CheckedTable {
    const table = this.#compile(packs);
    const wrong = this.#right === hash ? null : firstWrongCell(table);
    if (wrong !== null) return { table, fault: miscompiled(wrong) };
    this.#right = hash;
    return { table, fault: null };
  }
}

function miscompiled(cell: number): SettingError {
  return { field: 'rules', reason: `are compiled wrongly at cell ${cell}: a fault of ours` };
}
