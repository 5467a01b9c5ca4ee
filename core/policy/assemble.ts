/** From managed settings to the policy in force, and how a bad setting is reported. */
import { unitAsRecorded } from '../ledger/unit-recorded.ts';
import { mergeProfiles, type SiteProfile } from '../sites/profile.ts';
import type { Language, Rank } from '../vocabulary.ts';
import { type Clocks, clocksOf } from './clocks.ts';
import { type Deciding, decidingAsHashed, decidingOf, lowerRank, namedAs } from './deciding.ts';
import { fieldName } from './field-name.ts';
import { looserReasons, ruleFaults } from './meaning.ts';
import { type Limits, NATIONAL_LIMITS, type Rule, type RulePack, type SiteList } from './model.ts';
import { pilotFaults } from './pilot-faults.ts';
import { type PilotInForce, withPilots } from './pilots.ts';
import { NATIONAL_RETENTION, type Retention } from './retention.ts';
import { type BucketOf, NO_DEVICE, placeIn, type RingPlace } from './rings.ts';
import { type Sampling, sampledAsHashed, samplingFaults, samplingOf } from './sampling.ts';
import { type ManagedSettings, managedSettings } from './schema.ts';
import { type SettingFault, settingError } from './setting-fault.ts';
import { isPermitted, PERMITTED } from './sites.ts';
import { toldIssues } from './told-issues.ts';
import { isOnTrial, type Lasts, ruleDuring } from './trial.ts';

/** Who uses this browser, by managed settings. Empty strings where nothing is configured. */
export interface Identity {
  readonly id: string;
  readonly unit: string;
  readonly reviewer: boolean;
  /** Absent where none is named: it counts as the lowest in review, and grants nothing beforehand. */
  readonly rank?: Rank | undefined;
}

export const NO_IDENTITY: Identity = { id: '', unit: '', reviewer: false };

const OUTSIDE = 'is outside of the hosts where this build may work';

/** One setting that was refused: which field, and why. Never the value itself. */
export interface SettingError {
  readonly field: string;
  /** In English. */
  readonly reason: string;
  /** Where it is one of the common kinds. */
  readonly fault?: SettingFault;
}

/** Everything the background and the guard go by. */
export interface PolicyInForce {
  /** SHA-256 of the packs, sites and profiles, so that an entry names exactly what was in force. */
  readonly hash: string;
  readonly version: string;
  readonly packs: readonly RulePack[];
  readonly sites: SiteList;
  /** The force's own first; the first that fits a page speaks for it. */
  readonly profiles: readonly SiteProfile[];
  readonly force: { readonly code: string; readonly name: string } | null;
  readonly identity: Identity;
  readonly language: Language | null;
  readonly limits: Limits;
  readonly retention: Retention;
  readonly clocks: Clocks;
  readonly sampling: Sampling;
  readonly deciding: Deciding;
  /** Rules that are on trial, national ones too, as they will be enforced. */
  readonly trials: readonly Rule[];
  /** National rules that are rehearsed here today. */
  readonly pilots: readonly PilotInForce[];
  /** A rollout of the force, and whether this device is in its ring; null where there is none. */
  readonly rollout: RingPlace | null;
  /** Whether the force has taken its own policy back. */
  readonly suspended: boolean;
}

export type SettingsReading =
  | { readonly ok: true; readonly settings: ManagedSettings }
  | { readonly ok: false; readonly errors: readonly SettingError[] };

/** What assembling needs of the shipped data: the guard and tools pass the same. */
export interface Baseline {
  readonly pack: RulePack;
  readonly sites: SiteList;
  /** Profiles that ship with the extension. */
  readonly profiles: readonly SiteProfile[];
  readonly reasonCodes: readonly string[];
  /** Those under which somebody has to authorise, always or where the offence is sensitive. */
  readonly authorised: readonly string[];
  readonly wordingKeys: readonly string[];
}

/**
 * Reads managed settings as the browser delivered them.
 *
 * @param value from `storage.managed`, untrusted in shape
 * @param permitted host patterns where the build that reads them may work
 */
