/** Never in the way: each flow of the intranet, with and without the guard, and what the server got. */
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Intranet, startIntranet } from '../intranet/server.ts';
import { type Flow, Officer } from './flows/officer.ts';
import { RECORD_FLOWS } from './flows/records.ts';
import { REPORT_FLOWS } from './flows/reports.ts';
import { STATEMENT_FLOWS } from './flows/statements.ts';
import { HOST, type Policing, startPolicing } from './support/policing.ts';
import { received } from './support/received.ts';

/** Faces the public: no guard starts there. */
const UNGUARDED = 'www.testforce.police.uk';
/** Time for a surplus request to arrive. */
const SETTLING_MS = 100;
const WAIT_MS = 3_000;

let police: Policing;
let plain: Intranet;
beforeAll(async () => {
  plain = await startIntranet();
  police = await startPolicing({ hosts: { [UNGUARDED]: plain.port } });
});
afterAll(async () => {
  await police?.close();
  await plain?.close();
});
beforeEach(async () => {
  await police.ledger.begin();
  police.intranet.clear();
  plain.clear();
});
afterEach(() => police.tidy());

async function runs({ run }: Flow, host: string): Promise<Officer> {
  const officer = new Officer(await police.session.context.newPage(), host);
  await run(officer);
  return officer;
}

/** Drafts and notes are sent behind the officer's back: both servers are given time to get them. */
async function settle(): Promise<void> {
  const endsAt = Date.now() + WAIT_MS;
  while (police.intranet.log.length !== plain.log.length && Date.now() < endsAt) await sleep(20);
  await sleep(SETTLING_MS);
}

describe('reaches the server as without us:', () => {
  it.each([...REPORT_FLOWS, ...RECORD_FLOWS, ...STATEMENT_FLOWS])('$name', async (flow) => {
    // One after the other: a page behind another one is slow, and both share a clipboard.
    const unguarded = await runs(flow, UNGUARDED);
    const guarded = await runs(flow, HOST);
    await settle();
    const expected = received(plain, UNGUARDED);
    expect(received(police.intranet, HOST)).toEqual(expected);
    expect(expected.requests.join('\n')).toContain(flow.sends);
    if (flow.isAskedByGuard) expect(guarded.questions).toEqual([]);
    else expect(guarded.questions).toEqual(unguarded.questions);
  });
});
