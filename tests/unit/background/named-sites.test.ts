import { describe, expect, it } from 'vitest';
import {
  type ContentScript,
  guardNamedHosts,
  namedHosts,
  type Scripting,
} from '../../../entrypoints/background/named-sites.ts';
import { baseline } from '../../../platform/baseline.ts';

function scriptingOf(registered: ContentScript[], wasEmpty = false): Scripting {
  return {
    async unregisterContentScripts() {
      if (wasEmpty) throw new Error('Nonexistent script ID');
      registered.length = 0;
    },
    async registerContentScripts(scripts) {
      registered.push(...scripts);
    },
  };
}

describe('hosts that only the force guards', () => {
  const withSites = (...sites: string[]) => ({
    ...baseline.sites,
    guarded: [...baseline.sites.guarded, ...sites],
  });

  it('are the public-facing ones that the force names in full', () => {
    expect(namedHosts(withSites('www.testforce.police.uk'), baseline.sites)).toEqual([
      'www.testforce.police.uk',
    ]);
  });

  it('are none where the baseline guards them already', () => {
    expect(namedHosts(withSites('rms.testforce.police.uk'), baseline.sites)).toEqual([]);
  });

  it('are none for a pattern, which never opens a public-facing site', () => {
    expect(namedHosts(withSites('*.testforce.police.uk'), baseline.sites)).toEqual([]);
  });
});

describe('guarding named hosts', () => {
  it('runs the guard and the page hook there, from the start of every frame', async () => {
    const registered: ContentScript[] = [];
    await guardNamedHosts(scriptingOf(registered, true), ['www.testforce.police.uk']);
    expect(registered.map(({ world, runAt, matches }) => ({ world, runAt, matches }))).toEqual([
      { world: 'ISOLATED', runAt: 'document_start', matches: ['*://www.testforce.police.uk/*'] },
      { world: 'MAIN', runAt: 'document_start', matches: ['*://www.testforce.police.uk/*'] },
    ]);
  });

  it('leaves them alone again when policy no longer names them', async () => {
    const registered: ContentScript[] = [];
    const scripting = scriptingOf(registered);
    await guardNamedHosts(scripting, ['www.testforce.police.uk']);
    await guardNamedHosts(scripting, []);
    expect(registered).toEqual([]);
  });
});