export function readManagedSettings(
  value: unknown,
  baseline: Baseline,
  permitted = PERMITTED,
): SettingsReading {
  const parsed = managedSettings.safeParse(value);
  if (!parsed.success)
    return {
      ok: false,
      errors: toldIssues(parsed.error.issues).map((each) => settingError(each, value)),
    };
  const errors: SettingError[] = [
    ...withheld(parsed.data),
    ...allRuleErrors(parsed.data, baseline),
    ...samplingFaults(parsed.data).map(({ path, reason }) => ({
      field: fieldName(path, ''),
      reason,
    })),
    ...pilotFaults(parsed.data.pilots ?? [], baseline.pack).map(({ path, reason }) => ({
      field: fieldName(['pilots', ...path], ''),
      reason,
    })),
  ];
  const permit = (host: string, field: string): void => {
    if (!isPermitted(host, permitted))
      errors.push({ field, reason: OUTSIDE, fault: { code: 'outside' } });
  };
  parsed.data.sites?.forEach((site, index) => {
    permit(site, `sites[${index}]`);
  });
  parsed.data.profiles?.forEach(({ id, hosts }, index, profiles) => {
    hosts.forEach((host, at) => {
      permit(host, `profiles[${index}].hosts[${at}]`);
    });
    if (profiles.findIndex((other) => other.id === id) !== index)
      errors.push({ field: `profiles[${index}].id`, reason: 'is the id of another profile too' });
  });
  return errors.length > 0 ? { ok: false, errors } : { ok: true, settings: parsed.data };
}

/** Chromium drops a setting of the wrong type and delivers the others, as if it had not been given. */
function withheld({ contains, ...given }: ManagedSettings): SettingError[] {
  if (contains === undefined) return [];
  const arrived = Object.keys(given);
  const missing = contains.filter((name) => !arrived.includes(name));
  const unnamed = arrived.filter((name) => !contains.some((other) => other === name));
  return [
    ...missing.map((field) => ({
      field,
      reason:
        'is named in "contains" and did not arrive: not set, or withheld by the browser because a part of it has the wrong type or an unknown name',
    })),
    ...unnamed.map((field) => ({ field, reason: 'is not named in "contains"' })),
  ];
}

/** The rules that count everywhere, and with those of a ring or a unit as on a device of theirs. */
function allRuleErrors(
  { rules = [], rollout, units = [] }: ManagedSettings,
  baseline: Baseline,
): SettingError[] {
  const own = ruleErrors(rules, baseline);
  if (own.length > 0) return own;
  const parts = [
    ...(rollout ? [{ at: 'rollout', added: rollout.rules }] : []),
    ...units.map((each, index) => ({ at: `units[${index}]`, added: each.rules })),
  ];
  return parts.flatMap(({ at, added }) =>
    ruleErrors([...added, ...rules], baseline, added).map(({ field, reason }) => ({
      field: `${at}.${field}`,
      reason,
    })),
  );
}

/** By what rules may say, and only where that holds by what they come to. */
function ruleErrors(
  rules: readonly Rule[],
  baseline: Baseline,
  fresh: readonly Rule[] = rules,
): SettingError[] {
  const faults = ruleFaults(rules, baseline);
  const all =
    faults.length > 0 ? faults : looserReasons(baseline.pack, forcePack(rules, ''), fresh);
  return all.map(({ path, reason }) => ({ field: fieldName(['rules', ...path], ''), reason }));
}

function forcePack(rules: readonly Rule[], version: string): RulePack {
  return { id: 'force', layer: 'force', version, rules };
}

/**
 * The policy in force: the baseline, and the force's settings on top where there are any.
 *
 * @param hash of text, hex; passed in because `core` has no digest of its own here
 * @param lasts which trials are not over
 * @param bucketOf where the device stands in a rollout
 * @param admitted national rules that the settings rehearse, as far as they may here
 */
