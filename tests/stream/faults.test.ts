/**
 * Machines and networks fail while devices hand in and supervisors decide. Afterwards each node's
 * own files are read: all that was promised is there, once, with its bytes, and the same on all.
 * A supervisor who reads all the while has read each once, in order.
 */
import { describe, expect, it } from 'vitest';
import { FAULTS } from '../../tools/cluster/faults.ts';
import { Follower } from '../../tools/cluster/follower.ts';
import { Load } from '../../tools/cluster/load.ts';
import { Stage } from '../../tools/cluster/stage.ts';
import { isClean, verdictOn } from '../../tools/cluster/verdict.ts';

const CALM_MS = 300;
const FAULT_MS = 1_500;

describe('after every fault', () => {
  it('each record that a device let go of is on every node, once and unchanged', async () => {
    const stage = await Stage.open();
    try {
      const load = new Load(stage, 'dev', 4, 3);
      const follower = new Follower(stage, 'follows');
      load.start();
      for (const fault of FAULTS) {
        await new Promise((resolve) => setTimeout(resolve, CALM_MS));
        await fault.run(stage, FAULT_MS);
      }
      await load.finish();
      await stage.untilAlike();
      await follower.finish(load.records, 20_000);
      const { records, decisions } = load;
      const overrides = await stage.endAndReadReplicas('OVR');
      const reviews = await stage.endAndReadReplicas('REV');
      const [handedIn, decided] = [verdictOn(records, overrides), verdictOn(decisions, reviews)];
      expect(isClean(handedIn), JSON.stringify(handedIn, null, 1)).toBe(true);
      expect(isClean(decided), JSON.stringify(decided, null, 1)).toBe(true);
      expect(records.size).toBeGreaterThan(1_000);
      expect(decisions.size).toBeGreaterThan(3);
    } finally {
      await stage.close();
    }
  }, 120_000);
});
