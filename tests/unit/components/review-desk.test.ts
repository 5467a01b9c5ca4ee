/** What a supervisor keeps in the browser for the review page. */
import { describe, expect, it } from 'vitest';
import { FIRST_VIEW, type QueueView } from '../../../core/review/queue-view.ts';
import { CLEAR_DESK, keepDesk, loadDesk } from '../../../entrypoints/review/desk.ts';

function area() {
  const store = new Map<string, unknown>();
  return {
    store,
    get: async (key: string) => (store.has(key) ? { [key]: store.get(key) } : {}),
    set: async (items: Readonly<Record<string, unknown>>) => {
      for (const [key, value] of Object.entries(items)) store.set(key, value);
    },
  };
}

const view: QueueView = { chosen: { state: 'late', unit: 'CID-North' }, text: '', sort: 'due' };

describe('what a supervisor keeps', () => {
  it('is there again, for that supervisor and no other', async () => {
    const own = area();
    await keepDesk(own, 'TF-0077', { hasKeys: false, saved: [{ name: 'My team', view }] });
    expect(await loadDesk(own, ' tf-0077')).toEqual({
      hasKeys: false,
      saved: [{ name: 'My team', view }],
    });
    expect(await loadDesk(own, 'TF-0078')).toEqual(CLEAR_DESK);
  });

  it('holds no free words of a search and no name that points to a person', async () => {
    const own = area();
    const typed = { ...FIRST_VIEW, text: 'Kowalska' };
    await keepDesk(own, 'TF-0077', {
      hasKeys: true,
      saved: [
        { name: 'Typed', view: typed },
        { name: 'born 3 May 1988', view },
      ],
    });
    const text = JSON.stringify([...own.store]);
    expect(text).toContain('Typed');
    expect(text).not.toMatch(/Kowalska|1988/);
  });

  it.each([[null], [{ keys: 'yes' }], [{ keys: true, saved: [{ name: 7 }] }]])(
    'counts as nothing where it cannot be read: %j',
    async (value) => {
      const own = area();
      own.store.set('review-desk:tf-0077', value);
      expect(await loadDesk(own, 'TF-0077')).toEqual(CLEAR_DESK);
    },
  );
});
