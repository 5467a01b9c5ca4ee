/** `npm run screenshots`: takes the README's pictures from the running product. */
import path from 'node:path';
import { ensureBuilt, PROJECT } from './build.ts';
import { runFlow } from './start/run-flow.ts';

await ensureBuilt(['chromium']);
const ok = await runFlow(path.join(PROJECT, 'docs/images'), [
  'prompt',
  'reason',
  'review',
  'status',
]);
process.exitCode = ok ? 0 : 1;
