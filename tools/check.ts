/** `npm run check`: everything that needs no browser. */
import { add, close, staticChecks, vitest } from './checks.ts';

close(add(staticChecks(), vitest('unit', 'forms', 'architecture')));
