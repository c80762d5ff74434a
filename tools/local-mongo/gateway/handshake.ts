import { hostname } from 'node:os';
import { maxMessageSize } from './wire-message.ts';

type Answer = Record<string, unknown>;

/**
 * The answer to `hello` and its old names. The gateway calls itself a mongos: that is the one kind of server that
 * a driver needs no replica set's name for and yet grants sessions and transactions.
 */
export function hello(command: string, connectionId: number, now: Date): Answer {
  return {
    ...(command === 'hello' ? { isWritablePrimary: true } : { ismaster: true }),
    helloOk: true,
    msg: 'isdbgrid',
    maxBsonObjectSize: 16_777_216,
    maxMessageSizeBytes: maxMessageSize,
    maxWriteBatchSize: 25_000,
    localTime: now,
    logicalSessionTimeoutMinutes: 30,
    connectionId,
    minWireVersion: 0,
    maxWireVersion: 21,
    readOnly: false,
    ok: 1,
  };
}

const buildInfo: Answer = {
  version: '7.0.0',
  gitVersion: 'documentdb',
  modules: ['documentdb'],
  versionArray: [7, 0, 0, 0],
  bits: 64,
  debug: false,
  maxBsonObjectSize: 16_777_216,
  storageEngines: ['documentdb'],
  ok: 1,
};

const fixed = new Map<string, (now: Date) => Answer>([
  ['ping', () => ({ ok: 1 })],
  ['buildinfo', () => buildInfo],
  [
    'hostinfo',
    (now) => ({
      system: { currentTime: now, hostname: hostname(), cpuAddrSize: 64 },
      os: { type: process.platform, name: 'DocumentDB on PostgreSQL' },
      extra: {},
      ok: 1,
    }),
  ],
  ['getparameter', () => ({ featureCompatibilityVersion: { version: '7.0' }, ok: 1 })],
  ['getcmdlineopts', () => ({ argv: [], parsed: {}, ok: 1 })],
  ['getlog', () => ({ totalLinesWritten: 0, log: [], ok: 1 })],
  ['connectionstatus', () => ({ authInfo: { authenticatedUsers: [], authenticatedUserRoles: [] }, ok: 1 })],
  [
    'serverstatus',
    (now) => ({
      host: hostname(),
      version: buildInfo['version'],
      process: 'mongos',
      pid: process.pid,
      uptime: Math.floor(process.uptime()),
      localTime: now,
      ok: 1,
    }),
  ],
  ['whatsmyuri', () => ({ you: '127.0.0.1', ok: 1 })],
]);

/** The answer to a command that needs no database, by its name in lower case. */
export function fixedAnswer(command: string, now: Date): Answer | undefined {
  return fixed.get(command)?.(now);
}
