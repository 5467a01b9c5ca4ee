/**
 * What libraries could do and this extension never does is taken out of its builds: no code and no
 * HTML is made from text. zod asks whether it may and does without; nothing here uses that of Preact.
 */
import type { Plugin } from 'vite';

interface Replacement {
  readonly file: RegExp;
  readonly from: string | RegExp;
  readonly to: string;
}

const NO_CODE = `const F = class { constructor() { throw new EvalError('no code from text'); } };`;

const REPLACEMENTS: readonly Replacement[] = [
  { file: /\/zod\/v4\/core\/(?:doc|util)\.js$/, from: 'const F = Function;', to: NO_CODE },
  { file: /\/preact\/dist\/preact\.mjs$/, from: /\.innerHTML=/g, to: '.textContent=' },
  // No context is made (`platform/no-context.ts`), and what is thrown is told by the browser.
  {
    file: /content-script-isolated-world-entrypoint/,
    from: /\(async \(\) => \{.*\}\)\(\);/s,
    to: 'definition.main();',
  },
];

/** Fails the build where a library no longer has what is to be replaced. */
export function withoutTextAsCode(): Plugin {
  return {
    name: 'without-text-as-code',
    transform(code, id) {
      const rule = REPLACEMENTS.find(({ file }) => file.test(id.split('?')[0] ?? id));
      if (rule === undefined) return null;
      const changed = code.replace(rule.from, rule.to);
      if (changed === code)
        throw new Error(`${id} has no ${rule.from}: look at tools/build-rules.ts`);
      return { code: changed, map: null };
    },
  };
}

/** Where the guard runs is read from its source and stands in the manifest: the script needs none of it. */
export function withoutMatches(): Plugin {
  return {
    name: 'without-matches',
    enforce: 'pre',
    transform(code, id) {
      if (!id.split('?')[0]?.endsWith('/guard.content/index.ts')) return null;
      const changed = code.replace(/(?<=defineContentScript\(\{).*?(?=main\()/s, '');
      if (changed === code) throw new Error(`${id} has no matches: look at tools/build-rules.ts`);
      return { code: changed, map: null };
    },
  };
}

/** Packages of npm whose code is in a build, as package-lock.json names them. */
export function bundledPackages(moduleIds: readonly string[]): readonly string[] {
  const packages = moduleIds.flatMap((id) => {
    const inside = /\/(node_modules\/(?:.*\/node_modules\/)?(?:@[^/]+\/)?[^/]+)\//.exec(id);
    return inside?.[1] === undefined ? [] : [inside[1]];
  });
  return [...new Set(packages)].sort();
}
