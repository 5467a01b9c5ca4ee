/** `npm run inspect -- FILE_OR_URL... [--json]`: what the guard sees on a page. */
import { Inspector } from './inspect/inspector.ts';
import { isFailure, jsonLine } from './inspect/report.ts';
import { tree } from './inspect/tree.ts';

const USAGE = 'usage: npm run inspect -- FILE_OR_URL... [--json]';

/** @returns the exit code: 0, or 2 where a page could not be opened */
export async function inspect(args: readonly string[]): Promise<number> {
  const targets = args.filter((each) => !each.startsWith('--'));
  const unknown = args.find((each) => each.startsWith('--') && each !== '--json');
  if (targets.length === 0 || unknown) {
    console.error(unknown ? `unknown option ${unknown}\n${USAGE}` : USAGE);
    return 2;
  }
  const print = args.includes('--json') ? jsonLine : tree;
  const inspector = await Inspector.open();
  let failed = false;
  try {
    for await (const { result } of inspector.inspectAll(targets.map((target) => ({ target })))) {
      failed ||= isFailure(result);
      console.log(print(result));
    }
  } finally {
    await inspector.close();
  }
  return failed ? 2 : 0;
}

if (import.meta.main) {
  try {
    process.exitCode = await inspect(process.argv.slice(2));
  } catch (error) {
    console.error(`inspect: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 2;
  }
}
