/**
 * Reads a policy file: what force IT writes before any browser sees it. It is either a force's
 * managed settings or a rule pack of a layer; everything wrong is said with its place.
 */
import { z } from 'zod';
import { assemblePolicy, type Baseline, type PolicyInForce } from './assemble.ts';
import { fieldName } from './field-name.ts';
import { type JsonNode, offsetOf, placesIn, plainValue, readJson } from './json-text.ts';
import type { RulePack } from './model.ts';
import type { PilotInForce } from './pilots.ts';
import type { ProblemCode } from './problem-codes.ts';
import type { BucketOf } from './rings.ts';
import { type ManagedSettings, managedSettings, rulePack } from './schema.ts';
import { type ShapeFault, shapeFaults } from './shape-faults.ts';
import { isOnTrial, type Lasts, ruleDuring } from './trial.ts';

/** One thing to put right, or to think about. Columns and lines are counted from 1. */
export interface Problem {
  readonly severity: 'error' | 'warning';
  readonly code: ProblemCode;
  readonly line: number;
  readonly column: number;
  readonly field: string;
  readonly what: string;
  readonly instead: string;
}

export interface PolicyFile {
  readonly form: 'settings' | 'pack';
  /** Null where the file is a pack. */
  readonly settings: ManagedSettings | null;
  /** The settings as they stand in the file, which is what a signature is over. */
  readonly raw: Readonly<Record<string, unknown>> | null;
  /** The rules of the file; null where settings have none. */
  readonly pack: RulePack | null;
  readonly locate: (fault: Located) => Omit<Problem, 'severity'>;
}

/** Something found by path. */
export interface Located extends ShapeFault {
  readonly code: ProblemCode;
}

export type PolicyReading =
  | { readonly ok: true; readonly file: PolicyFile }
  | { readonly ok: false; readonly problems: readonly Problem[] };

const WHOLE = '(the file as a whole)';
/** More would be no help. */
const MOST_PROBLEMS = 50;

/** @param text decoded, untrusted */
export function readPolicyText(text: string): PolicyReading {
  const placeAt = placesIn(text);
  const reading = readJson(text);
  if (!reading.ok) {
    const { at, field, what, instead } = reading.fault;
    return {
      ok: false,
      problems: [
        {
          severity: 'error',
          code: 'not-json',
          ...placeAt(at),
          field: field || WHOLE,
          what,
          instead,
        },
      ],
    };
  }
  const { root } = reading;
  const locate = ({ code, path, onName, what, instead }: Located): Omit<Problem, 'severity'> => ({
    code,
    ...placeAt(offsetOf(root, path, onName)),
    field: fieldName(path, WHOLE),
    what,
    instead,
  });
  const value = plainValue(root);
  const isPack = looksLikePack(root);
  const parsed = (isPack ? rulePack : managedSettings).safeParse(value);
  if (!parsed.success) {
    const faults = shapeFaults(
      parsed.error.issues,
      value,
      isPack ? PACK_SHAPE() : SETTINGS_SHAPE(),
    );
    const problems = faults
      .map(
        (fault): Problem => ({ severity: 'error', ...locate({ ...fault, code: 'not-a-policy' }) }),
      )
      .sort(byPlace);
    return { ok: false, problems: problems.slice(0, MOST_PROBLEMS) };
  }
  if (isPack) {
    const pack = rulePack.parse(value);
    return { ok: true, file: { form: 'pack', settings: null, raw: null, pack, locate } };
  }
  const settings = managedSettings.parse(value);
  const pack = packOf(settings);
  return { ok: true, file: { form: 'settings', settings, raw: Object(value), pack, locate } };
}

export function byPlace(a: Problem, b: Problem): number {
  return a.line - b.line || a.column - b.column;
}

/** Settings have none of the fields that every pack begins with. */
function looksLikePack(root: JsonNode): boolean {
  return (
    root.kind === 'object' && root.members.some(({ key }) => /^(?:id|layer|version)$/.test(key))
  );
}

function packOf({ rules, policyVersion }: ManagedSettings): RulePack | null {
  return rules?.length
    ? { id: 'force', layer: 'force', version: policyVersion ?? 'unversioned', rules }
    : null;
}

const PACK_SHAPE = (): unknown => z.toJSONSchema(rulePack, { target: 'draft-7', io: 'input' });
const SETTINGS_SHAPE = (): unknown =>
  z.toJSONSchema(managedSettings, { target: 'draft-7', io: 'input' });

/**
 * What is in force with the file: on top of the baseline, or instead of it where the file says
 * that it is a national one.
 *
 * @param lasts which trials are not over
 * @param pilots national rules that are rehearsed; none where the rules themselves are asked about
 * @param bucketOf where the device stands in a rollout; in no ring without it
 */
export function inForceWith(
  file: PolicyFile,
  baseline: Baseline,
  lasts: Lasts,
  pilots: readonly PilotInForce[] = [],
  bucketOf?: BucketOf,
): PolicyInForce {
  const policy = assemblePolicy(baseline, file.settings, () => '', lasts, bucketOf, pilots);
  const { pack } = file;
  if (file.form === 'settings' || !pack) return policy;
  if (isReplacement(file)) return { ...policy, version: pack.version, packs: [pack] };
  const version = `${policy.version}+${pack.version}`;
  const rules = pack.rules.map((rule) => ruleDuring(rule, lasts));
  const trials = pack.rules.filter((rule) => isOnTrial(rule, lasts));
  return { ...policy, version, packs: [baseline.pack, { ...pack, rules }], trials };
}

/** The pilots of settings on a device that rehearses from their first day on. */
export function statedPilots(
  settings: ManagedSettings | null,
  day: string,
): readonly PilotInForce[] {
  return (settings?.pilots ?? [])
    .filter(({ from }) => from <= day)
    .map((pilot) => ({ ...pilot, first: pilot.from }));
}

/** Whether the file claims to take the baseline's place. */
export function isReplacement({ pack }: PolicyFile): boolean {
  return pack?.layer === 'national';
}
