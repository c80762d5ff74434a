import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Where a report for programs is written too, if anywhere. */
const report = process.env['TEST_REPORT'];

/** Tests that mostly wait, for locks and pauses to run out: begun last, they would go on alone. */
const waiting = /\/(?:crash|bulk-award-crash|digest-crash|slack-storm|slack-errors)\.test\.ts$/u;

class WaitingFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    // oxlint-disable-next-line unicorn/no-array-sort -- the sequencer's own, not an array's
    const sorted = await super.sort(files);
    const waits = ({ moduleId }: TestSpecification) => waiting.test(moduleId);
    return [...sorted.filter((file) => waits(file)), ...sorted.filter((file) => !waits(file))];
  }
}

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts', 'test/**/*.test.tsx'],
    globalSetup: ['test/global-setup.ts'],
    testTimeout: 120_000,
    hookTimeout: 300_000,
    // Many tests wait for another process rather than work.
    maxWorkers: 3,
    sequence: { sequencer: WaitingFirst },
    reporters: report === undefined ? ['default'] : ['default', ['json', { outputFile: report }]],
  },
});
