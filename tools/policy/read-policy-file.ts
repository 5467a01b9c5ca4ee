/** From bytes to a policy file: size, encoding, strict JSON, shape. */
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import type { PolicyFile, Problem } from '../../core/policy/policy-file.ts';
import { fileProblem, MAX_BYTES, readPolicyBytes, tooBig } from '../../platform/policy-bytes.ts';

/** A file that was read, and its bytes for a hash. */
export interface PolicySource {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly file: PolicyFile;
}

/** What cannot be read is an answer of its own: exit code 2. */
export class UnreadablePolicy extends Error {
  override readonly name = 'UnreadablePolicy';
  readonly file: string;
  readonly problems: readonly Problem[];

  constructor(file: string, problems: readonly Problem[]) {
    super(`${file} cannot be read as a policy`);
    this.file = file;
    this.problems = problems;
  }
}

/**
 * @param name relative to where the command was started
 * @throws UnreadablePolicy with line and field
 */
export async function readPolicySource(name: string): Promise<PolicySource> {
  const bytes = await bytesOf(name);
  const reading = readPolicyBytes(bytes);
  if (!reading.ok) throw new UnreadablePolicy(name, reading.problems);
  return { name, bytes, file: reading.file };
}

/** Where a name on the command line leads; npm changes the directory. */
export function fromHere(name: string): string {
  return path.resolve(process.env['INIT_CWD'] ?? process.cwd(), name);
}

async function bytesOf(name: string): Promise<Uint8Array> {
  const full = fromHere(name);
  try {
    const { size } = await stat(full);
    if (size > MAX_BYTES) throw new UnreadablePolicy(name, [tooBig(size)]);
    return await readFile(full);
  } catch (error) {
    if (error instanceof UnreadablePolicy) throw error;
    const why = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    throw new UnreadablePolicy(name, [
      fileProblem('no-file', `cannot be opened (${why})`, 'name a file that is there'),
    ]);
  }
}
