import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: [
      // Many of them run a property hundreds of times: five seconds would judge the machine.
      { test: { name: 'unit', include: ['test/unit/**/*.test.ts'], testTimeout: 30_000 } },
      {
        test: {
          name: 'ui',
          include: ['test/ui/**/*.test.ts'],
          // One VS Code at a time: two would compete for the same cores and wait for each other.
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 180_000,
          // A machine that builds for others too can be too slow once; the report names what was tried again.
          retry: process.env.CI === undefined ? 0 : 1,
        },
      },
      { test: { name: 'soak', include: ['test/soak/**/*.test.ts'], hookTimeout: 180_000 } },
    ],
  },
});
