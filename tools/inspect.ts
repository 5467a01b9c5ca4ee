/** `npm run inspect -- FILE_OR_URL... [--json] [--profile FILE]`: what the guard sees on a page. */
import { Inspector } from './inspect/inspector.ts';
import { readProfile } from './inspect/read-profile.ts';
import { isFailure, jsonLine } from './inspect/report.ts';
import { tree } from './inspect/tree.ts';

const USAGE = 'usage: npm run inspect -- FILE_OR_URL... [--json] [--profile SITE_PROFILE.json]';

interface Asked {
  readonly targets: readonly string[];
  readonly profile: string | null;
  readonly isJson: boolean;
}

/** @returns a text that says what is wrong with the arguments */
function asked(args: readonly string[]): Asked | string {
  const targets: string[] = [];
  let profile: string | null = null;
  let isJson = false;
  for (let index = 0; index < args.length; index++) {
    const arg = args[index] ?? '';
    if (arg === '--json') isJson = true;
    else if (arg === '--profile') {
      profile = args[++index] ?? null;
      if (profile === null) return '--profile needs a file';
    } else if (arg.startsWith('--')) return `unknown option ${arg}`;
    else targets.push(arg);
  }
  return targets.length === 0 ? '' : { targets, profile, isJson };
}

/** @returns the exit code: 0, or 2 where a page could not be opened or an argument is wrong */
export async function inspect(args: readonly string[]): Promise<number> {
  const question = asked(args);
  if (typeof question === 'string') {
    console.error(question === '' ? USAGE : `${question}\n${USAGE}`);
    return 2;
  }
  const profile = question.profile === null ? null : await readProfile(question.profile);
  const print = question.isJson ? jsonLine : tree;
  const inspector = await Inspector.open({ profile });
  let failed = false;
  try {
    const targets = question.targets.map((target) => ({ target }));
    for await (const { result } of inspector.inspectAll(targets)) {
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
