// @vitest-environment jsdom
import { afterEach, describe, expect, it } from 'vitest';
import { CaseView } from '../../../components/review/case-view.tsx';
import { Drafts } from '../../../components/review/drafts.ts';
import type { CaseDetail } from '../../../core/review/rows.ts';
import outcomes from '../../../policies/national/review-outcomes.json' with { type: 'json' };
import { clear, has, one, press, show, textOf } from './page.ts';
import { context, detailOf, NOW } from './samples.ts';

afterEach(clear);

const STANDS = { status: 'stands', standing: null } as const;

function open(detail: CaseDetail, takesFocus = false): Promise<HTMLElement> {
  return show(
    <CaseView
      rows={[]}
      detail={detail}
      outcomes={outcomes}
      context={context}
      confirmed={false}
      takesFocus={takesFocus}
      stale={false}
      now={null}
      drafts={new Drafts()}
      onReload={() => undefined}
      onPrint={() => undefined}
      onDecide={async () => ({ ok: true, seq: 1 })}
      onVouch={async () => ({ ok: true })}
      reader="TF-9001"
      onAssign={async () => undefined}
    />,
  );
}

function factsIn(selector: string): readonly (string | undefined)[] {
  return [...one(selector).querySelectorAll<HTMLElement>('[data-fact]')].map(
    ({ dataset }) => dataset['fact'],
  );
}

describe('what the system observed and what the officer stated', () => {
  it('share no field', async () => {
    await open(detailOf());
    const observed = factsIn('#observed');
    const stated = factsIn('#stated');
    expect(observed.length).toBeGreaterThan(15);
    expect(stated).toEqual(['reason', 'explanation', 'authorisation']);
    expect(observed.filter((fact) => stated.includes(fact))).toEqual([]);
  });

  it('keep the officer’s words out of the observed block', async () => {
    await open(detailOf());
    expect(textOf('#stated')).toContain('A pattern of three reports');
    expect(textOf('#observed')).not.toContain('A pattern of three reports');
  });

  it('keep what was read from the page out of the stated block', async () => {
    await open(detailOf());
    expect(textOf('#observed [data-fact=recordReference]')).toContain('01/TF/001234/26');
    expect(textOf('#stated')).not.toContain('01/TF/001234/26');
  });

  it('say evidence in words and where it stood', async () => {
    await open(detailOf());
    expect(textOf('[data-term=immigration]')).toBe('immigration status on the label');
  });

  it('mark an authorisation as claimed', async () => {
    await open(detailOf());
    expect(textOf('[data-fact=authorisation]')).toContain('TF-2200, Inspector');
    expect(textOf('#claimed')).toBe('Claimed, not verified');
  });

  it('name the policy by the version that force IT gave it and by its hash', async () => {
    await open(detailOf());
    expect(textOf('[data-fact=policyVersion]')).toContain('2026.11.1+TF 2026.1');
    expect(has('[data-fact=policy]')).toBe(true);
  });

  it('show no claim where none was made', async () => {
    const detail = detailOf();
    await open({ ...detail, attempt: { ...detail.attempt, authorisation: null } });
    expect(has('#claimed')).toBe(false);
    expect(textOf('[data-fact=authorisation]')).toContain('None stated');
  });

  it('do not run what the officer wrote', async () => {
    const { body } = detailOf();
    if (body === null) throw new Error('the sample has a body');
    await open(detailOf({}, { body: { ...body, explanation: '<img src=x id=injected>' } }));
    expect(has('#injected')).toBe(false);
    expect(textOf('#stated')).toContain('<img src=x id=injected>');
  });
});

