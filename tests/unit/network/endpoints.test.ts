/** Which addresses the network is closed to, however they are spelt. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Endpoint, endpointAt, endpointsOf } from '../../../core/network/endpoints.ts';
import { closingRules } from '../../../core/network/rules.ts';
import type { SiteProfile } from '../../../core/sites/profile.ts';

const HOST = 'rms.testforce.police.uk';

function profile(lookups: SiteProfile['lookups'], hosts: readonly string[] = [HOST]): SiteProfile {
  return { id: 'card', name: 'Card', version: '1', hosts, paths: ['/cards/*'], lookups };
}

const PNC: Endpoint = { host: HOST, path: '/api/pnc', kind: 'pnc-check' };
const CHECK: Endpoint = {
  host: HOST,
  path: '/persons/*/immigration-check',
  kind: 'immigration-lookup',
};

describe('endpoints of site profiles', () => {
  it('are the addresses of each host that the profile is for', () => {
    const lookups = [{ address: '/api/pnc', kind: 'pnc-check' }] as const;
    expect(endpointsOf([profile(lookups, [HOST, '*.other.police.uk'])])).toEqual([
      PNC,
      { ...PNC, host: '*.other.police.uk' },
    ]);
  });

  it('have a host of their own where the address names one', () => {
    const lookups = [{ address: 'status.police.uk/check/*', kind: 'immigration-lookup' }] as const;
    expect(endpointsOf([profile(lookups)])).toEqual([
      { host: 'status.police.uk', path: '/check/*', kind: 'immigration-lookup' },
    ]);
  });

  it('leave out what also saves or only shows a form', () => {
    const lookups = [{ address: '/reports', kind: 'pnc-check', network: false }] as const;
    expect(endpointsOf([profile(lookups)])).toEqual([]);
  });

  it('are each one once, whoever names them', () => {
    const lookups = [{ address: '/api/pnc', kind: 'pnc-check' }] as const;
    expect(endpointsOf([profile(lookups), profile(lookups)])).toEqual([PNC]);
  });
});

const SPELLINGS = [
  '/api/pnc',
  '/api/pnc/',
  '//api//pnc',
  '/API/Pnc',
  '/api/%70nc',
  '/api/pn%63',
  '/api%2Fpnc',
  '/api/pnc;jsessionid=7',
  '/api;v=1/pnc',
];
const OTHERS = ['/api/pncx', '/api', '/', '/x/api/pnc', '/api/pnc/history', '/reports', '/apipnc'];

/** Whether the browser's rules would stop the address; JavaScript reads these expressions alike. */
async function isStopped(endpoint: Endpoint, url: string): Promise<boolean> {
  const rules = await closingRules([endpoint], { takes: async () => true, base: 'x://y/' });
  return rules.some(({ condition: { regexFilter } }) =>
    new RegExp(regexFilter ?? '$^', 'i').test(url),
  );
}

describe('an address', () => {
  it.each(SPELLINGS)('%s is the look-up, to the guard and to the network', async (path) => {
    expect(endpointAt([PNC], HOST, path)).toBe(PNC);
    expect(await isStopped(PNC, `http://${HOST}${path}?x=1`)).toBe(true);
    expect(await isStopped(PNC, `wss://${HOST}:8443${path}`)).toBe(true);
    expect(await isStopped(PNC, `http://pc:secret@${HOST}${path}#top`)).toBe(true);
  });

  it.each(OTHERS)('%s is something else, to the guard and to the network', async (path) => {
    expect(endpointAt([PNC], HOST, path)).toBeNull();
    expect(await isStopped(PNC, `http://${HOST}${path}`)).toBe(false);
  });

  it('in a query, a fragment or on another host is something else', async () => {
    for (const url of [
      `http://${HOST}/go?to=/api/pnc`,
      `http://${HOST}/go#/api/pnc`,
      `http://${HOST}.example.org/api/pnc`,
      'http://other.police.uk/api/pnc',
      `http://other.police.uk/x@${HOST}/api/pnc`,
    ])
      expect(await isStopped(PNC, url), url).toBe(false);
  });

  it('with a star stands for any record', async () => {
    expect(endpointAt([CHECK], HOST, '/persons/p1001/immigration-check')).toBe(CHECK);
    expect(await isStopped(CHECK, `http://${HOST}/persons/p1001/immigration-check`)).toBe(true);
    expect(await isStopped(CHECK, `http://${HOST}/persons/p1001/edit`)).toBe(false);
  });

  it('below a host is meant where the profile says so, and nowhere else', async () => {
    const below = { ...PNC, host: '*.testforce.police.uk' };
    expect(await isStopped(below, `http://${HOST}/api/pnc`)).toBe(true);
    expect(await isStopped(below, 'http://testforce.police.uk/api/pnc')).toBe(true);
    expect(await isStopped(below, 'http://nottestforce.police.uk/api/pnc')).toBe(false);
    expect(await isStopped(PNC, `http://a.${HOST}/api/pnc`)).toBe(false);
  });

  it('that the guard takes for a look-up never leaves by the network', async () => {
    const piece = fc.stringMatching(/^[a-z0-9-]{1,8}$/);
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof(piece, fc.constant('*')), { minLength: 1, maxLength: 4 }),
        fc.array(fc.constantFrom('', '/', ';v=1', '%2F'), { minLength: 4, maxLength: 4 }),
        fc.boolean(),
        async (pieces, extras, isCoded) => {
          const endpoint: Endpoint = {
            host: HOST,
            path: `/${pieces.join('/')}`,
            kind: 'pnc-check',
          };
          const path = pieces
            .map((each) => (each === '*' ? 'p1' : isCoded ? coded(each) : each))
            .map((each, index) => `/${each}${extras[index] ?? ''}`)
            .join('');
          if (endpointAt([endpoint], HOST, path) === null) return;
          expect(await isStopped(endpoint, `http://${HOST}${path}`), path).toBe(true);
        },
      ),
    );
  });
});

function coded(text: string): string {
  return text.replace(/^./, (char) => `%${char.charCodeAt(0).toString(16)}`);
}

describe('an expression', () => {
  it('uses nothing that the browsers do not know', async () => {
    const takes = { takes: async () => true, base: 'x://y/' };
    for (const { condition } of await closingRules([CHECK, PNC], takes))
      expect(condition.regexFilter).not.toMatch(/\\[1-9]|\(\?/);
  });
});
