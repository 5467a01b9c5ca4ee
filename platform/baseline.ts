/**
 * The shipped policy data, checked by zod: for the background, pages, tools and tests.
 * NOT for the guard, which has the same data without zod.
 */
import type { Baseline } from '../core/policy/assemble.ts';
import type { ReasonCode, ReviewOutcome } from '../core/policy/model.ts';
import * as schema from '../core/policy/schema.ts';
import { withBuildHosts } from '../core/policy/sites.ts';
import { siteProfiles } from '../core/sites/schema.ts';
import shippedProfiles from '../policies/generated/site-profiles.json' with { type: 'json' };
import baselinePack from '../policies/national/baseline.json' with { type: 'json' };
import reasonCodeList from '../policies/national/reason-codes.json' with { type: 'json' };
import reviewOutcomeList from '../policies/national/review-outcomes.json' with { type: 'json' };
import siteList from '../policies/national/sites.json' with { type: 'json' };
import { promptWording } from './wording.ts';

/** Reasons that an officer may give, in the order in which they are offered. */
export const reasonCodes: readonly ReasonCode[] = schema.reasonCodes.parse(reasonCodeList);

/** What a supervisor may decide. */
export const reviewOutcomes: readonly ReviewOutcome[] =
  schema.reviewOutcomes.parse(reviewOutcomeList);

/** Wordings that a rule may name: those with a title. */
const wordingKeys = Object.keys(promptWording.en)
  .filter((key) => key.endsWith('.title'))
  .map((key) => key.slice(0, -'.title'.length));

/** The national baseline with what is needed to read a force's settings against it. */
export const baseline: Baseline = {
  pack: schema.rulePack.parse(baselinePack),
  sites: withBuildHosts(schema.siteList.parse(siteList)),
  profiles: siteProfiles.parse(shippedProfiles),
  reasonCodes: reasonCodes.map(({ code }) => code),
  authorised: reasonCodes
    .filter((each) => each.secondAuthorisation !== 'none' || each.whenSensitive !== undefined)
    .map(({ code }) => code),
  wordingKeys,
};
