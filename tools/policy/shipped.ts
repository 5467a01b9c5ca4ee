/** What every policy is held against: the shipped baseline and its words. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Surroundings } from '../../core/policy/lint.ts';
import type { Language } from '../../core/vocabulary.ts';
import type { Say } from '../../core/wording.ts';
import { baseline } from '../../platform/baseline.ts';
import { promptWording, sayIn, type WordingTables } from '../../platform/wording.ts';
import policyCy from '../../policies/wording/policy.cy.json' with { type: 'json' };
import policyEn from '../../policies/wording/policy.en.json' with { type: 'json' };
import { PROJECT } from '../build.ts';

export const shipped: Surroundings = {
  baseline,
  wording: promptWording,
  today: new Date().toISOString().slice(0, 10),
};

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