export function assemblePolicy(
  baseline: Baseline,
  given: ManagedSettings | null,
  hash: (text: string) => string,
  lasts: Lasts,
  bucketOf: BucketOf = NO_DEVICE,
  admitted: readonly PilotInForce[] = [],
): PolicyInForce {
  const suspended = given?.suspended === true;
  const settings = suspended ? withoutPolicy(given) : given;
  const rollout = settings?.rollout ? placeIn(settings.rollout, bucketOf) : null;
  const ring = rollout?.isIn ? (settings?.rollout?.rules ?? []) : [];
  const named = settings?.policyVersion ?? 'unversioned';
  const version = rollout?.isIn ? `${named}+${rollout.id}` : named;
  const rules = [...(settings?.rules ?? []), ...ring];
  const deciding = decidingOf(settings ?? {});
  const identity = whoUses(settings, deciding);
  const ofUnit = unitRules(settings, identity);
  const counting = (all: readonly Rule[]): Rule[] => all.map((rule) => ruleDuring(rule, lasts));
  const layers: RulePack[] = [
    forcePack(counting(rules), version),
    { id: 'unit', layer: 'unit', version, rules: counting(ofUnit) },
  ];
  const own = layers.filter((pack) => pack.rules.length > 0);
  // Times, clocks and pilots are changed under a version too, and the version is what IT looks for.
  const isOwn = own.length > 0 || settings?.policyVersion !== undefined;
  const pilots = suspended ? [] : admitted.filter(({ until }) => lasts(until));
  const packs = [withPilots(baseline.pack, pilots), ...own];
  const sites: SiteList = {
    ...baseline.sites,
    guarded: [...baseline.sites.guarded, ...(settings?.sites ?? [])],
  };
  const profiles = mergeProfiles(baseline.profiles, settings?.profiles ?? []);
  const limits: Limits = {
    reasonWithinHours: settings?.reasonWithinHours ?? NATIONAL_LIMITS.reasonWithinHours,
    repeatMinutes: settings?.repeatMinutes ?? NATIONAL_LIMITS.repeatMinutes,
  };
  const retention = settings?.retention ?? NATIONAL_RETENTION;
  const clocks = clocksOf(settings ?? {});
  const sampling = samplingOf(settings ?? {});
  const hashed = { sampled: sampledAsHashed(sampling), deciding: decidingAsHashed(deciding) };
  return {
    hash: hash(JSON.stringify({ packs, sites, profiles, limits, retention, clocks, ...hashed })),
    version: isOwn ? `${baseline.pack.version}+${version}` : baseline.pack.version,
    packs,
    sites,
    profiles,
    force: settings?.force ?? null,
    identity,
    language: settings?.language ?? null,
    limits,
    retention,
    clocks,
    sampling,
    deciding,
    trials: [
      ...rehearsedRules(baseline.pack, pilots),
      ...[...rules, ...ofUnit].filter((rule) => isOnTrial(rule, lasts)),
    ],
    pilots,
    rollout,
    suspended,
  };
}

/** Of the rank of the profile and that of the list of reviewers the lower; whom it names without one has none. */
function whoUses(settings: ManagedSettings | null, { reviewers }: Deciding): Identity {
  const { id = '', unit, reviewer = false, rank } = settings?.identity ?? {};
  const named = namedAs(reviewers, id);
  return {
    id,
    unit: unitAsRecorded(unit ?? named?.unit ?? ''),
    reviewer,
    rank: named && !named.rank ? undefined : lowerRank(rank, named?.rank),
  };
}

/** As they will be enforced. */
function rehearsedRules({ rules }: RulePack, pilots: readonly PilotInForce[]): readonly Rule[] {
  return pilots.flatMap(({ rule: id, until }) =>
    rules.filter((rule) => rule.id === id).map((rule) => ({ ...rule, mode: 'rehearse', until })),
  );
}

/** Those of the unit to which whoever is signed in belongs. */
function unitRules(settings: ManagedSettings | null, identity: Identity): readonly Rule[] {
  const unit = identity.unit.trim().toLowerCase();
  if (!unit) return [];
  return (settings?.units ?? [])
    .filter((each) => unitAsRecorded(each.unit).trim().toLowerCase() === unit)
    .flatMap(({ rules }) => rules);
}

/**
 * Who manages and who uses the browser stays, and who closes what: what one of two decided is not closed
 * by taking rules back. What else the force decided for itself does not count.
 */
function withoutPolicy(given: ManagedSettings): ManagedSettings {
  const { force, identity, language, reviewers, deciding, assignedHours } = given;
  return { force, identity, language, reviewers, deciding, assignedHours };
}
