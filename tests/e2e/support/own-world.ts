/** The guard's own world in a page, for breaking in it what no page can reach. */
import type { Page } from 'playwright';

/**
 * Runs a script where the guard runs, to its end where it promises one.
 *
 * @param extensionId of the installed extension
 */
export async function inGuardsWorld(
  page: Page,
  extensionId: string,
  expression: string,
): Promise<void> {
  const cdp = await page.context().newCDPSession(page);
  const worlds: number[] = [];
  cdp.on('Runtime.executionContextCreated', ({ context }) => {
    if (context.origin === `chrome-extension://${extensionId}`) worlds.push(context.id);
  });
  await cdp.send('Runtime.enable');
  if (worlds.length === 0) throw new Error('the guard has no world in this page');
  for (const contextId of worlds) {
    const { exceptionDetails } = await cdp.send('Runtime.evaluate', {
      ...{ contextId, expression, awaitPromise: true },
    });
    if (exceptionDetails) throw new Error(exceptionDetails.text);
  }
}
