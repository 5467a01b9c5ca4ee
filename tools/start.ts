/**
 * `npm start`: with a display, opens the sample intranet for a person to try; without one, or with
 * `--headless`, drives the officer's and the supervisor's flow and leaves pictures in
 * `output/start/`. Exit 0 only if every step did what it should.
 */
import path from 'node:path';
import { ensureBuilt, PROJECT } from './build.ts';
import { runFlow } from './start/run-flow.ts';
import { show } from './start/show.ts';

await ensureBuilt(['chromium']);
const hasDisplay = Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY']);
if (hasDisplay && !process.argv.includes('--headless')) {
  await show();
} else {
  const directory = path.join(PROJECT, 'output/start');
  const ok = await runFlow(directory);
  console.log(
    ok
      ? `\nEvery step did what it should. Pictures: output/start/`
      : `\nA step did not do what it should. Pictures up to there: output/start/`,
  );
  process.exitCode = ok ? 0 : 1;
}
