/** What `diff` says of settings beside rules: where entries go, who leads review, site profiles. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { policy } from '../../../tools/policy.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'policy-settings-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function told(before: object, after: object, ...more: string[]): Promise<readonly string[]> {
  const files = [before, after].map((value, nth) => {
    const file = path.join(folder, `${nth}.json`);
    writeFileSync(file, JSON.stringify(value));
    return file;
  });
  return (await policy(['diff', ...files, '--on', '2026-11-30', ...more])).out;
}

describe('settings beside rules', () => {
  const force = (code: string, name: string) => ({ force: { code, name } });
  const delivery = (url: string) => ({
    delivery: {
      ...{ urls: [url], force: 'tf', name: 'd1' },
      credentials: { jwt: 'a.b.c', seed: `SU${'A'.repeat(56)}` },
    },
  });
  const [here, there] = [delivery('wss://a.police.uk'), delivery('wss://b.police.uk')] as const;
  const withList = (one: { delivery: object }, more: object) => ({
    delivery: { ...one.delivery, fleet: true, ...more },
  });
  const [one, other] = [{ recordKey: '0'.repeat(64) }, { recordKey: '1'.repeat(64) }];

  it.each<[object, object, RegExp]>([
    [{}, here, /officers can ask a supervisor from the prompt \(“Ask a supervisor now”\)/],
    [here, {}, /officers can no longer ask a supervisor/],
    [here, there, /delivered to another place/],
    [here, withList(here, {}), /^This device lists the devices of the force\.$/],
    [withList(here, {}), here, /lists the devices of the force no more/],
    [
      withList(here, {}),
      withList(here, { silentHours: 24 }),
      /listed as silent: 24, instead of 72\.$/,
    ],
    [{}, one, /same handle for a quarter/],
    [one, {}, /handle of its own/],
    [one, other, /secret for handles of records is another/],
    [{}, { plantedPercent: 5 }, /planted case .*: 5, instead of 0/],
    [
      {},
      { patternLimits: { hotPercent: 1, ...limits() } },
      /holds that go on, in a hundred: 1, instead of 40/,
    ],
    [{}, { reviewLeads: ['TF-1'] }, /Other reviewers see how review is going/],
    [force('TF', 'One'), force('TF', 'Two'), /^The force is called Two, instead of One\.$/],
    [force('TF', 'One'), force('TG', 'One'), /^The settings are those of another force\.$/],
    [{}, { suspended: true }, /takes its own policy back/],
    [{ suspended: true }, {}, /own policy is in force again/],
  ])('are told: %j, %j', async (before, after, said) => {
    const out = await told(before, after);
    expect(out).toEqual([expect.stringMatching(said)]);
    expect(out.join()).not.toMatch(/a\.b\.c|SUAA|0{64}|1{64}/);
    const cy = await told(before, after, '--lang', 'cy');
    expect(cy).toHaveLength(1);
    expect(cy).not.toEqual(out);
    expect(cy.join()).not.toMatch(/diff\.|[{}]/);
  });

  it.each<[string, object, object]>([
    ['the hours that count without them', withList(here, {}), withList(here, { silentHours: 72 })],
    ['no list', here, withList(here, { fleet: false })],
    ['nodes in another order', nodes('a', 'b'), nodes('b', 'a')],
    ['a profile that is called something else', screens(['/a/*']), renamed()],
    ['profiles of two screens in another order', screens(['/a'], ['/b']), swapped(['/a'], ['/b'])],
  ])('are not told where nothing is otherwise: %s', async (_, before, after) => {
    expect(await told(before, after)).toEqual(['Nothing changes for officers.']);
  });

  it('are told where two site profiles fit one screen and the other comes first', async () => {
    const [before, after] = [screens(['/a/*'], ['/*/b']), swapped(['/a/*'], ['/*/b'])];
    expect(await told(before, after)).toEqual([
      'On a screen that both site profiles fit, Screen 1 is followed now, and Screen 0 no more.',
    ]);
    expect((await told(before, after, '--lang', 'cy'))[0]).toMatch(/dilynir Screen 1/);
  });

  function nodes(...names: readonly string[]) {
    const urls = names.map((name) => `wss://${name}.police.uk`);
    return { delivery: { ...here.delivery, urls } };
  }

  function screens(...paths: readonly (readonly string[])[]) {
    const controls = [{ selector: '#check', treat: 'pnc-check' }];
    const hosts = ['rms.force.police.uk'];
    return {
      profiles: paths.map((each, nth) => ({
        ...{ id: `p-${nth}`, name: `Screen ${nth}`, version: '1', hosts, controls, paths: each },
      })),
    };
  }

  function swapped(...paths: readonly (readonly string[])[]) {
    return { profiles: screens(...paths).profiles.toReversed() };
  }

  function renamed() {
    return { profiles: screens(['/a/*']).profiles.map((each) => ({ ...each, name: 'Other' })) };
  }

  function limits() {
    return {
      ...{ oneReasonPercent: 70, flipPercent: 10, quickPercent: 25, personPercent: 50 },
      ...{ lookupsOfRecord: 3, lookupsOfOne: 5 },
    };
  }
});
