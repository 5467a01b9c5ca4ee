/** All tricks. What becomes of each is tested in a real browser (`evasions.test.ts`). */
import { BESIDE } from './beside.ts';
import { CHOSEN } from './chosen.ts';
import { DISGUISES } from './disguises.ts';
import { DRAWN } from './drawn.ts';
import { ENTRIES } from './entries.ts';
import type { Area } from './evasion.ts';
import { GESTURES } from './gestures.ts';
import { KEYS } from './keys.ts';
import { LISTS } from './lists.ts';
import { NAMED } from './named.ts';
import { PLACES } from './places.ts';
import { SCRIPTS } from './scripts.ts';
import { WHOSE } from './whose.ts';

export const CORPUS: readonly Area[] = [
  GESTURES,
  ENTRIES,
  SCRIPTS,
  DISGUISES,
  DRAWN,
  LISTS,
  BESIDE,
  CHOSEN,
  WHOSE,
  KEYS,
  PLACES,
  NAMED,
];
