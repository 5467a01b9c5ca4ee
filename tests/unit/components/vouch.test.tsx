// @vitest-environment jsdom
/** The question to whoever is named as having authorised an override, and what a reviewer sees of it. */
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Stated } from '../../../components/review/stated.tsx';
import { type Vouch, VouchAsked } from '../../../components/review/vouch.tsx';
import { clear, has, one, press, show, textOf } from './page.ts';
import { context, detailOf } from './samples.ts';

afterEach(clear);

async function asked(reply: Awaited<ReturnType<Vouch>> = { ok: true }) {
  const onVouch = vi.fn<Vouch>(async () => reply);
  await show(<VouchAsked officer="TF-4312" context={context} onVouch={onVouch} />);
  return onVouch;
}

describe('whoever is named as having authorised it', () => {
  it('is told who says so, and that the answer is on record', async () => {
    await asked();
    expect(textOf('#vouch-title')).toBe('You are named as having authorised this');
    expect(textOf('#vouch')).toContain('Officer TF-4312 stated that you authorised it');
    expect(textOf('#vouch')).toContain('is given once');
  });

  it.each(['confirmed', 'denied'] as const)('can say that it is %s', async (answer) => {
    const onVouch = await asked();
    await press(`#vouch-${answer}`);
    expect(onVouch).toHaveBeenCalledExactlyOnceWith(answer);
    expect(has('#vouch-fault')).toBe(false);
  });

  it('is told where the answer was not recorded', async () => {
    await asked({ ok: false, code: 'failed' });
    await press('#vouch-denied');
    expect(textOf('#vouch-fault')).toContain('was not recorded');
  });

  it('cannot press twice while the first answer is being recorded', async () => {
    const onVouch = vi.fn<Vouch>(() => new Promise(() => undefined));
    await show(<VouchAsked officer="TF-4312" context={context} onVouch={onVouch} />);
    await press('#vouch-confirmed');
    await press('#vouch-denied');
    expect(onVouch).toHaveBeenCalledOnce();
  });
});

describe('a reviewer', () => {
  it.each([
    ['claimed', 'Claimed, not verified'],
    ['granted', 'Granted beforehand by this person'],
    ['grant-missing', 'Said to be granted beforehand; that grant is not here, or is not for this'],
    ['confirmed', 'Confirmed by the person named'],
    ['denied', 'Denied by the person named'],
  ] as const)('sees whether it is %s', async (authorised, words) => {
    await show(<Stated detail={detailOf({ authorised })} context={context} />);
    expect(textOf('#claimed')).toBe(words);
    expect(one('#claimed').dataset['authorised']).toBe(authorised);
    const isSaid = authorised === 'granted' || authorised === 'confirmed';
    expect(one('#claimed').className.includes('urgent')).toBe(!isSaid);
  });
});
