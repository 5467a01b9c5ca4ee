/** Opens the browser for a person to try it, with a key in the terminal to change who they are. */
import { createInterface } from 'node:readline';
import { forceSettings, HOST, startPolicing } from '../../tests/e2e/support/policing.ts';
import { SUPERVISOR } from './flow.ts';

const TRY = `
The sample police intranet is open in a browser that a sample force manages. Try this:

  1. On "New crime report", press "Check immigration status" in the Victim section. It is held.
  2. Press Enter to leave it. Press it again and go on with a reason.
  3. Press the same button in the Suspect section. It is not held.
  4. Save the report. Saving is never held.
  5. Press s and Enter here to sign in as the supervisor: the review page opens. Decide.

  s Enter   be the supervisor     o Enter   be the officer again     q Enter   stop
`;

export async function show(): Promise<void> {
  const policing = await startPolicing({ headless: false, context: { viewport: null } });
  await policing.open('/reports/new');
  console.log(TRY);
  const closed = new Promise<void>((resolve) =>
    policing.session.context.once('close', () => resolve()),
  );
  const terminal = createInterface({ input: process.stdin });
  terminal.on('line', (line) => {
    answer(line.trim().toLowerCase()).catch((error: unknown) => console.error(String(error)));
  });
  async function answer(key: string): Promise<void> {
    if (key === 's') {
      await policing.session.setManaged(forceSettings({ identity: SUPERVISOR }));
      await policing.openOwn('review.html');
      console.log(`You are the supervisor ${SUPERVISOR.id}.`);
    } else if (key === 'o') {
      await policing.session.setManaged(forceSettings());
      console.log(`You are the officer again. The intranet is at http://${HOST}/`);
    } else if (key === 'q') {
      await policing.session.context.close();
    }
  }
  await closed;
  terminal.close();
  await policing.close();
}
