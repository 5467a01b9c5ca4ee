/** `npm run check`: everything that needs no browser. */
import { add, builds, close, staticChecks, vitest } from './checks.ts';

close([builds(), staticChecks(), vitest('unit', 'forms', 'architecture')].reduce(add));
