/** Runs the flow headless, prints each step and what it proved, keeps the pictures. */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { startPolicing } from '../../tests/e2e/support/policing.ts';
import { flow } from './flow.ts';

/**
 * @param directory where the pictures go
 * @param only names of the pictures to keep, all without it
 * @returns whether every step did what it should
 */
export async function runFlow(directory: string, only?: readonly string[]): Promise<boolean> {
  mkdirSync(directory, { recursive: true });
  const policing = await startPolicing();
  try {
    const steps = flow(policing, async (page, name) => {
      if (only && !only.includes(name)) return;
      await page.bringToFront();
      await page.screenshot({ path: path.join(directory, `${name}.png`) });
    });
    for (const [index, step] of steps.entries()) {
      try {
        console.log(`${index + 1}. ${step.name}\n   ok: ${await step.run()}`);
      } catch (error) {
        console.log(`${index + 1}. ${step.name}\n   FAILED: ${String(error)}`);
        return false;
      }
    }
    return true;
  } finally {
    await policing.close();
  }
}
