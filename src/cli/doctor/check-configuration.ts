import { readConfig, type Config } from '../../config/read-config.ts';
import { fault, off, ok, type Check } from './check.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** Of the variables that the other checks need, those that are right. */
export type UsableConfig = Partial<Pick<Config, 'mongoUri' | 'secret' | 'publicUrl'>> & {
  readonly smtpUrl?: string;
};

/** Every fault of the configuration, and which integrations are on. */
export function checkConfiguration(environment: Environment): readonly Check[] {
  const read = readConfig(environment);
  const faulty = read.ok ? [] : read.faults;
  const checks: Check[] =
    faulty.length === 0
      ? [ok('configuration', 'every variable is right')]
      : faulty.map(({ variable, problem }) =>
          fault('configuration', `${variable} is not right`, `${variable}: ${problem}`),
        );
  if (!read.ok) return checks;
  const { slack, teams, mail } = read.config;
  return [
    ...checks,
    integration('slack', slack !== undefined, 'SLACK_SIGNING_SECRET'),
    integration('teams', teams !== undefined, 'MICROSOFT_APP_ID'),
    integration('mail', mail !== undefined, 'SMTP_URL'),
  ];
}

function integration(name: string, on: boolean, variable: string): Check {
  return on ? ok(name, 'on') : off(name, `off; ${variable} turns it on`);
}

/** Values that are right, to read one variable apart from faults in the others. */
const rightOnes = {
  MONGODB_URI: 'mongodb://localhost',
  SPELDJE_SECRET: '-'.repeat(32),
  PUBLIC_URL: 'http://localhost',
};

/** What can be used of a configuration that may have faults. */
export function usableConfig(environment: Environment): UsableConfig {
  const alone = (variable: keyof typeof rightOnes) => {
    const read = readConfig({ ...rightOnes, [variable]: environment[variable] });
    return read.ok ? read.config : undefined;
  };
  const [mongoUri, secret, publicUrl] = [
    alone('MONGODB_URI')?.mongoUri,
    alone('SPELDJE_SECRET')?.secret,
    alone('PUBLIC_URL')?.publicUrl,
  ];
  const whole = readConfig({
    ...rightOnes,
    SMTP_URL: environment['SMTP_URL'],
    MAIL_FROM: environment['MAIL_FROM'],
  });
  const smtpUrl = whole.ok ? whole.config.mail?.smtpUrl : undefined;
  return {
    ...(smtpUrl === undefined ? {} : { smtpUrl }),
    ...(mongoUri === undefined ? {} : { mongoUri }),
    ...(secret === undefined ? {} : { secret }),
    ...(publicUrl === undefined ? {} : { publicUrl }),
  };
}
