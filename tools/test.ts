/** `npm test`: every check and every test, the real browsers included. */
import { add, close, staticChecks, vitest, vitestBeside } from './checks.ts';

// The nodes of a cluster mostly wait for one another, and leave the cores to the rest.
const stream = vitestBeside('stream');
const checked = staticChecks();
const fast = vitest('unit', 'forms', 'architecture');
close([checked, fast, await stream(), vitest('e2e')].reduce(add));
