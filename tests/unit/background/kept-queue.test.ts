/** What is kept of the queue on the disk: the very rows and cases that the ledger folds to, or none. */
import { IDBObjectStore } from 'fake-indexeddb';
import fc from 'fast-check';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { sealOf } from '../../../entrypoints/background/queue/kept-rows.ts';
import {
  change,
  DAY_MS,
  damage,
  expectTheSame,
  KINDS,
  NAME,
  onDisk,
  Profile,
  put,
  SETTINGS,
} from './kept-profile.ts';
import { attemptDraft, freshDatabase, hexId } from './over-indexeddb.ts';
import { background, GUARD, override, PAGE, SUPERVISOR } from './whole-background.ts';

beforeEach(freshDatabase);

const number = (most: number) => fc.nat({ max: most });
const appends = fc.tuple(fc.constant('append'), number(KINDS - 1), number(4), number(3));
const others = fc.oneof(
  fc.tuple(fc.constant('restart'), fc.constant(0), fc.constant(0), fc.constant(0)),
  fc.tuple(fc.constant('settings'), number(SETTINGS.length - 1), fc.constant(0), fc.constant(0)),
  fc.tuple(fc.constant('days'), number(5), fc.constant(0), fc.constant(0)),
  fc.tuple(fc.constant('damage'), number(2), number(11), fc.constant(0)),
);
const steps = fc.array(
  fc.record({
    appended: fc.array(appends, { maxLength: 5 }),
    next: fc.option(others, { nil: null }),
  }),
  { minLength: 2, maxLength: 6 },
);

