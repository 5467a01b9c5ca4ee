import { writeFile } from 'node:fs/promises';
import { CommandError } from './answer.ts';
import { fromHere } from './read-policy-file.ts';

/**
 * @param name relative to where the command was started
 * @throws CommandError where it cannot be written
 */
export async function write(name: string, text: string): Promise<void> {
  try {
    await writeFile(fromHere(name), text);
  } catch (error) {
    const why = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    throw new CommandError(`${name} cannot be written (${why})`, { cause: error });
  }
}
