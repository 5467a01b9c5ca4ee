/** A visit to the profile builder, with a browser that answers or does not. */
import { describe, expect, it } from 'vitest';
import type { BuilderState } from '../../../components/profiles/builder-state.ts';
import type { Picked } from '../../../core/sites/picked.ts';
import { BuilderSession, type Pages } from '../../../entrypoints/profiles/load.ts';
import { CARD } from './profiles.ts';

const PAGE = { tab: 3, host: 'rms.force.police.uk', path: '/card/12' };
const picked: Picked = {
  selectors: [{ selector: '#enq', count: 1 }],
  blocks: [],
  options: [],
  tag: 'button',
  reads: { kind: null, role: 'unknown', outcome: null, group: 'OTHER' },
};

function visit(change: Partial<Pages> = {}) {
  const files: [string, string][] = [];
  const states: BuilderState[] = [];
  const pages: Pages = {
    open: async () => [PAGE],
    openAt: async () => PAGE,
    pick: async () => picked,
    tryOut: async () => [],
    canary: async () => '<!doctype html>',
    ...change,
  };
  const session = new BuilderSession(
    pages,
    (name, text) => files.push([name, text]),
    (state) => states.push(state),
  );
  const last = (): BuilderState => {
    const state = states.at(-1);
    if (!state) throw new Error('nothing was shown');
    return state;
  };
  return { session, files, last };
}

async function refuses(): Promise<never> {
  throw new Error('the tab was closed');
}

describe('the profile builder', () => {
  it('begins with the host and path of the chosen page', () => {
    const { session, last } = visit();
    session.choose(PAGE);
    expect(last().draft).toMatchObject({ hosts: ['rms.force.police.uk'], paths: ['/card/*'] });
  });

  it('keeps what was made when another page of the same screen is chosen', async () => {
    const { session, last } = visit();
    session.choose(PAGE);
    await session.pick('control');
    session.choose({ ...PAGE, tab: 4, path: '/card/99' });
    expect(last().draft.controls).toHaveLength(1);
    expect(last().page?.tab).toBe(4);
  });

  it('names what was pointed at, for its suggestions and for what is read there', async () => {
    const { session, last } = visit();
    session.choose(PAGE);
    await session.pick('control');
    await session.pick('role');
    expect(Object.keys(last().suggestions).sort()).toEqual([
      'controls[0]',
      'roles[0].block',
      'roles[0].says',
    ]);
    expect(last().reads['controls[0]']?.kind).toBeNull();
    session.edit({ ...last().draft, controls: [] });
    expect(last().suggestions).toEqual({});
  });

  it('changes nothing when the pointing was left', async () => {
    const { session, last } = visit({ pick: async () => null });
    session.choose(PAGE);
    const before = last().draft;
    await session.pick('control');
    expect(last().draft).toBe(before);
    expect(last().picking).toBeNull();
  });

  it.each([
    ['pointing', { pick: refuses }, (session: BuilderSession) => session.pick('control')],
    ['trying', { tryOut: refuses }, (session: BuilderSession) => session.tryOut()],
  ] as const)(
    'says what to do when the page is gone while %s, and keeps the draft',
    async (_, change, act) => {
      const { session, last } = visit(change);
      session.choose(PAGE);
      session.edit({ ...last().draft, name: 'Kept' });
      await act(session);
      expect(last().failure).toBe('build.failed.page');
      expect(last().picking).toBeNull();
      expect(last().draft.name).toBe('Kept');
    },
  );

  it('saves a profile only when it is one', async () => {
    const { session, files, last } = visit();
    session.choose(PAGE);
    await session.save('profile');
    expect(files).toEqual([]);
    session.load(JSON.stringify(CARD));
    expect(last().faults).toEqual({});
    await session.save('profile');
    await session.save('canary');
    expect(files.map(([name]) => name)).toEqual(['card.json', 'card.canary.html']);
    expect(JSON.parse(files[0]?.[1] ?? '')).toEqual(CARD);
  });

  it.each(['', '{', '[]', '{"id":"x"}'])('refuses the file %j and keeps the draft', (text) => {
    const { session, last } = visit();
    session.choose(PAGE);
    const before = last().draft;
    session.load(text);
    expect(last().failure).toBe('build.failed.file');
    expect(last().draft).toBe(before);
  });

  it('refuses an address where this build may not work', async () => {
    const { session, last } = visit({ openAt: async () => null });
    await session.openAt('https://example.org/');
    expect(last().failure).toBe('build.failed.address');
    expect(last().page).toBeNull();
  });
});
