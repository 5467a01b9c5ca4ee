/** What `npm run cluster -- users` writes for a reader. */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { NAME } from '../../core/delivery/subjects.ts';

const settings = z.object({
  delivery: z.object({
    urls: z.array(z.string().regex(/^wss?:\/\//)).min(1),
    force: z.string().regex(NAME),
    name: z.string().regex(NAME),
    credentials: z.object({ jwt: z.string().min(1), seed: z.string().min(1) }),
  }),
});

export type ReaderSettings = z.infer<typeof settings>['delivery'];

export class SettingsError extends Error {
  override readonly name = 'SettingsError';
}

/** @throws SettingsError that names what is missing and never what is there: it holds a secret */
export function readSettings(file: string): ReaderSettings {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    if (error instanceof SyntaxError) throw new SettingsError(`${file} is not JSON`);
    throw error;
  }
  const read = settings.safeParse(value);
  if (read.success) return read.data.delivery;
  const where = read.error.issues.map(({ path }) => path.join('.') || 'the whole').join(', ');
  throw new SettingsError(`${file}: missing or not understood: ${where}`);
}
