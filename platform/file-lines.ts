/** Lines of a file that somebody chose: a file of any size, and a line of any length, in little memory. */

const CHUNK_BYTES = 1024 * 1024;

/**
 * @param most characters of a line; of a longer one only so many and one more are given
 * @param progress bytes that were read
 * @throws DOMException where the file cannot be read, or was changed since it was chosen
 */
export async function* linesOfFile(
  file: Blob,
  most: number,
  progress: (bytes: number) => void = () => undefined,
): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  let held = '';
  for (let from = 0; from < file.size; from += CHUNK_BYTES) {
    const chunk = await file.slice(from, from + CHUNK_BYTES).arrayBuffer();
    const lines = (held + decoder.decode(chunk, { stream: true })).split('\n');
    held = (lines.pop() ?? '').slice(0, most + 1);
    for (const line of lines) yield line.slice(0, most + 1);
    progress(Math.min(from + CHUNK_BYTES, file.size));
  }
  held += decoder.decode();
  if (held !== '') yield held;
}
