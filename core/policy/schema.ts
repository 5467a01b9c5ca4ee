/**
 * zod schemas for policy that comes from outside: rule packs as files and managed settings as the
 * browser delivers them. The managed schema for browsers is generated from `managedSettings`.
 *
 * Not imported by the guard: zod would be most of its size.
 */
import { z } from 'zod';
import { STRENGTHS, TOPICS } from '../forms/lexicon.ts';
import { siteProfile } from '../sites/schema.ts';
import { LANGUAGES, OFFENCE_GROUPS, OUTCOMES, RANKS, ROLES, SIGNAL_KINDS } from '../vocabulary.ts';
import { assuranceSettings } from './assurance-schema.ts';
import { NATIONAL_CLOCKS, type TimeName } from './clocks.ts';
import { decidingSettings, identity } from './deciding-schema.ts';
import { foreignTexts } from './foreign-text.ts';
import { LAYERS, MAX_RULES, MODES, NATIONAL_LIMITS, SITE_TRUST } from './model.ts';
import { RETENTION_BOUNDS } from './retention.ts';
import { sampleSeeds, sampling } from './sampling-schema.ts';
import { hostPattern, isoDate, nonEmpty, slug } from './shapes.ts';
import { MAX_SIGNATURE } from './signed-settings.ts';

const source = z.strictObject({
  document: nonEmpty.describe('Title of the document'),
  edition: nonEmpty.describe('Edition or date of the document'),
  paragraph: z.string().optional().describe('Paragraph or section'),
  url: z.string().optional().describe('Address of the document'),
  checkedOn: isoDate.describe('Date on which somebody read it'),
});

const conditions = z.strictObject({
  kind: z.array(z.enum(SIGNAL_KINDS)).min(1).optional().describe('What the control would do'),
  role: z.array(z.enum(ROLES)).min(1).optional().describe('Role of the person on the record'),
  group: z.array(z.enum(OFFENCE_GROUPS)).min(1).optional().describe('Offence groups'),
  dual: z.boolean().optional().describe('Protected person who is also a suspect'),
  trust: z.array(z.enum(SITE_TRUST)).min(1).optional().describe('How the page was read'),
  granted: z.boolean().optional().describe('The same attempt was let through a moment ago'),
});

const rule = z.strictObject({
  id: slug.max(80).describe('Name of the rule, the same for ever'),
  when: conditions.describe('Conditions; all have to hold'),
  outcome: z.enum(OUTCOMES).describe('How firmly policy answers'),
  reasons: z.array(nonEmpty).max(50).describe('Codes of reasons that may be given'),
  authoriser: z.enum(RANKS).optional().describe('Rank that has to authorise'),
  wording: slug.describe('Key of the wording shown'),
  sources: z.array(source).max(50).describe('Documents that the rule rests on'),
  mode: z.enum(MODES).optional().describe('enforce, or a trial that records: rehearse, observe'),
  until: isoDate
    .optional()
    .describe('Last day of the trial, as YYYY-MM-DD; from the next day on the rule is enforced'),
});

export const rulePack = z.strictObject({
  id: slug,
  layer: z.enum(LAYERS),
  version: nonEmpty,
  rules: z.array(rule).max(MAX_RULES),
});

export const siteList = z.strictObject({
  guarded: z.array(hostPattern).min(1),
  publicFacing: z.array(z.string().regex(/^[a-z0-9*.-]+$/)),
});

const inBothLanguages = z.strictObject({ en: nonEmpty, cy: nonEmpty });

export const reasonCodes = z.array(
  z.strictObject({
    code: z.string().regex(/^RR-\d{2}$/),
    minLength: z.int().min(1).max(200),
    secondAuthorisation: z.enum(['none', ...RANKS]),
    whenSensitive: z.enum(RANKS).optional(),
    label: inBothLanguages,
    mustState: inBothLanguages,
  }),
);

