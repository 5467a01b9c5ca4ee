/** What taking a file in is measured against, in a page of the extension: the same lines, bare. */
import { linesOfFile } from '../../platform/file-lines.ts';

const TOGETHER = 500;
const MOST = 1_000_000;

/** Reads, parses and hashes each line and puts it into a database, in transactions of the same size. */
export async function bare(file: File): Promise<number> {
  const began = performance.now();
  const db = await opened();
  let batch: { at: number; line: string }[] = [];
  let at = 0;
  const put = async (): Promise<void> => {
    const encoder = new TextEncoder();
    await Promise.all(
      batch.map(({ line }) => crypto.subtle.digest('SHA-256', encoder.encode(line))),
    );
    const tx = db.transaction('lines', 'readwrite', { durability: 'strict' });
    for (const each of batch) tx.objectStore('lines').put(each);
    await new Promise((resolve, reject) => {
      tx.oncomplete = resolve;
      tx.onabort = () => reject(tx.error);
    });
    batch = [];
  };
  for await (const line of linesOfFile(file, MOST)) {
    JSON.parse(line);
    batch.push({ at: at++, line });
    if (batch.length >= TOGETHER) await put();
  }
  await put();
  db.close();
  return performance.now() - began;
}

function opened(): Promise<IDBDatabase> {
  const opening = indexedDB.open('bare-import', 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore('lines', { keyPath: 'at' });
  return new Promise((resolve, reject) => {
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => reject(opening.error);
  });
}
