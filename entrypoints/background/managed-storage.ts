/** What the browser's managed storage answers, told apart: settings, none, refused, no answer. */
import {
  type Baseline,
  type Identity,
  NO_IDENTITY,
  readManagedSettings,
  type SettingError,
} from '../../core/policy/assemble.ts';
import { identitySetting, type ManagedSettings } from '../../core/policy/schema.ts';
import type { SignedSettings } from '../../core/policy/signed-settings.ts';
import type { SignatureGate } from './signature-gate.ts';

export type ManagedAnswer =
  | {
      readonly kind: 'settings';
      readonly settings: ManagedSettings;
      /** As they came: what a signature is over. */
      readonly delivered: object;
      /** Null where this build asks for no signature. */
      readonly signed: SignedSettings | null;
    }
  | { readonly kind: 'empty' }
  | {
      readonly kind: 'rejected';
      readonly errors: readonly SettingError[];
      /** Who is signed in by these very settings, where at least that part can be read. */
      readonly identity: Identity;
    }
  | { readonly kind: 'failed'; readonly errors: readonly SettingError[] };

/** How the storage as a whole is named where errors name fields. */
export const MANAGED_STORAGE = '(managed storage)';

/** Firefox: there is no managed manifest for this extension, so nobody configured anything. */
const NO_MANIFEST = /manifest not found/i;

export async function askManaged(
  managed: () => Promise<unknown>,
  baseline: Baseline,
  signature: SignatureGate,
): Promise<ManagedAnswer> {
  let value: unknown;
  try {
    value = await managed();
  } catch (error) {
    if (error instanceof Error && NO_MANIFEST.test(error.message)) return { kind: 'empty' };
    const errors = [{ field: MANAGED_STORAGE, reason: 'could not be read' }];
    return { kind: 'failed', errors };
  }
  return settingsIn(value, baseline, signature);
}

/**
 * @param value as the browser delivered it or as the copy holds it, untrusted in shape
 * @param isCopy of what was in force last: nobody waits long for it
 */
export async function settingsIn(
  value: unknown,
  baseline: Baseline,
  signature: SignatureGate,
  isCopy = false,
): Promise<ManagedAnswer> {
  if (isEmpty(value)) return { kind: 'empty' };
  const refused = (errors: readonly SettingError[]): ManagedAnswer => ({
    kind: 'rejected',
    errors,
    identity: identityAlone(value),
  });
  const reading = readManagedSettings(value, baseline);
  if (!reading.ok) return refused(reading.errors);
  const delivered = Object(value);
  const verdict = await signature.check(delivered, isCopy);
  if (!verdict.ok) return refused([verdict.error]);
  return { kind: 'settings', settings: reading.settings, delivered, signed: verdict.signed };
}

function isEmpty(value: unknown): boolean {
  return (
    value === undefined ||
    value === null ||
    (typeof value === 'object' && Object.keys(value).length === 0)
  );
}

function identityAlone(value: unknown): Identity {
  if (typeof value !== 'object' || value === null || !('identity' in value)) return NO_IDENTITY;
  const parsed = identitySetting.safeParse({ identity: value.identity });
  const found = parsed.success ? parsed.data.identity : undefined;
  return found
    ? { id: found.id, unit: found.unit ?? '', reviewer: found.reviewer ?? false }
    : NO_IDENTITY;
}
