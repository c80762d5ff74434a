/** What the service does by itself, by the clock. */
export type UpkeepConfig = {
  /** IANA zone of the community: of whom no platform tells a zone, and when jobs run. */
  readonly timeZone: string;
  /** Days that a nomination waits before its reviewers are reminded. */
  readonly remindAfterDays: number;
  /** For how many days each is kept. */
  readonly retention: {
    readonly audit: number;
    readonly nominations: number;
    readonly withdrawn: number;
    readonly undelivered: number;
  };
};

/** The settings of jobs; each has a value that fits most. */
export function readUpkeep(
  value: (variable: string) => string | undefined,
  fault: (variable: string, problem: string) => string,
): UpkeepConfig {
  const days = (variable: string, standard: number): number => {
    const written = value(variable);
    if (written === undefined) return standard;
    if (/^\d{1,5}$/u.test(written) && Number(written) >= 1) return Number(written);
    fault(variable, `a number of days, 1 or more, such as ${standard}`);
    return standard;
  };
  const timeZone = value('TIME_ZONE') ?? 'Europe/Amsterdam';
  if (!isTimeZone(timeZone)) fault('TIME_ZONE', 'an IANA zone, such as Europe/Amsterdam');
  return {
    timeZone,
    remindAfterDays: days('REMIND_REVIEWERS_AFTER_DAYS', 7),
    retention: {
      audit: days('RETAIN_AUDIT_DAYS', 2555),
      nominations: days('RETAIN_NOMINATIONS_DAYS', 365),
      withdrawn: days('RETAIN_WITHDRAWN_DAYS', 30),
      undelivered: days('RETAIN_UNDELIVERED_DAYS', 90),
    },
  };
}

function isTimeZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
