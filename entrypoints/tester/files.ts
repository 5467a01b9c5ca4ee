/** Files that somebody of force IT chose. */
import type { Baseline } from '../../core/policy/assemble.ts';
import { placed, readSettingsFile, type SettingsFile } from '../../core/policy/settings-file.ts';
import { MAX_BYTES, readPolicyBytes, tooBig } from '../../platform/policy-bytes.ts';

/** A file, as far as it is needed. */
export interface TextFile {
  readonly name: string;
  readonly size: number;
  text(): Promise<string>;
  arrayBuffer(): Promise<ArrayBuffer>;
}

/** What is too long is not read at all. @param today ISO @throws where the file is gone */
export async function settingsIn(
  file: TextFile,
  baseline: Baseline,
  today: string,
): Promise<SettingsFile> {
  if (file.size > MAX_BYTES) return { ok: false, errors: [placed(tooBig(file.size))] };
  const bytes = new Uint8Array(await file.arrayBuffer());
  return readSettingsFile(readPolicyBytes(bytes), baseline, today);
}
