/** What the code weighs that speaks to the force's stream. It is loaded only where policy asks. */
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';

/** In bytes, gzip level 9; nearly all of it is the published client. */
export const DELIVERY_BUDGET = 56 * 1024;

/** @returns bytes, gzip level 9 */
export async function deliverySize(): Promise<number> {
  const built = await build({
    configFile: false,
    logLevel: 'silent',
    build: {
      write: false,
      minify: true,
      target: 'es2022',
      lib: {
        entry: fileURLToPath(new URL('../platform/nats/store.ts', import.meta.url)),
        formats: ['es'],
      },
    },
  });
  const [output] = [built].flat();
  if (!output || !('output' in output)) throw new Error('the bundle of delivery was not made');
  const [chunk] = output.output;
  return gzipSync(chunk.code, { level: 9 }).length;
}
