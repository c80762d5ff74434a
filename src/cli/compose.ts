import { randomBytes, randomInt, randomUUID } from 'node:crypto';
import { printFaults } from '../config/print-faults.ts';
import { readConfig } from '../config/read-config.ts';
import { createCredentialSigner } from '../credentials/credential-signer.ts';
import { connectMongo, type MongoConnection } from '../mongo/connect-mongo.ts';
import { createMongoStore } from '../mongo/create-mongo-store.ts';
import { migrate } from '../mongo/migrate.ts';
import type { Clock } from '../ports/clock.ts';
import type { CredentialSigner } from '../ports/credential-signer.ts';
import type { Ids } from '../ports/ids.ts';
import { StoreUnavailable, type Store } from '../ports/store.ts';
import { CliFault } from './cli-fault.ts';

/** The parts of the service that the command line uses, put together. */
export type Composition = {
  readonly store: Store;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly signer: CredentialSigner;
  /** Without a slash at its end. */
  readonly publicUrl: string;
  /** Whether the service has a mail server; whether it answers, `doctor` says. */
  readonly mailOn: boolean;
  /** Brings indexes and data up to date, as the service does at its start. */
  migrate(log: (line: string) => void): Promise<void>;
};

/** The same with what holds it together. */
export type OpenComposition = Composition & {
  readonly connection: MongoConnection;
  close(): Promise<void>;
};

/** The variables without which no command can work; faults in the others are for the service and `doctor`. */
const needed = ['MONGODB_URI', 'SPELDJE_SECRET', 'PUBLIC_URL'] as const;

const clock = () => new Date();

/** Nobody waits at a keyboard as they do in a chat; milliseconds. */
const patience = { serverSelectionTimeoutMS: 5000 };

/** Reads the configuration and connects. Throws CliFault when the configuration or the database is at fault. */
export async function compose(
  environment: Readonly<Record<string, string | undefined>>,
): Promise<OpenComposition> {
  const read = readConfig(Object.fromEntries(needed.map((name) => [name, environment[name]])));
  if (!read.ok) throw new CliFault(1, printFaults(read.faults));
  const { mongoUri, publicUrl, secret } = read.config;
  const connection = await connected(mongoUri);
  return {
    store: createMongoStore(connection),
    clock,
    ids: {
      id: randomUUID,
      token: () => randomBytes(32).toString('base64url'),
      below: (limit) => randomInt(limit),
    },
    signer: createCredentialSigner({ secret, random: randomBytes }),
    publicUrl,
    mailOn: (environment['SMTP_URL'] ?? '') !== '',
    connection,
    migrate: async (log) => {
      await migrate(connection, { now: clock, log });
    },
    close: () => connection.close(),
  };
}

async function connected(uri: string): Promise<MongoConnection> {
  try {
    return await connectMongo(uri, { appName: 'speldje-command-line', ...patience });
  } catch (error) {
    if (error instanceof StoreUnavailable)
      throw new CliFault(
        1,
        [
          'The database does not answer. Check that it runs, and that MONGODB_URI is its address from here; nothing was changed.',
        ],
        error,
      );
    // The driver's own words can hold the address, and with it the password.
    throw new CliFault(
      1,
      [
        'The database refused the connection. Check user, password and options in MONGODB_URI; nothing was changed.',
      ],
      error,
    );
  }
}
