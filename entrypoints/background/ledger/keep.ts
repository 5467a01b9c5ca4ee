/** A value that is made once and kept beside the ledger. */
import type { Connection } from './connection.ts';
import type { KeptKey, KeptValue, LedgerSchema } from './database.ts';
import { LedgerError } from './error.ts';

/**
 * The device's id, the key of record handles, the key that signs.
 *
 * @throws LedgerError also where the stored value is not what it was: it is not made anew
 */
export async function keepIn<Value extends KeptValue>(
  connection: Connection<LedgerSchema>,
  key: KeptKey,
  make: () => Value | Promise<Value>,
  isSound: (value: unknown) => value is Value,
): Promise<Value> {
  const found = await connection.reading((db) => db.get('meta', key));
  // Made outside of the transaction, which would end while a key is being generated.
  const made = found === undefined ? await make() : undefined;
  return connection.writing(['meta'], async (tx) => {
    const meta = tx.objectStore('meta');
    const value = (await meta.get(key)) ?? made;
    if (!isSound(value)) throw new LedgerError('storage-failed', `${key} cannot be read`);
    if (value === made) await meta.put(value, key);
    return value;
  });
}
