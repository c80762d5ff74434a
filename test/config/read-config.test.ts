import { describe, expect, it } from 'vitest';
import { printFaults } from '../../src/config/print-faults.ts';
import { readConfig } from '../../src/config/read-config.ts';

const right = {
  MONGODB_URI: 'mongodb://localhost/speldje?replicaSet=rs0',
  SPELDJE_SECRET: 'x'.repeat(32),
  PUBLIC_URL: 'https://speldje.example/',
};
type Environment = Readonly<Record<string, string | undefined>>;

function configOf(environment: Environment) {
  const read = readConfig({ ...right, ...environment });
  if (!read.ok) throw new Error(printFaults(read.faults).join('\n'));
  return read.config;
}

function faultyVariables(environment: Environment): readonly string[] {
  const read = readConfig(environment);
  return read.ok ? [] : read.faults.map(({ variable }) => variable);
}

const slack = { SLACK_SIGNING_SECRET: 'signing', SLACK_BOT_TOKEN: 'xoxb-1' };
const teams = {
  MICROSOFT_APP_ID: 'app',
  MICROSOFT_APP_PASSWORD: 'password',
  MICROSOFT_APP_TENANT_ID: 'tenant',
};
const mail = { SMTP_URL: 'smtps://user:pass@mail.example', MAIL_FROM: 'Speldje <speldje@example.org>' };

