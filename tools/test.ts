/** `npm test`: every check and every test, the real browsers included. */
import { add, close, staticChecks, vitest } from './checks.ts';

close(
  [staticChecks(), vitest('unit', 'forms', 'architecture'), vitest('stream'), vitest('e2e')].reduce(
    add,
  ),
);