export const reviewOutcomes = z.array(
  z.strictObject({
    code: z.string().regex(/^RV-\d$/),
    needsNote: z.boolean(),
    keepsOpen: z.boolean(),
    needsFollowUp: z.boolean(),
    apart: z.boolean(),
    noticeHours: z.int().min(1).optional(),
    label: inBothLanguages,
  }),
);

export const lexiconFile = z.strictObject({
  id: slug,
  describes: nonEmpty,
  entries: z.array(
    z.strictObject({
      id: slug,
      topic: z.enum(TOPICS),
      strength: z.enum(STRENGTHS),
      means: z.string().optional(),
      en: z.array(nonEmpty),
      cy: z.array(nonEmpty),
      source: nonEmpty,
    }),
  ),
});

/** Only secure, but for a trial on the same machine. */
const storeAddress = z
  .string()
  .max(200)
  .regex(
    /^(?:wss:\/\/[a-z0-9.-]+|ws:\/\/(?:127\.0\.0\.1|localhost))(?::\d{1,5})?$/,
    'must be an address such as wss://store.force.police.uk:443',
  );

const storeName = z
  .string()
  .max(32)
  .regex(/^[a-z0-9](?:-?[a-z0-9])*$/, 'must be small letters, digits and single hyphens');

function daysWithin({ least, most }: { readonly least: number; readonly most: number }) {
  return z.int().min(least).max(most);
}

const atMost = (name: TimeName) => z.int().min(1).max(NATIONAL_CLOCKS[name]);

