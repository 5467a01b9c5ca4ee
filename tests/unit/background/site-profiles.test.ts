/** Site profiles in the background: who gets them, what drift leaves behind, what the page may say. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { StatusReply } from '../../../core/messages.ts';
import testForce from '../../../policies/forces/test-force.json' with { type: 'json' };
import { CARD } from '../sites/profiles.ts';
import { freshDatabase } from './over-indexeddb.ts';
import {
  area,
  type Background,
  background,
  GUARD,
  headersIn,
  override,
  PAGE,
  record,
  stored,
} from './whole-background.ts';

beforeEach(freshDatabase);

const withCard = { ...testForce, profiles: [CARD] };
const cardGuard = { ...GUARD, url: 'https://rms.force.police.uk/card/1' };
const drifted = { id: 'card', version: '1', missing: ['roles[0].says'], kept: [] };
const fits = { ...drifted, missing: [] };

async function faultsIn(all: Background): Promise<readonly string[]> {
  return (await headersIn(all)).flatMap((header) => (header.kind === 'fault' ? header.code : []));
}

async function healthIn(all: Background): Promise<StatusReply['profileHealth']> {
  const status: unknown = await all.ask('status', null, PAGE);
  if (typeof status !== 'object' || status === null || !('profileHealth' in status)) return [];
  const { profileHealth } = status;
  return Array.isArray(profileHealth) ? profileHealth : [];
}

/** Ids of the profiles in a reply, as they travel. */
function profilesOf(reply: unknown): readonly string[] {
  const ids = JSON.stringify(reply).match(/"profiles":(\[.*?\]),"force"/)?.[1] ?? '[]';
  const profiles: readonly { readonly id: string }[] = JSON.parse(ids);
  return profiles.map(({ id }) => id);
}

describe('site profiles', () => {
  it('go to guards on their hosts, and to no other', async () => {
    const all = background(withCard);
    expect(profilesOf(await all.ask('policy', null, cardGuard))).toEqual(['card']);
    const elsewhere = { ...GUARD, url: 'https://www.force.police.uk/' };
    expect(profilesOf(await all.ask('policy', null, elsewhere))).toEqual([]);
    const unknown = profilesOf(await all.ask('policy', null, { ...GUARD, url: 'about:blank' }));
    expect(unknown).toContain('card');
  });

  it('are part of what the hash of the policy stands for', () => {
    const hashOf = async (settings: unknown) => {
      const all = background(settings);
      await all.services.policy.ready();
      return all.services.policy.state.policy.hash;
    };
    return Promise.all([hashOf(testForce), hashOf(withCard)]).then(([without, withOne]) => {
      expect(without).not.toBe(withOne);
    });
  });

  it('that are wrong are refused, and the baseline holds', async () => {
    const all = background({ profiles: [{ ...CARD, paths: [] }] });
    await all.services.policy.ready();
    expect(all.services.policy.state.origin).toBe('baseline-rejected');
    expect(all.services.policy.state.errors[0]?.field).toBe('profiles[0].paths');
  });
});

describe('a profile that no longer fits', () => {
  it('is one entry, however many pages find it, and is shown to force IT', async () => {
    const all = background(withCard);
    await all.ask('profile', fits, cardGuard);
    expect(await faultsIn(all)).toEqual([]);
    await all.ask('profile', drifted, cardGuard);
    await all.ask('profile', drifted, cardGuard);
    expect(await faultsIn(all)).toEqual(['profile-drift']);
    expect(await healthIn(all)).toMatchObject([{ id: 'card', missing: ['roles[0].says'] }]);
  });

  it('is another entry when more of it is gone, and none when it fits again', async () => {
    const all = background(withCard);
    await all.ask('profile', drifted, cardGuard);
    const worse = { ...drifted, missing: ['roles[0].says', 'controls[0]'] };
    await all.ask('profile', worse, cardGuard);
    await all.ask('profile', fits, cardGuard);
    expect(await faultsIn(all)).toEqual(['profile-drift', 'profile-drift']);
    expect(await healthIn(all)).toMatchObject([{ id: 'card', missing: [] }]);
  });

  it('is known after a restart of the background', async () => {
    const local = area();
    await background(withCard, local).ask('profile', drifted, cardGuard);
    const again = background(withCard, local);
    await again.ask('profile', drifted, cardGuard);
    expect(await faultsIn(again)).toEqual(['profile-drift']);
  });

  it('is not written down where it is not in force any more', async () => {
    const all = background(withCard);
    await all.ask('profile', { ...drifted, version: '0' }, cardGuard);
    await all.ask('profile', { ...drifted, id: 'gone' }, cardGuard);
    expect(await faultsIn(all)).toEqual([]);
    expect(await healthIn(all)).toEqual([]);
  });

  it.each([
    ['a name in place of a mark', { ...drifted, missing: ['Ana Example'] }],
    ['a selector in place of a mark', { ...drifted, missing: ['#victim-ana'] }],
    ['a name in place of an id', { ...drifted, id: 'Ana Example' }],
    ['text of a page', { ...drifted, note: 'Ana Example' }],
  ])('cannot carry %s', (_, body) => {
    const all = background(withCard);
    expect(all.send({ v: 1, name: 'profile', body }, cardGuard)).toBeUndefined();
  });
});

describe('an attempt on a page with a profile', () => {
  it('says that the role came from the profile', async () => {
    const all = background(withCard);
    const evidence = [{ term: 'site-control', source: 'site-profile', weight: 1 }] as const;
    await record(all, override(1, { trust: 'profile', evidence }));
    expect((await stored(all, 1)).header).toMatchObject({ trust: 'profile', evidence });
  });

  it('is decided by rules that ask how the page was read', async () => {
    const rule = {
      id: 'generic-only-approve',
      when: { kind: ['immigration-lookup'], role: ['victim'], trust: ['generic'] },
      outcome: 'approve',
      reasons: ['RR-01'],
      authoriser: 'inspector',
      wording: 'immigration-lookup',
      sources: [],
    };
    const all = background({ ...withCard, rules: [rule] });
    expect(await record(all, override(1))).toMatchObject({ code: 'stricter-outcome' });
    expect(await record(all, override(2, { trust: 'profile' }))).toMatchObject({ ok: true });
  });

  it('names the officer that policy names, whatever the page shows', async () => {
    const all = background(withCard);
    await record(all, override(1, { shownOfficer: '9999' }));
    expect((await stored(all, 1)).header).toMatchObject({
      officer: 'TF-4312',
      officerFrom: 'policy',
    });
  });

  it('names whom the page shows where policy names nobody, and says so', async () => {
    const all = background({ profiles: [CARD] });
    await record(all, override(1, { shownOfficer: 'PC 4312' }));
    expect((await stored(all, 1)).header).toMatchObject({ officer: '4312', officerFrom: 'page' });
  });

  it.each(['Ana Example', '17/04/1991', '07700900123'])(
    'names nobody by %s',
    async (shownOfficer) => {
      const all = background({ profiles: [CARD] });
      await record(all, override(1, { shownOfficer }));
      expect((await stored(all, 1)).header).toMatchObject({ officer: '', officerFrom: 'none' });
    },
  );
});
