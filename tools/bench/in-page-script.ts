/** A module of ours as one script, for a page that has no modules. */
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

/**
 * @param file beside this one, such as `./ledger-in-page.ts`
 * @param name of the variable that holds what it exports
 * @throws Error where the bundler gives nothing
 */
export async function inPageScript(file: string, name: string): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'silent',
    build: {
      write: false,
      target: 'es2022',
      lib: { entry: fileURLToPath(new URL(file, import.meta.url)), formats: ['iife'], name },
    },
  });
  const [output] = [built].flat();
  if (!output || !('output' in output)) throw new Error('the bundler gave no output');
  return output.output[0].code;
}
