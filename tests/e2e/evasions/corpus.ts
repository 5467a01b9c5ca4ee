/** All tricks. What becomes of each is tested in a real browser (`evasions.test.ts`). */
import { DISGUISES } from './disguises.ts';
import { ENTRIES } from './entries.ts';
import type { Area } from './evasion.ts';
import { GESTURES } from './gestures.ts';
import { NAMED } from './named.ts';
import { PLACES } from './places.ts';
import { SCRIPTS } from './scripts.ts';

export const CORPUS: readonly Area[] = [GESTURES, ENTRIES, SCRIPTS, DISGUISES, PLACES, NAMED];