describe('the queue as it is kept', () => {
  it('says what the ledger folds to, whatever came, changed, passed or broke', async () => {
    let answered = 0;
    await fc.assert(
      fc.asyncProperty(steps, async (all) => {
        const profile = await Profile.begin();
        for (const { appended, next } of all) {
          for (const [, kind, back, who] of appended) await profile.append(kind, back, who);
          const [what = '', one = 0, two = 0] = next ?? [];
          if (what === 'settings') profile.settings = one;
          if (what === 'days') profile.now += (one - 2) * DAY_MS;
          if (what === 'damage') await damage(one, two);
          const lives = what === 'days' || (what === 'damage' && two % 2 === 0);
          if (what !== '' && !lives) await profile.restart();
          await profile.follow();
          await expectTheSame(profile);
        }
        answered += profile.answered;
      }),
      { numRuns: 25 },
    );
    // Some 150: how many is chance, and far fewer would mean that what is kept is hardly ever used.
    expect(answered).toBeGreaterThan(25);
  }, 60_000);

  it.each([...SETTINGS.keys()])(
    'is read by the next background, and not folded: settings %i',
    async (settings) => {
      const profile = await Profile.begin();
      profile.settings = settings;
      for (let kind = 0; kind < KINDS; kind++) await profile.append(kind, 1, kind);
      await profile.restart();
      await profile.follow();
      const { reading } = profile.at;
      await profile.restart();
      const read = vi.spyOn(profile.services.caseLedgers, 'read');
      await profile.append(6, 17, 0);
      await profile.follow();
      await expectTheSame(profile);
      expect(profile.at.reading).toBe(reading);
      expect(read).not.toHaveBeenCalled();
    },
  );

  it.each(['list', 'rows', 'links'])(
    'is made anew where what is kept was changed on the disk: %s',
    async (store) => {
      const profile = await Profile.begin();
      for (const kind of [0, 0, 1, 6, 7, 9]) await profile.append(kind, 2, 2);
      await profile.restart();
      await profile.follow();
      const { reading } = profile.at;
      const write = (text: string) =>
        store === 'list'
          ? text.replace('"parts":', '"part":')
          : text.replaceAll('TF-4312', 'TF-4399').replaceAll(hexId(2), hexId(3));
      await change(store, write);
      await profile.restart();
      await profile.append(6, 6, 0);
      await profile.follow();
      await expectTheSame(profile);
      expect(profile.at.reading).not.toBe(reading);
    },
  );

  it('is not taken for that of another ledger, as long as it is', async () => {
    const one = await Profile.begin();
    for (const kind of [0, 0, 0, 6]) await one.append(kind, 1, 2);
    await one.follow();
    const before = await onDisk();
    const two = await Profile.begin();
    for (const kind of [0, 1, 1, 6]) await two.append(kind, 2, 2);
    await two.follow();
    const after = await onDisk();
    for (const [key, value] of before) {
      const [store = '', number = ''] = key.split(' ');
      const { basis } = Object(after.get('list 0')).list;
      const list = store === 'list' && { ...Object(value).list, basis };
      await put(store, Number(number), list ? { list, seal: await sealOf(list) } : value);
    }
    await two.restart();
    await two.follow();
    await expectTheSame(two);
  });

  it('turns with time: a rule that comes into force, and a clock that was ahead', async () => {
    const profile = await Profile.begin();
    profile.settings = 2;
    await profile.restart();
    await profile.append(0, 0, 2);
    profile.now += 3 * DAY_MS;
    await profile.append(0, 0, 2);
    await profile.append(11, 1, 0);
    profile.now -= 3 * DAY_MS;
    for (const days of [0, 2, 1, 3, 9, -12]) {
      profile.now += days * DAY_MS;
      await profile.follow();
      await expectTheSame(profile);
    }
  });

  it('knows of a grant that it counts once, also where a case is looked at by itself', async () => {
    const profile = await Profile.begin();
    // Asked by an officer, granted by a reviewer, and named by two overrides.
    for (const [kind, back, who] of [
      [14, 0, 2],
      [15, 1, 1],
      [4, 2, 1],
      [4, 3, 1],
    ] as const)
      await profile.append(kind, back, who);
    await profile.follow();
    await expectTheSame(profile);
    const authorised = [...profile.page.values()].map((row) => row.authorised);
    expect(authorised).toEqual(['granted', 'grant-missing']);
  });

  it('holds no word that somebody wrote, and no reference of a record', async () => {
    const profile = await Profile.begin();
    const draft = attemptDraft(1);
    const body = {
      explanation: 'Words.',
      recordReference: 'TF/12345/26',
      prompt: null,
      policyVersion: '',
    };
    await profile.services.ledger.append(draft, body);
    await profile.follow();
    const text = JSON.stringify([...(await onDisk())]);
    expect(text).toContain(hexId(1));
    for (const word of ['Words.', 'TF/12345/26', draft.record]) expect(text).not.toContain(word);
  });

  it('is kept for nobody who reads their own overrides only', async () => {
    const { services } = background({
      ...SUPERVISOR,
      identity: { id: 'TF-4312', unit: '', reviewer: false },
    });
    await services.policy.ready();
    expect(await services.kept.after(services, '', 0)).toBeNull();
    expect(await services.kept.about(services, hexId(1))).toBeNull();
  });

  it('is not kept where the disk does not take it, and the list is there all the same', async () => {
    const all = background(SUPERVISOR);
    await all.ask('record', override(1), GUARD);
    const { put: whole } = IDBObjectStore.prototype;
    const add = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (
      this: IDBObjectStore,
      ...args
    ) {
      if (this.transaction.db.name === NAME) throw new DOMException('full', 'QuotaExceededError');
      return whole.apply(this, args);
    });
    const reply = await all.ask('queue', { reading: '', after: 0, count: 10 }, PAGE);
    add.mockRestore();
    expect(reply).toMatchObject({ failure: null, all: 1, hasMore: false });
  });

  it('is not kept where something else came into force while it was made', async () => {
    const profile = await Profile.begin();
    await profile.append(0, 0, 2);
    await profile.restart(1);
    const { services } = profile;
    const { read } = services.caseLedgers;
    vi.spyOn(services.caseLedgers, 'read').mockImplementationOnce(async () => {
      profile.settings = 4;
      await services.policy.changed();
      return read.call(services.caseLedgers);
    });
    expect(await services.kept.after(services, '', 0)).toBeNull();
    // As before, and what was made under other settings is not there to be believed.
    profile.settings = 1;
    await services.policy.changed();
    await profile.follow();
    await expectTheSame(profile);
  });

  it('is made anew where more came at once than is worth folding by itself', async () => {
    const profile = await Profile.begin();
    await profile.append(0, 0, 2);
    await profile.follow();
    const { reading } = profile.at;
    // What was heeded: few of these are picked.
    for (let count = 0; count < 257; count++) await profile.append(2, 0, 2);
    await profile.follow();
    await expectTheSame(profile);
    expect(profile.at.reading).not.toBe(reading);
  });
});
