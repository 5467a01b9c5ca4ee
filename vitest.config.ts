import { defineConfig } from 'vitest/config';

/** Which tests there are, and what each kind needs. `npm test` runs them all. */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['tests/unit/**/*.test.{ts,tsx}', 'tests/property/**/*.test.ts'],
          maxWorkers: 2,
        },
      },
      {
        test: {
          name: 'forms',
          include: ['tests/forms/**/*.test.ts'],
          environment: 'jsdom',
          maxWorkers: 2,
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
          ],
        },
      },
      {
        test: {
          name: 'stream',
          include: ['tests/stream/**/*.test.ts'],
          globalSetup: ['tests/stream/support/server.ts'],
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
          // Browsers mostly wait for somebody to read: two at a time, and time enough to start.
          maxWorkers: 2,
          // Two browsers may starve each other; the report names each test that needed its second try.
          retry: 1,
          testTimeout: 90_000,
          hookTimeout: 120_000,
          // Of the tests of one file that may run side by side.
          maxConcurrency: 4,
        },
      },
    ],
  },
});
