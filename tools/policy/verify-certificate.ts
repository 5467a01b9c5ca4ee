/**
 * `npm run policy -- verify-certificate CERTIFICATE FILE`: runs the checker as a program of its
 * own, as anybody may without this one.
 */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import type { Answer } from './answer.ts';

export const CHECKER = path.join(import.meta.dirname, 'checker.mjs');

export function verifyCertificate(certificate: string, file: string): Answer {
  const { status, stdout, stderr, error } = spawnSync(
    process.execPath,
    [CHECKER, certificate, file],
    { encoding: 'utf8' },
  );
  if (error) throw error;
  const out = `${stdout}${stderr}`.trimEnd().split('\n');
  return { code: status === 0 || status === 1 ? status : 2, out };
}
