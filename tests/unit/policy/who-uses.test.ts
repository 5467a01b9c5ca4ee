/** Who uses a browser: by the profile that is signed in, and by the list of who reviews. */
import { describe, expect, it } from 'vitest';
import { decidingOf } from '../../../core/policy/deciding.ts';
import { background, SUPERVISOR } from '../background/whole-background.ts';
import { RULE } from './policy-files.ts';

const identity = { id: 'TF-9001', reviewer: true };

async function usedBy(own: object, reviewers: readonly object[]) {
  const settings = { ...SUPERVISOR, identity: { ...identity, ...own }, reviewers };
  const { services } = background(settings);
  await services.policy.ready();
  return services.policy.state.policy.identity;
}

describe('the rank of who is signed in', () => {
  it('is none where the list names them without one: nobody is promoted by their own profile', async () => {
    const named = { id: 'TF-9001', unit: 'PPU' };
    expect((await usedBy({ rank: 'superintendent' }, [named])).rank).toBeUndefined();
  });

  it('is that of the profile where the list does not name them', async () => {
    const other = { id: 'TF-9002', rank: 'sergeant' };
    expect((await usedBy({ rank: 'inspector' }, [other])).rank).toBe('inspector');
  });

  it('is that of the list where the profile says none', async () => {
    expect((await usedBy({}, [{ id: 'TF-9001', rank: 'inspector' }])).rank).toBe('inspector');
  });

  it('is the lowest where the list names them more than once', async () => {
    const [high, low] = [
      { id: 'TF-9001', rank: 'superintendent' },
      { id: 'tf9001', rank: 'sergeant' },
    ];
    const own = { rank: 'superintendent' };
    expect((await usedBy(own, [high, low])).rank).toBe('sergeant');
    expect((await usedBy(own, [low, high])).rank).toBe('sergeant');
    expect((await usedBy(own, [high, { id: 'tf9001' }])).rank).toBeUndefined();
  });
});

describe('the unit of who is signed in', () => {
  // As a keyboard writes it that puts the accent after the letter.
  const APART = 'Ty\u0302 Coch';

  it('is what an entry can hold of it, however it is written', async () => {
    expect((await usedBy({ unit: APART }, [])).unit).toBe('Tŷ Coch');
    expect((await usedBy({ unit: 'Północ Ѣ' }, [])).unit).toBe('Północ ?');
    expect((await usedBy({ unit: undefined }, [{ id: 'TF-9001', unit: APART }])).unit).toBe(
      'Tŷ Coch',
    );
  });

  it('is compared with the list as the list has it', () => {
    expect(decidingOf({ reviewers: [{ id: 'TF-9001', unit: APART }] }).reviewers).toEqual([
      { id: 'TF-9001', unit: 'Tŷ Coch' },
    ]);
  });

  it('decides which rules of a unit count, also where only the list says it', async () => {
    const units = [{ unit: 'ppu', rules: [RULE] }];
    const listed = [{ id: 'TF-9001', unit: 'PPU' }];
    const rulesFor = async (own: object, reviewers: readonly object[]) => {
      const { services } = background({
        ...SUPERVISOR,
        units,
        identity: { ...identity, ...own },
        reviewers,
      });
      await services.policy.ready();
      return services.policy.state.policy.packs.filter(({ layer }) => layer === 'unit').length;
    };
    expect(await rulesFor({}, listed)).toBe(1);
    expect(await rulesFor({ unit: 'CID' }, listed)).toBe(0);
    expect(await rulesFor({}, [])).toBe(0);
  });
});
