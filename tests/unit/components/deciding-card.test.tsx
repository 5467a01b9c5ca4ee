// @vitest-environment jsdom
/** What the status page says of who closes what, and of the rank of whoever uses the browser. */
import { afterEach, describe, expect, it } from 'vitest';
import { DecidingCard } from '../../../components/status/deciding-card.tsx';
import { IdentityCard } from '../../../components/status/device-cards.tsx';
import { decidingOf } from '../../../core/policy/deciding.ts';
import { reasonCodes } from '../../../platform/baseline.ts';
import { clear, say, show, textOf } from './page.ts';

afterEach(clear);

describe('who closes what', () => {
  const rule = { people: 2, distinct: 'unit', rank: 'superintendent' } as const;
  const ofForce = (deciding: Parameters<typeof decidingOf>[0]) =>
    show(
      <DecidingCard
        deciding={decidingOf(deciding)}
        reasons={reasonCodes}
        language="en"
        say={say}
      />,
    );
  const rows = () =>
    [...document.querySelectorAll('#deciding-rules tbody tr')].map((row) =>
      [...row.children].map(({ textContent }) => textContent),
    );

  it('is the nation’s rules where a force states none, and that nobody is named', async () => {
    await ofForce({});
    const [first, ...others] = rows();
    expect(first?.[0]).toContain('(RR-10)');
    expect(first?.slice(1)).toEqual(['an inspector, or a higher rank, from 1 Jan 2027 on']);
    expect(others).toEqual([]);
    expect(textOf('#reviewers')).toContain('Settings name no reviewers.');
    expect(textOf('#reviewers')).toContain('72');
  });

  it('is a force’s own rules beside them, with all that they ask for', async () => {
    await ofForce({
      deciding: [
        { from: '2026-10-01', ...rule, kinds: ['pnc-check'], outcomes: ['approve'] },
        { from: '2026-11-01', otherUnit: true },
        { from: '2026-12-01', rules: ['a-rule'] },
      ],
      reviewers: [{ id: 'TF-9001' }, { id: 'TF-9002' }],
    });
    expect(rows().slice(1)).toEqual([
      [
        'PNC or LEDS check; where policy asked for: A reason and a second person',
        'a superintendent; 2 people of different units who decide alike, from 1 Oct 2026 on',
      ],
      ['All overrides', 'somebody of another unit than the officer, from 1 Nov 2026 on'],
      ['held by a-rule', 'any one reviewer, from 1 Dec 2026 on'],
    ]);
    expect(textOf('#reviewers')).toContain('named in settings: 2');
  });

  it('goes by the rank that settings name for whoever uses the browser', async () => {
    const identity = { id: 'TF-9001', unit: 'PPU', reviewer: true };
    await show(<IdentityCard identity={{ ...identity, rank: 'inspector' }} say={say} />);
    expect(textOf('[data-fact=rank]')).toContain('Inspector');
    await show(<IdentityCard identity={identity} say={say} />);
    expect(textOf('[data-fact=rank]')).toContain('None');
  });
});
