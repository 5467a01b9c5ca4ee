/** The national set of planted cases, checked. No page has it: it holds the answers. */
import { type PlantedCase, plantedCases } from '../core/review/planted-set.ts';
import cases from '../policies/national/planted-cases.json' with { type: 'json' };

export const PLANTED_SET: readonly PlantedCase[] = plantedCases.parse(cases);
