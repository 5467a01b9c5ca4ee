import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files that take longer than the others of their kind, the longest first. */
const LONGEST = [
  'e2e/firefox-delivery',
  'e2e/evasions',
  'e2e/forms',
  'e2e/chromium-stream-review',
  'e2e/chromium-review',
  'e2e/chromium-in-the-way',
  'e2e/chromium-delivery',
  'e2e/chromium-network-update',
  'e2e/firefox-evasions',
  'e2e/chromium-bad-pages',
  'e2e/firefox-bundles',
  'e2e/chromium-release',
  'e2e/chromium-prompt-attacks',
  'e2e/chromium-access',
  'e2e/signed-policy',
  'e2e/firefox-deployment',
  'e2e/firefox-flow',
  'e2e/chromium-bundles',
  'e2e/inspect',
  'stream/faults',
  'stream/disks',
  'stream/full-disk',
].map((name) => `/tests/${name}.test.ts`);

/** Where no earlier run is known, as in CI: so that none of them runs alone at the end. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification): number => {
      const found = LONGEST.findIndex((name) => moduleId.endsWith(name));
      return found < 0 ? LONGEST.length : found;
    };
    return (await super.sort(files)).sort((a, b) => place(a) - place(b));
  }
}

/** Which tests there are, and what each kind needs. `npm test` runs them all. */
export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        test: {
          name: 'unit',
          include: ['tests/unit/**/*.test.{ts,tsx}', 'tests/property/**/*.test.ts'],
          maxWorkers: 2,
          // One process for many files: loading the same modules for each took a quarter of the time.
          isolate: false,
          // Some try thousands of settings; a machine that does other work as well takes longer.
          testTimeout: 20_000,
        },
      },
      {
        test: {
          name: 'forms',
          include: ['tests/forms/**/*.test.ts'],
          environment: 'jsdom',
          maxWorkers: 2,
          // Some read a page for each case there is; beside other work that takes longer.
          testTimeout: 20_000,
        },
      },
      {
        test: {
          name: 'architecture',
          include: [
            'tests/admin-guide.test.ts',
            'tests/architecture.test.ts',
            'tests/bundle.test.ts',
            'tests/failures.test.ts',
            'tests/package.test.ts',
            'tests/policies.test.ts',
          ],
        },
      },
      {
        test: {
          name: 'stream',
          include: ['tests/stream/**/*.test.ts'],
          globalSetup: ['tests/stream/support/server.ts'],
          // Beside the unit tests a node may come late; the report names what needed a second try.
          retry: 1,
          // Each file has a cluster of three nodes of its own, which mostly waits.
          maxWorkers: 3,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['tests/e2e/**/*.test.ts'],
          // Between two files a process of their own took longer than a short file.
          isolate: false,
          // Browsers mostly wait for somebody to read: three keep two cores busy.
          maxWorkers: 3,
          // Three browsers may starve each other; the report names each test that needed its second try.
          retry: 1,
          testTimeout: 90_000,
          hookTimeout: 120_000,
          // What a browser shows late is not wrong; what never comes fails all the same.
          expect: { poll: { timeout: 10_000 } },
          // Of the tests of one file that may run side by side.
          maxConcurrency: 4,
        },
      },
    ],
  },
});
