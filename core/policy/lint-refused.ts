/**
 * What else browsers refuse. A file that is in order here and is refused by every browser would leave the
 * baseline in force all over the force, and nobody would know why.
 */
import { type Baseline, readManagedSettings, type SettingError } from './assemble.ts';
import type { Finding } from './lint.ts';
import type { PolicyFile } from './policy-file.ts';
import { samplingFaults } from './sampling.ts';
import type { ManagedSettings } from './schema.ts';

/** `contains` has to name every other setting, and no more. */
export function lintContains({ contains, ...given }: ManagedSettings): readonly Finding[] {
  if (contains === undefined) return [];
  const names = Object.keys(given);
  const missing = contains.flatMap((name, index) =>
    names.includes(name)
      ? []
      : [
          unfit(
            ['contains', index],
            `names "${name}", which the file does not set`,
            `set "${name}", or take the name out`,
          ),
        ],
  );
  const unnamed = names
    .filter((name) => !contains.some((other) => other === name))
    .map((name) => unfit([name], 'is not named in "contains"', `add "${name}" to "contains"`));
  return [...missing, ...unnamed];
}

function unfit(path: readonly PropertyKey[], what: string, instead: string): Finding {
  return { severity: 'error', code: 'contains-unfit', path, what, instead };
}

export function lintSampling(settings: ManagedSettings): readonly Finding[] {
  return samplingFaults(settings).map(({ path, reason }): Finding => {
    const fault = { severity: 'error', path, what: reason } as const;
    return path[0] === 'sampleSeeds'
      ? {
          ...fault,
          code: 'seed-of-another-hash',
          instead: 'write the seed of which the hash was published, or leave it out',
        }
      : { ...fault, code: 'wrong-match-less', instead: 'raise it, or lower "secondPercent"' };
  });
}

/** The browser's own reading: whatever is not known above is said in its words. */
export function lintRefusal(
  { settings }: PolicyFile,
  raw: Readonly<Record<string, unknown>>,
  baseline: Baseline,
  permitted: readonly string[],
): readonly Finding[] {
  const reading = readManagedSettings(raw, baseline, permitted);
  if (reading.ok) return [];
  return reading.errors.map(
    (error): Finding => ({
      severity: 'error',
      code: 'refused',
      path: pathOf(error, settings),
      what: error.reason,
      instead: 'change it: every browser refuses the settings as they are',
    }),
  );
}

/** Where the field is; the nearest place above it that the file has. */
function pathOf({ field }: SettingError, settings: ManagedSettings | null): readonly PropertyKey[] {
  const path: PropertyKey[] = [];
  let node: unknown = settings;
  for (const [, name, index] of field.matchAll(/([^.[\]]+)|\[(\d+)\]/g)) {
    const key = index === undefined ? (name ?? '') : Number(index);
    if (typeof node !== 'object' || node === null || !Object.hasOwn(node, key)) break;
    node = Reflect.get(node, key);
    path.push(key);
  }
  return path;
}
