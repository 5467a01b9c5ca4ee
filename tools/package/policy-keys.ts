/** The keys that a build is to pin, and whether its own settings would be taken by it. */
import { existsSync, readFileSync } from 'node:fs';
import { type NoteKey, parseKey } from '../../core/notes/signed-note.ts';
import { readSigned } from '../../core/policy/signed-settings.ts';
import { verifyEd25519 } from '../../platform/ed25519.ts';
import type { Settings } from '../settings/deployment.ts';
import { UsageError } from './usage-error.ts';

/**
 * @param given a public key, or a file that holds one
 * @throws UsageError for what is no public key, a private one above all
 */
export function checkedPolicyKey(given: string): string {
  const text = existsSync(given) ? readFileSync(given, 'utf8').trim() : given.trim();
  if (text.startsWith('PRIVATE+'))
    throw new UsageError('--policy-key was given a private key: keep it, and give the public one');
  if (parseKey(text) === null)
    throw new UsageError(
      '--policy-key is no public key and no file with one; npm run policy -- new-key makes one, as NAME+HASH+KEY',
    );
  return text;
}

/** @throws UsageError where the build would refuse the settings that go out with it */
export async function checkSignature({
  policyKeys,
  settings,
}: {
  readonly policyKeys: readonly string[];
  readonly settings: Settings;
}): Promise<void> {
  if (policyKeys.length === 0) return;
  const keys = policyKeys.map(parseKey).filter((key): key is NoteKey => key !== null);
  const reading = await readSigned(settings, keys, verifyEd25519);
  if (!reading.ok)
    throw new UsageError(
      `the settings would be refused: signature ${reading.reason}\nsign them with: npm run policy -- sign FILE --key PRIVATE-KEY-FILE`,
    );
}