const settings = z.strictObject({
  force: z
    .strictObject({
      code: z
        .string()
        .regex(/^[A-Z0-9]{2,8}$/, 'must be 2 to 8 capitals or digits')
        .describe('Short code of the force'),
      name: nonEmpty.max(80).describe('Name of the force'),
    })
    .optional()
    .describe('The force that manages this browser'),
  identity,
  language: z.enum(LANGUAGES).optional().describe('Language of prompts and pages'),
  sites: z.array(hostPattern).max(200).optional().describe('More hosts to guard'),
  policyVersion: z.string().max(40).optional().describe('Version of the force policy'),
  reasonWithinHours: z
    .int()
    .min(1)
    .max(NATIONAL_LIMITS.reasonWithinHours)
    .optional()
    .describe('Hours within which life at risk has to be explained'),
  repeatMinutes: z
    .int()
    .min(0)
    .max(NATIONAL_LIMITS.repeatMinutes)
    .optional()
    .describe('Minutes for which the same attempt is not asked about again; 0 asks each time'),
  retention: z
    .strictObject({
      bodyDays: daysWithin(RETENTION_BOUNDS.bodyDays).describe(
        'Days for which the words of an entry are kept after its review was decided',
      ),
      localDays: daysWithin(RETENTION_BOUNDS.localDays).describe(
        'Days for which words that were delivered stay on this device',
      ),
    })
    .optional()
    .describe('How long the words of entries are kept; headers and hashes stay'),
  clocks: z
    .strictObject({
      lifeAtRiskHours: atMost('lifeAtRiskHours').describe(
        'Hours within which an override for a life at risk is reviewed',
      ),
      soonHours: atMost('soonHours').describe(
        'Hours within which an override for another offence, for a disclosure or for no listed reason is reviewed',
      ),
      usualDays: atMost('usualDays').describe('Days within which any other override is reviewed'),
      answerWorkingDays: atMost('answerWorkingDays').describe(
        'Working days for an answer where more information was asked for',
      ),
    })
    .optional()
    .describe('By when supervisors review overrides; sooner than the nation asks, or as soon'),
  followThroughDays: atMost('followThroughDays')
    .optional()
    .describe('Days within which it is said whether anything was passed on after an override'),
  holidays: z
    .array(isoDate)
    .max(40)
    .optional()
    .describe('Days that are no working days here, beside the usual bank holidays'),
  sampling,
  sampleSeeds,
  ...assuranceSettings,
  ...decidingSettings,
  recordKey: z
    .string()
    .regex(/^[0-9a-f]{64}$/, 'must be 64 hexadecimal digits')
    .optional()
    .describe('Secret of the force: its devices give one record the same handle for a quarter'),
  delivery: z
    .strictObject({
      urls: z.array(storeAddress).min(1).max(9).describe('Addresses of the nodes of the store'),
      force: storeName.describe('Name of the force in the store'),
      unit: storeName.optional().describe('Unit to which entries of this device go'),
      reads: z.array(storeName).max(20).optional().describe('Units that a reviewer reads'),
      fleet: z
        .boolean()
        .optional()
        .describe('Whether this device lists the devices of the force; needs a token for that'),
      silentHours: z
        .int()
        .min(1)
        .max(2160)
        .optional()
        .describe('Hours after which a device that was not heard is listed as silent; else 72'),
      name: storeName.describe('Name in the credentials'),
      credentials: z
        .strictObject({
          jwt: z
            .string()
            .max(4096)
            .regex(/^[\w-]+\.[\w-]+\.[\w-]+$/, 'must be a token as the cluster tool writes it')
            .describe('Token that the cluster tool wrote for this name'),
          seed: z
            .string()
            .regex(/^SU[A-Z2-7]{56}$/, 'must be a seed as the cluster tool writes it')
            .describe('Secret seed that the cluster tool wrote for this name'),
        })
        .describe('What the cluster tool wrote; secret'),
    })
    .optional()
    .describe('Where this device delivers its entries; without it they stay on the device'),
  rules: z
    .array(rule)
    .max(MAX_RULES)
    .optional()
    .describe('Rules of the force; they can tighten the national baseline, never loosen it'),
  units: z
    .array(
      z.strictObject({
        unit: nonEmpty.max(32).describe('Unit, as identity names it'),
        rules: z.array(rule).max(100).describe('Rules of the unit beside those of the force'),
      }),
    )
    .max(50)
    .optional()
    .describe('Rules of single units; they tighten what the force and the nation say'),
  pilots: z
    .array(
      z.strictObject({
        rule: slug.max(80).describe('Name of the national rule'),
        from: isoDate.describe('First day, as YYYY-MM-DD'),
        until: isoDate.describe('Last day; from the next day on the rule is enforced'),
      }),
    )
    .max(20)
    .optional()
    .describe('National rules that are rehearsed first, each for at most 90 days'),
  rollout: z
    .strictObject({
      id: slug.max(60).describe('Name of the rollout; another name mixes the devices anew'),
      percent: z.int().min(0).max(100).describe('Devices in a hundred on which its rules count'),
      rules: z.array(rule).max(100).describe('Rules that count on these devices beside the others'),
    })
    .optional()
    .describe('Rules that come to a part of the devices first'),
  suspended: z
    .boolean()
    .optional()
    .describe('Takes rules, times, hosts and profiles of the force back to the national baseline'),
  profiles: z
    .array(siteProfile)
    .max(50)
    .optional()
    .describe('Site profiles: what the screens of the records system look like'),
  signature: nonEmpty
    .max(MAX_SIGNATURE)
    .optional()
    .describe('Signature over the settings, where the build asks for one'),
});

/**
 * Settings that force IT delivers by managed browser policy. Every field is optional. `contains` is
 * for what a browser withholds without a word: see `docs/adr/0022-settings-from-one-schema.md`.
 */
export const managedSettings = settings
  .extend({
    contains: z
      .array(settings.keyof())
      .optional()
      .describe('Names of all other settings given; where one does not arrive, none is taken'),
  })
  .superRefine((given, context) => {
    for (const { path, character } of foreignTexts(given)) {
      const message = `holds a character that settings files cannot carry (${character})`;
      context.addIssue({ code: 'custom', path: [...path], message });
    }
  });
/** Who uses the browser, read by itself where the other settings are refused. */
export const identitySetting = settings.pick({ identity: true });
export type ManagedSettings = z.infer<typeof managedSettings>;
export type DeliverySettings = NonNullable<ManagedSettings['delivery']>;
export type IncomingRule = z.infer<typeof rule>;
