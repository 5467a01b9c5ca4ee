/** zod schema of site profiles: files in `policies/sites`, managed settings, the profile builder. */
import { z } from 'zod';
import { hostPattern, slug } from '../policy/shapes.ts';
import { isProtected, OFFENCE_GROUPS, ROLES, SIGNAL_KINDS } from '../vocabulary.ts';
import { type SiteProfile, TREATMENTS } from './profile.ts';
import { isWide, selectorFault } from './selector.ts';

const MOST_MARKS = 50;

const filled = z.string().trim().min(1, 'must not be empty');

const selector = filled.superRefine((value, context) => {
  const fault = selectorFault(value);
  if (fault !== null) context.addIssue({ code: 'custom', message: fault });
});

const text = filled.max(80);
const optional = z
  .boolean()
  .optional()
  .describe('Whether a screen without it is still the one described');
const mark = z.strictObject({ selector: selector.describe('CSS selector'), optional });

/** Of an address only host and path say what is asked; what follows a question mark may be data. */
const pattern = (start: RegExp, message: string) => z.string().max(200).regex(start, message);

/** A word of the system itself, such as a code. */
const word = text.describe('Word as the screen has it, such as a code');

const roleMark = z.strictObject({
  block: selector.optional().describe('Part of the screen that it speaks for'),
  says: selector.optional().describe('Within the part: the control or element that says the role'),
  is: z.enum(ROLES).optional().describe('The role, where it is the same for every record'),
  words: z
    .array(z.strictObject({ text: word, role: z.enum(ROLES).describe('Role that it stands for') }))
    .max(MOST_MARKS)
    .optional()
    .describe('Words of this system and the role they stand for'),
  optional,
});

const shape = z.strictObject({
  id: slug.max(60).describe('Name of the profile, the same for ever'),
  name: text.describe('Name of the screen, for people'),
  version: filled.max(40).describe('Version of the profile'),
  hosts: z.array(hostPattern).min(1).max(MOST_MARKS).describe('Hosts of the records system'),
  paths: z
    .array(pattern(/^\/\S*$/, 'must begin with a slash and hold no blank, such as /person/*'))
    .min(1)
    .max(MOST_MARKS)
    .describe('Paths of the screen; * stands for any characters'),
  roles: z.array(roleMark).max(MOST_MARKS).optional().describe('Who the screen is about'),
  reference: mark.optional().describe('Element that shows the reference of the record'),
  officer: mark.optional().describe('Element that shows the staff number of the person signed in'),
  offences: z
    .array(
      mark.extend({
        words: z
          .array(
            z.strictObject({
              text: word,
              group: z.enum(OFFENCE_GROUPS).describe('Offence group that it stands for'),
            }),
          )
          .max(MOST_MARKS)
          .optional()
          .describe('Words of this system and the offence group they stand for'),
      }),
    )
    .max(MOST_MARKS)
    .optional()
    .describe('Controls or elements that say the offence'),
  flags: z
    .array(mark.extend({ group: z.enum(OFFENCE_GROUPS).describe('What the flag stands for') }))
    .max(MOST_MARKS)
    .optional()
    .describe('Boxes, chips or banners that flag the record'),
  lookups: z
    .array(
      z.strictObject({
        address: pattern(
          /^(?:\/|[a-z0-9.-]+\/)[^?#]*$/,
          'must be a path or a host and a path, without scheme, query or fragment',
        ).describe('Address that a control asks; * stands for any characters'),
        kind: z.enum(SIGNAL_KINDS).describe('What asking it does'),
        network: z
          .boolean()
          .optional()
          .describe('false where it also saves or only shows a form: held in the page alone'),
      }),
    )
    .max(MOST_MARKS)
    .optional()
    .describe('Addresses of look-ups, referrals and checks'),
  controls: z
    .array(
      mark.extend({
        treat: z.enum(TREATMENTS).describe('What the control does, or ignore'),
        because: text.optional().describe('Why it is ignored'),
      }),
    )
    .max(MOST_MARKS)
    .optional()
    .describe('Controls that the guard would read wrongly'),
});

/** The profile with what a schema of fields cannot say. */
export const siteProfile = shape.superRefine((profile, context) => {
  const refuse = (path: readonly (string | number)[], message: string): void => {
    context.addIssue({ code: 'custom', path: [...path], message });
  };
  profile.roles?.forEach(({ block, says, is }, index) => {
    if ((says === undefined) === (is === undefined))
      refuse(['roles', index], 'needs either "says" or "is"');
    // A screen declared to be about a suspect would let through whatever it then shows.
    if (is !== undefined && !isProtected(is) && block === undefined)
      refuse(
        ['roles', index, 'block'],
        `is needed with the role ${is}: no whole screen can be declared to be about nobody protected`,
      );
  });
  profile.controls?.forEach(({ treat, because, selector: which }, index) => {
    if (treat !== 'ignore') return;
    if (because === undefined)
      refuse(['controls', index, 'because'], 'has to say why the control is ignored');
    if (isWide(which))
      refuse(
        ['controls', index, 'selector'],
        'is too wide to ignore: name the control by an id, a class or an attribute',
      );
  });
  profile.lookups?.forEach(({ address, network }, index) => {
    if (network !== false && isOpenEnded(address))
      refuse(
        ['lookups', index, 'address'],
        'is so wide that saving would be stopped too: name a path, or set "network" to false',
      );
  });
  const kinds = (profile.roles ?? []).length + (profile.controls ?? []).length;
  if (kinds + (profile.lookups ?? []).length === 0)
    refuse([], 'has to name at least one role, control or look-up');
});

/** Names no part of a path: the network would be closed to the whole system. */
function isOpenEnded(address: string): boolean {
  return !/[a-z0-9]/i.test(address.slice(address.indexOf('/')));
}

/** Fails to compile where the schema lets through what the guard's type does not know. */
export const SITE_PROFILE_PARITY: [z.infer<typeof siteProfile>] extends [SiteProfile]
  ? true
  : never = true;

export const siteProfiles = z.array(siteProfile).max(MOST_MARKS);
