/** The walls of the house: who may import whom, what core may not mention. */
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { outOfDate } from '../tools/generate.ts';
import { ENGINE } from '../tools/policy/engine.ts';
import { codeOf, filesUnder, read } from './house-files.ts';

const CODE_ROOMS = ['core', 'platform', 'components', 'entrypoints', 'tools', 'tests'];

function importsOf(file: string): readonly string[] {
  return [...codeOf(file).matchAll(/(?:from|import)\s+'([^']+)'/g)].map(([, target = '']) =>
    target.startsWith('.') ? path.posix.join(path.posix.dirname(file), target) : target,
  );
}

/** An entrypoint is a room of its own: `entrypoints/<name>/`. So is what speaks to the stream. */
function roomOf(file: string): string {
  const [top = '', second = ''] = file.split('/');
  if (top === 'platform' && second === 'nats') return 'platform/nats';
  return top === 'entrypoints' ? `entrypoints/${second}` : top;
}

const UI = /^preact(?:\/|$)/;
const BROWSER = /^(?:wxt\/(?:browser|utils\/.*)|webextension-polyfill)$/;

/** Room -> what it may import beside itself. */
const MAY_IMPORT: readonly (readonly [room: RegExp, allowed: readonly RegExp[]])[] = [
  // Of data only the bounds that its own schemas have to hold.
  [
    /^core$/,
    [
      /^zod$/,
      /^@noble\/hashes/,
      /^css-what$/,
      /^policies\/national\/(?:clocks|deciding|retention|sampling)\.json$/,
    ],
  ],
  [/^platform$/, [/^core\//, /^policies\//, /^@noble\/hashes/, /^papaparse$/, BROWSER]],
  [/^platform\/nats$/, [/^core\/delivery\//, /^@nats-io\/nats-core$/]],
  [/^components$/, [/^core\//, UI]],
  [
    /^entrypoints\/background$/,
    [/^core\//, /^platform\//, /^policies\//, /^(?:idb|zod)$/, /^@noble\/hashes/, BROWSER],
  ],
  [
    /^entrypoints\/guard\.content$/,
    [/^core\//, /^platform\//, /^policies\//, /^components\/prompt/, BROWSER],
  ],
  // The form of the policy tester: nothing in its frame speaks to the browser.
  [/^entrypoints\/tester-form$/, [/^core\//, /^platform\/form-frame/]],
  [/^entrypoints\/profile-picker\.content$/, [/^core\//, BROWSER]],
  // It speaks to the force's store, and of the ledger it knows what the background hands it.
  [/^entrypoints\/delivery$/, [/^core\//, /^platform\//, BROWSER]],
  [
    /^entrypoints\/(?:page-hook|named-hook|named-guard)\.content\.ts$/,
    [/^platform\/page-functions/, BROWSER],
  ],
  [
    /^entrypoints\/(?:review|options|popup|profiles|tester|held|fleet|history)$/,
    [/^core\//, /^platform\//, /^policies\//, /^components\//, /^zod$/, UI, BROWSER],
  ],
];

describe('rooms', () => {
  for (const [room, allowed] of MAY_IMPORT) {
    it(`${room.source} imports only what the house rules allow`, () => {
      const files = ['core', 'platform', 'components', 'entrypoints']
        .flatMap((top) => filesUnder(top, /\.tsx?$/))
        .filter((file) => room.test(roomOf(file)));
      expect(files).not.toEqual([]);
      const foreign = files.flatMap((file) =>
        importsOf(file)
          .filter((target) => !target.startsWith(`${roomOf(file)}/`))
          .filter((target) => !allowed.some((pattern) => pattern.test(target)))
          .map((target) => `${file} imports ${target}`),
      );
      expect(foreign).toEqual([]);
    });
  }

  it('keeps zod out of the guard, directly and through core', () => {
    const reached = new Set<string>();
    const visit = (file: string): void => {
      if (reached.has(file) || !/\.tsx?$/.test(file)) return;
      reached.add(file);
      // A type-only import leaves nothing in the bundle.
      const runtime = codeOf(file).replace(/import type [^;]*;/g, '');
      for (const [, target = ''] of runtime.matchAll(/from\s+'(\.[^']+)'/g))
        visit(path.posix.join(path.posix.dirname(file), target));
      expect(runtime, file).not.toMatch(/from '(?:zod|css-what)'/);
    };
    visit('entrypoints/guard.content/index.ts');
    expect(reached.size).toBeGreaterThan(20);
  });

  it('loads what speaks to the stream only in the page that opens where policy names a store', () => {
    const loaded = ['platform', 'components', 'entrypoints']
      .flatMap((top) => filesUnder(top, /\.tsx?$/))
      .filter((file) => !['platform/nats', 'entrypoints/delivery'].includes(roomOf(file)))
      .filter((file) => {
        const runtime = codeOf(file).replace(/import type [^;]*;/g, '');
        return /from\s+'(?:@nats-io\/|[^']*\/nats\/)/.test(runtime);
      });
    expect(loaded).toEqual([]);
  });

  it('has no clock, randomness, browser or page in core', () => {
    const used = filesUnder('core', /\.ts$/).flatMap((file) => {
      const found =
        /\b(?:Date\.now|new Date|Math\.random|performance\.|crypto\.|window\b|document\.|browser\.|chrome\.|fetch\(|setTimeout|console\.)/.exec(
          codeOf(file),
        );
      return found ? [`${file}: ${found[0]}`] : [];
    });
    expect(used).toEqual([]);
  });

  it('has no file of more than 300 lines', () => {
    const long = CODE_ROOMS.flatMap((room) => filesUnder(room, /\.(?:ts|tsx|mjs)$/)).filter(
      (file) => read(file).split('\n').length > 301,
    );
    expect(long).toEqual([]);
  });

  it('has a checker of certificates that shares no code with what it checks', () => {
    const checker = 'tools/policy/checker.mjs';
    expect(importsOf(checker).filter((target) => !target.startsWith('node:'))).toEqual([]);
    expect(codeOf(checker)).not.toMatch(/\b(?:import\(|require\(|createRequire|eval\()/);
    expect(read(checker).split('\n').length).toBeLessThan(300);
  });

  it('names in a certificate every source that decides', () => {
    const reached = new Set<string>();
    const visit = (file: string): void => {
      if (reached.has(file)) return;
      reached.add(file);
      const runtime = codeOf(file).replace(/import type [^;]*;/g, '');
      for (const [, target = ''] of runtime.matchAll(/from\s+'(\.[^']+)'/g))
        visit(path.posix.join(path.posix.dirname(file), target));
    };
    for (const name of ['decide', 'demand', 'trial']) visit(`core/policy/${name}.ts`);
    expect(ENGINE).toEqual(expect.arrayContaining([...reached]));
  });

  it('has no file named for nothing in particular', () => {
    const vague = CODE_ROOMS.flatMap((room) =>
      filesUnder(room, /^(?:utils|helpers|misc|common)\./),
    );
    expect(vague).toEqual([]);
  });
});

describe('generated files', () => {
  it('are what their sources make', () => {
    expect(outOfDate()).toEqual([]);
  });
});
