/** `npm run inspect` as others run it: its output is a contract. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { closeServer, listenOnLoopback } from '../../tools/browsers/loopback.ts';
import { PROJECT } from '../../tools/build.ts';
import { runCorpus } from '../../tools/corpus/run.ts';
import { precision, recall, tally } from '../../tools/corpus/score.ts';
import { corpusReport } from '../../tools/corpus.ts';
import { Inspector } from '../../tools/inspect/inspector.ts';

const line = z.union([
  z.strictObject({ file: z.string(), error: z.string() }),
  z.strictObject({
    file: z.string(),
    signals: z.array(
      z.strictObject({
        frame: z.int(),
        path: z.string(),
        name: z.string(),
        kind: z.string(),
        role: z.string(),
        outcome: z.string(),
        rule: z.string(),
        evidence: z.array(z.string()).min(1),
      }),
    ),
    roles: z.array(
      z.strictObject({ path: z.string(), role: z.string(), evidence: z.array(z.string()) }),
    ),
    readMs: z.number(),
  }),
]);

const PAGES: Readonly<Record<string, string>> = {
  'victim.html':
    '<!doctype html><title>Crime</title><h2>Victim</h2><button id="b">PNC check</button>',
  'suspect.html':
    '<!doctype html><title>Crime</title><fieldset id="f"><legend>Suspect</legend><input aria-label="Visa status" id="v"></fieldset>',
  'roles-only.html':
    '<!doctype html><title>x</title><section><h2 id="h">Witness 1</h2><input aria-label="Name"></section>',
  'broken.html':
    '<table><form><h3>Victim<tr><td>Nationality<td><input name=a><p></form></table><div <b>><button>Check immigration status<select><option>x',
  'duplicates.html':
    '<!doctype html><title>Victim</title><label for="x">Nationality</label><input id="x"><label for="x">Visa type</label><input id="x"><button id="x">PNC check</button>',
  'long.html': `<!doctype html><title>Victim</title><label for="x">${'Immigration status '.repeat(10_500)}</label><input id="x"><button>PNC check</button>`,
  'many.html': `<!doctype html><title>Victim</title>${'<p><label>Nationality <input></label></p>'.repeat(5000)}`,
  'empty.html': '',
  'latin.html':
    '<!doctype html><meta charset="utf-8"><title>é</title><h1>Dioddefwr</h1><label>Caniatâd i aros <input id="c"></label>',
  'calls-out.html':
    '<!doctype html><title>Victim</title><script src="http://example.org/x.js"></script><img src="http://127.0.0.1:9/x"><script>alert(1);addEventListener("load",()=>{location="http://example.org/"})</script><button>PNC check</button>',
};

let folder = '';
const at = (name: string): string => path.join(folder, name);

function run(...args: readonly string[]) {
  return spawnSync(process.execPath, [path.join(PROJECT, 'tools/inspect.ts'), ...args], {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
}

beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'right-to-report-inspect-'));
  for (const [name, html] of Object.entries(PAGES)) writeFileSync(at(name), html);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('inspect --json', () => {
  it('prints one line for each page, in order, nothing else, and exits 2 for one that is missing', () => {
    const names = [...Object.keys(PAGES), 'missing.html', 'victim.html'];
    const { stdout, status } = run(...names.map(at), '--json');
    const lines = stdout.split('\n');
    expect(lines.pop()).toBe('');
    const reports = lines.map((each) => line.parse(JSON.parse(each)));
    expect(reports.map(({ file }) => file)).toEqual(names.map(at));
    expect(reports.filter((each) => 'error' in each).map(({ file }) => file)).toEqual([
      at('missing.html'),
    ]);
    expect(status).toBe(2);

    const of = (name: string) => {
      const report = reports.find(({ file }) => file === at(name));
      if (!report || 'error' in report) throw new Error(`no report of ${name}`);
      return report;
    };
    expect(of('victim.html').signals).toMatchObject([
      { frame: 0, path: '#b', kind: 'pnc-check', role: 'victim', outcome: 'justify' },
    ]);
    expect(of('suspect.html').signals).toMatchObject([{ path: '#v', outcome: 'allow', rule: '' }]);
    expect(of('suspect.html').roles).toMatchObject([{ path: '#f', role: 'suspect' }]);
    expect(of('roles-only.html')).toMatchObject({
      signals: [],
      roles: [{ path: '#h', role: 'witness' }],
    });
    expect(of('broken.html').signals.map(({ kind }) => kind)).toContain('immigration-lookup');
    expect(of('duplicates.html').signals).toHaveLength(3);
    expect(new Set(of('duplicates.html').signals.map((each) => each.path)).size).toBe(3);
    expect(of('long.html').signals.map(({ kind }) => kind)).toContain('pnc-check');
    expect(of('many.html').signals).toHaveLength(5000);
    expect(new Set(of('many.html').signals.map((each) => each.path)).size).toBe(5000);
    expect(of('empty.html').signals).toEqual([]);
    expect(of('latin.html').signals).toMatchObject([{ path: '#c', role: 'victim' }]);
    expect(of('calls-out.html').signals).toMatchObject([{ kind: 'pnc-check' }]);
  });

  it('gives each element a path that finds it and nothing else', async () => {
    const inspector = await Inspector.open();
    try {
      for (const name of ['broken.html', 'duplicates.html']) {
        const { result } = await inspector.inspect({ target: at(name) });
        const paths = 'signals' in result ? result.signals.map((each) => each.path) : [];
        const { matched } = await inspector.inspect({ target: at(name), selectors: paths });
        expect(matched.map((found) => found.map((each) => each.path))).toEqual(
          paths.map((each) => [each]),
        );
      }
    } finally {
      await inspector.close();
    }
  });

  it('proxies an address, so that the guard counts its host as guarded', async () => {
    const server = createServer((request, response) => {
      response.setHeader('content-type', 'text/html');
      response.end(request.url === '/p?role=victim' ? PAGES['victim.html'] : '');
    });
    const port = await listenOnLoopback(server);
    const inspector = await Inspector.open();
    try {
      const target = `http://127.0.0.1:${port}/p?role=victim`;
      const { result } = await inspector.inspect({ target });
      expect(result).toMatchObject({ file: target, signals: [{ kind: 'pnc-check' }] });
    } finally {
      await inspector.close();
      await closeServer(server);
    }
  });
});

describe('inspect', () => {
  it('prints a tree for people, and exits 0', () => {
    const { stdout, status } = run(at('victim.html'));
    expect(status).toBe(0);
    expect(stdout).toContain('block heading "Victim"');
    expect(stdout).toContain('would be: pnc-check, 100 % sure');
    expect(stdout).toContain('about: victim');
    expect(stdout).toContain('decision: justify by victim-pnc-check-justify');
  });

  it('says how it is used when nothing is named', () => {
    const { stderr, status } = run();
    expect(status).toBe(2);
    expect(stderr).toContain('usage: npm run inspect');
  });
});

describe('labelled forms of others', () => {
  const corpus = path.resolve(PROJECT, '../shared/forms');

  it('recognises what is labelled clear, and nothing else', async () => {
    if (!existsSync(path.join(corpus, 'labels.json'))) {
      console.log('../shared/forms: skipped, not present');
      return;
    }
    const result = await runCorpus(corpus);
    console.log(corpusReport(result));
    expect(result.unopened).toEqual([]);
    const score = tally(result.findings.filter(({ certainty }) => certainty === 'clear'));
    expect(recall(score)).toBeGreaterThanOrEqual(0.95);
    expect(precision(score)).toBeGreaterThanOrEqual(0.95);
    expect(score.rolesRight / score.hits).toBeGreaterThanOrEqual(0.9);
  });
});
