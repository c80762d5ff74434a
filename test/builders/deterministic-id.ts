let made = 0;

/** The next of a row of ids that look like the service's own and are the same in each run of a test file. */
export function deterministicId(): string {
  made += 1;
  return `00000000-0000-4000-8000-${made.toString(16).padStart(12, '0')}`;
}

/** The moment at which everything in a test happens unless it says otherwise. */
export const testMoment = new Date('2026-03-02T09:00:00.000Z');
