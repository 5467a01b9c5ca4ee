/** A guarded Firefox and the sample intranet, for the length of a test file. */
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import type { PolicyObject } from '../../../tools/browsers/policies.ts';
import { type Intranet, startIntranet } from '../../intranet/server.ts';
import { type FirefoxPolicing, startFirefoxPolicing } from './firefox-policing.ts';

export interface UsedFirefox {
  readonly police: FirefoxPolicing;
  readonly intranet: Intranet;
}

/** @param managed what the force's IT has configured */
export function useFirefox(managed: PolicyObject): UsedFirefox {
  let police: FirefoxPolicing;
  let intranet: Intranet;
  beforeAll(async () => {
    intranet = await startIntranet();
    police = await startFirefoxPolicing({ intranet, managed });
  });
  afterAll(async () => {
    await police?.close();
    await intranet?.close();
  });
  beforeEach(async () => {
    await police.ledger.begin();
    intranet.clear();
  });
  afterEach(() => police.tidy());

  return {
    get police() {
      return police;
    },
    get intranet() {
      return intranet;
    },
  };
}
