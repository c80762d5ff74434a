import { defineConfig } from 'vitest/config';

/** Tests that take minutes: crowds, crashes at random, storms. `npm run endurance`; `npm test` has a smaller edition of each. */
export default defineConfig({
  test: {
    include: ['test/endurance/*.ts'],
    globalSetup: ['test/global-setup.ts'],
    testTimeout: 1_800_000,
    hookTimeout: 300_000,
    maxWorkers: 1,
  },
});
