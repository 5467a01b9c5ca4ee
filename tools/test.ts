/** `npm test`: every check and every test, the real browsers included. */
import { add, builds, close, staticChecks, vitest, vitestBeside } from './checks.ts';

const built = builds();
// The nodes of a cluster mostly wait for one another, and leave the cores to the rest.
const stream = vitestBeside('stream');
const checked = staticChecks();
const fast = vitest('unit', 'forms', 'architecture');
close([built, checked, fast, await stream(), vitest('e2e')].reduce(add));