describe('an entry that this page does not fully know', () => {
  it('shows unknown codes as they are', async () => {
    const detail = detailOf({ reason: 'RR-77' });
    const evidence = [{ term: 'new-term', source: 'label', weight: 1 } as const];
    const decisions = [
      { ...{ id: 'd', at: 0, outcome: 'RV-9', reviewer: 'TF-1', note: null }, ...STANDS },
    ];
    await open({ ...detail, decisions, attempt: { ...detail.attempt, evidence, rule: 'gone' } });
    expect(textOf('[data-fact=reason]')).toContain('RR-77');
    expect(textOf('[data-term=new-term]')).toContain('new-term');
    expect(textOf('[data-decision=RV-9]')).toContain('RV-9');
  });

  it('says that the words were dropped at the end of retention', async () => {
    await open(detailOf({}, { body: null }));
    expect(has('#body-dropped')).toBe(true);
    expect(has('#prompt-shown')).toBe(false);
    expect(has('[data-fact=explanation]')).toBe(false);
    expect(has('[data-fact=recordReference]')).toBe(false);
  });

  it('does not invent a reason after a life-at-risk pass', async () => {
    await open(detailOf({ reason: null, choice: 'emergency' }));
    expect(textOf('[data-fact=reason]')).toContain('No reason given yet');
  });

  it('survives a time that no date can hold', async () => {
    await open(detailOf({ at: 9e15 }));
    expect(has('#case')).toBe(true);
  });
});

describe('the prompt as it was shown', () => {
  it('is in the language of then, not of the page', async () => {
    await open(detailOf());
    expect(textOf('[data-fact=prompt-why]')).toContain('Testun y cyfnod hwnnw.');
    expect(one('[data-fact=prompt-why] dd').lang).toBe('cy');
  });

  it('is said to be absent where none was shown', async () => {
    const body = { explanation: '', recordReference: null, prompt: null, policyVersion: '1' };
    await open(detailOf({}, { body }));
    expect(textOf('#prompt-shown')).toContain('No prompt was shown.');
  });
});

describe('who may decide', () => {
  it('offers the form to a reviewer who took no part', async () => {
    await open(detailOf());
    expect(has('#decision-form')).toBe(true);
    expect(has('#bar')).toBe(false);
  });

  it.each([
    ['own-override', 'Another reviewer can decide'],
    ['no-identity', 'force IT can set up yours'],
    ['not-a-reviewer', 'A supervisor who is named as one can decide'],
    ['authorised-it', 'A reviewer who took no part in it can decide'],
    ['officer-unknown', 'tell Professional Standards'],
    ['already-decided', 'a decision is never changed'],
  ] as const)('shows no form under the bar %s and says who can', async (bar, sentence) => {
    await open(detailOf({ bar }));
    expect(has('#decision-form')).toBe(false);
    expect(has('input[name=outcome]')).toBe(false);
    expect(textOf('#bar')).toContain(sentence);
  });
});

describe('focus', () => {
  it('follows to the override that was opened from the list', async () => {
    await open(detailOf(), true);
    expect(document.activeElement?.id).toBe('case-title');
  });

  it('is left alone when the page is opened with an address', async () => {
    await open(detailOf());
    expect(document.activeElement).toBe(document.body);
  });
});

describe('why an override is in the queue', () => {
  it('is said: all of its kind are, or it was picked and nothing speaks against the officer', async () => {
    await open(detailOf());
    expect(textOf('#why')).toBe('Why it is here: All overrides of this kind are reviewed.');
    await clear();
    await open(detailOf({ why: 'picked', choice: 'complied', reason: null }));
    expect(textOf('#why')).toContain('Nothing speaks against the officer');
    expect(textOf('#stated [data-fact=reason]')).toContain('The officer did not go on');
  });

  it('names who decided what and when, where a second reviewer is to look at it', async () => {
    const decision = { id: 'd', at: NOW, outcome: 'RV-1', reviewer: 'TF-9002' };
    await open(detailOf({ why: 'second', decision, reason: 'RR-13' }));
    expect(textOf('#why')).toContain('reviewer TF-9002 decided “Justified”');
    await press('input[name=outcome][value=RV-3]');
    expect(has('#bar')).toBe(false);
  });
});
