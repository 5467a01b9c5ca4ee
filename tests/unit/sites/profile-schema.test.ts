/** A profile that cannot be used is refused with the field, the reason and what to write instead. */
import { describe, expect, it } from 'vitest';
import { readManagedSettings } from '../../../core/policy/assemble.ts';
import { baseline } from '../../../platform/baseline.ts';
import { CARD, faultsOf } from './profiles.ts';

describe('a site profile', () => {
  it.each([
    ['one screen with roles and controls', CARD],
    ['look-up addresses alone', { ...CARD, roles: [], controls: [], lookups: [LOOKUP()] }],
    [
      'an address for everything that the network is left open to',
      { ...CARD, lookups: [{ ...LOOKUP('/*'), network: false }] },
    ],
    ['a look-up on another host', { ...CARD, lookups: [LOOKUP('status.force.police.uk/check/*')] }],
    [
      'a role inside of nested shadow roots',
      { ...CARD, roles: [{ says: 'x-app >>> x-card >>> #role' }] },
    ],
    [
      'a part that is always about a suspect',
      { ...CARD, roles: [{ block: '#custody', is: 'suspect' }] },
    ],
    ['a screen that is always about a victim', { ...CARD, roles: [{ is: 'victim' }] }],
    ['a control that is ignored for a reason', ignoring('#nat-plate', 'A number plate')],
    [
      'selectors with :is, :has and :nth-child',
      ignoring('.row:has(> b):nth-child(2n+1) :is(#a, #b)', 'x'),
    ],
  ])('is taken: %s', (_, profile) => {
    expect(faultsOf(profile)).toEqual([]);
  });

  it.each([
    ['an id with a space', { ...CARD, id: 'my card' }, 'id: must be lower-case words'],
    ['no host', { ...CARD, hosts: [] }, 'hosts:'],
    [
      'a host with a path',
      { ...CARD, hosts: ['rms.force.police.uk/card'] },
      'hosts.0: must be a host name',
    ],
    ['a path with a line end', { ...CARD, paths: ['/card\n'] }, 'paths.0: must begin with a slash'],
    ['a path with a blank', { ...CARD, paths: ['/card x'] }, 'paths.0: must begin with a slash'],
    ['a path without a slash', { ...CARD, paths: ['card/*'] }, 'paths.0: must begin with a slash'],
    ['nothing to read', { ...CARD, roles: [], controls: [] }, ': has to name at least one role'],
    ['a field that does not exist', { ...CARD, role: '#ic' }, 'Unrecognized key'],
    ['a broken selector', controlling('#enq['), 'controls.0.selector: is not a CSS selector'],
    ['an empty selector', controlling('  '), 'controls.0.selector:'],
    ['a selector with an empty step', controlling('x-app >>>  >>> #enq'), 'has an empty part'],
    [
      'a selector of another library',
      controlling('a:contains("PNC")'),
      'uses :contains, which a profile may not',
    ],
    [
      'a selector that follows the pointer',
      controlling('#enq:hover'),
      'uses :hover, which a profile may not',
    ],
    [
      'the same inside of :not',
      controlling('#enq:not(:focus)'),
      'uses :focus, which a profile may not',
    ],
    [
      'a drawn part of an element',
      controlling('#enq::before'),
      'names ::before, which is no element',
    ],
    ['a comparison that no browser knows', controlling('[id!=enq]'), 'write :not([id=...])'],
    ['a name that begins with a digit', controlling('#1a'), 'write [id="..."]'],
    ['the end of a comment', controlling('-->a'), 'put a space before ">"'],
    ['a namespace', controlling('svg|a'), 'the name of a namespace'],
    ['a sign of another language', controlling('@media'), 'uses @ where no part'],
    ['a place that is none', controlling('a:nth-child(foo)'), 'uses :nth-child without a place'],
    ['a look inside a look inside', controlling('a:not(:has(:has(b)))'), 'uses :has inside :has'],
    ['a value that is no word', controlling('[data-x=1]'), 'write [name="value"]'],
    ['a child of nothing', controlling('> a'), 'begins or ends with a combinator'],
    ['an element behind its class', controlling('[data-x]a'), 'write it first'],
    [
      'a selector longer than a screen',
      controlling(`#${'a'.repeat(301)}`),
      'is longer than 300 characters',
    ],
    [
      'a kind that does not exist',
      { ...CARD, controls: [{ selector: '#a', treat: 'check' }] },
      'controls.0.treat',
    ],
    [
      'a role that is neither said nor given',
      { ...CARD, roles: [{ block: '#a' }] },
      'needs either "says" or "is"',
    ],
    [
      'a role that is both',
      { ...CARD, roles: [{ says: '#a', is: 'victim' }] },
      'needs either "says" or "is"',
    ],
    [
      'a screen declared to be about a suspect',
      { ...CARD, roles: [{ is: 'suspect' }] },
      'roles.0.block: is needed',
    ],
    [
      'a screen declared to be about nobody',
      { ...CARD, roles: [{ is: 'neutral' }] },
      'roles.0.block: is needed',
    ],
    [
      'an ignored control without a reason',
      { ...CARD, controls: [{ selector: '#a', treat: 'ignore' }] },
      'has to say why',
    ],
    ['all buttons ignored', ignoring('button', 'They are in the way'), 'is too wide to ignore'],
    [
      'everything in a part ignored',
      ignoring('#panel *', 'They are in the way'),
      'is too wide to ignore',
    ],
    [
      'a look-up that is the whole system',
      { ...CARD, lookups: [LOOKUP('/*')] },
      'lookups.0.address: is so wide that saving would be stopped too',
    ],
    [
      'a look-up that is a whole host',
      { ...CARD, lookups: [LOOKUP('status.police.uk/')] },
      'lookups.0.address: is so wide that saving would be stopped too',
    ],
    [
      'an address with a query',
      { ...CARD, lookups: [LOOKUP('/status?name=*')] },
      'lookups.0.address: must be a path',
    ],
    [
      'an address with a scheme',
      { ...CARD, lookups: [LOOKUP('https://x.police.uk/')] },
      'lookups.0.address',
    ],
  ])('is refused: %s', (_, profile, fault) => {
    expect(faultsOf(profile).join('\n')).toContain(fault);
  });

  it('is refused among managed settings with its place, and the value is not repeated', () => {
    const reading = readManagedSettings({ profiles: [CARD, controlling('#secret[')] }, baseline);
    expect(reading.ok).toBe(false);
    const [error] = reading.ok ? [] : reading.errors;
    expect(error?.field).toBe('profiles[1].controls[0].selector');
    expect(error?.reason).toContain('is not a CSS selector');
  });

  it.each([
    [
      'for hosts where this build may not work',
      [{ ...CARD, hosts: ['rms.vendor.example'] }],
      'profiles[0].hosts[0]',
    ],
    ['with the id of another one', [CARD, CARD], 'profiles[1].id'],
  ])('is refused among managed settings %s', (_, profiles, field) => {
    const reading = readManagedSettings({ profiles }, baseline);
    expect(reading.ok ? [] : reading.errors.map((each) => each.field)).toEqual([field]);
  });
});

function LOOKUP(address = '/status/*') {
  return { address, kind: 'immigration-lookup' };
}

function controlling(selector: string) {
  return { ...CARD, controls: [{ selector, treat: 'pnc-check' }] };
}

function ignoring(selector: string, because: string) {
  return { ...CARD, controls: [{ selector, treat: 'ignore', because }] };
}