describe('readConfig', () => {
  it('needs three variables; the rest has a default or is off', () => {
    const config = configOf({});
    expect(config).toEqual({
      port: 3000,
      trustedProxies: [],
      publicUrl: 'https://speldje.example',
      mongoUri: 'mongodb://localhost/speldje?replicaSet=rs0',
      secret: 'x'.repeat(32),
      backpackRegistrationsPerDay: 20,
      logLevel: 'info',
      upkeep: {
        timeZone: 'Europe/Amsterdam',
        remindAfterDays: 7,
        retention: { audit: 2555, nominations: 365, withdrawn: 30, undelivered: 90 },
      },
    });
    expect(Object.isFrozen(config)).toBe(true);
  });

  it('reads how long things are kept, when people are reminded, and whose clocks count', () => {
    const { upkeep } = configOf({
      TIME_ZONE: 'America/Paramaribo',
      REMIND_REVIEWERS_AFTER_DAYS: '3',
      RETAIN_AUDIT_DAYS: '100',
      RETAIN_NOMINATIONS_DAYS: '101',
      RETAIN_WITHDRAWN_DAYS: '102',
      RETAIN_UNDELIVERED_DAYS: '103',
    });
    expect(upkeep).toEqual({
      timeZone: 'America/Paramaribo',
      remindAfterDays: 3,
      retention: { audit: 100, nominations: 101, withdrawn: 102, undelivered: 103 },
    });
  });

  it('reads every section that is set', () => {
    const withReply = { ...mail, MAIL_REPLY_TO: 'Helpdesk <help@example.org>' };
    expect(
      configOf({
        PORT: ' 8080 ',
        LOG_LEVEL: 'debug',
        BACKPACK_REGISTRATIONS_PER_DAY: '0',
        TRUSTED_PROXIES: '203.0.113.7  198.51.100.0/24 2001:db8::/32',
        ...slack,
        ...teams,
        ...withReply,
      }),
    ).toMatchObject({
      port: 8080,
      logLevel: 'debug',
      backpackRegistrationsPerDay: 0,
      trustedProxies: ['203.0.113.7', '198.51.100.0/24', '2001:db8::/32'],
      slack: { signingSecret: 'signing', botToken: 'xoxb-1', apiUrl: 'https://slack.com/api/' },
      teams: {
        appId: 'app',
        appPassword: 'password',
        tenantId: 'tenant',
        openIdMetadataUrl: 'https://login.botframework.com/v1/.well-known/openidconfiguration',
        loginUrl: 'https://login.microsoftonline.com',
      },
      mail: {
        smtpUrl: 'smtps://user:pass@mail.example',
        from: 'Speldje <speldje@example.org>',
        replyTo: 'Helpdesk <help@example.org>',
      },
    });
  });

  it('takes the addresses of stand-ins', () => {
    const config = configOf({
      ...slack,
      ...teams,
      SLACK_API_URL: 'http://127.0.0.1:4000/api/',
      BOT_OPENID_METADATA_URL: 'http://127.0.0.1:4001/openid',
      MICROSOFT_LOGIN_URL: 'http://127.0.0.1:4001',
    });
    expect(config.slack?.apiUrl).toBe('http://127.0.0.1:4000/api/');
    expect(config.teams?.openIdMetadataUrl).toBe('http://127.0.0.1:4001/openid');
    expect(config.teams?.loginUrl).toBe('http://127.0.0.1:4001');
  });

  it('needs no signing secret where Slack’s requests come by Socket Mode', () => {
    const config = configOf({ SLACK_APP_TOKEN: 'xapp-1', SLACK_BOT_TOKEN: 'xoxb-1' });
    expect(config.slack).toMatchObject({ appToken: 'xapp-1', botToken: 'xoxb-1' });
    expect(config.slack).not.toHaveProperty('signingSecret');
  });

  it('takes what is set to nothing as not set', () => {
    expect(configOf({ PORT: '', SLACK_BOT_TOKEN: '  ', SMTP_URL: '' })).not.toHaveProperty('slack');
    expect(faultyVariables({ ...right, SPELDJE_SECRET: ' ' })).toEqual(['SPELDJE_SECRET']);
  });

  it.each([
    { PUBLIC_URL: 'http://localhost:3000', as: 'http://localhost:3000' },
    { PUBLIC_URL: 'http://127.0.0.1:3000/', as: 'http://127.0.0.1:3000' },
    { PUBLIC_URL: 'http://[::1]:3000', as: 'http://[::1]:3000' },
    { PUBLIC_URL: 'https://Badges.Example.nl:8443', as: 'https://badges.example.nl:8443' },
  ])('takes $PUBLIC_URL as public address', ({ PUBLIC_URL, as }) => {
    expect(configOf({ PUBLIC_URL }).publicUrl).toBe(as);
  });

  it.each<{ environment: Environment; variables: readonly string[] }>([
    { environment: { PORT: '0' }, variables: ['PORT'] },
    { environment: { PORT: '65536' }, variables: ['PORT'] },
    { environment: { PORT: '0x50' }, variables: ['PORT'] },
    { environment: { PUBLIC_URL: 'speldje.example' }, variables: ['PUBLIC_URL'] },
    { environment: { PUBLIC_URL: 'http://speldje.example' }, variables: ['PUBLIC_URL'] },
    { environment: { PUBLIC_URL: 'ftp://localhost' }, variables: ['PUBLIC_URL'] },
    { environment: { PUBLIC_URL: 'https://speldje.example/badges' }, variables: ['PUBLIC_URL'] },
    { environment: { PUBLIC_URL: 'https://speldje.example/?a=1' }, variables: ['PUBLIC_URL'] },
    { environment: { PUBLIC_URL: 'https://user@speldje.example' }, variables: ['PUBLIC_URL'] },
    { environment: { PUBLIC_URL: 'https://:pass@speldje.example' }, variables: ['PUBLIC_URL'] },
    { environment: { MONGODB_URI: 'postgres://localhost' }, variables: ['MONGODB_URI'] },
    { environment: { SPELDJE_SECRET: 'x'.repeat(31) }, variables: ['SPELDJE_SECRET'] },
    { environment: { LOG_LEVEL: 'loud' }, variables: ['LOG_LEVEL'] },
    {
      environment: { BACKPACK_REGISTRATIONS_PER_DAY: 'many' },
      variables: ['BACKPACK_REGISTRATIONS_PER_DAY'],
    },
    ...[
      'proxy.example',
      '203.0.113.0/33',
      '0.0.0.0/0',
      '128.0.0.0/1',
      '::/0',
      '::1.2.3.4',
      'fe80::1%eth0',
      '10.0.0.0/',
      '2001:db8::/129',
      '203.0.113.7/8/9',
      '1.2.3.4,5.6.7.8',
    ].map((written) => ({ environment: { TRUSTED_PROXIES: written }, variables: ['TRUSTED_PROXIES'] })),
    { environment: { SLACK_BOT_TOKEN: 'xoxb-1' }, variables: ['SLACK_SIGNING_SECRET'] },
    { environment: { SLACK_SIGNING_SECRET: 'signing' }, variables: ['SLACK_BOT_TOKEN'] },
    { environment: { ...slack, SLACK_BOT_TOKEN: 'xoxp-1' }, variables: ['SLACK_BOT_TOKEN'] },
    { environment: { ...slack, SLACK_APP_TOKEN: 'xoxb-1' }, variables: ['SLACK_APP_TOKEN'] },
    { environment: { ...slack, SLACK_CLIENT_ID: '1' }, variables: ['SLACK_CLIENT_SECRET'] },
    { environment: { ...slack, SLACK_CLIENT_SECRET: '1' }, variables: ['SLACK_CLIENT_ID'] },
    { environment: { ...slack, SLACK_API_URL: 'https://slack.com/api' }, variables: ['SLACK_API_URL'] },
    { environment: { ...slack, SLACK_API_URL: 'slack.com/api/' }, variables: ['SLACK_API_URL'] },
    {
      environment: { MICROSOFT_APP_ID: 'app' },
      variables: ['MICROSOFT_APP_PASSWORD', 'MICROSOFT_APP_TENANT_ID'],
    },
    {
      environment: { MICROSOFT_APP_PASSWORD: 'p', MICROSOFT_APP_TENANT_ID: 't' },
      variables: ['MICROSOFT_APP_ID'],
    },
    { environment: { ...teams, BOT_OPENID_METADATA_URL: 'urn:x' }, variables: ['BOT_OPENID_METADATA_URL'] },
    { environment: { ...teams, MICROSOFT_LOGIN_URL: 'login' }, variables: ['MICROSOFT_LOGIN_URL'] },
    {
      environment: { ...teams, TEAMS_FRAME_ORIGINS: 'https://a.example https://b.example/path' },
      variables: ['TEAMS_FRAME_ORIGINS'],
    },
    { environment: { SMTP_URL: mail.SMTP_URL }, variables: ['MAIL_FROM'] },
    { environment: { MAIL_FROM: mail.MAIL_FROM }, variables: ['SMTP_URL'] },
    { environment: { ...mail, SMTP_URL: 'https://mail.example' }, variables: ['SMTP_URL'] },
    { environment: { ...mail, SMTP_URL: 'smtp://user:pa^ss@ma il' }, variables: ['SMTP_URL'] },
    { environment: { ...mail, MAIL_FROM: 'Speldje' }, variables: ['MAIL_FROM'] },
    { environment: { ...mail, MAIL_FROM: 'a@b.nl, c@d.nl' }, variables: ['MAIL_FROM'] },
    { environment: { ...mail, MAIL_FROM: 'A\r\nBcc: x <a@b.nl>' }, variables: ['MAIL_FROM'] },
    { environment: { ...mail, SMTP_URL: 'smtps://user:100%@mail.example' }, variables: ['SMTP_URL'] },
    { environment: { ...mail, MAIL_REPLY_TO: 'help' }, variables: ['MAIL_REPLY_TO'] },
    { environment: { TIME_ZONE: 'Maas/Waal' }, variables: ['TIME_ZONE'] },
    { environment: { RETAIN_AUDIT_DAYS: '0' }, variables: ['RETAIN_AUDIT_DAYS'] },
    { environment: { RETAIN_NOMINATIONS_DAYS: 'forever' }, variables: ['RETAIN_NOMINATIONS_DAYS'] },
    { environment: { MAIL_REPLY_TO: 'help@b.nl' }, variables: ['SMTP_URL', 'MAIL_FROM'] },
  ])('finds the fault in $environment', ({ environment, variables }) => {
    expect(faultyVariables({ ...right, ...environment })).toEqual(variables);
  });

  it('lists every fault at once, and holds no value of any of them', () => {
    const environment = {
      PORT: 'port-value',
      PUBLIC_URL: 'public-value',
      MONGODB_URI: 'mongo-value',
      SPELDJE_SECRET: 'secret-value',
      LOG_LEVEL: 'level-value',
      SLACK_BOT_TOKEN: 'token-value',
      SLACK_CLIENT_ID: 'client-value',
      SLACK_API_URL: 'api-value',
      MICROSOFT_APP_PASSWORD: 'password-value',
      SMTP_URL: 'smtp-value',
      MAIL_FROM: 'from-value',
    };
    const read = readConfig(environment);
    const faults = read.ok ? [] : read.faults;
    expect(faults.map(({ variable }) => variable).toSorted()).toEqual([
      'LOG_LEVEL',
      'MAIL_FROM',
      'MICROSOFT_APP_ID',
      'MICROSOFT_APP_TENANT_ID',
      'MONGODB_URI',
      'PORT',
      'PUBLIC_URL',
      'SLACK_API_URL',
      'SLACK_BOT_TOKEN',
      'SLACK_CLIENT_SECRET',
      'SLACK_SIGNING_SECRET',
      'SMTP_URL',
      'SPELDJE_SECRET',
    ]);
    const printed = printFaults(faults).join('\n');
    for (const value of Object.values(environment)) expect(printed).not.toContain(value);
  });
});

describe('printFaults', () => {
  it('puts what is right beside each variable', () => {
    expect(
      printFaults([
        { variable: 'PORT', problem: 'a port number' },
        { variable: 'PUBLIC_URL', problem: 'an address' },
      ]),
    ).toEqual([
      'The configuration has 2 faults:',
      '  PORT        a port number',
      '  PUBLIC_URL  an address',
      'Set them in the environment or in the file .env; .env.example explains each.',
    ]);
    expect(printFaults([{ variable: 'PORT', problem: 'a port number' }])[0]).toBe(
      'The configuration has a fault:',
    );
  });
});
