/** A browser for one measurement. */
import type { ChromiumSession } from '../browsers/chromium.ts';

/** Closes it whatever comes of the measurement. */
export async function withSession<T>(
  launch: () => Promise<ChromiumSession>,
  use: (session: ChromiumSession) => Promise<T>,
): Promise<T> {
  const session = await launch();
  try {
    return await use(session);
  } finally {
    await session.close();
  }
}
