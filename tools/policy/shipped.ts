/** What every policy is held against: the shipped baseline and its words. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Surroundings } from '../../core/policy/lint.ts';
import { PERMITTED } from '../../core/policy/sites.ts';
import type { Language } from '../../core/vocabulary.ts';
import type { Say } from '../../core/wording.ts';
import { baseline } from '../../platform/baseline.ts';
import { promptWording, sayIn, type WordingTables } from '../../platform/wording.ts';
import policyCy from '../../policies/wording/policy.cy.json' with { type: 'json' };
import policyEn from '../../policies/wording/policy.en.json' with { type: 'json' };
import { PROJECT } from '../build.ts';
import { checkedHost } from '../package/options.ts';
import { UsageError } from '../package/usage-error.ts';
import { CommandError } from './answer.ts';

export const shipped: Surroundings = {
  baseline,
  wording: promptWording,
  today: new Date().toISOString().slice(0, 10),
};

/**
 * The same with the hosts of the build that is meant, which guards them from the first line.
 *
 * @throws CommandError where `npm run package` would not take one of them
 */
export function meant(hosts: readonly string[] = []): Surroundings {
  if (hosts.length === 0) return shipped;
  const own = hosts.map(hostOfBuild);
  const { sites } = baseline;
  return {
    ...shipped,
    baseline: { ...baseline, sites: { ...sites, guarded: [...sites.guarded, ...own] } },
    permitted: [...PERMITTED, ...own],
  };
}

function hostOfBuild(pattern: string): string {
  try {
    return checkedHost(pattern);
  } catch (error) {
    throw error instanceof UsageError ? new CommandError(error.message) : error;
  }
}

const policyWording: WordingTables = { en: policyEn, cy: policyCy };

/** How policies are spoken of. */
export function sayPolicy(language: Language): Say {
  return sayIn(language, policyWording);
}

export const BASELINE_FILE = 'policies/national/baseline.json';

/** The baseline's own bytes, for a hash. */
export function baselineBytes(): Promise<Uint8Array> {
  return readFile(path.join(PROJECT, BASELINE_FILE));
}
