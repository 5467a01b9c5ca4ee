import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { defineConfig } from 'wxt';
import { bundledPackages, withoutMatches, withoutTextAsCode } from './tools/build-rules.ts';

/** Host patterns beside police.uk, from `tools/build.ts`. */
const HOSTS: readonly string[] = JSON.parse(process.env['RTR_HOSTS'] ?? '[]');
/** Public keys that alone sign settings of this build, from `tools/build.ts`. */
const POLICY_KEYS: readonly string[] = JSON.parse(process.env['RTR_POLICY_KEYS'] ?? '[]');
const OWN = '*://*.police.uk/*';

/** Wherever police hosts are named, the hosts of the build are as well. */
function everywhere(matches: readonly string[] | undefined): string[] {
  const given = matches ?? [];
  return given.includes(OWN) ? [...given, ...HOSTS.map((host) => `*://${host}/*`)] : [...given];
}

/** Another place than the usual one: what is built there has to be the same. */
const OUT_DIR = process.env['RTR_BUILD_DIR'] ?? 'output/build';

function sockets(host: string): readonly string[] {
  return [`ws://${host}/*`, `wss://${host}/*`];
}

function isMain(script: object): boolean {
  return 'world' in script && script.world === 'MAIN';
}

/**
 * Chromium (Chrome and Edge take the same build) and Firefox, Manifest V3 both.
 * Least privilege: police hosts, storage, room for the ledger, and rules for the network of those
 * hosts. No remote code, no telemetry.
 */
export default defineConfig({
  outDir: OUT_DIR,
  imports: false,
  modules: ['@wxt-dev/webextension-polyfill'],
  targetBrowsers: ['chrome', 'edge', 'firefox'],
  manifestVersion: 3,
  manifest: ({ browser }) => ({
    name: '__MSG_extName__',
    description: '__MSG_extDescription__',
    default_locale: 'en',
    permissions: [
      'storage',
      'unlimitedStorage',
      'scripting',
      // A sign of life once an hour.
      'alarms',
      // The backstop: rules for named look-ups, on hosts that are permitted anyway, and nothing else.
      'declarativeNetRequestWithHostAccess',
      // Only to see when an opening has been used and what was stopped; nothing is changed by it.
      'webRequest',
      // A page for the connection to the force's store, where policy names one.
      ...(browser === 'firefox' ? [] : ['offscreen']),
    ],
    // Chromium does not count sockets among what a star for the scheme stands for.
    host_permissions: [
      ...everywhere([OWN]),
      ...(browser === 'firefox' ? [] : ['*.police.uk', ...HOSTS].flatMap(sockets)),
    ],
    web_accessible_resources: [{ resources: ['held.html'], matches: everywhere([OWN]) }],
    incognito: 'not_allowed',
    action: { default_title: 'Victim record check' },
    ...(browser === 'firefox'
      ? {
          browser_specific_settings: {
            gecko: {
              id: 'guard@right-to-report.example',
              // From here on every Firefox knows what is said of data below; ESR is at 153.
              strict_min_version: '142.0',
              data_collection_permissions: { required: ['none'] },
            },
          },
        }
      : {
          // Ed25519 for signatures.
          minimum_chrome_version: '137',
          storage: { managed_schema: 'managed-schema.json' },
        }),
  }),
  hooks: {
    'vite:build:extendConfig': (entrypoints, config) => {
      // The guard runs in every page: it uses the browser's own promises, not the polyfill.
      if (!entrypoints.some(({ type }) => type === 'content-script')) return;
      config.plugins = [...(config.plugins ?? []), withoutMatches()];
      config.resolve ??= {};
      config.resolve.alias = {
        'wxt/browser': resolve('platform/native-browser.ts'),
        'wxt/utils/content-script-context': resolve('platform/no-context.ts'),
      };
    },
    'build:manifestGenerated': (_wxt, manifest) => {
      // A page of that name is taken for one in place of the browser's own history.
      delete manifest.chrome_url_overrides;
      // The guard listens before the page hook speaks: both run at document_start, in this order.
      manifest.content_scripts?.sort((a, b) => Number(isMain(a)) - Number(isMain(b)));
      for (const script of manifest.content_scripts ?? []) {
        script.matches = everywhere(script.matches);
      }
    },
    'build:done': ({ config }, { steps }) => {
      // For the bill of materials: beside the build and not in it.
      const chunks = steps.flatMap((step) => step.chunks).filter((each) => each.type === 'chunk');
      const packages = bundledPackages(chunks.flatMap(({ moduleIds }) => moduleIds));
      const file = join(config.outBaseDir, `${config.browser}-packages.json`);
      writeFileSync(file, `${JSON.stringify(packages, null, 2)}\n`);
    },
  },
  vite: () => ({
    plugins: [withoutTextAsCode()],
    build: { target: 'es2022' },
    define: {
      'process.env.NODE_ENV': '"production"',
      RTR_HOSTS: JSON.stringify(HOSTS),
      RTR_POLICY_KEYS: JSON.stringify(POLICY_KEYS),
    },
  }),
});
