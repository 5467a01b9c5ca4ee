/** Lines of a file, one at a time: a file of any size, and a line of any length, in little memory. */
import { createReadStream } from 'node:fs';
import { StringDecoder } from 'node:string_decoder';

/**
 * @param most characters of a line; of a longer one only so many and one more are given
 * @throws NodeJS.ErrnoException where the file cannot be read
 */
export async function* linesOfFile(file: string, most: number): AsyncGenerator<string> {
  const decoder = new StringDecoder('utf8');
  let held = '';
  for await (const chunk of createReadStream(file, { highWaterMark: 1024 * 1024 })) {
    const lines = (held + decoder.write(chunk)).split('\n');
    held = (lines.pop() ?? '').slice(0, most + 1);
    for (const line of lines) yield line;
  }
  held += decoder.end();
  if (held !== '') yield held;
}
